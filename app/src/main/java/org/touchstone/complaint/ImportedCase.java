package org.touchstone.complaint;

import java.util.List;
import org.touchstone.registry.Mark;
import org.touchstone.rules.complaint.ComplaintEvent;

/**
 * A case another regulator decided, with the history its data tells.
 *
 * @param source whose data it is
 * @param sourceKey what the case is called there; a case is imported once
 */
public record ImportedCase(Mark mark, String source, String sourceKey, List<ComplaintEvent> history) {}
