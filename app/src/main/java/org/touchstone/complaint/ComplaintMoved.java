package org.touchstone.complaint;

import java.util.List;
import java.util.UUID;

/** Something happened to these complaints. What happened stands in their histories. */
public record ComplaintMoved(List<UUID> complaints) {}
