package org.touchstone.verifier;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Works the indices and the grade of every row of grades.csv out again from its facts, and the facts about complaints again from
 * complaints.csv. Rows that say they are pending rest on facts of a moment ago; only their arithmetic is checked. Specified in
 * docs/grades.md. Snapshots from before there were grades have no such file.
 */
final class GradeCheck {
    static final String FILE = "grades.csv";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Set<String> ENDED = Set.of("EXPIRED", "REVOKED");
    private static final List<String> COUNTED = List.of(
            "matured",
            "answered",
            "onTime",
            "reopened",
            "refusalsLost",
            "delivery",
            "promises",
            "kept",
            "rated",
            "scores");
    private static final List<String> NEEDED = List.of(
            "mark",
            "at",
            "policyVersion",
            "pending",
            "state",
            "issuedAt",
            "supervision",
            "matured",
            "answered",
            "onTime",
            "reopened",
            "refusalsLost",
            "delivery",
            "promises",
            "kept",
            "rated",
            "scores",
            "orders",
            "tradeAnswered",
            "tradeMatured",
            "tradeRated",
            "tradeScores",
            "lookedAt",
            "checks",
            "checksInOrder",
            "licence",
            "looks",
            "reached",
            "encrypted",
            "certificateUntil",
            "protections",
            "openSevere",
            "open",
            "closedSevere",
            "closed",
            "history",
            "capability",
            "security",
            "service",
            "satisfaction",
            "total",
            "held",
            "earned",
            "grade",
            "lack");

    private final Report report;
    private final Map<String, GradeRules> versions;
    private final Map<String, Map<String, Long>> counted;

    private GradeCheck(Report report, Map<String, GradeRules> versions, Map<String, Map<String, Long>> counted) {
        this.report = report;
        this.versions = versions;
        this.counted = counted;
    }

    static void compare(Path directory, Index index, Report report) throws UnreadableInput {
        if (index.files().stream().noneMatch(file -> file.name().equals(FILE))) {
            return;
        }
        Map<String, GradeRules> versions = GradeRules.read(directory, index, report);
        GradeCheck check = new GradeCheck(report, versions, count(directory, index, versions));
        report.file(CsvTable.read(directory, index.file(FILE), NEEDED, check::row));
    }

    /** What the complaints of each mark come to, under the rules of the window of the index. */
    private static Map<String, Map<String, Long>> count(Path directory, Index index, Map<String, GradeRules> versions)
            throws UnreadableInput {
        Map<String, Map<String, Long>> counted = new HashMap<>();
        Window window = Window.endingAt(index.asOf(), index.window());
        Set<String> delivery = Set.of();
        for (GradeRules rules : versions.values()) {
            delivery = rules.deliveryCategories();
        }
        Set<String> aboutDelivery = delivery;
        List<String> columns = new java.util.ArrayList<>(Complaint.COLUMNS);
        columns.addAll(List.of("category", "score", "closed"));
        CsvTable.read(directory, index.file(Complaint.FILE), columns, row -> {
            Complaint complaint = Complaint.of(row);
            if (window.holds(complaint.submitted())) {
                Map<String, Long> of = counted.computeIfAbsent(row.presentText("mark"), _ -> new HashMap<>());
                add(of, complaint, row, aboutDelivery, index.asOf());
            }
        });
        return counted;
    }

    private static void add(Map<String, Long> of, Complaint complaint, Row row, Set<String> aboutDelivery, Instant asOf)
            throws UnreadableInput {
        of.merge("refusalsLost", complaint.refusalsLost(), Long::sum);
        if (!complaint.isAdmitted()) {
            return;
        }
        String state = row.presentText("state");
        boolean broken = complaint.reopened() > 0 || state.equals("REFERRED");
        boolean done = complaint.word() == ConsumerWord.SOLVED
                || state.equals("COMPLIED")
                || (state.equals("SETTLED") && !row.text("closed").isEmpty());
        count(of, "delivery", aboutDelivery.contains(row.text("category")));
        count(of, "promises", broken || done);
        count(of, "kept", done && !broken);
        if (complaint.isMatured(asOf)) {
            Long round = complaint.answeredRound();
            count(of, "matured", true);
            count(of, "answered", complaint.isAnsweredInARound());
            count(of, "onTime", round != null && round == 1);
            count(of, "reopened", complaint.reopened() > 0);
            Long score = row.knownCount("score");
            count(of, "rated", score != null);
            of.merge("scores", score == null ? 0 : score, Long::sum);
        }
    }

    private static void count(Map<String, Long> of, String name, boolean counts) {
        of.merge(name, counts ? 1L : 0L, Long::sum);
    }

    private void row(Row row) throws UnreadableInput {
        String mark = row.presentText("mark");
        GradeRules rules = versions.get(row.presentText("policyVersion"));
        if (rules == null) {
            report.problem("%s was graded under a policy that %s does not have (line %d)"
                    .formatted(Printed.plain(mark), GradeRules.FILE, row.line()));
            return;
        }
        if (row.text("pending").equals("false")) {
            Map<String, Long> of = counted.getOrDefault(mark, Map.of());
            for (String name : COUNTED) {
                same(mark, row, name, Long.toString(of.getOrDefault(name, 0L)));
            }
        }
        new Working(row, rules, mark).compare();
    }

