package org.touchstone.verifier;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/** The window of submission, open at its start and closed at its end: {@code from < t <= asOf}. */
record Window(Instant from, Instant asOf) {
    /** Counts back in the UTC calendar: twelve months before a 21 November are a 21 November. */
    static Window endingAt(Instant asOf, Period length) throws UnreadableInput {
        try {
            return new Window(asOf.atZone(ZoneOffset.UTC).minus(length).toInstant(), asOf);
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnreadableInput(
                    "index.json: the window %s before %s is not in the calendar.".formatted(length, asOf), e);
        }
    }

    boolean holds(Instant t) {
        return t.isAfter(from) && !t.isAfter(asOf);
    }
}
