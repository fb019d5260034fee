package org.touchstone.policy.web;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.touchstone.foundation.text.Texts;
import org.touchstone.rules.policy.Grading.Cap;
import org.touchstone.rules.policy.Index;
import org.touchstone.rules.policy.Part;
import org.touchstone.rules.policy.Policy;

/** A policy in words: every value with its name. What differs between two versions is what differs between their words. */
public final class PolicyWords {

    private PolicyWords() {}

    /** Lines that belong together. */
    public enum Group {
        CLOCK,
        FILING,
        PROCEDURE,
        CENTRE,
        RECORD,
        LADDER,
        GRADING,
        MARKS
    }

    /**
     * One value.
     *
     * @param name what it is called
     * @param value what it is
     */
    public record Line(Group group, String name, String value) {}

    /** One value that differs between two versions. */
    public record Change(Group group, String name, String before, String after) {}

    /** All values. */
    public static List<Line> lines(Policy p, Texts t) {
        var all = new Lines(t);
        var calendar = p.calendar();
        all.add(Group.CLOCK, "rounds", p.rounds().stream().map(t::duration).collect(Collectors.joining(" + ")));
        all.add(Group.CLOCK, "counting", t.name(calendar.counting()));
        all.add(
                Group.CLOCK,
                "weekend",
                all.join(calendar.weekend().stream()
                        .sorted(Comparator.comparingInt(
                                (DayOfWeek day) -> day.plus(2).getValue()))
                        .map(t::name)
                        .toList()));
        all.add(
                Group.CLOCK,
                "holidays",
                all.join(calendar.holidays().stream().sorted().map(t::date).toList()));
        all.add(
                Group.CLOCK,
                "stops",
                all.join(calendar.forceMajeure().stream()
                        .map(stop -> t.say("policy.stop", stop.from(), stop.to()))
                        .toList()));
        all.add(Group.CLOCK, "reminders", all.durations(p.reminders()));

        all.add(Group.FILING, "daily", t.number(p.dailyLimit()));
        all.add(Group.FILING, "purchase", all.period(p.purchaseWithin()));
        all.add(
                Group.FILING,
                "categories",
                all.join(p.categories().stream()
                        .map(c -> t.category(p, c.code()))
                        .toList()));

        var procedure = p.procedure();
        all.add(Group.PROCEDURE, "rating", t.duration(p.ratingPeriod()));
        all.add(Group.PROCEDURE, "information", t.duration(procedure.informationWithin()));
        all.add(Group.PROCEDURE, "reopen", t.duration(procedure.reopenWithin()));
        all.add(Group.PROCEDURE, "mediation", t.duration(procedure.mediationWithin()));
        all.add(Group.PROCEDURE, "appeal", t.duration(procedure.appealWithin()));
        all.add(Group.PROCEDURE, "dispute", t.duration(procedure.disputeWithin()));

        var targets = procedure.targets();
        all.add(Group.CENTRE, "target-admission", t.duration(targets.admission()));
        all.add(Group.CENTRE, "target-refusal", t.duration(targets.refusalReview()));
        all.add(Group.CENTRE, "target-follow-up", t.duration(targets.followUp()));
        all.add(Group.CENTRE, "target-mediation", t.duration(targets.mediation()));
        all.add(Group.CENTRE, "target-appeal", t.duration(targets.appeal()));
        all.add(Group.CENTRE, "target-dispute", t.duration(targets.dispute()));
        var flood = procedure.flood();
        all.add(
                Group.CENTRE,
                "flood",
                t.say("policy.flood", flood.people(), flood.within(), t.percent(flood.similarity())));

        var record = p.record();
        all.add(Group.RECORD, "window", all.period(record.window()));
        all.add(Group.RECORD, "matured", t.number(record.minimumMatured()));
        all.add(Group.RECORD, "ranked", t.number(record.minimumRanked()));
        all.add(Group.RECORD, "kappa", t.number(record.kappa()));
        all.add(Group.RECORD, "template", t.number(record.templateThreshold()));

        var ladder = p.ladder();
        all.add(Group.LADDER, "ladder-window", all.period(ladder.window()));
        all.add(Group.LADDER, "watch", t.say("policy.points-above", ladder.watchAbove()));
        all.add(Group.LADDER, "letter", t.say("policy.points-above", ladder.letterAbove()));
        all.add(Group.LADDER, "suspension", t.say("policy.points-above", ladder.suspensionAbove()));
        all.add(Group.LADDER, "revocation", t.say("policy.points-above", ladder.revocationAbove()));

        all.add(Group.LADDER, "sized", all.decimal(ladder.sizedAbove()));
        all.add(Group.LADDER, "again", t.number(ladder.again()));
        all.add(Group.LADDER, "plan", t.duration(ladder.planWithin()));
        all.add(Group.LADDER, "cure-at-most", t.duration(ladder.cureAtMost()));
        all.add(Group.LADDER, "active", t.say(ladder.active() ? "policy.yes" : "policy.no"));

        all.grading(p);

        var marks = p.marks();
        all.add(Group.MARKS, "validity", all.period(marks.validity()));
        all.add(Group.MARKS, "renew-from", t.duration(marks.renewFrom()));
        all.add(Group.MARKS, "mark-reminders", all.durations(marks.reminders()));
        all.add(Group.MARKS, "two-officers", t.say(marks.twoOfficers() ? "policy.yes" : "policy.no"));
        all.add(Group.MARKS, "mark-appeal", t.duration(marks.appealWithin()));
        all.add(Group.MARKS, "cure", t.duration(marks.curePeriod()));
        all.add(Group.MARKS, "bar", all.period(marks.revokedOwnerBar()));
        all.add(Group.MARKS, "recheck", t.duration(marks.recheckEvery()));
        all.add(Group.MARKS, "host-kept", t.duration(marks.hostKeptFor()));
        all.add(Group.MARKS, "checks", all.codes("policy.check.", Policy.Marks.CHECKS, marks.requiredChecks()));
        all.add(Group.MARKS, "content", all.codes("policy.content.", Policy.Marks.CONTENT, marks.requiredContent()));
        return List.copyOf(all.lines);
    }

