package org.touchstone.verifier;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The numbers of one version of the policy that grades are made with: the rows of grading.csv. */
final class GradeRules {
    static final String FILE = "grading.csv";
    static final List<String> INDICES = List.of("HISTORY", "CAPABILITY", "SECURITY", "SERVICE", "SATISFACTION");
    static final List<String> GRADES = List.of("A", "B", "C", "D", "E");

    private final String version;
    private final Map<String, String> values = new HashMap<>();

    private GradeRules(String version) {
        this.version = version;
    }

    /** The rules of every version in the file. */
    static Map<String, GradeRules> read(Path directory, Index index, Report report) throws UnreadableInput {
        Map<String, GradeRules> versions = new HashMap<>();
        report.file(CsvTable.read(
                directory,
                index.file(FILE),
                List.of("policyVersion", "name", "value"),
                row -> versions.computeIfAbsent(row.presentText("policyVersion"), GradeRules::new)
                        .values
                        .put(row.presentText("name"), row.text("value"))));
        return versions;
    }

    String text(String name) throws UnreadableInput {
        String value = values.get(name);
        if (value == null) {
            throw new UnreadableInput("%s has no %s for the policy %s.".formatted(FILE, name, Printed.plain(version)));
        }
        return value;
    }

    BigDecimal number(String name) throws UnreadableInput {
        return PlainDecimal.parse(text(name))
                .orElseThrow(() -> new UnreadableInput(
                        "%s: %s of the policy %s is not a number.".formatted(FILE, name, Printed.plain(version))));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Period window() throws UnreadableInput {
        try {
            return Period.parse(text("window"));
        } catch (DateTimeException e) {
            throw new UnreadableInput("%s: window is not a period.".formatted(FILE), e);
        }
    }

    Set<String> deliveryCategories() throws UnreadableInput {
        return Set.of(text("deliveryCategories").split(";"));
    }

    /** The best grade whose band a total reaches. */
    String band(BigDecimal total) throws UnreadableInput {
        for (String grade : GRADES) {
            if (total.compareTo(number("band." + grade)) >= 0) {
                return grade;
            }
        }
        return "E";
    }
}
