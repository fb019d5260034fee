package org.touchstone.policy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.calendar.LegalCalendar;
import org.touchstone.rules.calendar.LegalCalendar.Counting;
import org.touchstone.rules.policy.Grading;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.policy.Policy.Category;
import org.touchstone.rules.policy.Policy.Ladder;
import org.touchstone.rules.policy.Policy.Marks;
import org.touchstone.rules.policy.Policy.Procedure;
import org.touchstone.rules.policy.Policy.RecordRules;

/** A policy version as it is written down: the JSON of {@code policy_version.document}. {@code docs/policy.md} explains it. */
record PolicyDocument(
        String version,
        Map<String, String> title,
        Instant validFrom,
        ZoneId zone,
        List<Duration> rounds,
        Counting counting,
        Set<DayOfWeek> weekend,
        Set<LocalDate> holidays,
        List<LegalCalendar.Period> forceMajeure,
        int dailyLimit,
        List<Category> categories,
        Period purchaseWithin,
        List<Duration> reminders,
        Duration ratingPeriod,
        RecordRules record,
        @Nullable Procedure procedure,
        @Nullable Ladder ladder,
        @Nullable Marks marks,
        @Nullable Grading grading,
        boolean imported) {

    /** Sorts what has no order of its own, so that equal documents are written alike. */
    PolicyDocument {
        weekend = Collections.unmodifiableSortedSet(new TreeSet<>(weekend));
        holidays = Collections.unmodifiableSortedSet(new TreeSet<>(holidays));
    }

    /** The document of a policy. */
    static PolicyDocument of(Policy p) {
        var calendar = p.calendar();
        return new PolicyDocument(
                p.version(),
                p.title(),
                p.validFrom(),
                calendar.zone(),
                p.rounds(),
                calendar.counting(),
                calendar.weekend(),
                calendar.holidays(),
                calendar.forceMajeure(),
                p.dailyLimit(),
                p.categories(),
                p.purchaseWithin(),
                p.reminders(),
                p.ratingPeriod(),
                p.record(),
                p.procedure(),
                p.ladder(),
                p.marks(),
                p.grading(),
                p.imported());
    }

    /** The rules the document lays down. */
    Policy policy() {
        return new Policy(
                version,
                title,
                validFrom,
                rounds,
                new LegalCalendar(zone, counting, weekend, holidays, forceMajeure),
                dailyLimit,
                categories,
                purchaseWithin,
                reminders,
                ratingPeriod,
                record,
                procedure == null ? Procedure.STANDARD : procedure,
                ladder == null ? Ladder.STANDARD : ladder,
                marks == null ? Marks.STANDARD : marks,
                grading == null ? Grading.STANDARD : grading,
                imported);
    }
}
