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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.calendar.LegalCalendar;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.Correction;
import org.touchstone.rules.complaint.Decision;
import org.touchstone.rules.complaint.Decision.Happened;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.RefusalGround;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.complaint.RulingOutcome;
import org.touchstone.rules.complaint.Step;
import org.touchstone.rules.complaint.Transitions;
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

        /** A step by its name, whether it is legal or not. */
        record Take(Step step, boolean byConsumer) implements Move {}

        /** One of the steps somebody may make in the present state. */
        record TakeLegal(int pick, boolean byConsumer) implements Move {}

        /** The centre sets aside, releases, corrects, or stops all clocks for some days. */
        record Note(int pick) implements Move {}
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
                            moments.stream().flatMap(m -> m.complaint().deadlines().stream()),
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
                Stream.generate(() -> move(random)).limit(random.nextInt(16)).toList();
        return new Story(policy(random), from.plus(ofMinutes(random.nextInt(100 * 24 * 60))), moves);
    }

    private static Move move(RandomGenerator random) {
        return switch (random.nextInt(20)) {
            case 0 -> new Move.Wait(Duration.ZERO);
            case 1, 2 -> new Move.Wait(ofMinutes(random.nextInt(5 * 24 * 60)));
            case 3 -> new Move.Wait(ofDays(random.nextInt(60)));
            case 4 -> new Move.WaitForDue(Duration.ZERO);
            case 5 -> new Move.WaitForDue(ofNanos(random.nextInt(-1, 2)));
            case 6 -> new Move.Tick();
            case 7, 8 -> new Move.Answer(offer(random), random.nextInt(4) == 0 ? null : "print" + random.nextInt(3));
            case 9, 10 -> new Move.Rate(random.nextBoolean(), random.nextInt(1, 6));
            case 11 -> new Move.Take(oneOf(random, Step.values()), random.nextBoolean());
            case 12 -> random.nextInt(4) == 0 ? new Move.Withdraw() : new Move.Tick();
            case 13 -> new Move.Note(random.nextInt(5));
            default -> new Move.TakeLegal(random.nextInt(100), random.nextBoolean());
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

    private Complaint settled(Complaint complaint, Instant now) {
        for (var event : complaint.passed(now, policy)) {
            complaint = complaint.with(event, policy);
        }
        return complaint;
    }

    /** Tries a step through the complaint's own methods. Time's steps are tried by letting time pass. */
    public static Decision take(Complaint complaint, Step step, boolean byConsumer, Instant now, Policy policy) {
        var party = byConsumer ? Party.CONSUMER : Party.BUSINESS;
        var offer = AComplaint.refundOf("500", "IRR");
        return switch (step) {
            case ADMIT -> complaint.admit(now, policy);
            case KEEP_OUT -> complaint.keepOut(now, policy);
            case ANSWER -> complaint.answer(now, offer, "print", policy);
            case ASK_INFORMATION -> complaint.askInformation(now, policy);
            case GIVE_INFORMATION -> complaint.giveInformation(now, policy);
            case REFUSE -> complaint.refuse(now, RefusalGround.OTHER, policy);
            case UPHOLD_REFUSAL -> complaint.reviewRefusal(now, true, policy);
            case DENY_REFUSAL -> complaint.reviewRefusal(now, false, policy);
            case RATE_SOLVED -> complaint.rate(now, true, 5, policy);
            case RATE_NOT_SOLVED -> complaint.rate(now, false, 1, policy);
            case CONFIRM_KEPT -> complaint.confirmKept(now, policy);
            case REOPEN -> complaint.reopen(now, policy);
            case ASK_MEDIATION -> complaint.askMediation(now, party, policy);
            case PROPOSE_SETTLEMENT -> complaint.propose(now, offer, policy);
            case ACCEPT_SETTLEMENT, COMPLETE_SETTLEMENT -> complaint.accept(now, party, policy);
            case DECLINE_SETTLEMENT -> complaint.decline(now, party, policy);
            case CONFIRM_SETTLEMENT -> complaint.confirmSettlement(now, true, policy);
            case REPORT_BREACH -> complaint.confirmSettlement(now, false, policy);
            case RULE -> complaint.rule(now, RulingOutcome.FOR_CONSUMER, offer, policy);
            case CONFIRM_COMPLIANCE -> complaint.confirmCompliance(now, policy);
            case REFER -> complaint.refer(now, policy);
            case APPEAL -> complaint.appeal(now, party, policy);
            case GRANT_APPEAL -> complaint.decideAppeal(now, true, policy);
            case DENY_APPEAL -> complaint.decideAppeal(now, false, policy);
            case WITHDRAW -> complaint.withdraw(now, policy);
            case PASS_INFORMATION, PASS_ROUND, PASS_LAST_ROUND, STAY_SILENT ->
                new Happened(complaint.passed(now, policy));
        };
    }

    private Complaint after(Complaint complaint, Move move, Instant now) {
        Decision decision = switch (move) {
            case Move.Take(var step, var byConsumer) -> take(complaint, step, byConsumer, now, policy);
            case Move.TakeLegal(var pick, var byConsumer) -> {
                var standing = settled(complaint, now);
                var steps = Arrays.stream(Step.values())
                        .filter(s -> Transitions.TABLE.allows(standing.state(), s))
                        .toList();
                yield steps.isEmpty()
                        ? new Happened(List.of())
                        : take(complaint, steps.get(pick % steps.size()), byConsumer, now, policy);
            }
            case Move.Note(var pick) ->
                switch (pick) {
                    case 0 -> complaint.quarantine(now, policy);
                    case 1 -> complaint.release(now, policy);
                    case 2 -> complaint.correct(now, Correction.NOT_COUNTED, policy);
                    case 3 -> complaint.correct(now, Correction.DELAYS_STRUCK, policy);
                    default ->
                        complaint.extend(
                                now,
                                "v" + now.getEpochSecond() % 3,
                                new LegalCalendar.Period(now.minus(ofHours(5)), now.plus(ofDays(2))),
                                policy);
                };
            case Move.Wait _, Move.WaitForDue _ -> new Happened(List.of());
            case Move.Tick _ -> new Happened(complaint.passed(now, policy));
            case Move.Answer(var offer, var fingerprint) -> complaint.answer(now, offer, fingerprint, policy);
            case Move.Rate(var solved, var score) -> complaint.rate(now, solved, score, policy);
            case Move.Withdraw _ -> complaint.withdraw(now, policy);
        };
        return decision instanceof Happened ? AComplaint.after(complaint, decision, policy) : complaint;
    }
}
