package org.touchstone.rules.grade;

import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.record.CaseFacts;
import org.touchstone.rules.record.Figures;

/**
 * What the complaints of a mark, filed within the window of the record, count for in its indices.
 *
 * @param matured size of the matured set M
 * @param answered complaints of M answered within a round
 * @param onTime of these, answered in the first
 * @param reopened complaints of M opened again because a promise was not kept
 * @param refusalsLost refusals of the business that were found to have no ground
 * @param delivery complaints that count, matured or not, about delivery or goods not as ordered
 * @param promises complaints that count in which it is known whether what was promised was done
 * @param kept of these, those in which it was
 * @param rated complaints of M to whose answer the consumer gave a score
 * @param scores sum of these scores, 1 to 5 each
 * @param orders orders in the window; absent where unknown
 */
public record Tally(
        int matured,
        int answered,
        int onTime,
        int reopened,
        int refusalsLost,
        int delivery,
        int promises,
        int kept,
        int rated,
        int scores,
        @Nullable Long orders) {

    /**
     * Counts.
     *
     * @param cases facts as of the same instant; those outside the window are left out here
     * @param deliveryCategories categories that are about delivery and mismatch
     * @param orders orders in the window, absent where unknown
     */
    public static Tally of(
            Collection<CaseFacts> cases,
            Instant asOf,
            Period window,
            Set<String> deliveryCategories,
            @Nullable Long orders) {
        var from = Figures.windowStart(asOf, window);
        var counting = new Counting(asOf, deliveryCategories);
        for (var c : cases) {
            if (c.submitted().isAfter(from) && !c.submitted().isAfter(asOf)) {
                counting.add(c);
            }
        }
        return counting.tally(orders);
    }

    /** With so many more complaints, all answered in the first round, in other categories than delivery, and not rated. */
    public Tally answering(int more) {
        return new Tally(
                matured + more,
                answered + more,
                onTime + more,
                reopened,
                refusalsLost,
                delivery,
                promises,
                kept,
                rated,
                scores,
                orders);
    }

    private static final class Counting {
        private final Instant asOf;
        private final Set<String> deliveryCategories;
        private int matured;
        private int answered;
        private int onTime;
        private int reopened;
        private int refusalsLost;
        private int delivery;
        private int promises;
        private int kept;
        private int rated;
        private int scores;

        Counting(Instant asOf, Set<String> deliveryCategories) {
            this.asOf = asOf;
            this.deliveryCategories = deliveryCategories;
        }

        void add(CaseFacts c) {
            refusalsLost += c.refusalsLost();
            if (!c.counts()) {
                return;
            }
            delivery += deliveryCategories.contains(c.category()) ? 1 : 0;
            boolean broken = c.reopened() > 0 || c.state() == State.REFERRED;
            boolean done = Boolean.TRUE.equals(c.solved())
                    || (c.state() == State.SETTLED && c.closed() != null)
                    || c.state() == State.COMPLIED;
            promises += broken || done ? 1 : 0;
            kept += done && !broken ? 1 : 0;
            if (c.matured(asOf)) {
                mature(c);
            }
        }

        private void mature(CaseFacts c) {
            matured++;
            answered += c.answeredInTime() ? 1 : 0;
            onTime += c.answeredRound() != null && c.answeredRound() == 1 ? 1 : 0;
            reopened += c.reopened() > 0 ? 1 : 0;
            var score = c.score();
            if (score != null) {
                rated++;
                scores += score;
            }
        }

        Tally tally(@Nullable Long orders) {
            return new Tally(
                    matured, answered, onTime, reopened, refusalsLost, delivery, promises, kept, rated, scores, orders);
        }
    }
}
