package org.touchstone.rules.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.ComplaintEvent.Filed;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.policy.Policy.Rung;
import org.touchstone.rules.policy.PolicyHistory;

/**
 * What a proposed policy would have made of the stored history, beside what the present one makes of it. Both sides are replays
 * of the same acts, so that they differ by the policies alone. One mark after another is compared and added to the sum, so that
 * memory never holds more than one mark's complaints.
 *
 * <p>Complaints imported from another regulator keep that regulator's rules on both sides: a version of this centre was never and
 * will never be in force for them. The rules of the record and the ladder hold for them as for all others.
 *
 * @param marks marks compared
 * @param cases complaints compared, imported ones included
 * @param imported of these, imported
 * @param partlyComparable complaints with an act the proposed policy leaves no room for
 * @param rate marks by their answer rate: higher is a gain
 * @param unanswered marks by unanswered complaints: fewer is a gain
 * @param before all marks under the present policy
 * @param after all marks under the proposed policy
 */
public record Simulation(
        int marks,
        long cases,
        long imported,
        long partlyComparable,
        Balance rate,
        Balance unanswered,
        Sum before,
        Sum after) {

    /** Nothing compared yet. */
    public static final Simulation NONE = new Simulation(0, 0, 0, 0, Balance.NONE, Balance.NONE, Sum.NONE, Sum.NONE);

    /**
     * How many marks a change is good or bad for.
     *
     * @param gained who would stand better
     * @param lost who would stand worse
     * @param unchanged who would stand as now, also where there is nothing to compare
     */
    public record Balance(int gained, int lost, int unchanged) {

        private static final Balance NONE = new Balance(0, 0, 0);

        private Balance plus(int direction) {
            return new Balance(
                    gained + (direction > 0 ? 1 : 0),
                    lost + (direction < 0 ? 1 : 0),
                    unchanged + (direction == 0 ? 1 : 0));
        }
    }

    /**
     * All marks together under one policy. Who is suspended was sent a letter before, and is counted in both.
     *
     * @param letters marks whose points reach the ladder's first rung, seen against their orders where those are known
     * @param suspensions marks whose points reach its second
     * @param revocations marks whose points reach its third
     */
    public record Sum(
            long matured, long answered, long unanswered, long delays, int letters, int suspensions, int revocations) {

        private static final Sum NONE = new Sum(0, 0, 0, 0, 0, 0, 0);

        private Sum plus(Side side) {
            return new Sum(
                    matured + side.matured(),
                    answered + side.answered(),
                    unanswered + side.unanswered(),
                    delays + side.delays(),
                    letters + reached(side, Rung.LETTER),
                    suspensions + reached(side, Rung.SUSPENSION),
                    revocations + reached(side, Rung.REVOCATION));
        }

        private static int reached(Side side, Rung rung) {
            return side.rung().compareTo(rung) >= 0 ? 1 : 0;
        }

        /** Answered among the matured. */
        public @Nullable Double answerRate() {
            return matured == 0 ? null : (double) answered / matured;
        }
    }

    /**
     * One mark under one policy.
     *
     * @param points unanswered complaints within the window of the ladder, whatever the size of the business
     * @param rung where they lead, seen against the orders of that window where those are known
     * @param tooFew too few matured complaints to judge
     */
    public record Side(
            int matured,
            int answered,
            int unanswered,
            int delays,
            int late,
            int solved,
            int rated,
            int points,
            Rung rung,
            boolean tooFew) {

        /** Answered among the matured. */
        public @Nullable Double answerRate() {
            return Share.of(answered, matured);
        }
    }

    /**
     * One mark under both.
     *
     * @param mark code of the mark
     * @param cases complaints compared
     */
    public record MarkChange(String mark, int cases, int imported, int partlyComparable, Side before, Side after) {

        /** Positive for a higher answer rate, negative for a lower; nothing where a side has none. */
        public int rate() {
            var then = before.answerRate();
            var now = after.answerRate();
            return then == null || now == null ? 0 : now.compareTo(then);
        }

        /** Positive for fewer unanswered complaints, negative for more. */
        public int unanswered() {
            return Integer.compare(before.unanswered(), after.unanswered());
        }

        /** Whether anything differs between the sides. */
        public boolean changed() {
            return !before.equals(after);
        }
    }

    /** Two policies to compare, as of an instant. */
    public record Comparison(Policy present, Policy proposed, PolicyHistory versions, Instant asOf) {

        /** Complaints filed after this instant matter to one of the sides. */
        public Instant from() {
            Instant from = asOf;
            for (var policy : List.of(present, proposed)) {
                for (var window :
                        List.of(policy.record().window(), policy.ladder().window())) {
                    var start = Figures.windowStart(asOf, window);
                    from = start.isBefore(from) ? start : from;
                }
            }
            return from;
        }

        /**
         * One mark under both policies, from the histories of the complaints about it.
         *
         * @param ordersSince its orders from an instant until the comparison's; nothing where they are unknown
         */
        public MarkChange compare(
                String mark, List<List<ComplaintEvent>> histories, Function<Instant, @Nullable Long> ordersSince) {
            var before = new ArrayList<CaseFacts>();
            var after = new ArrayList<CaseFacts>();
            var imported = new ArrayList<CaseFacts>();
            int partly = 0;
            for (var recorded : histories) {
                var history =
                        recorded.stream().filter(e -> !e.at().isAfter(asOf)).toList();
                var own = versions.named(((Filed) history.getFirst()).policyVersion());
                if (own.imported()) {
                    imported.add(CaseFacts.at(asOf, history, own));
                } else {
                    before.add(Replay.of(history, present).facts(asOf, present));
                    var replay = Replay.of(history, proposed);
                    after.add(replay.facts(asOf, proposed));
                    partly += replay.dropped() > 0 ? 1 : 0;
                }
            }
            return new MarkChange(
                    mark,
                    histories.size(),
                    imported.size(),
                    partly,
                    side(before, imported, present, ordersSince),
                    side(after, imported, proposed, ordersSince));
        }

        private Side side(
                List<CaseFacts> own,
                List<CaseFacts> imported,
                Policy policy,
                Function<Instant, @Nullable Long> ordersSince) {
            var all = Stream.concat(own.stream(), imported.stream()).toList();
            var figures = Figures.of(all, asOf, policy.record().window(), policy.record(), null);
            var ladder = policy.ladder();
            int points = Figures.of(own, asOf, ladder.window(), policy.record(), null)
                    .negativePoints();
            return new Side(
                    figures.matured(),
                    figures.answered(),
                    figures.unanswered(),
                    figures.delays(),
                    figures.late(),
                    figures.solved(),
                    figures.rated(),
                    points,
                    // Without a point nobody need know how large the business is.
                    points == 0
                            ? Rung.WATCH
                            : ladder.at(points, ordersSince.apply(Figures.windowStart(asOf, ladder.window()))),
                    figures.tooFew());
        }
    }

    /** With one more mark. */
    public Simulation plus(MarkChange change) {
        return new Simulation(
                marks + 1,
                cases + change.cases(),
                imported + change.imported(),
                partlyComparable + change.partlyComparable(),
                rate.plus(change.rate()),
                unanswered.plus(change.unanswered()),
                before.plus(change.before()),
                after.plus(change.after()));
    }
}
