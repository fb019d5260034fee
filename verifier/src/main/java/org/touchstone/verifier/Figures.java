package org.touchstone.verifier;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The recomputed figures of one mark.
 *
 * @param shrunkAnswerRate null when nothing matured
 * @param place null when too little matured for a place
 * @param isTooFew whether too little matured to judge
 */
record Figures(
        Window window,
        Tally tally,
        @Nullable Ratio shrunkAnswerRate,
        @Nullable Place place,
        boolean isTooFew) {
    static final int RATE_DECIMALS = 4;

    /** The figures of every mark, by its code. A trade shares its mean and its ranking; without a trade the mean is that of all. */
    static Map<String, Figures> of(Map<String, MarkRecord> marks, Index index, Window window) {
        Map<String, Map<String, Tally>> trades = new HashMap<>();
        marks.forEach((mark, history) ->
                trades.computeIfAbsent(history.trade(), _ -> new HashMap<>()).put(mark, history.tally(window)));
        AnswerMean meanOfAll = AnswerMean.of(trades.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList());

        Map<String, Figures> figures = new HashMap<>();
        trades.forEach((trade, tallies) -> {
            AnswerMean mean = trade.isEmpty() ? meanOfAll : AnswerMean.of(tallies.values());
            figures.putAll(ofTrade(tallies, mean, index, window));
        });
        return figures;
    }

    private static Map<String, Figures> ofTrade(
            Map<String, Tally> tallies, AnswerMean mean, Index index, Window window) {
        Map<String, BigDecimal> ranked = new HashMap<>();
        tallies.forEach((mark, tally) -> {
            Ratio rate = mean.shrunk(tally, index.kappa());
            if (rate != null && tally.matured() >= index.minimumRanked()) {
                ranked.put(mark, rate.rounded(RATE_DECIMALS));
            }
        });
        Map<String, Place> places = Place.byRate(ranked);

        Map<String, Figures> figures = new HashMap<>();
        tallies.forEach((mark, tally) -> figures.put(
                mark,
                new Figures(
                        window,
                        tally,
                        mean.shrunk(tally, index.kappa()),
                        places.get(mark),
                        tally.matured() < index.minimumMatured())));
        return figures;
    }
}
