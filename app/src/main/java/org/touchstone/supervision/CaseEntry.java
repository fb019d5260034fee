package org.touchstone.supervision;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.supervision.CaseParty;
import org.touchstone.rules.supervision.CaseState;
import org.touchstone.rules.supervision.CaseStep;

/**
 * A line of a case's history.
 *
 * @param state where the case stood after it
 * @param party who did it, never by name
 * @param facts what it rests on, without personal data
 * @param words what the business or an officer said; for the parties, the centre and nobody else
 */
public record CaseEntry(
        int seq,
        Instant at,
        CaseStep step,
        CaseState state,
        CaseParty party,
        Map<String, Object> facts,
        @Nullable String words) {

    @Override
    public String toString() {
        return step + " at " + at;
    }
}
