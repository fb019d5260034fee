package org.touchstone.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Check;
import org.touchstone.rules.calendar.LegalCalendar;
import org.touchstone.rules.policy.Grade;
import org.touchstone.rules.policy.Grading;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.policy.PolicyHistory;

/** Whether a drafted version is one the platform can run under. Names every fault at once, by the names of the form's fields. */
final class PolicyCheck {

    private static final int LONGEST_NAME = 40;
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Check check = new Check();
    private final Policy base;

    PolicyCheck(Policy base) {
        this.base = base;
    }

    /** Refuses a document with faults. */
    void done(PolicyDocument p, PolicyHistory known, Instant now) {
        name(p, known);
        if (!p.validFrom().isAfter(now)) {
            check.fault("validFrom", "not-in-the-future");
        } else if (!p.validFrom().isAfter(base.validFrom())) {
            check.fault("validFrom", "before-the-last");
        }
        clock(p);
        filing(p);
        procedure(p);
        record(p);
        ladder(Objects.requireNonNullElse(p.ladder(), Policy.Ladder.STANDARD));
        grading(Objects.requireNonNullElse(p.grading(), Grading.STANDARD));
        marks(p);
        check.done();
    }

    private void name(PolicyDocument p, PolicyHistory known) {
        if (!p.version().matches("[a-z0-9][a-z0-9-]{2," + (LONGEST_NAME - 1) + "}")) {
            check.fault("version", "not-a-version");
        } else if (known.find(p.version()).isPresent()) {
            check.fault("version", "taken");
        }
        for (var language : Language.values()) {
            var title = p.title().get(language.code());
            if (title == null || title.isBlank()) {
                check.fault("title-" + language.code(), "required");
            } else if (title.length() > 120) {
                check.fault("title-" + language.code(), "too-long", 120);
            }
        }
    }

    private void clock(PolicyDocument p) {
        within("rounds", p.rounds().size(), 1, 6);
        p.rounds().forEach(r -> within("rounds", r, Duration.ofHours(1), Duration.ofDays(90)));
        if (p.weekend().size() > 6) {
            check.fault("weekend", "out-of-range", 0, 6);
        }
        within("holidays", p.holidays().size(), 0, 1000);
        var stops = p.forceMajeure().stream()
                .sorted(Comparator.comparing(LegalCalendar.Period::from))
                .toList();
        for (int i = 0; i < stops.size(); i++) {
            within("stopTo", Duration.between(stops.get(i).from(), stops.get(i).to()), Duration.ZERO, LONGEST);
            if (i > 0 && stops.get(i).from().isBefore(stops.get(i - 1).to())) {
                check.fault("stopFrom", "overlaps");
            }
        }
        // A declared stop has moved deadlines already and cannot be taken back by a later version.
        if (!p.forceMajeure().containsAll(base.calendar().forceMajeure())) {
            check.fault("stopFrom", "stop-missing");
        }
    }

    private void filing(PolicyDocument p) {
        within("dailyLimit", p.dailyLimit(), 1, 100);
        within("categories", p.categories().size(), 1, 50);
        for (var category : p.categories()) {
            for (var language : Language.values()) {
                if (category.name().getOrDefault(language.code(), "").isBlank()) {
                    check.fault("categories", "required");
                }
            }
        }
        if (p.categories().stream().map(Policy.Category::code).distinct().count()
                != p.categories().size()) {
            check.fault("categories", "taken");
        }
        months("purchaseWithin", p.purchaseWithin(), 120);
        within("reminders", p.reminders().size(), 0, 5);
        p.reminders().forEach(r -> within("reminders", r, Duration.ofMinutes(5), Duration.ofDays(60)));
        within("ratingPeriod", p.ratingPeriod(), Duration.ofDays(1), LONGEST);
        if (p.imported()) {
            check.fault("imported", "unknown-value", "false");
        }
    }

    private void procedure(PolicyDocument p) {
        var r = Objects.requireNonNullElse(p.procedure(), Policy.Procedure.STANDARD);
        var hour = Duration.ofHours(1);
        within("informationWithin", r.informationWithin(), hour, Duration.ofDays(30));
        within("reopenWithin", r.reopenWithin(), hour, LONGEST);
        within("mediationWithin", r.mediationWithin(), hour, LONGEST);
        within("appealWithin", r.appealWithin(), hour, LONGEST);
        within("disputeWithin", r.disputeWithin(), hour, LONGEST);
        var t = r.targets();
        within("targetAdmission", t.admission(), hour, LONGEST);
        within("targetRefusal", t.refusalReview(), hour, LONGEST);
        within("targetFollowUp", t.followUp(), hour, LONGEST);
        within("targetMediation", t.mediation(), hour, LONGEST);
        within("targetAppeal", t.appeal(), hour, LONGEST);
        within("targetDispute", t.dispute(), hour, LONGEST);
        within("floodPeople", r.flood().people(), 2, 1000);
        within("floodWithin", r.flood().within(), hour, LONGEST);
        if (!(r.flood().template() > 0 && r.flood().template() <= 1)) {
            check.fault("floodTemplate", "out-of-range", 0, 1);
        }
        if (!(r.flood().similarity() > 0 && r.flood().similarity() <= 1)) {
            check.fault("floodSimilarity", "out-of-range", 0, 1);
        }
    }

