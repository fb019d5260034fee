package org.touchstone.verifier;

import java.math.BigDecimal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The mean answer rate μ of a group of marks, as its two sums. */
record AnswerMean(long answered, long matured) {
    static AnswerMean of(Collection<Tally> tallies) {
        return new AnswerMean(
                tallies.stream().mapToLong(Tally::answered).sum(),
                tallies.stream().mapToLong(Tally::matured).sum());
    }

    /**
     * (answered + κ·μ) ÷ (matured + κ) of a mark of this group, multiplied out so that it stays exact; null when the mark has
     * nothing matured.
     */
    @Nullable Ratio shrunk(Tally mark, BigDecimal kappa) {
        if (mark.matured() == 0) {
            return null;
        }
        BigDecimal all = BigDecimal.valueOf(matured);
        return new Ratio(
                BigDecimal.valueOf(mark.answered()).multiply(all).add(kappa.multiply(BigDecimal.valueOf(answered))),
                all.multiply(BigDecimal.valueOf(mark.matured()).add(kappa)));
    }
}
