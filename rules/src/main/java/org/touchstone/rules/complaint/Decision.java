package org.touchstone.rules.complaint;

import java.util.List;

/** What comes of a step: events that happened, or a reasoned refusal. */
public sealed interface Decision {

    /** The step is legal; these events happened, in order. */
    record Happened(List<ComplaintEvent> events) implements Decision {}

    /** The step is not legal; nothing happened but what time had brought about before it. */
    record Refused(Refusal refusal) implements Decision {}
}
