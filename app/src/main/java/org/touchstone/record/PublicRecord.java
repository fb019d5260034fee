package org.touchstone.record;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.touchstone.registry.Mark;
import org.touchstone.rules.record.Figures;

/**
 * The performance record of a mark as of an instant.
 *
 * @param policyVersion the policy the figures were computed under
 * @param shrunkAnswerRate the answer rate shrunk towards the trade's mean; only for the present
 * @param place the place in the trade; only for the present and only with enough matured complaints
 * @param cases the cases of the window that make the figures, the newest first
 */
public record PublicRecord(
        Mark mark,
        Period window,
        String policyVersion,
        Figures figures,
        @Nullable Double shrunkAnswerRate,
        @Nullable Place place,
        List<RecordedCase> cases) {

    /**
     * A place in a ranking.
     *
     * @param rank from 1; equal rates share the best place
     * @param of how many are ranked
     * @param asOf when the ranking was made
     */
    public record Place(int rank, int of, Instant asOf) {}
}