    private void record(PolicyDocument p) {
        months("window", p.record().window(), 36);
        within("minimumMatured", p.record().minimumMatured(), 1, 1000);
        within("minimumRanked", p.record().minimumRanked(), p.record().minimumMatured(), 10_000);
        within("kappa", p.record().kappa(), 0, 1000);
        within("templateThreshold", p.record().templateThreshold(), 2, 1000);
    }

    private void ladder(Policy.Ladder ladder) {
        months("ladderWindow", ladder.window(), 36);
        within("again", ladder.again(), 1, 1000);
        within("planWithin", ladder.planWithin(), Duration.ofDays(1), LONGEST);
        within("cureAtMost", ladder.cureAtMost(), Duration.ofDays(1), LONGEST);
        if (ladder.sizedAbove().compareTo(BigDecimal.valueOf(10_000)) > 0) {
            check.fault("sizedAbove", "out-of-range", 0, 10_000);
        }
    }

    private void grading(Grading grading) {
        within("minimumRated", grading.minimumRated(), 1, 1000);
        // The best grade must be within reach from below.
        if (grading.from(Grade.A).add(grading.margin()).compareTo(BigDecimal.valueOf(100)) > 0) {
            check.fault("margin", "out-of-reach");
        }
        if (grading.serviceLimit().compareTo(BigDecimal.valueOf(10_000)) > 0) {
            check.fault("serviceLimit", "out-of-range", 0, 10_000);
        }
        var measures = grading.measures();
        within("ageMonths", measures.ageMonths(), 1, 120);
        within("certificateDays", measures.certificateDays(), 0, 90);
        within("minimumPromises", measures.minimumPromises(), 1, 1000);
        within("minimumOrders", measures.minimumOrders(), 1, 1_000_000);
        within("deliveryCategories", measures.deliveryCategories().size(), 1, 50);
        months("incidentMemory", measures.incidentMemory(), 120);
    }

    private void marks(PolicyDocument p) {
        var m = Objects.requireNonNullElse(p.marks(), Policy.Marks.STANDARD);
        months("markValidity", m.validity(), 120);
        within("renewFrom", m.renewFrom(), Duration.ofDays(1), LONGEST);
        within("markReminders", m.reminders().size(), 0, 5);
        m.reminders().forEach(r -> within("markReminders", r, Duration.ofHours(1), LONGEST));
        within("markAppealWithin", m.appealWithin(), Duration.ofDays(1), LONGEST);
        within("curePeriod", m.curePeriod(), Duration.ofHours(1), LONGEST);
        months("revokedOwnerBar", m.revokedOwnerBar(), 600);
        within("recheckEvery", m.recheckEvery(), Duration.ofHours(1), LONGEST);
        within("hostKeptFor", m.hostKeptFor(), Duration.ZERO, LONGEST);
        known("requiredChecks", m.requiredChecks(), Policy.Marks.CHECKS);
        known("requiredContent", m.requiredContent(), Policy.Marks.CONTENT);
        if (!m.requiredChecks().contains("CONTROL")) {
            // A mark binds to a host name; who does not control it gets none.
            check.fault("requiredChecks", "control-missing");
        }
    }

    private void known(String field, Set<String> codes, Set<String> all) {
        if (!all.containsAll(codes)) {
            check.fault(field, "unknown-value", String.join(", ", all));
        }
    }

    private void within(String field, int value, int least, int most) {
        if (value < least || value > most) {
            check.fault(field, "out-of-range", least, most);
        }
    }

    private void within(String field, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            check.fault(field, "not-between", least, most);
        }
    }

    private void months(String field, Period value, int most) {
        boolean whole = value.equals(value.withDays(0));
        if (!whole || value.toTotalMonths() < 1 || value.toTotalMonths() > most) {
            check.fault(field, "out-of-range", 1, most);
        }
    }

    /** Whether a version differs from the one before by nothing but name, date and periods added during which no clock runs. */
    static boolean onlyStopsClocks(Policy before, Policy version) {
        var b = before.calendar();
        var v = version.calendar();
        var same = PolicyDocument.of(new Policy(
                before.version(),
                before.title(),
                before.validFrom(),
                version.rounds(),
                new LegalCalendar(v.zone(), v.counting(), v.weekend(), v.holidays(), b.forceMajeure()),
                version.dailyLimit(),
                version.categories(),
                version.purchaseWithin(),
                version.reminders(),
                version.ratingPeriod(),
                version.record(),
                version.procedure(),
                version.ladder(),
                version.marks(),
                version.grading(),
                version.imported()));
        return same.equals(PolicyDocument.of(before))
                && v.forceMajeure().containsAll(b.forceMajeure())
                && v.forceMajeure().size() > b.forceMajeure().size();
    }
}
