package org.touchstone.policy.web;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.ReaderCalendar;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Check;
import org.touchstone.rules.calendar.LegalCalendar.Counting;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.text.Digits;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of a draft: what a person types, in hours, days, months and days of the calendar, and what it changes in the document
 * of the version it begins from.
 *
 * @param values by field
 * @param weekend days of the week chosen
 * @param checks automatic checks chosen
 * @param content what a website must show, chosen
 */
public record DraftForm(
        Map<String, String> values, List<String> weekend, Collection<String> checks, Collection<String> content) {

    private static final int LONGEST = 20_000;

    /** Days as a person types them; {@code 36h} are hours. */
    private enum Unit {
        DAYS,
        HOURS
    }

    /** Fields that are a length of time, with their unit and where they stand in the document. */
    private record Length(String field, Unit unit, String... path) {}

    private static final List<Length> LENGTHS = List.of(
            new Length("ratingPeriod", Unit.DAYS, "ratingPeriod"),
            new Length("informationWithin", Unit.HOURS, "procedure", "informationWithin"),
            new Length("reopenWithin", Unit.DAYS, "procedure", "reopenWithin"),
            new Length("mediationWithin", Unit.DAYS, "procedure", "mediationWithin"),
            new Length("appealWithin", Unit.DAYS, "procedure", "appealWithin"),
            new Length("disputeWithin", Unit.DAYS, "procedure", "disputeWithin"),
            new Length("targetAdmission", Unit.DAYS, "procedure", "targets", "admission"),
            new Length("targetRefusal", Unit.DAYS, "procedure", "targets", "refusalReview"),
            new Length("targetFollowUp", Unit.DAYS, "procedure", "targets", "followUp"),
            new Length("targetMediation", Unit.DAYS, "procedure", "targets", "mediation"),
            new Length("targetAppeal", Unit.DAYS, "procedure", "targets", "appeal"),
            new Length("targetDispute", Unit.DAYS, "procedure", "targets", "dispute"),
            new Length("floodWithin", Unit.DAYS, "procedure", "flood", "within"),
            new Length("renewFrom", Unit.DAYS, "marks", "renewFrom"),
            new Length("markAppealWithin", Unit.DAYS, "marks", "appealWithin"),
            new Length("curePeriod", Unit.DAYS, "marks", "curePeriod"),
            new Length("recheckEvery", Unit.DAYS, "marks", "recheckEvery"),
            new Length("hostKeptFor", Unit.DAYS, "marks", "hostKeptFor"),
            new Length("planWithin", Unit.DAYS, "ladder", "planWithin"),
            new Length("cureAtMost", Unit.DAYS, "ladder", "cureAtMost"));

    /** Fields that are whole numbers, and where they stand in the document. */
    private record Count(String field, String... path) {}

    private static final List<Count> COUNTS = List.of(
            new Count("dailyLimit", "dailyLimit"),
            new Count("floodPeople", "procedure", "flood", "people"),
            new Count("minimumMatured", "record", "minimumMatured"),
            new Count("minimumRanked", "record", "minimumRanked"),
            new Count("kappa", "record", "kappa"),
            new Count("templateThreshold", "record", "templateThreshold"),
            new Count("letterAbove", "ladder", "letterAbove"),
            new Count("suspensionAbove", "ladder", "suspensionAbove"),
            new Count("revocationAbove", "ladder", "revocationAbove"),
            new Count("watchAbove", "ladder", "watchAbove"),
            new Count("again", "ladder", "again"));

    /** Fields that are months, and where they stand in the document. */
    private static final List<Count> MONTHS = List.of(
            new Count("purchaseWithin", "purchaseWithin"),
            new Count("window", "record", "window"),
            new Count("ladderWindow", "ladder", "window"),
            new Count("markValidity", "marks", "validity"),
            new Count("revokedOwnerBar", "marks", "revokedOwnerBar"),
            new Count("incidentMemory", "grading", "measures", "incidentMemory"));

    /** What stands in a field. */
    public String v(String field) {
        return values.getOrDefault(field, "");
    }

    /** The form that would change nothing. */
    static DraftForm of(Policy p, Texts t) {
        var v = new LinkedHashMap<String, String>();
        for (var language : Language.values()) {
            v.put("title-" + language.code(), p.title().getOrDefault(language.code(), ""));
        }
        v.put("rounds", hours(p.rounds()));
        v.put("counting", p.calendar().counting().name());
        v.put(
                "holidays",
                p.calendar().holidays().stream()
                        .sorted()
                        .map(day -> typed(day, t))
                        .collect(Collectors.joining("\n")));
        v.put("reminders", hours(p.reminders()));
        v.put("dailyLimit", String.valueOf(p.dailyLimit()));
        v.put("purchaseWithin", months(p.purchaseWithin()));
        v.put("ratingPeriod", days(p.ratingPeriod()));
        var procedure = p.procedure();
        v.put("informationWithin", hours(List.of(procedure.informationWithin())));
        v.put("reopenWithin", days(procedure.reopenWithin()));
        v.put("mediationWithin", days(procedure.mediationWithin()));
        v.put("appealWithin", days(procedure.appealWithin()));
        v.put("disputeWithin", days(procedure.disputeWithin()));
        var targets = procedure.targets();
        v.put("targetAdmission", days(targets.admission()));
        v.put("targetRefusal", days(targets.refusalReview()));
        v.put("targetFollowUp", days(targets.followUp()));
        v.put("targetMediation", days(targets.mediation()));
        v.put("targetAppeal", days(targets.appeal()));
        v.put("targetDispute", days(targets.dispute()));
        v.put("floodPeople", String.valueOf(procedure.flood().people()));
        v.put("floodWithin", days(procedure.flood().within()));
        v.put("floodSimilarity", String.valueOf(Math.round(procedure.flood().similarity() * 100)));
        v.put("window", months(p.record().window()));
        v.put("minimumMatured", String.valueOf(p.record().minimumMatured()));
        v.put("minimumRanked", String.valueOf(p.record().minimumRanked()));
        v.put("kappa", String.valueOf(p.record().kappa()));
        v.put("templateThreshold", String.valueOf(p.record().templateThreshold()));
        var ladder = p.ladder();
        v.put("ladderWindow", months(ladder.window()));
        v.put("letterAbove", String.valueOf(ladder.letterAbove()));
        v.put("suspensionAbove", String.valueOf(ladder.suspensionAbove()));
        v.put("revocationAbove", String.valueOf(ladder.revocationAbove()));
        v.put("watchAbove", String.valueOf(ladder.watchAbove()));
        v.put("sizedAbove", ladder.sizedAbove().toPlainString());
        v.put("again", String.valueOf(ladder.again()));
        v.put("planWithin", days(ladder.planWithin()));
        v.put("cureAtMost", days(ladder.cureAtMost()));
        v.put("active", String.valueOf(ladder.active()));
        v.putAll(GradingForm.values(p.grading()));
        var marks = p.marks();
        v.put("markValidity", months(marks.validity()));
        v.put("renewFrom", days(marks.renewFrom()));
        v.put("markReminders", marks.reminders().stream().map(DraftForm::days).collect(Collectors.joining(" ")));
        v.put("twoOfficers", String.valueOf(marks.twoOfficers()));
        v.put("markAppealWithin", days(marks.appealWithin()));
        v.put("curePeriod", days(marks.curePeriod()));
        v.put("revokedOwnerBar", months(marks.revokedOwnerBar()));
        v.put("recheckEvery", days(marks.recheckEvery()));
        v.put("hostKeptFor", days(marks.hostKeptFor()));
        return new DraftForm(
                v,
                p.calendar().weekend().stream().map(Enum::name).toList(),
                marks.requiredChecks(),
                marks.requiredContent());
    }

    /** What was sent. */
    static DraftForm of(MultiValueMap<String, String> sent) {
        return new DraftForm(
                sent.toSingleValueMap(),
                sent.getOrDefault("weekend", List.of()),
                sent.getOrDefault("requiredChecks", List.of()),
                sent.getOrDefault("requiredContent", List.of()));
    }

    /** What the form changes, in the shape of the document. Wrong fields are noted. */
    ObjectNode changes(Policy base, Check check, JsonMapper json) {
        var document = json.createObjectNode();
        document.put("version", check.line("version", v("version"), 60));
        var title = document.putObject("title");
        for (var language : Language.values()) {
            title.put(language.code(), check.line("title-" + language.code(), v("title-" + language.code()), 120));
        }
        var zone = base.calendar().zone();
        instant("validFrom", zone, check).ifPresent(at -> document.put("validFrom", at.toString()));
        hours("rounds", check).forEach(document.withArray("rounds")::add);
        hours("reminders", check).forEach(document.withArray("reminders")::add);
        document.put(
                "counting",
                check.oneOf("counting", v("counting"), Counting.class).name());
        var days = document.putArray("weekend");
        weekend.stream()
                .distinct()
                .forEach(day ->
                        days.add(check.oneOf("weekend", day, DayOfWeek.class).name()));
        var holidays = document.putArray("holidays");
        words(v("holidays"))
                .flatMap(day -> check.optionalDay("holidays", day).stream())
                .forEach(day -> holidays.add(day.toString()));
        stops(document, base, zone, check);
        for (var length : LENGTHS) {
            at(document, length.path())
                    .put(
                            last(length.path()),
                            length(length.field(), v(length.field()), length.unit(), check)
                                    .toString());
        }
        for (var count : COUNTS) {
            at(document, count.path()).put(last(count.path()), number(count.field(), check));
        }
        for (var count : MONTHS) {
            at(document, count.path())
                    .put(
                            last(count.path()),
                            Period.ofMonths(number(count.field(), check)).toString());
        }
        at(document, "procedure", "flood", "similarity").put("similarity", number("floodSimilarity", check) / 100.0);
        at(document, "ladder", "").put("active", Boolean.parseBoolean(v("active")));
        GradingForm.decimal("sizedAbove", v("sizedAbove"), check)
                .ifPresent(n -> at(document, "ladder", "").put("sizedAbove", n));
        GradingForm.changes(document.withObjectProperty("grading"), this, check);
        marks(document.withObjectProperty("marks"), check);
        ladder(check);
        return document;
    }

    private void marks(ObjectNode marks, Check check) {
        marks.put("twoOfficers", Boolean.parseBoolean(v("twoOfficers")));
        var reminders = marks.putArray("reminders");
        words(v("markReminders"))
                .limit(20)
                .forEach(word -> reminders.add(
                        length("markReminders", word, Unit.DAYS, check).toString()));
        checks.stream().distinct().forEach(marks.putArray("requiredChecks")::add);
        content.stream().distinct().forEach(marks.putArray("requiredContent")::add);
    }

    /** The rules refuse a ladder whose rungs do not rise; a person is told which. */
    private void ladder(Check check) {
        if (number("letterAbove", check) < number("watchAbove", check)) {
            check.fault("letterAbove", "not-above");
        }
        if (number("suspensionAbove", check) <= number("letterAbove", check)) {
            check.fault("suspensionAbove", "not-above");
        }
        if (number("revocationAbove", check) <= number("suspensionAbove", check)) {
            check.fault("revocationAbove", "not-above");
        }
    }

    private void stops(ObjectNode document, Policy base, ZoneId zone, Check check) {
        var stops = document.putArray("forceMajeure");
        for (var known : base.calendar().forceMajeure()) {
            stops.addObject()
                    .put("from", known.from().toString())
                    .put("to", known.to().toString());
        }
        if (v("stopFrom").isBlank() && v("stopTo").isBlank()) {
            return;
        }
        var from = instant("stopFrom", zone, check);
        var to = instant("stopTo", zone, check);
        if (from.isPresent() && to.isPresent()) {
            if (to.get().isAfter(from.get())) {
                stops.addObject()
                        .put("from", from.get().toString())
                        .put("to", to.get().toString());
            } else {
                check.fault("stopTo", "not-above");
            }
        }
    }

    /** A day and, where it matters, a time: {@code 1405/09/01 08:30}. */
    private Optional<Instant> instant(String field, ZoneId zone, Check check) {
        var typed = Digits.toLatin(v(field)).strip();
        var parts = typed.split("\\s+", 2);
        var time = LocalTime.MIDNIGHT;
        if (parts.length == 2) {
            try {
                time = LocalTime.parse(parts[1].length() == 4 ? "0" + parts[1] : parts[1]);
            } catch (DateTimeException e) {
                check.fault(field, "not-a-time");
                return Optional.empty();
            }
        }
        if (typed.isEmpty()) {
            check.fault(field, "required");
        }
        var at = time;
        return check.optionalDay(field, parts[0])
                .map(day -> day.atTime(at).atZone(zone).toInstant());
    }

    private List<String> hours(String field, Check check) {
        var lengths = new ArrayList<String>();
        words(v(field))
                .limit(20)
                .forEach(word ->
                        lengths.add(length(field, word, Unit.HOURS, check).toString()));
        return lengths;
    }

    private static Duration length(String field, String typed, Unit unit, Check check) {
        var text = Digits.toLatin(typed).strip();
        if (text.matches("\\d{1,5}h?")) {
            boolean inHours = unit == Unit.HOURS || text.endsWith("h");
            int n = Integer.parseInt(text.replace("h", ""));
            return inHours ? Duration.ofHours(n) : Duration.ofDays(n);
        }
        check.fault(field, text.isEmpty() ? "required" : "not-a-number");
        return Duration.ofHours(1);
    }

    int number(String field, Check check) {
        var text = Digits.toLatin(v(field)).strip();
        if (text.matches("\\d{1,6}")) {
            return Integer.parseInt(text);
        }
        check.fault(field, text.isEmpty() ? "required" : "not-a-number");
        return 1;
    }

    private static Stream<String> words(String typed) {
        if (typed.length() > LONGEST) {
            return Stream.of(typed);
        }
        return Arrays.stream(Digits.toLatin(typed).split("[\\s,،;؛+]+")).filter(word -> !word.isEmpty());
    }

    private static ObjectNode at(ObjectNode document, String... path) {
        var node = document;
        for (int i = 0; i < path.length - 1; i++) {
            node = node.withObjectProperty(path[i]);
        }
        return node;
    }

    private static String last(String... path) {
        return path[path.length - 1];
    }

    private static String hours(List<Duration> lengths) {
        return lengths.stream().map(d -> String.valueOf(d.toHours())).collect(Collectors.joining(" "));
    }

    private static String days(Duration length) {
        return length.toHours() % 24 == 0 ? String.valueOf(length.toDays()) : length.toHours() + "h";
    }

    private static String months(Period period) {
        return String.valueOf(period.toTotalMonths());
    }

    private static String typed(LocalDate day, Texts t) {
        var f = ReaderCalendar.fields(day, t.language());
        return "%d/%02d/%02d".formatted(f.year(), f.month(), f.day());
    }
}
