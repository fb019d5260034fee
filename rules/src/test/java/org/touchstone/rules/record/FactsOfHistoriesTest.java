package org.touchstone.rules.record;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.testing.ForAll.forAll;

import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.complaint.ComplaintEvent.*;
import org.touchstone.rules.complaint.Correction;
import org.touchstone.rules.testing.AComplaint;
import org.touchstone.rules.testing.Policies;
import org.touchstone.rules.testing.Story;
import org.touchstone.rules.testing.Story.Told;

/** What holds for the record whatever happens to the complaints it is made from. */
class FactsOfHistoriesTest {

    private static void everyStory(Consumer<Told> rule) {
        forAll(Story::any).shrinking(Story::smaller).times(600).holds(story -> rule.accept(story.tell()));
    }

    private static CaseFacts facts(Told told, Instant asOf) {
        return CaseFacts.at(asOf, told.history(), told.policy());
    }

    @Test
    void facts_of_the_past_are_what_was_known_then() {
        everyStory(told -> {
            for (var t : told.instants()) {
                assertThat(facts(told, t)).isEqualTo(CaseFacts.at(t, told.knownAt(t), told.policy()));
            }
        });
    }

    @Test
    void a_negative_point_never_disappears_unless_the_centre_sets_the_complaint_aside() {
        everyStory(told -> {
            boolean made = false;
            for (var t : told.instants()) {
                var facts = facts(told, t);
                boolean point = facts.matured(t) && !facts.answeredInTime();
                assertThat(point || !made || !facts.counts()).as("at %s", t).isTrue();
                made = point && facts.counts();
            }
        });
    }

    @Test
    void who_has_matured_stays_matured_while_it_counts() {
        everyStory(told -> {
            boolean before = false;
            for (var t : told.instants()) {
                boolean now = facts(told, t).matured(t);
                assertThat(now || !before || !facts(told, t).counts())
                        .as("at %s", t)
                        .isTrue();
                before = now;
            }
        });
    }

    @Test
    void delays_only_grow_unless_they_are_struck_and_stay_below_the_rounds_run() {
        everyStory(told -> {
            int before = 0;
            for (var t : told.instants()) {
                var facts = facts(told, t);
                int now = facts.missedRounds();
                int most = (told.policy().rounds().size() - 1) * (1 + facts.reopened());
                assertThat(now).isBetween(isStruck(told, t) ? 0 : before, most);
                before = now;
            }
        });
    }

    private static boolean isStruck(Told told, Instant t) {
        return told.history().stream()
                .anyMatch(e ->
                        e instanceof Corrected(var at, var what) && what == Correction.DELAYS_STRUCK && !at.isAfter(t));
    }

    @Test
    void an_answer_lies_within_the_round_it_bears() {
        everyStory(told -> {
            var facts = facts(told, told.end());
            var round = facts.answeredRound();
            var answered = facts.answered();
            if (round != null && answered != null && facts.reopened() == 0) {
                var due = facts.deadlines();
                var from = round == 1 ? facts.submitted() : round == 0 ? due.getLast() : due.get(round - 2);
                assertThat(answered).isAfterOrEqualTo(from);
                if (round > 0) {
                    assertThat(answered).isBefore(due.get(round - 1));
                    assertThat(facts.missedRounds()).isEqualTo(isStruck(told, told.end()) ? 0 : round - 1);
                }
            }
        });
    }

    @Test
    void money_comes_back_only_where_somebody_says_that_it_came() {
        everyStory(told -> {
            for (var t : told.instants()) {
                var facts = facts(told, t);
                assertThat(facts.moneyReturned() == null
                                || Boolean.TRUE.equals(facts.solved())
                                || told.history().stream()
                                        .anyMatch(e -> e instanceof SettlementKept || e instanceof Complied))
                        .isTrue();
            }
        });
    }

    /** The complaints about one mark. */
    record Shop(List<Story> stories) {
        static Shop any(RandomGenerator random) {
            return new Shop(Stream.generate(() -> Story.any(random))
                    .limit(random.nextInt(15))
                    .toList());
        }

        Stream<Shop> smaller() {
            return IntStream.range(0, stories.size()).boxed().flatMap(i -> {
                var fewer = new ArrayList<>(stories);
                var left = fewer.remove((int) i);
                return Stream.concat(Stream.of(new Shop(fewer)), left.smaller().map(simpler -> {
                    var simplified = new ArrayList<>(stories);
                    simplified.set(i, simpler);
                    return new Shop(simplified);
                }));
            });
        }

        /** The figures so many days after the first day, over a window that always begins then. */
        static Figures figures(List<Told> told, int days) {
            var asOf = AComplaint.FILED.plus(ofDays(days));
            var cases = told.stream()
                    .filter(t -> !t.moments().getFirst().at().isAfter(asOf))
                    .map(t -> facts(t, asOf))
                    .toList();
            return Figures.of(cases, asOf, Period.ofDays(days), Policies.RECORD, null);
        }
    }

    private static void everyShop(Consumer<List<Told>> rule) {
        forAll(Shop::any)
                .shrinking(Shop::smaller)
                .times(150)
                .holds(shop ->
                        rule.accept(shop.stories().stream().map(Story::tell).toList()));
    }

    @Test
    void with_a_fixed_beginning_matured_complaints_points_and_delays_never_shrink_unless_the_centre_decides() {
        everyShop(all -> {
            var told = all.stream()
                    .filter(t -> t.history().stream()
                            .noneMatch(e ->
                                    e instanceof Quarantined || e instanceof Corrected || e instanceof RefusalUpheld))
                    .toList();
            var before = Shop.figures(told, 1);
            for (int days = 2; days < 240; days += 4) {
                var now = Shop.figures(told, days);
                assertThat(now.matured()).isGreaterThanOrEqualTo(before.matured());
                assertThat(now.negativePoints()).isGreaterThanOrEqualTo(before.negativePoints());
                assertThat(now.delays()).isGreaterThanOrEqualTo(before.delays());
                assertThat(now.filed()).isGreaterThanOrEqualTo(before.filed());
                before = now;
            }
        });
    }

    @Test
    void figures_of_real_histories_are_what_the_open_data_page_says_they_are() {
        everyShop(told -> {
            for (int days : new int[] {30, 104, 150, 365}) {
                var asOf = AComplaint.FILED.plus(ofDays(days));
                var cases = told.stream()
                        .filter(t -> !t.moments().getFirst().at().isAfter(asOf))
                        .map(t -> facts(t, asOf))
                        .toList();
                var window = Period.ofMonths(2);
                assertThat(NaiveFigures.named(Figures.of(cases, asOf, window, Policies.RECORD, null)))
                        .isEqualTo(NaiveFigures.of(cases, asOf, window, 10, 3));
            }
        });
    }

    @Test
    void figures_of_the_past_do_not_change_with_what_happens_later() {
        everyShop(told -> {
            for (int days : new int[] {20, 60, 120}) {
                var asOf = AComplaint.FILED.plus(ofDays(days));
                var known = told.stream()
                        .filter(t -> !t.moments().getFirst().at().isAfter(asOf))
                        .map(t -> CaseFacts.at(asOf, t.knownAt(asOf), t.policy()))
                        .toList();
                assertThat(Shop.figures(told, days))
                        .isEqualTo(Figures.of(known, asOf, Period.ofDays(days), Policies.RECORD, null));
            }
        });
    }
}