    /** What differs between two versions, in the order of the lines. */
    public static List<Change> changes(Policy before, Policy after, Texts t) {
        var old = lines(before, t);
        var now = lines(after, t);
        var changes = new ArrayList<Change>();
        for (int i = 0; i < now.size(); i++) {
            if (!Objects.equals(old.get(i).value(), now.get(i).value())) {
                changes.add(new Change(
                        now.get(i).group(),
                        now.get(i).name(),
                        old.get(i).value(),
                        now.get(i).value()));
            }
        }
        return changes;
    }

    private static final class Lines {
        private final Texts t;
        private final List<Line> lines = new ArrayList<>();

        Lines(Texts t) {
            this.t = t;
        }

        void grading(Policy p) {
            var g = p.grading();
            var m = g.measures();
            add(
                    Group.GRADING,
                    "weights",
                    join(Arrays.stream(Index.values())
                            .map(i -> t.name(i) + " " + t.number(g.weight(i)))
                            .toList()));
            add(
                    Group.GRADING,
                    "bands",
                    join(g.bands().stream()
                            .map(b -> b.grade().name() + " " + decimal(b.from()))
                            .toList()));
            add(Group.GRADING, "margin", decimal(g.margin()));
            add(
                    Group.GRADING,
                    "caps",
                    join(Arrays.stream(Cap.values())
                            .filter(g.caps()::containsKey)
                            .map(c ->
                                    t.name(c) + t.say("colon") + " " + g.caps().get(c))
                            .toList()));
            add(Group.GRADING, "minimum-weight", t.number(g.minimumWeight()));
            add(Group.GRADING, "minimum-rated", t.number(g.minimumRated()));
            for (var index : Index.values()) {
                lines.add(new Line(
                        Group.GRADING,
                        t.say("policy.parts-of", index),
                        join(Part.of(index).stream()
                                .map(part -> t.name(part) + " " + t.number(m.weight(part)))
                                .toList())));
            }
            add(Group.GRADING, "minimum-known", t.number(m.minimumKnown()));
            add(Group.GRADING, "age-months", t.say("policy.months", (long) m.ageMonths()));
            add(Group.GRADING, "looks", t.number(m.looks()));
            add(Group.GRADING, "certificate-days", t.duration(Duration.ofDays(m.certificateDays())));
            add(Group.GRADING, "restricted", t.number(m.restricted()));
            add(Group.GRADING, "service-limit", decimal(g.serviceLimit()));
            add(
                    Group.GRADING,
                    "delivery",
                    join(m.deliveryCategories().stream()
                            .map(c -> t.category(p, c))
                            .toList()));
            add(Group.GRADING, "minimum-orders", t.number(m.minimumOrders()));
            add(Group.GRADING, "minimum-promises", t.number(m.minimumPromises()));
            add(
                    Group.GRADING,
                    "incidents",
                    t.say("policy.incidents", m.openIncident(), m.closedSevere(), m.closedIncident()));
            add(Group.GRADING, "incident-memory", period(m.incidentMemory()));
        }

        String decimal(BigDecimal value) {
            return t.number(
                    value.doubleValue(), Math.max(0, value.stripTrailingZeros().scale()));
        }

        void add(Group group, String key, String value) {
            lines.add(new Line(group, t.say("policy.line." + key), value));
        }

        String join(List<String> values) {
            return values.isEmpty() ? t.say("policy.none") : String.join(" · ", values);
        }

        /** The chosen codes in words, in the order of all there are. */
        String codes(String key, Set<String> all, Set<String> chosen) {
            return join(all.stream()
                    .filter(chosen::contains)
                    .map(code -> t.say(key + code))
                    .toList());
        }

        String durations(List<Duration> values) {
            return join(values.stream().map(t::duration).toList());
        }

        String period(Period period) {
            return t.say("policy.months", period.toTotalMonths());
        }
    }
}
