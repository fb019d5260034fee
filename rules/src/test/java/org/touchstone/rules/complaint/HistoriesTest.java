package org.touchstone.rules.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.testing.ForAll.forAll;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.complaint.ComplaintEvent.*;
import org.touchstone.rules.complaint.Decision.Happened;
import org.touchstone.rules.testing.Story;
import org.touchstone.rules.testing.Story.Told;

/** What holds for every history that can come about, whatever people try and whenever timers run. */
class HistoriesTest {

    private static void everyStory(Consumer<Story> rule) {
        forAll(Story::any).shrinking(Story::smaller).times(1500).holds(rule);
    }

    @Test
    void no_sequence_of_steps_breaks_a_complaint() {
        everyStory(story ->
                assertThat(story.tell().moments()).hasSize(story.moves().size() + 1));
    }

    @Test
    void folding_step_by_step_equals_folding_the_whole_history() {
        everyStory(story -> {
            var told = story.tell();
            assertThat(Complaint.of(told.history(), told.policy())).isEqualTo(told.complaint());
        });
    }

    @Test
    void a_history_is_only_ever_appended_to() {
        everyStory(story -> {
            var moments = story.tell().moments();
            for (int i = 1; i < moments.size(); i++) {
                assertThat(moments.get(i).complaint().history())
                        .startsWith(moments.get(i - 1).complaint().history().toArray(ComplaintEvent[]::new));
            }
        });
    }

    @Test
    void events_stand_in_the_order_of_their_instants_and_none_lies_in_the_future() {
        everyStory(story -> {
            var told = story.tell();
            assertThat(told.history()).isSortedAccordingTo(Comparator.comparing(ComplaintEvent::at));
            assertThat(told.history()).allSatisfy(e -> assertThat(e.at()).isBeforeOrEqualTo(told.end()));
        });
    }

    @Test
    void a_due_instant_never_moves_forward_and_never_once_it_has_passed() {
        everyStory(story -> {
            Complaint before = null;
            for (var moment : story.tell().moments()) {
                var now = moment.complaint();
                if (before != null && now.has(Reopened.class) == before.has(Reopened.class)) {
                    for (int i = 0; i < before.deadlines().size(); i++) {
                        var was = before.deadlines().get(i);
                        assertThat(now.deadlines().get(i)).isAfterOrEqualTo(was);
                        if (i < before.round() - 1) {
                            assertThat(now.deadlines().get(i)).isEqualTo(was);
                        }
                    }
                }
                before = now;
            }
        });
    }

    @Test
    void the_due_instants_stand_still_unless_an_event_says_otherwise() {
        everyStory(story -> {
            var complaint = story.tell().complaint();
            var set = complaint.history().stream()
                    .filter(ClockSet.class::isInstance)
                    .map(ClockSet.class::cast)
                    .reduce((_, later) -> later)
                    .orElseThrow();
            assertThat(complaint.deadlines()).isEqualTo(set.deadlines());
        });
    }

    @Test
    void the_time_left_is_what_it_was_when_the_clock_stopped() {
        everyStory(story -> {
            var told = story.tell();
            var policy = told.policy();
            var history = told.history();
            boolean extended = history.stream().anyMatch(Extended.class::isInstance);
            for (int i = 1; i < history.size() && !extended; i++) {
                var event = history.get(i);
                if (event instanceof InformationGiven || event instanceof RefusalDenied) {
                    var before = Complaint.of(history.subList(0, i), policy);
                    var stopped = history.get(i - 1).at();
                    var stop = history.subList(0, i).reversed().stream()
                            .filter(e -> e instanceof InformationAsked || e instanceof RefusalAsked)
                            .findFirst()
                            .orElseThrow();
                    assertThat(stopped).isAfterOrEqualTo(stop.at());
                    int round = before.round() - 1;
                    var left = policy.calendar()
                            .between(stop.at(), before.deadlines().get(round));
                    var leftNow = policy.calendar()
                            .between(event.at(), ((ClockSet) event).deadlines().get(round));
                    assertThat(leftNow).isEqualTo(left);
                }
            }
        });
    }

    @Test
    void a_missed_round_bears_its_due_instant() {
        everyStory(story -> {
            var told = story.tell();
            var history = told.history();
            for (int i = 1; i < history.size(); i++) {
                var due = Complaint.of(history.subList(0, i), told.policy()).deadlines();
                if (history.get(i) instanceof RoundMissed(var at, var round)) {
                    assertThat(at).isEqualTo(due.get(round - 1));
                    assertThat(round).isLessThan(due.size());
                } else if (history.get(i) instanceof LeftUnanswered(var at)) {
                    assertThat(at).isEqualTo(due.getLast());
                }
            }
        });
    }

    @Test
    void it_does_not_matter_when_or_whether_a_timer_ran() {
        everyStory(story -> assertThat(settled(story.tell()))
                .isEqualTo(settled(story.withoutTimers().tell())));
    }

