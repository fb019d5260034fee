package org.touchstone.rules.record;

import org.jspecify.annotations.Nullable;

/**
 * The answer rate of a whole trade, towards which small records are shrunk: a shop with two complaints is neither perfect nor
 * hopeless.
 *
 * @param answered complaints of the trade's matured sets answered within a round
 * @param matured size of all matured sets of the trade together
 */
public record TradeMean(long answered, long matured) {

    /** Nothing known about the trade. */
    public static final TradeMean NONE = new TradeMean(0, 0);

    /** With one more mark of the trade. */
    public TradeMean plus(Figures figures) {
        return new TradeMean(answered + figures.answered(), matured + figures.matured());
    }

    /**
     * The shrunk answer rate of a mark: as if kappa complaints of the trade's average had been seen too. Absent when the mark
     * has no matured complaint or nothing is known about the trade.
     */
    public @Nullable Double shrink(Figures figures, int kappa) {
        if (figures.matured() == 0 || matured == 0) {
            return null;
        }
        double mean = (double) answered / matured;
        return (figures.answered() + kappa * mean) / (figures.matured() + kappa);
    }
}
