package org.touchstone.rules.mark;

import java.time.Instant;

/** Why a step on a mark was refused. A value with the facts inside; nothing has changed. */
public sealed interface MarkRefusal {

    /** The step has no edge from the present state. */
    record WrongState(MarkState state, MarkStep step) implements MarkRefusal {}

    /** The step is not this person's to make. */
    record NotYours(MarkStep step) implements MarkRefusal {}

    /** A decision gives reasons. */
    record NoReason() implements MarkRefusal {}

    /** What may be done once was done before: one appeal, one decision. */
    record OnlyOnce(MarkStep step) implements MarkRefusal {}

    /** Another decision about the mark waits for its second officer. */
    record DecisionPending(MarkStep step) implements MarkRefusal {}

    /** The time for the step is over. */
    record DeadlinePassed(Instant due) implements MarkRefusal {}

    /** Whoever made a decision does not confirm it, and does not judge an appeal against it. */
    record OwnDecision() implements MarkRefusal {}

    /** Whoever acts for a business does not decide about its marks, and whoever acted in a case does not judge what came of it. */
    record Involved() implements MarkRefusal {}

    /** A letter of the centre is open; the mark does not change hands before that is settled. */
    record LetterOpen() implements MarkRefusal {}

    /** The second officer is a senior one. */
    record SecondOfficerNeeded() implements MarkRefusal {}

    /** There is no decision that waits, no appeal that waits, or the decision cannot be appealed. */
    record NothingToDecide() implements MarkRefusal {}

    /** A renewal is possible from this instant on. */
    record TooEarly(Instant from) implements MarkRefusal {}

    /** A renewal makes a mark valid for longer, not for shorter. */
    record NotLonger(Instant expiresAt) implements MarkRefusal {}

    /** The mark expired while it was suspended; the suspension is lifted first. */
    record StillSuspended() implements MarkRefusal {}

    /** The address carries a mark already. */
    record HostTaken(String host) implements MarkRefusal {}

    /** The address went to a new mark; nothing brings this one back to it. */
    record HostGone(String host) implements MarkRefusal {}

    /** It is so already: the same address, the same business, the same data. */
    record AlreadySo() implements MarkRefusal {}
}
