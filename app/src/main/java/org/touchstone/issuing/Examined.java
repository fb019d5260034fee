package org.touchstone.issuing;

import java.util.List;
import org.touchstone.rules.issuing.Finding;

/** What came of doing a check. */
public sealed interface Examined {

    /** There is an answer. */
    record Found(List<Finding> findings) implements Examined {}

    /**
     * Whom the check asks does not answer: nothing is known, and nothing is assumed.
     *
     * @param waitsFor name of the register, {@code DNS}, or {@code PLATFORM} for a fault of our own
     */
    record NoAnswer(String waitsFor) implements Examined {}
}
