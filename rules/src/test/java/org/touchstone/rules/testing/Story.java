package org.touchstone.rules.testing;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofNanos;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.calendar.LegalCalendar;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.Decision;
import org.touchstone.rules.complaint.Decision.Happened;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.policy.Policy;

/** What might happen to a complaint: moves in any order, sensible or not, each tried through the complaint's own methods. */
public record Story(Policy policy, Instant filedAt, List<Move> moves) {

    /** One thing tried. */
    public sealed interface Move {
        /** Time passes. */
        record Wait(Duration length) implements Move {}

        /** Time passes until so long after (or before) the next instant at which something happens by itself. */
        record WaitForDue(Duration offset) implements Move {}

        /** A timer runs and records what has passed. */
        record Tick() implements Move {}

        record Answer(Offer offer, @Nullable String fingerprint) implements Move {}

        record Rate(boolean solved, int score) implements Move {}

        record Withdraw() implements Move {}
    }

    /** The complaint as it was known at an instant, after everything that was done until then. */
    public record Moment(Instant at, Complaint complaint) {}

    /** What came of it: the complaint after each move, in order; the first moment is the filing. */
    public record Told(Policy policy, List<Moment> moments) {
        public Complaint complaint() {
            return moments.getLast().complaint();
        }

        public List<ComplaintEvent> history() {
            return complaint().history();
        }

        public Instant end() {
            return moments.getLast().at();
        }

        /** The history as it was recorded by an instant. */
        public List<ComplaintEvent> knownAt(Instant instant) {
            return moments.stream()
                    .filter(m -> !m.at().isAfter(instant))
                    .reduce(moments.getFirst(), (_, later) -> later)
                    .complaint()
                    .history();
        }

        /** The instants at which anything could change: every moment, every deadline, each with its neighbours. */
        public List<Instant> instants() {
            return Stream.of(
                            moments.stream().map(Moment::at),
                            complaint().filed().deadlines().stream(),
                            history().stream().map(ComplaintEvent::at),
                            Stream.of(end().plus(ofDays(40))))
                    .flatMap(s -> s)
                    .flatMap(t -> Stream.of(t.minusNanos(1), t, t.plusNanos(1)))
                    .filter(t -> !t.isBefore(moments.getFirst().at()))
                    .sorted()
                    .distinct()
                    .toList();
        }
    }

    public static Story any(RandomGenerator random) {
        return any(random, AComplaint.FILED);
    }

    /** A story that begins within the hundred days after an instant. */
    public static Story any(RandomGenerator random, Instant from) {
        var moves =
                Stream.generate(() -> move(random)).limit(random.nextInt(12)).toList();
        return new Story(policy(random), from.plus(ofMinutes(random.nextInt(100 * 24 * 60))), moves);
    }

    private static Move move(RandomGenerator random) {
        return switch (random.nextInt(12)) {
            case 0 -> new Move.Wait(Duration.ZERO);
            case 1, 2 -> new Move.Wait(ofMinutes(random.nextInt(5 * 24 * 60)));
            case 3 -> new Move.Wait(ofDays(random.nextInt(60)));
            case 4 -> new Move.WaitForDue(Duration.ZERO);
            case 5 -> new Move.WaitForDue(ofNanos(random.nextInt(-1, 2)));
            case 6 -> new Move.Tick();
            case 7, 8 -> new Move.Answer(offer(random), random.nextInt(4) == 0 ? null : "print" + random.nextInt(3));
            case 9, 10 -> new Move.Rate(random.nextBoolean(), random.nextInt(1, 6));
            default -> new Move.Withdraw();
        };
    }

    /** Any of some values. */
    @SafeVarargs
    public static <T> T oneOf(RandomGenerator random, T... values) {
        return values[random.nextInt(values.length)];
    }

    private static Offer offer(RandomGenerator random) {
        var remedy = oneOf(random, Remedy.values());
        var amount = AComplaint.money(
                random.nextInt(1000) + "." + random.nextInt(100), random.nextBoolean() ? "IRR" : "USD");
        return new Offer(random.nextBoolean() ? Remedy.REFUND : remedy, random.nextInt(3) == 0 ? null : amount, null);
    }

    private static Policy policy(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> Policies.threeRoundsOf96();
            case 1 -> Policies.roundsOf72And48And24();
            case 2 -> Policies.unitedStates();
            case 3 -> Policies.withRounds(ofHours(1), ofMinutes(1), ofNanos(1), ofDays(3));
            case 4 ->
                Policies.on(new LegalCalendar(
                        Policies.TEHRAN,
                        LegalCalendar.Counting.WORKING,
                        Set.of(DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
                        Set.of(LocalDate.of(2026, 5, 9), LocalDate.of(2026, 6, 4)),
                        List.of(new LegalCalendar.Period(
                                Instant.parse("2026-05-17T00:00:00Z"), Instant.parse("2026-05-24T10:00:00Z")))));
            default -> Policies.oneRoundOfFourDays();
        };
    }

    /** The same story with one move fewer. */
    public Stream<Story> smaller() {
        return IntStream.range(0, moves.size()).mapToObj(left -> {
            var fewer = new ArrayList<>(moves);
            fewer.remove(left);
            return new Story(policy, filedAt, fewer);
        });
    }

    /** The same story with timers that never run. */
    public Story withoutTimers() {
        return new Story(
                policy,
                filedAt,
                moves.stream().filter(m -> !(m instanceof Move.Tick)).toList());
    }

    public Told tell() {
        var now = filedAt;
        var filed = Complaint.file(now, policy, "MARK-1", "OTHER", Remedy.REFUND, null);
        var complaint = Complaint.of(List.of(filed), policy);
        var moments = new ArrayList<>(List.of(new Moment(now, complaint)));
        for (var move : moves) {
            now = switch (move) {
                case Move.Wait(var length) -> now.plus(length);
                case Move.WaitForDue(var offset) ->
                    later(now, dueFrom(complaint, now).plus(offset));
                default -> now;
            };
            complaint = after(complaint, move, now);
            moments.add(new Moment(now, complaint));
        }
        return new Told(policy, List.copyOf(moments));
    }

    /** The next due instant, seen from what has passed by now even where no timer ran. */
    private Instant dueFrom(Complaint complaint, Instant now) {
        for (var event : complaint.passed(now, policy)) {
            complaint = complaint.with(event, policy);
        }
        return complaint.nextPassing().orElse(now);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private Complaint after(Complaint complaint, Move move, Instant now) {
        Decision decision = switch (move) {
            case Move.Wait _, Move.WaitForDue _ -> new Happened(List.of());
            case Move.Tick _ -> new Happened(complaint.passed(now, policy));
            case Move.Answer(var offer, var fingerprint) -> complaint.answer(now, offer, fingerprint, policy);
            case Move.Rate(var solved, var score) -> complaint.rate(now, solved, score, policy);
            case Move.Withdraw _ -> complaint.withdraw(now, policy);
        };
        return decision instanceof Happened ? AComplaint.after(complaint, decision, policy) : complaint;
    }
}