    private void same(String mark, Row row, String column, String expected) {
        report.checked(mark, column, row.text(column), new Expected.Exactly(expected));
    }

    /** The arithmetic of one row. */
    private final class Working {
        private final Row row;
        private final GradeRules rules;
        private final String mark;
        private final Map<String, @Nullable BigDecimal> parts = new LinkedHashMap<>();

        Working(Row row, GradeRules rules, String mark) {
            this.row = row;
            this.rules = rules;
            this.mark = mark;
        }

        void compare() throws UnreadableInput {
            Map<String, @Nullable BigDecimal> indices = new LinkedHashMap<>();
            indices.put("HISTORY", history());
            indices.put("CAPABILITY", capability());
            indices.put("SECURITY", security());
            indices.put("SERVICE", service());
            indices.put("SATISFACTION", satisfaction());
            for (var index : indices.entrySet()) {
                same(mark, row, index.getKey().toLowerCase(java.util.Locale.ROOT), text(index.getValue()));
            }
            BigDecimal total = total(indices);
            same(mark, row, "total", text(total));
            String earned = total == null ? "" : earned(total);
            same(mark, row, "earned", earned);
            same(mark, row, "grade", total == null ? "" : capped(earned));
        }

        private @Nullable BigDecimal history() throws UnreadableInput {
            BigDecimal matured = count("matured");
            if (matured.compareTo(rules.number("minimumMatured")) < 0) {
                return null;
            }
            parts.clear();
            BigDecimal trade = count("tradeMatured");
            BigDecimal kappa = trade.signum() == 0 ? BigDecimal.ZERO : rules.number("kappa");
            BigDecimal by = trade.max(BigDecimal.ONE);
            parts.put(
                    "ANSWERED",
                    hundredths(
                            count("answered").multiply(by).add(kappa.multiply(count("tradeAnswered"))),
                            matured.add(kappa).multiply(by)));
            parts.put("ON_TIME", hundredths(count("onTime"), matured));
            parts.put(
                    "UNDISPUTED",
                    hundredths(
                            matured.subtract(count("reopened"))
                                    .subtract(count("refusalsLost"))
                                    .max(BigDecimal.ZERO),
                            matured));
            return mean();
        }

        private @Nullable BigDecimal capability() throws UnreadableInput {
            parts.clear();
            String state = row.text("state");
            boolean restricted = state.equals("UNDER_REVIEW")
                    || (state.equals("ISSUED") && row.text("supervision").equals("LETTER"));
            boolean nothing = !state.equals("ISSUED") && !restricted;
            parts.put("STANDING", restricted ? rules.number("restricted") : nothing ? BigDecimal.ZERO : HUNDRED);
            String licence = row.text("licence");
            parts.put("LICENCE", licence.isEmpty() ? null : licence.equals("true") ? HUNDRED : BigDecimal.ZERO);
            parts.put("CHECKS", share("checksInOrder", "checks"));
            parts.put("REACHED", share("reached", "looks"));
            BigDecimal full = rules.number("ageMonths");
            long months = ChronoUnit.MONTHS.between(
                    row.presentInstant("issuedAt").atOffset(ZoneOffset.UTC),
                    row.presentInstant("at").atOffset(ZoneOffset.UTC));
            parts.put("AGE", hundredths(BigDecimal.valueOf(Math.max(0, months)).min(full), full));
            return known();
        }

        private @Nullable BigDecimal security() throws UnreadableInput {
            parts.clear();
            String encrypted = row.text("encrypted");
            boolean seen = !encrypted.isEmpty();
            parts.put("ENCRYPTED", !seen ? null : encrypted.equals("true") ? HUNDRED : BigDecimal.ZERO);
            parts.put("CERTIFICATE", seen ? certificate() : null);
            parts.put("PROTECTIONS", seen ? hundredths(count("protections"), rules.number("protections")) : null);
            BigDecimal off = count("openSevere")
                    .multiply(HUNDRED)
                    .add(count("open").multiply(rules.number("openIncident")))
                    .add(count("closedSevere").multiply(rules.number("closedSevere")))
                    .add(count("closed").multiply(rules.number("closedIncident")));
            parts.put("INCIDENTS", HUNDRED.subtract(off).max(BigDecimal.ZERO));
            return known();
        }

        private BigDecimal certificate() throws UnreadableInput {
            Instant until = row.instant("certificateUntil");
            Instant at = row.presentInstant("at");
            if (until == null || !until.isAfter(at)) {
                return BigDecimal.ZERO;
            }
            Duration enough = Duration.ofDays(rules.number("certificateDays").longValue());
            return Duration.between(at, until).compareTo(enough) < 0 ? BigDecimal.valueOf(50) : HUNDRED;
        }

