package org.touchstone.complaint;

import java.time.Instant;
import java.util.UUID;
import org.touchstone.rules.complaint.State;

/**
 * A task of the centre: a complaint was left unanswered (sources 4).
 *
 * @param openedAt when the last round passed
 * @param dueAt by when the centre acts
 * @param state where the complaint stands now
 */
public record FollowUp(
        UUID id,
        UUID complaintId,
        String reference,
        String host,
        String legalName,
        String category,
        State state,
        Instant openedAt,
        Instant dueAt) {}
