package org.touchstone.rules.testing;

import static java.time.Duration.ofDays;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.touchstone.rules.calendar.LegalCalendar;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.policy.Policy.Category;
import org.touchstone.rules.policy.Policy.RecordRules;
import org.touchstone.rules.policy.PolicyHistory;

/** The policies the product ships, with the values of their documents. */
public final class Policies {

    public static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");

    /** Midnight in Tehran at the beginning of 7 November 2020. */
    public static final Instant SHORTER_ROUNDS_BEGIN = Instant.parse("2020-11-06T20:30:00Z");

    /** Nowruz 1404 in Tehran. */
    public static final Instant FOUR_DAYS_BEGIN = Instant.parse("2025-03-20T20:30:00Z");

    public static final RecordRules RECORD = new RecordRules(Period.ofMonths(12), 10, 30, 7, 3);

    private static final List<Duration> REMINDERS = lengths("PT24H", "PT4H");

    private Policies() {}

    public static Policy threeRoundsOf96() {
        return policy(
                "1398-96-96-96",
                Instant.parse("2018-01-01T00:00:00Z"),
                lengths("PT96H", "PT96H", "PT96H"),
                LegalCalendar.everyHour(TEHRAN),
                REMINDERS,
                ofDays(20),
                false);
    }

    public static Policy roundsOf72And48And24() {
        return policy(
                "1399-72-48-24",
                SHORTER_ROUNDS_BEGIN,
                lengths("PT72H", "PT48H", "PT24H"),
                LegalCalendar.everyHour(TEHRAN),
                REMINDERS,
                ofDays(20),
                false);
    }

    public static Policy oneRoundOfFourDays() {
        return policy(
                "1404-4-days",
                FOUR_DAYS_BEGIN,
                lengths("PT96H"),
                LegalCalendar.everyHour(TEHRAN),
                REMINDERS,
                ofDays(20),
                false);
    }

    public static Policy unitedStates() {
        return policy(
                "cfpb-15-60",
                Instant.parse("2011-07-21T00:00:00Z"),
                lengths("PT360H", "PT1080H"),
                LegalCalendar.everyHour(ZoneId.of("UTC")),
                List.of(),
                Duration.parse("PT1440H"),
                true);
    }

    public static Policy brazil() {
        return policy(
                "consumidor-10-20",
                Instant.parse("2014-06-27T00:00:00Z"),
                lengths("PT240H"),
                LegalCalendar.everyHour(ZoneId.of("America/Sao_Paulo")),
                List.of(),
                Duration.parse("PT480H"),
                true);
    }

    /** All versions, in no particular order. */
    public static PolicyHistory shipped() {
        return new PolicyHistory(
                List.of(oneRoundOfFourDays(), unitedStates(), roundsOf72And48And24(), brazil(), threeRoundsOf96()));
    }

    /** The four-day policy with other rounds. */
    public static Policy withRounds(Duration... rounds) {
        return policy(
                "test-rounds",
                FOUR_DAYS_BEGIN,
                List.of(rounds),
                LegalCalendar.everyHour(TEHRAN),
                REMINDERS,
                ofDays(20),
                false);
    }

    /** The four-day policy on another calendar. */
    public static Policy on(LegalCalendar calendar) {
        return policy("test-calendar", FOUR_DAYS_BEGIN, lengths("PT96H"), calendar, REMINDERS, ofDays(20), false);
    }

    /** A policy under another name, with other rounds and another ladder. */
    public static Policy like(Policy p, String version, List<Duration> rounds, Policy.Ladder ladder) {
        return new Policy(
                version,
                p.title(),
                p.validFrom(),
                rounds,
                p.calendar(),
                p.dailyLimit(),
                p.categories(),
                p.purchaseWithin(),
                p.reminders(),
                p.ratingPeriod(),
                p.record(),
                p.procedure(),
                ladder,
                p.marks(),
                p.grading(),
                p.imported());
    }

    private static List<Duration> lengths(String... written) {
        return Stream.of(written).map(Duration::parse).toList();
    }

    private static Policy policy(
            String version,
            Instant validFrom,
            List<Duration> rounds,
            LegalCalendar calendar,
            List<Duration> reminders,
            Duration ratingPeriod,
            boolean imported) {
        var categories = Stream.of(
                        "NOT_DELIVERED", "NOT_AS_ORDERED", "REFUND_NOT_PAID", "LATE_DELIVERY", "AFTER_SALES", "OTHER")
                .map(code -> new Category(code, Map.of("en", code)))
                .toList();
        return new Policy(
                version,
                Map.of("en", version),
                validFrom,
                rounds,
                calendar,
                1,
                categories,
                Period.ofYears(1),
                reminders,
                ratingPeriod,
                RECORD,
                Policy.Procedure.STANDARD,
                Policy.Ladder.STANDARD,
                Policy.Marks.STANDARD,
                org.touchstone.rules.policy.Grading.STANDARD,
                imported);
    }
}