    private static Complaint settled(Told told) {
        var complaint = told.complaint();
        for (var event : complaint.passed(told.end(), told.policy())) {
            complaint = complaint.with(event, told.policy());
        }
        return complaint;
    }

    @Test
    void every_change_of_state_is_an_edge_of_the_table() {
        everyStory(story -> {
            var told = story.tell();
            var history = told.history();
            for (int i = 1; i < history.size(); i++) {
                var event = history.get(i);
                var before = Complaint.of(history.subList(0, i), told.policy()).state();
                var after =
                        Complaint.of(history.subList(0, i + 1), told.policy()).state();
                boolean note = event instanceof Quarantined
                        || event instanceof Released
                        || event instanceof Corrected
                        || event instanceof Extended;
                if (note) {
                    assertThat(after).isEqualTo(before);
                } else {
                    assertThat(Transitions.TABLE.edges()).anyMatch(e -> e.from() == before && e.to() == after);
                }
            }
        });
    }

    @Test
    void a_step_comes_after_what_time_has_brought_about_or_is_refused_because_of_it() {
        everyStory(story -> {
            var told = story.tell();
            var now = told.end();
            var policy = told.policy();
            var complaint = told.complaint();
            var passed = complaint.passed(now, policy);
            var state = settled(told).state();
            for (var step : Step.values()) {
                var decision = Story.take(complaint, step, true, now, policy);
                if (decision instanceof Happened(var events)) {
                    assertThat(events.subList(0, passed.size())).isEqualTo(passed);
                    assertThat(events.subList(passed.size(), events.size()))
                            .allSatisfy(e -> assertThat(e.at()).isEqualTo(now));
                    if (events.size() > passed.size()
                            && step != Step.ACCEPT_SETTLEMENT
                            && step != Step.COMPLETE_SETTLEMENT) {
                        assertThat(Transitions.TABLE.allows(state, step)).isTrue();
                    }
                }
            }
        });
    }

    @Test
    void what_a_party_is_offered_can_be_done_and_leads_where_the_table_says() {
        everyStory(story -> {
            var told = story.tell();
            var now = told.end();
            var policy = told.policy();
            var complaint = settled(told);
            for (var party : List.of(Party.CONSUMER, Party.BUSINESS, Party.CENTRE)) {
                for (var step : Transitions.TABLE.open(complaint.state(), party)) {
                    if (complaint.allows(step, party, now, policy)) {
                        var decision = Story.take(complaint, step, party == Party.CONSUMER, now, policy);
                        assertThat(decision).isInstanceOf(Happened.class);
                        var after = complaint;
                        for (var event : ((Happened) decision).events()) {
                            after = after.with(event, policy);
                        }
                        assertThat(after.state())
                                .isEqualTo(Transitions.TABLE
                                        .find(complaint.state(), step)
                                        .orElseThrow()
                                        .to());
                    }
                }
            }
        });
    }

    @Test
    void whoever_is_waited_for_can_do_something_about_it() {
        everyStory(story -> {
            var told = story.tell();
            var complaint = settled(told);
            complaint.expected(told.policy()).ifPresent(expected -> {
                var steps = Transitions.TABLE.open(complaint.state(), expected.who()).stream()
                        .filter(s -> complaint.allows(s, expected.who(), told.end(), told.policy()))
                        .toList();
                boolean doesItElsewhere =
                        expected.why() == Expected.Why.SETTLEMENT || expected.why() == Expected.Why.COMPLIANCE;
                assertThat(doesItElsewhere || !steps.isEmpty()).isTrue();
            });
        });
    }

    @Test
    void the_stories_reach_every_state_there_is_a_way_to() {
        var reached = EnumSet.noneOf(State.class);
        everyStory(story -> reached.add(settled(story.tell()).state()));
        reached.add(State.NOT_ADMITTED);
        assertThat(reached).containsExactlyInAnyOrder(State.values());
    }

    @Test
    void a_complaint_woken_at_each_wake_up_misses_nothing() {
        everyStory(story -> {
            var policy = story.policy();
            var filed = Complaint.file(story.filedAt(), policy, "MARK-1", "OTHER", Remedy.REFUND, null);
            var complaint = Complaint.of(List.of(filed), policy);
            var now = story.filedAt();
            for (var wake = complaint.nextWake(now, policy); wake.isPresent(); wake = complaint.nextWake(now, policy)) {
                assertThat(wake.get()).isAfter(now);
                now = wake.get();
                for (var event : complaint.passed(now, policy)) {
                    assertThat(event.at()).isEqualTo(now);
                    complaint = complaint.with(event, policy);
                }
            }
            assertThat(complaint.state()).isEqualTo(State.UNANSWERED);
            assertThat(complaint.passed(now.plus(Duration.ofDays(9999)), policy))
                    .isEmpty();
        });
    }
}
