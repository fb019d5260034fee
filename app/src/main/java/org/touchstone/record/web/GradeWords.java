package org.touchstone.record.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.text.Texts;
import org.touchstone.record.MarkGrade;
import org.touchstone.rules.grade.Component;
import org.touchstone.rules.grade.IndexValue;
import org.touchstone.rules.grade.Raise.Deed;
import org.touchstone.rules.policy.Part;

/** Grades in words and sums, each number in the digits of the reader. */
public final class GradeWords {

    /** How the value of a part is worked out; what is missing here is said in words alone. */
    private static final Map<Part, String> SUMS = Map.ofEntries(
            Map.entry(
                    Part.ANSWERED,
                    "({answered} + {kappa} × {tradeAnswered} ÷ {tradeMatured}) ÷ ({matured} + {kappa}) × {hundred}"),
            Map.entry(Part.ON_TIME, "{onTime} ÷ {matured} × {hundred}"),
            Map.entry(Part.UNDISPUTED, "({matured} − {reopened} − {refusalsLost}) ÷ {matured} × {hundred}"),
            Map.entry(Part.CHECKS, "{inOrder} ÷ {checks} × {hundred}"),
            Map.entry(Part.REACHED, "{reached} ÷ {looks} × {hundred}"),
            Map.entry(Part.AGE, "{months} ÷ {fullMonths} × {hundred}"),
            Map.entry(Part.PROTECTIONS, "{there} ÷ {protections} × {hundred}"),
            Map.entry(
                    Part.INCIDENTS,
                    "{hundred} − {openSevere} × {hundred} − {open} × {offOpen} − {closedSevere} × {offClosedSevere} − {closed} × {offClosed}"),
            Map.entry(Part.DELIVERY, "({one} − {delivery} × {tenThousand} ÷ {orders} ÷ {limit}) × {hundred}"),
            Map.entry(Part.PROMISES, "{kept} ÷ {promises} × {hundred}"),
            Map.entry(
                    Part.SCORES,
                    "(({scores} + {kappa} × {tradeScores} ÷ {tradeRated}) ÷ ({rated} + {kappa}) − {one}) ÷ {four} × {hundred}"));

    /** The same where nothing is known of the trade. */
    private static final Map<Part, String> ALONE = Map.of(
            Part.ANSWERED,
            "{answered} ÷ {matured} × {hundred}",
            Part.SCORES,
            "({scores} ÷ {rated} − {one}) ÷ {four} × {hundred}");

    private static final Map<String, BigDecimal> NUMBERS = Map.of(
            "one", BigDecimal.ONE,
            "four", BigDecimal.valueOf(4),
            "hundred", BigDecimal.valueOf(100),
            "tenThousand", BigDecimal.valueOf(10_000));

    private GradeWords() {}

    /** A value with two places; a dash where it is not known. */
    public static String value(Texts t, @Nullable BigDecimal value) {
        return value == null ? "—" : t.number(value.doubleValue(), 2);
    }

    private static String number(Texts t, BigDecimal value) {
        return t.number(
                value.doubleValue(), Math.max(0, value.stripTrailingZeros().scale()));
    }

    /** How a part is worked out, with its result; empty where it is said in words alone or not known. */
    public static String sum(Texts t, Component part) {
        boolean alone = part.facts().getOrDefault("kappa", BigDecimal.ONE).signum() == 0;
        var sum = alone && ALONE.containsKey(part.part()) ? ALONE.get(part.part()) : SUMS.get(part.part());
        if (sum == null || part.value() == null) {
            return "";
        }
        var words = sum;
        for (var fact : NUMBERS.entrySet()) {
            words = words.replace("{" + fact.getKey() + "}", number(t, fact.getValue()));
        }
        for (var fact : part.facts().entrySet()) {
            words = words.replace("{" + fact.getKey() + "}", number(t, fact.getValue()));
        }
        return words + " = " + value(t, part.value());
    }

    /** What a part measures, with its numbers. */
    public static String why(Texts t, Component part) {
        return t.say("grade.why." + part.part().name(), named(t, part));
    }

    private static Map<String, String> named(Texts t, Component part) {
        return part.facts().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> number(t, e.getValue())));
    }

    /** How an index is worked out of its parts, with its result; empty where it is not known. */
    public static String sum(Texts t, IndexValue index) {
        return index.value() == null
                ? ""
                : mean(
                        t,
                        index.components().stream()
                                .filter(c -> c.value() != null)
                                .map(c -> new Weighed(c.weight(), Objects.requireNonNull(c.value())))
                                .toList(),
                        index.value());
    }

    /** How the total is worked out of the indices, with its result; empty where there is none. */
    public static String sum(Texts t, MarkGrade grade) {
        var total = grade.graded().total();
        return total == null
                ? ""
                : mean(
                        t,
                        grade.graded().indices().stream()
                                .filter(i -> i.value() != null)
                                .map(i -> new Weighed(i.weight(), Objects.requireNonNull(i.value())))
                                .toList(),
                        total);
    }

    private record Weighed(int weight, BigDecimal value) {}

    private static String mean(Texts t, List<Weighed> known, BigDecimal result) {
        return known.stream()
                        .map(w -> t.number(w.weight()) + " × " + value(t, w.value()))
                        .collect(Collectors.joining(" + ", "(", ")"))
                + " ÷ "
                + t.number(known.stream().mapToInt(Weighed::weight).sum())
                + " = "
                + value(t, result);
    }

    /** What a business can do. */
    public static String deed(Texts t, Deed deed) {
        return switch (deed) {
            case Deed.Answer(int complaints) -> t.say("raise.answer", complaints);
            case Deed.Mend(var check) -> t.say("raise.mend", check);
            case Deed.Encrypt() -> t.say("raise.encrypt");
            case Deed.Renew() -> t.say("raise.renew");
            case Deed.Protect(var protections) ->
                t.say("raise.protect", protections.stream().map(t::name).collect(Collectors.joining(t.say("comma"))));
            case Deed.Close(var _, boolean severe) -> t.say(severe ? "raise.close-severe" : "raise.close");
            case Deed.Lift(var cap) -> t.say("raise.lift." + cap.name());
            case Deed.All(int complaints) ->
                complaints == 0 ? t.say("raise.all") : t.say("raise.all-and-answer", complaints);
        };
    }
}
