package org.touchstone.rules.record;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.record.ACase.AS_OF;
import static org.touchstone.rules.testing.ForAll.forAll;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.policy.Policy.RecordRules;
import org.touchstone.rules.testing.AComplaint;
import org.touchstone.rules.testing.Story;

/** {@link Figures} against {@link NaiveFigures} on sets of rows as wild as the columns allow, states of later versions too. */
class FiguresOfRandomSetsTest {

    private static final List<Period> WINDOWS = List.of(Period.ofMonths(12), Period.ofMonths(1), Period.ofDays(30));

    record Rows(List<CaseFacts> cases, Period window, RecordRules rules) {

        static Rows any(RandomGenerator random) {
            var cases =
                    Stream.generate(() -> row(random)).limit(random.nextInt(25)).toList();
            var rules = new RecordRules(Period.ofMonths(12), random.nextInt(12), 30, 7, random.nextInt(1, 4));
            return new Rows(cases, WINDOWS.get(random.nextInt(3)), rules);
        }

        Stream<Rows> smaller() {
            return IntStream.range(0, cases.size()).mapToObj(left -> {
                var fewer = new ArrayList<>(cases);
                fewer.remove(left);
                return new Rows(fewer, window, rules);
            });
        }

        Figures figures() {
            return Figures.of(cases, AS_OF, window, rules, null);
        }
    }

    private static CaseFacts row(RandomGenerator random) {
        var submitted = submitted(random);
        var deadlines = deadlines(submitted, random);
        @Nullable Integer answeredRound = null;
        @Nullable Instant answered = null;
        @Nullable Instant withdrawn = null;
        if (random.nextInt(3) > 0) {
            answeredRound = random.nextInt(deadlines.size() + 1);
            answered = random.nextInt(5) == 0 ? null : submitted.plus(ofHours(random.nextInt(20)));
        }
        if (random.nextInt(5) == 0) {
            withdrawn = random.nextInt(3) == 0
                    ? deadlines.getLast().plusNanos(random.nextInt(-1, 2))
                    : submitted.plus(ofHours(random.nextInt(300)));
            // Facts are as of an instant: a withdrawal after it is not among them.
            withdrawn = withdrawn.isAfter(AS_OF) ? null : withdrawn;
        }
        return new CaseFacts(
                "MARK-1",
                "OTHER",
                submitted,
                deadlines,
                "any",
                random.nextInt(3) == 0 ? Story.oneOf(random, State.values()) : State.CLOSED_UNRATED,
                answeredRound,
                answered,
                random.nextInt(deadlines.size()),
                withdrawn,
                null,
                random.nextInt(3) == 0 ? null : random.nextBoolean(),
                null,
                random.nextInt(2),
                random.nextInt(3),
                random.nextInt(2),
                answeredRound == null || random.nextInt(4) == 0 ? null : "print" + random.nextInt(4),
                random.nextInt(3) == 0
                        ? AComplaint.money(
                                random.nextInt(100) + "." + random.nextInt(100), random.nextBoolean() ? "IRR" : "USD")
                        : null,
                random.nextInt(6) == 0 ? Story.oneOf(random, CaseFacts.SetAside.values()) : null);
    }

    /** Often just at an edge of a window, or so that the last round ends as the figures are made. */
    private static Instant submitted(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> AS_OF.plusNanos(random.nextInt(-1, 2));
            case 1 -> Figures.windowStart(AS_OF, WINDOWS.get(random.nextInt(3))).plusNanos(random.nextInt(-1, 2));
            case 2 -> AS_OF.minus(ofDays(4)).plusNanos(random.nextInt(-1, 2));
            case 3 -> AS_OF.minus(ofDays(random.nextInt(500)));
            default -> AS_OF.minus(ofHours(random.nextInt(24 * 28)));
        };
    }

    private static List<Instant> deadlines(Instant submitted, RandomGenerator random) {
        return random.nextBoolean()
                ? List.of(submitted.plus(ofDays(4)))
                : List.of(submitted.plus(ofDays(3)), submitted.plus(ofDays(5)), submitted.plus(ofDays(6)));
    }

    @Test
    void every_figure_is_what_the_open_data_page_says_it_is() {
        forAll(Rows::any)
                .shrinking(Rows::smaller)
                .times(3000)
                .holds(rows -> assertThat(NaiveFigures.named(rows.figures()))
                        .isEqualTo(NaiveFigures.of(
                                rows.cases,
                                AS_OF,
                                rows.window,
                                rows.rules.minimumMatured(),
                                rows.rules.templateThreshold())));
    }

    @Test
    void figures_of_cases_in_any_order_are_equal() {
        forAll(Rows::any).shrinking(Rows::smaller).times(1000).holds(rows -> {
            var shuffled = new ArrayList<>(rows.cases);
            Collections.shuffle(shuffled, new Random(rows.cases.size()));
            assertThat(new Rows(shuffled, rows.window, rows.rules).figures()).isEqualTo(rows.figures());
        });
    }

    @Test
    void every_share_lies_between_nothing_and_all_and_the_rate_within_its_interval() {
        forAll(Rows::any).shrinking(Rows::smaller).times(1000).holds(rows -> {
            var f = rows.figures();
            assertThat(Stream.of(
                                    f.lateShare(),
                                    f.answerRate(),
                                    f.solvedOfRated(),
                                    f.solvedOfAll(),
                                    f.solvedOfficial(),
                                    f.solvedCoverage(),
                                    f.reopenedShare(),
                                    f.templateShare())
                            .filter(share -> share != null))
                    .allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0));
            var interval = f.answerInterval();
            var rate = f.answerRate();
            assertThat(interval == null).isEqualTo(rate == null);
            if (interval != null && rate != null) {
                assertThat(rate).isBetween(interval.low() - 1e-12, interval.high() + 1e-12);
            }
        });
    }

    @Test
    void the_median_comes_no_later_than_the_ninetieth_percentile() {
        forAll(Rows::any).shrinking(Rows::smaller).times(1000).holds(rows -> {
            var times = rows.figures().times();
            Duration p90 = times.p90();
            if (p90 != null) {
                assertThat(times.median()).isNotNull().isLessThanOrEqualTo(p90);
            }
        });
    }
}
