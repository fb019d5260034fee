package org.touchstone.rules.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.calendar.LegalCalendar;

/**
 * One version of everything a regulator may change. Immutable and dated: a case keeps the version in force when it began, and
 * every public figure prints the version it was computed under.
 *
 * @param version the name printed beside figures and kept by cases
 * @param title what it is called, by language (fa, zh, en)
 * @param validFrom cases that begin at or after this instant follow it, until a later version begins
 * @param rounds lengths of the answer rounds in order (sources 3, and what the documents leave open)
 * @param calendar which time counts
 * @param dailyLimit complaints one person may file about one website on one day (sources 2)
 * @param categories what a complaint may be about (sources 6)
 * @param purchaseWithin how long after the purchase a complaint may be filed
 * @param reminders how long before each due instant the business is reminded
 * @param ratingPeriod how long the consumer may say whether an answer solved the matter
 * @param record how the public figures are made
 * @param procedure periods of everything that may follow an answer or its absence
 * @param ladder from how many negative points on the centre acts against a mark
 * @param marks how marks are issued, kept and taken away
 * @param grading how the five indices and the grade are made
 * @param imported true for the rules of another regulator whose cases were imported; never in force for new cases
 */
public record Policy(
        String version,
        Map<String, String> title,
        Instant validFrom,
        List<Duration> rounds,
        LegalCalendar calendar,
        int dailyLimit,
        List<Category> categories,
        Period purchaseWithin,
        List<Duration> reminders,
        Duration ratingPeriod,
        RecordRules record,
        Procedure procedure,
        Ladder ladder,
        Marks marks,
        Grading grading,
        boolean imported) {

    /**
     * What a complaint may be about.
     *
     * @param code stable name in data
     * @param name what people read, by language
     */
    public record Category(String code, Map<String, String> name) {}

    /**
     * How the public figures are made.
     *
     * @param window how far back complaints count, by the day of filing
     * @param minimumMatured below this many matured complaints a record is too small to judge
     * @param minimumRanked below this many a mark has no place in a ranking
     * @param kappa weight, in complaints, of the trade's mean in the shrunk answer rate
     * @param templateThreshold how many equal answers make each of them a template answer
     */
    public record RecordRules(Period window, int minimumMatured, int minimumRanked, int kappa, int templateThreshold) {}

    /**
     * How long things take that may follow an answer or its absence. Instants are counted in calendar time.
     *
     * @param informationWithin how long the clock stands still at most while the consumer is asked for information
     * @param reopenWithin how long after calling a matter solved the consumer may say that the promise was not kept
     * @param mediationWithin how long after a complaint stood unresolved either party may ask the centre to mediate
     * @param appealWithin how long a decision of the centre may be appealed
     * @param disputeWithin how long after it was published a business may dispute a figure
     * @param targets within what time the centre itself acts; its queues are ordered by them
     * @param flood when complaints that look alike are put before an officer
     */
    public record Procedure(
            Duration informationWithin,
            Duration reopenWithin,
            Duration mediationWithin,
            Duration appealWithin,
            Duration disputeWithin,
            Targets targets,
            Flood flood) {

        /** What holds where a version says nothing of its own. */
        public static final Procedure STANDARD = new Procedure(
                Duration.ofDays(2),
                Duration.ofDays(30),
                Duration.ofDays(60),
                Duration.ofDays(20),
                Duration.ofDays(30),
                new Targets(
                        Duration.ofDays(2),
                        Duration.ofDays(5),
                        Duration.ofDays(3),
                        Duration.ofDays(21),
                        Duration.ofDays(30),
                        Duration.ofDays(10)),
                new Flood(5, Duration.ofDays(7), 0.7, 0.85));
    }

    /**
     * Within what time the centre acts.
     *
     * @param admission deciding an appeal against a complaint not admitted
     * @param refusalReview reviewing a refusal of the business
     * @param followUp contacting a business that left a complaint unanswered (sources 4)
     * @param mediation from the request to a settlement or a ruling
     * @param appeal deciding an appeal
     * @param dispute deciding a dispute about a published figure
     */
    public record Targets(
            Duration admission,
            Duration refusalReview,
            Duration followUp,
            Duration mediation,
            Duration appeal,
            Duration dispute) {}

    /**
     * When texts count as alike: complaints that are put before an officer together, and answers that repeat one another.
     *
     * @param people so many different people at least
     * @param within filed within so long
     * @param similarity from which their words count as alike, 0 to 1
     * @param template from which two answers of a business count as the same text, 0 to 1
     */
    public record Flood(int people, Duration within, double similarity, double template) {}

    /**
     * From how many negative points on the centre acts. Points are the unanswered complaints of the matured, countable set.
     *
     * @param window how far back complaints count, by the day of filing
     * @param letterAbove more points than this bring a letter
     * @param suspensionAbove more points than this bring a suspension
     * @param revocationAbove more points than this bring a revocation
     * @param watchAbove more points than this, and the mark needs more supervision
     * @param sizedAbove where orders are known, more points for each 10,000 of them than this are needed for a letter and all that
     *     follows, so that large honest shops are not punished for their size
     * @param again once a letter was settled, so many new points at least bring the next step
     * @param planWithin how long a business has to hand in its plan
     * @param cureAtMost how far off the day may be on which a plan is checked
     * @param active whether letters are written by themselves; without it the centre only watches
     */
    public record Ladder(
            Period window,
            int letterAbove,
            int suspensionAbove,
            int revocationAbove,
            Integer watchAbove,
            BigDecimal sizedAbove,
            Integer again,
            Duration planWithin,
            Duration cureAtMost,
            Boolean active) {

        private static final BigDecimal SIZED_ABOVE = BigDecimal.valueOf(5);
        private static final int AGAIN = 3;
        private static final Duration PLAN_WITHIN = Duration.ofDays(10);
        private static final Duration CURE_AT_MOST = Duration.ofDays(60);

        /** A watch begins above three points, or below the letter where that comes sooner. */
        private static int usualWatch(int letterAbove) {
            return Math.clamp(letterAbove - 1L, 0, 3);
        }

        /**
         * What holds where a version says nothing of its own. Only the letter after more than seven points is given by the
         * sources (10), and the ten days of a plan by the design; the rest is this product's own choice until a centre decides.
         */
        public static final Ladder STANDARD = new Ladder(Period.ofMonths(12), 7, 14, 28);

        /** The rungs alone; everything else as in the standard ladder. */
        public Ladder(Period window, int letterAbove, int suspensionAbove, int revocationAbove) {
            this(
                    window,
                    letterAbove,
                    suspensionAbove,
                    revocationAbove,
                    usualWatch(letterAbove),
                    SIZED_ABOVE,
                    AGAIN,
                    PLAN_WITHIN,
                    CURE_AT_MOST,
                    true);
        }

        /** Refuses a window that is not positive and rungs that do not rise. Versions from before the last six keep the standard. */
        public Ladder {
            watchAbove = Objects.requireNonNullElse(watchAbove, usualWatch(letterAbove));
            sizedAbove = Objects.requireNonNullElse(sizedAbove, SIZED_ABOVE);
            again = Objects.requireNonNullElse(again, AGAIN);
            planWithin = Objects.requireNonNullElse(planWithin, PLAN_WITHIN);
            cureAtMost = Objects.requireNonNullElse(cureAtMost, CURE_AT_MOST);
            active = Objects.requireNonNullElse(active, true);
            if (window.isNegative() || window.isZero()) {
                throw new IllegalArgumentException("the window of the ladder takes time");
            }
            if (watchAbove < 0
                    || letterAbove < watchAbove
                    || suspensionAbove <= letterAbove
                    || revocationAbove <= suspensionAbove) {
                throw new IllegalArgumentException("each rung of the ladder stands above the one before");
            }
            if (sizedAbove.signum() < 0 || again < 1 || !planWithin.isPositive() || !cureAtMost.isPositive()) {
                throw new IllegalArgumentException("a ladder counts forwards");
            }
        }

        /** The highest rung so many points lead to, whatever the size of the shop. */
        public Rung at(int points) {
            return points > revocationAbove
                    ? Rung.REVOCATION
                    : points > suspensionAbove ? Rung.SUSPENSION : points > letterAbove ? Rung.LETTER : Rung.WATCH;
        }

        /**
         * The highest rung so many points lead to for a shop of its size.
         *
         * @param orders orders of the shop in the window; absent where unknown: then the points alone decide
         */
        public Rung at(int points, @Nullable Long orders) {
            return isLargeEnough(points, orders) ? at(points) : Rung.WATCH;
        }

        /** Whether so many points are many for a shop of its size. */
        public boolean isLargeEnough(int points, @Nullable Long orders) {
            return orders == null
                    || orders <= 0
                    || BigDecimal.valueOf(points)
                                    .multiply(BigDecimal.valueOf(10_000))
                                    .compareTo(sizedAbove.multiply(BigDecimal.valueOf(orders)))
                            > 0;
        }

        /** Whether a mark with so many points needs more supervision than others (sources 10). */
        public boolean needsSupervision(int points) {
            return points > watchAbove;
        }
    }

    /**
     * How marks are issued, kept and taken away. The steps of a mark are the design's; that checks run by themselves is in the
     * sources (11). The lengths are this product's own choice until a centre decides, but for the ten days of a cure plan.
     *
     * @param validity how long a mark is valid from its issue or renewal, in whole months
     * @param renewFrom how long before its expiry a mark may be renewed; the days since the renewal are not lost
     * @param reminders how long before its expiry the owner is reminded
     * @param twoOfficers whether suspending and revoking need a second, senior officer
     * @param appealWithin how long a decision about a mark may be appealed
     * @param curePeriod how long a business has to put right what a check or a letter names
     * @param revokedOwnerBar how long after a revocation its owner gets no mark, in whole months
     * @param recheckEvery how often the automatic checks are run again on an issued mark
     * @param hostKeptFor how long after its expiry an address waits for the renewal of its mark before somebody else may have one there
     * @param requiredChecks codes out of {@link #CHECKS} that must pass before a mark is issued
     * @param requiredContent codes out of {@link #CONTENT} that a website must show
     */
    public record Marks(
            Period validity,
            Duration renewFrom,
            List<Duration> reminders,
            boolean twoOfficers,
            Duration appealWithin,
            Duration curePeriod,
            Period revokedOwnerBar,
            Duration recheckEvery,
            Duration hostKeptFor,
            Set<String> requiredChecks,
            Set<String> requiredContent) {

        /** Every check there is, in the order in which people read them. */
        public static final Set<String> CHECKS = Collections.unmodifiableSet(new LinkedHashSet<>(
                List.of("IDENTITY", "BUSINESS", "LICENCE", "ADDRESS", "TAX", "CONTROL", "CONTENT", "TLS")));

        /** Everything a website can be asked to show, in the order in which people read it. */
        public static final Set<String> CONTENT = Collections.unmodifiableSet(
                new LinkedHashSet<>(List.of("IDENTITY", "PHONE", "ADDRESS", "TERMS", "RETURNS", "PRIVACY")));

        /** What holds where a version says nothing of its own. */
        public static final Marks STANDARD = new Marks(
                Period.ofMonths(24),
                Duration.ofDays(30),
                List.of(Duration.ofDays(30), Duration.ofDays(7)),
                true,
                Duration.ofDays(20),
                Duration.ofDays(10),
                Period.ofMonths(60),
                Duration.ofDays(1),
                Duration.ofDays(30),
                CHECKS,
                CONTENT);

        /** Keeps the codes sorted, so that equal rules are written alike. Versions from before {@code hostKeptFor} keep thirty days. */
        public Marks {
            hostKeptFor = Objects.requireNonNullElse(hostKeptFor, Duration.ofDays(30));
            reminders = List.copyOf(reminders);
            requiredChecks = sorted(requiredChecks);
            requiredContent = sorted(requiredContent);
        }

        /** When the owner of a mark is reminded next after an instant; nothing where no reminder is left. */
        public Optional<Instant> nextReminder(Instant expiresAt, Instant after) {
            return reminders.stream()
                    .map(expiresAt::minus)
                    .filter(at -> at.isAfter(after))
                    .min(Comparator.naturalOrder());
        }

        private static Set<String> sorted(Collection<String> codes) {
            return Collections.unmodifiableSortedSet(new TreeSet<>(codes));
        }
    }

    /** What the centre does about negative points, from the mildest on; who stands on a rung has stood on those before. */
    public enum Rung {
        /** Nothing yet. */
        WATCH,
        /** The centre writes a letter and asks for a plan to put things right. */
        LETTER,
        /** The mark is suspended. */
        SUSPENSION,
        /** The mark is revoked. */
        REVOCATION
    }

    /** Refuses a policy without rounds, with an empty round, or without categories. */
    public Policy {
        Objects.requireNonNull(version);
        title = Map.copyOf(title);
        rounds = List.copyOf(rounds);
        categories = List.copyOf(categories);
        reminders = List.copyOf(reminders);
        if (rounds.isEmpty() || rounds.stream().anyMatch(r -> !r.isPositive())) {
            throw new IllegalArgumentException("a policy has at least one round, and every round takes time");
        }
        if (categories.isEmpty() || dailyLimit < 1) {
            throw new IllegalArgumentException("a policy has categories and a daily limit of at least one");
        }
    }

    /** The due instants of all rounds of a case that begins now: each round starts when the one before it is due. */
    public List<Instant> deadlines(Instant start) {
        var due = new ArrayList<Instant>(rounds.size());
        var begin = start;
        for (var length : rounds) {
            begin = calendar.after(begin, length);
            due.add(begin);
        }
        return List.copyOf(due);
    }

    /** The calendar day an instant falls on where this policy applies; the daily limit counts these days. */
    public LocalDate dayOf(Instant instant) {
        return instant.atZone(calendar.zone()).toLocalDate();
    }

    /** The instant at which a calendar day has ended where this policy applies. */
    public Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    }

    /** Whether the policy knows the category. */
    public boolean hasCategory(String code) {
        return categories.stream().anyMatch(c -> c.code().equals(code));
    }
}
