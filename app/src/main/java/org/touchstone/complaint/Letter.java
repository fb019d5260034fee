package org.touchstone.complaint;

import java.time.Instant;
import org.touchstone.rules.complaint.Party;

/** A letter in the thread of a complaint, beside the procedure. It stops no clock and answers no complaint. */
public record Letter(Instant at, Party from, String text) {

    @Override
    public String toString() {
        return "letter of " + from + " at " + at;
    }
}
