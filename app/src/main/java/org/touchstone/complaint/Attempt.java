package org.touchstone.complaint;

import org.touchstone.rules.complaint.Refusal;

/** What came of something a party tried to do. */
public sealed interface Attempt {

    /** It was done; this is how the case stands. */
    record Done(CaseFile file) implements Attempt {}

    /** It was refused; the case stands as time left it. */
    record Refused(Refusal refusal) implements Attempt {}
}
