package org.touchstone.issuing;

import java.time.Instant;
import org.touchstone.rules.issuing.ApplicationState;
import org.touchstone.rules.issuing.ApplicationStep;

/** What came of a step on an application. */
public sealed interface Attempt {

    /** It was done; this is how the application stands. */
    record Done(Application application) implements Attempt {}

    /** The step has no edge from the present state. */
    record WrongState(ApplicationState state, ApplicationStep step) implements Attempt {}

    /** Answers are missing. */
    record Incomplete() implements Attempt {}

    /** The time for an appeal is over. */
    record DeadlinePassed(Instant due) implements Attempt {}

    /** An appeal was raised before. */
    record OnlyOnce(ApplicationStep step) implements Attempt {}

    /** The check was made anew since its question was read: what stands there now is to be read first. */
    record EvidenceChanged(int run) implements Attempt {}

    /** Whoever decided before does not decide the appeal. */
    record OwnDecision() implements Attempt {}
}
