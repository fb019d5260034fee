package org.touchstone.record;

import java.util.List;

/**
 * The record took up what happened to complaints.
 *
 * @param marks codes of the marks concerned, each once
 */
public record RecordMoved(List<String> marks) {}
