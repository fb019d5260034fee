package org.touchstone.complaint;

import java.time.Instant;
import java.util.UUID;
import org.touchstone.rules.complaint.Correction;

/**
 * A dispute led to a correction of the public record.
 *
 * @param reason the officer's reasons as they are published, without personal data
 */
public record RecordCorrected(
        UUID disputeId,
        UUID complaintId,
        String mark,
        String publicId,
        Correction correction,
        Instant at,
        String reason) {}