        private @Nullable BigDecimal service() throws UnreadableInput {
            parts.clear();
            Long orders = row.knownCount("orders");
            if (orders == null || BigDecimal.valueOf(orders).compareTo(rules.number("minimumOrders")) < 0) {
                parts.put("DELIVERY", null);
            } else {
                BigDecimal limit = rules.number("serviceLimit").multiply(BigDecimal.valueOf(orders));
                BigDecimal left = limit.subtract(count("delivery").multiply(BigDecimal.valueOf(10_000)));
                parts.put("DELIVERY", hundredths(left.max(BigDecimal.ZERO), limit));
            }
            boolean few = count("promises").compareTo(rules.number("minimumPromises")) < 0;
            parts.put("PROMISES", few ? null : hundredths(count("kept"), count("promises")));
            return known();
        }

        private @Nullable BigDecimal satisfaction() throws UnreadableInput {
            BigDecimal rated = count("rated");
            if (rated.compareTo(rules.number("minimumRated")) < 0) {
                return null;
            }
            BigDecimal trade = count("tradeRated");
            BigDecimal kappa = trade.signum() == 0 ? BigDecimal.ZERO : rules.number("kappa");
            BigDecimal by = trade.max(BigDecimal.ONE);
            BigDecimal whole = rated.add(kappa).multiply(by);
            BigDecimal sum = count("scores").multiply(by).add(kappa.multiply(count("tradeScores")));
            parts.clear();
            parts.put("SCORES", hundredths(sum.subtract(whole), whole.multiply(BigDecimal.valueOf(4))));
            return mean();
        }

        private @Nullable BigDecimal share(String part, String whole) throws UnreadableInput {
            BigDecimal all = count(whole);
            return all.signum() == 0 ? null : hundredths(count(part), all);
        }

        private BigDecimal count(String column) throws UnreadableInput {
            return BigDecimal.valueOf(row.count(column));
        }

        private @Nullable BigDecimal known() throws UnreadableInput {
            BigDecimal weights = BigDecimal.ZERO;
            for (var part : parts.entrySet()) {
                if (part.getValue() != null) {
                    weights = weights.add(rules.number("part." + part.getKey()));
                }
            }
            return weights.compareTo(rules.number("minimumKnown")) < 0 ? null : mean();
        }

        private BigDecimal mean() throws UnreadableInput {
            return mean("part.", parts);
        }

        private BigDecimal mean(String prefix, Map<String, @Nullable BigDecimal> values) throws UnreadableInput {
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal weights = BigDecimal.ZERO;
            for (var value : values.entrySet()) {
                if (value.getValue() != null) {
                    BigDecimal weight = rules.number(prefix + value.getKey());
                    sum = sum.add(weight.multiply(value.getValue()));
                    weights = weights.add(weight);
                }
            }
            return weights.signum() == 0 ? BigDecimal.ZERO.setScale(2) : sum.divide(weights, 2, RoundingMode.HALF_UP);
        }

        private @Nullable BigDecimal total(Map<String, @Nullable BigDecimal> indices) throws UnreadableInput {
            BigDecimal weights = BigDecimal.ZERO;
            for (var index : indices.entrySet()) {
                if (index.getValue() != null) {
                    weights = weights.add(rules.number("weight." + index.getKey()));
                }
            }
            boolean none = ENDED.contains(row.text("state"))
                    || indices.get("HISTORY") == null
                    || weights.compareTo(rules.number("minimumWeight")) < 0;
            return none ? null : mean("weight.", indices);
        }

        /** A grade that was held changes only when the total has passed its boundary by the margin. */
        private String earned(BigDecimal total) throws UnreadableInput {
            String held = row.text("held");
            if (held.isEmpty()) {
                return rules.band(total);
            }
            BigDecimal margin = rules.number("margin");
            String up = rules.band(total.subtract(margin));
            String down = rules.band(total.add(margin));
            return up.compareTo(held) < 0 ? up : down.compareTo(held) > 0 ? down : held;
        }

        private String capped(String earned) throws UnreadableInput {
            String grade = earned;
            grade = capped(grade, "SUSPENDED", row.text("state").equals("SUSPENDED"));
            grade = capped(grade, "SEVERE_FINDING", row.count("openSevere") > 0);
            return capped(grade, "LETTER", row.text("supervision").equals("LETTER"));
        }

        private String capped(String grade, String cap, boolean holds) throws UnreadableInput {
            if (!holds || !rules.has("cap." + cap)) {
                return grade;
            }
            String best = rules.text("cap." + cap);
            return best.compareTo(grade) > 0 ? best : grade;
        }
    }

    private static BigDecimal hundredths(BigDecimal part, BigDecimal whole) {
        return part.multiply(HUNDRED).divide(whole, 2, RoundingMode.HALF_UP);
    }

    private static String text(@Nullable BigDecimal value) {
        return value == null ? "" : value.setScale(2, RoundingMode.UNNECESSARY).toPlainString();
    }
}
