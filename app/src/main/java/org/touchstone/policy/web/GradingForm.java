package org.touchstone.policy.web;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.touchstone.foundation.web.Check;
import org.touchstone.rules.policy.Grade;
import org.touchstone.rules.policy.Grading;
import org.touchstone.rules.policy.Grading.Cap;
import org.touchstone.rules.policy.Index;
import org.touchstone.rules.policy.Part;
import org.touchstone.rules.text.Digits;
import tools.jackson.databind.node.ObjectNode;

/** How indices and grades are made, as a person types it. */
public final class GradingForm {

    /** Fields that are whole numbers of the measures. */
    public static final List<String> MEASURES = List.of(
            "minimumKnown",
            "ageMonths",
            "looks",
            "certificateDays",
            "restricted",
            "minimumPromises",
            "minimumOrders",
            "openIncident",
            "closedSevere",
            "closedIncident");

    private GradingForm() {}

    /** The name of the field of an index, a part, a band or a cap. */
    public static String field(Enum<?> value) {
        return value.getDeclaringClass().getSimpleName() + "-" + value.name();
    }

    /** The grades with a boundary of their own: the last begins at nothing. */
    public static List<Grade> bands() {
        return Arrays.stream(Grade.values()).filter(g -> g != Grade.E).toList();
    }

    static Map<String, String> values(Grading g) {
        var v = new LinkedHashMap<String, String>();
        for (var index : Index.values()) {
            v.put(field(index), String.valueOf(g.weight(index)));
        }
        for (var part : Part.values()) {
            v.put(field(part), String.valueOf(g.measures().weight(part)));
        }
        v.put("minimumWeight", String.valueOf(g.minimumWeight()));
        v.put("minimumRated", String.valueOf(g.minimumRated()));
        v.put("margin", g.margin().toPlainString());
        v.put("serviceLimit", g.serviceLimit().toPlainString());
        bands().forEach(grade -> v.put(field(grade), g.from(grade).toPlainString()));
        for (var cap : Cap.values()) {
            v.put(field(cap), g.caps().containsKey(cap) ? g.caps().get(cap).name() : "");
        }
        var m = g.measures();
        v.put("minimumKnown", String.valueOf(m.minimumKnown()));
        v.put("ageMonths", String.valueOf(m.ageMonths()));
        v.put("looks", String.valueOf(m.looks()));
        v.put("certificateDays", String.valueOf(m.certificateDays()));
        v.put("restricted", String.valueOf(m.restricted()));
        v.put("minimumPromises", String.valueOf(m.minimumPromises()));
        v.put("minimumOrders", String.valueOf(m.minimumOrders()));
        v.put("openIncident", String.valueOf(m.openIncident()));
        v.put("closedSevere", String.valueOf(m.closedSevere()));
        v.put("closedIncident", String.valueOf(m.closedIncident()));
        v.put("incidentMemory", String.valueOf(m.incidentMemory().toTotalMonths()));
        v.put("deliveryCategories", String.join(" ", m.deliveryCategories()));
        return v;
    }

    static void changes(ObjectNode grading, DraftForm form, Check check) {
        var weights = grading.withObjectProperty("weights");
        int sum = 0;
        for (var index : Index.values()) {
            int weight = form.number(field(index), check);
            weights.put(index.name(), weight);
            sum += weight;
        }
        if (sum != 100) {
            check.fault(field(Index.HISTORY), "sum-not-100");
        }
        int others = Arrays.stream(Index.values())
                .filter(i -> i != Index.HISTORY && i != Index.CAPABILITY)
                .mapToInt(i -> form.number(field(i), new Check()))
                .max()
                .orElse(0);
        for (var index : List.of(Index.HISTORY, Index.CAPABILITY)) {
            if (form.number(field(index), new Check()) <= others) {
                check.fault(field(index), "not-heaviest");
            }
        }
        grading.put("minimumWeight", form.number("minimumWeight", check));
        grading.put("minimumRated", form.number("minimumRated", check));
        decimal("margin", form.v("margin"), check).ifPresent(n -> grading.put("margin", n));
        decimal("serviceLimit", form.v("serviceLimit"), check).ifPresent(n -> grading.put("serviceLimit", n));
        bands(grading, form, check);
        var caps = grading.withObjectProperty("caps");
        for (var cap : Cap.values()) {
            caps.put(
                    cap.name(),
                    check.oneOf(field(cap), form.v(field(cap)), Grade.class).name());
        }
        measures(grading.withObjectProperty("measures"), form, check);
    }

    private static void bands(ObjectNode grading, DraftForm form, Check check) {
        var bands = grading.putArray("bands");
        var above = BigDecimal.valueOf(101);
        for (var grade : bands()) {
            var from = decimal(field(grade), form.v(field(grade)), check);
            if (from.isPresent()) {
                if (from.get().compareTo(above) >= 0 || from.get().signum() <= 0) {
                    check.fault(field(grade), "not-below");
                }
                above = from.get();
                bands.addObject().put("grade", grade.name()).put("from", from.get());
            }
        }
        bands.addObject().put("grade", Grade.E.name()).put("from", BigDecimal.ZERO);
    }

    private static void measures(ObjectNode measures, DraftForm form, Check check) {
        var weights = measures.withObjectProperty("weights");
        for (var index : Index.values()) {
            int sum = 0;
            for (var part : Part.of(index)) {
                int weight = form.number(field(part), check);
                weights.put(part.name(), weight);
                sum += weight;
            }
            if (sum != 100) {
                check.fault(field(Part.of(index).getFirst()), "sum-not-100");
            }
        }
        MEASURES.forEach(name -> measures.put(name, form.number(name, check)));
        var categories = measures.putArray("deliveryCategories");
        Arrays.stream(form.v("deliveryCategories").strip().split("[\\s,،;؛]+"))
                .filter(code -> !code.isEmpty())
                .distinct()
                .forEach(categories::add);
    }

    /** A number with at most two places, in any digits. */
    static Optional<BigDecimal> decimal(String field, String typed, Check check) {
        var text = Digits.toLatin(typed)
                .strip()
                .replace('٫', '.')
                .replace('/', '.')
                .replace(',', '.');
        if (text.matches("\\d{1,6}(\\.\\d{1,2})?")) {
            return Optional.of(new BigDecimal(text));
        }
        check.fault(field, text.isEmpty() ? "required" : "not-a-number");
        return Optional.empty();
    }
}
