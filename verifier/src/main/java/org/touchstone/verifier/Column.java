package org.touchstone.verifier;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One recomputed column of figures.csv: its name, and what the figures of a mark say its cell must be. */
record Column(String name, Function<Figures, Expected> expected) {
    /** Every recomputed column, in the order of the file. */
    static final List<Column> ALL = List.of(
            new Column("from", figures -> new Expected.Moment(figures.window().from())),
            count("matured", Tally::matured),
            count("unanswered", Tally::unanswered),
            count("negativePoints", Tally::unanswered),
            count("delays", Tally::delays),
            count("answered", Tally::answered),
            count("late", Tally::late),
            share("lateShare", Tally::late, Tally::answered),
            of("medianHours", tally -> hours(tally.medianWait())),
            of("p90Hours", tally -> hours(tally.p90Wait())),
            count("unknownAnswerTimes", Tally::unknownAnswerTimes),
            share("answerRate", Tally::answered, Tally::matured),
            wilson("answerRateLow", WilsonInterval::low),
            wilson("answerRateHigh", WilsonInterval::high),
            new Column("shrunkAnswerRate", figures -> rate(figures.shrunkAnswerRate())),
            share("solvedOfRated", Tally::solved, Tally::rated),
            share("solvedOfAll", Tally::solved, Tally::matured),
            share("solvedOfficial", t -> t.solved() + t.closedUnrated(), t -> t.rated() + t.closedUnrated()),
            share("solvedCoverage", Tally::rated, Tally::matured),
            count("reopened", Tally::reopened),
            share("reopenedShare", Tally::reopened, Tally::matured),
            count("refusalsAsked", Tally::refusalsAsked),
            count("refusalsLost", Tally::refusalsLost),
            share(
                    "templateShare",
                    t -> t.templates().templated(),
                    t -> t.templates().fingerprinted()),
            of("orders", tally -> tally.orders() == 0 ? Expected.EMPTY : number(tally.orders())),
            perTenThousandOrders("complaintsPer10000", Tally::complaints),
            perTenThousandOrders("unansweredPer10000", Tally::unanswered),
            of("moneyReturned", tally -> new Expected.Sums(tally.moneyReturned())),
            new Column("tooFew", figures -> new Expected.Exactly(String.valueOf(figures.isTooFew()))),
            place("rank", Place::rank),
            place("ranked", Place::ranked),
            count("quarantined", Tally::quarantined));

    /** Columns that files of earlier years do not have; they are compared where they are there. */
    static final Set<String> LATER = Set.of("quarantined");

    private static final long TEN_THOUSAND = 10_000;
    private static final int HOUR_DECIMALS = 2;
    private static final int PER_TEN_THOUSAND_DECIMALS = 2;
    private static final Duration HOUR = Duration.ofHours(1);

    private static Column of(String name, Function<Tally, Expected> expected) {
        return new Column(name, figures -> expected.apply(figures.tally()));
    }

    private static Column count(String name, ToLongFunction<Tally> count) {
        return of(name, tally -> number(count.applyAsLong(tally)));
    }

    private static Column share(String name, ToLongFunction<Tally> part, ToLongFunction<Tally> whole) {
        return of(name, tally -> share(part.applyAsLong(tally), whole.applyAsLong(tally)));
    }

    private static Column wilson(String name, ToDoubleFunction<WilsonInterval> bound) {
        return of(
                name,
                tally -> tally.matured() == 0
                        ? Expected.EMPTY
                        : rate(Ratio.of(bound.applyAsDouble(WilsonInterval.of(tally.answered(), tally.matured())))));
    }

    private static Column perTenThousandOrders(String name, ToLongFunction<Tally> count) {
        return of(
                name,
                tally -> tally.orders() == 0
                        ? Expected.EMPTY
                        : new Expected.Rounded(
                                Ratio.of(count.applyAsLong(tally) * TEN_THOUSAND, tally.orders()),
                                PER_TEN_THOUSAND_DECIMALS));
    }

    private static Column place(String name, ToLongFunction<Place> number) {
        return new Column(name, figures -> {
            Place place = figures.place();
            return place == null ? Expected.EMPTY : number(number.applyAsLong(place));
        });
    }

    private static Expected number(long number) {
        return new Expected.Exactly(Long.toString(number));
    }

    /** Empty when there is nothing to take a share of. */
    private static Expected share(long part, long whole) {
        return whole == 0 ? Expected.EMPTY : rate(Ratio.of(part, whole));
    }

    private static Expected rate(@Nullable Ratio rate) {
        return rate == null ? Expected.EMPTY : new Expected.Rounded(rate, Figures.RATE_DECIMALS);
    }

    private static Expected hours(@Nullable Duration wait) {
        return wait == null ? Expected.EMPTY : new Expected.Rounded(Ratio.of(wait, HOUR), HOUR_DECIMALS);
    }
}
