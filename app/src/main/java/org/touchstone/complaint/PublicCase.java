package org.touchstone.complaint;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.ComplaintEvent;

/**
 * What the public may know of a complaint: its history, and the business's answer masked.
 *
 * @param publicId stable identifier in the open data
 * @param version how many events there are
 */
public record PublicCase(
        UUID id,
        String publicId,
        String mark,
        int version,
        List<ComplaintEvent> history,
        @Nullable String publicAnswer) {}
