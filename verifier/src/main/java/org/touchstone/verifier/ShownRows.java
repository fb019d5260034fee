package org.touchstone.verifier;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds decisions about marks, the histories of their grades and the corrections against the log, both ways: what the site shows must
 * stand in the log as it is shown, and what everyone may open in the log must be shown.
 */
final class ShownRows {
    private static final int CORRECTIONS_AT_ONCE = 200;
    /** The history of a grade is shown as far back as this. */
    private static final int LONGEST_HISTORY = 400;

    private final Site site;
    private final Report report;
    private final long size;
    private final Map<Kind, Map<String, Map<String, Json.Members>>> logged = new HashMap<>();
    /** Marks whose figures are not published now: neither grade nor corrections are shown, whatever was public before. */
    private final Set<String> inConfidence = new TreeSet<>();

    ShownRows(Site site, Report report, long size) {
        this.site = site;
        this.report = report;
        this.size = size;
        for (Kind kind : Kind.values()) {
            logged.put(kind, new LinkedHashMap<>());
        }
    }

    /** What is held against the log: its table, and the columns that name a row and its mark. */
    private enum Kind {
        DECISION("mark_decision", "decision", "id", "code"),
        GRADE("grade_event", "entry of the grade", "seq", "mark"),
        CORRECTION("correction", "correction", "id", "mark");

        private final String table;
        private final String words;
        private final String key;
        private final String mark;

        Kind(String table, String words, String key, String mark) {
            this.table = table;
            this.words = words;
            this.key = key;
            this.mark = mark;
        }

        /** Members as they are shown, and the columns that must say the same. */
        private Map<String, String> columns() {
            return switch (this) {
                case DECISION ->
                    Map.of(
                            "step", "step",
                            "before", "state_before",
                            "after", "state_after",
                            "reason", "reason",
                            "proposedAt", "proposed_at",
                            "decidedAt", "decided_at",
                            "effectiveAt", "effective_at",
                            "appealUntil", "appeal_until",
                            "appealOf", "appeal_of");
                case GRADE ->
                    Map.of(
                            "at", "at",
                            "policyVersion", "policy_version",
                            "grade", "grade",
                            "total", "total",
                            "lack", "lack",
                            "indices.HISTORY", "history",
                            "indices.CAPABILITY", "capability",
                            "indices.SECURITY", "security",
                            "indices.SERVICE", "service",
                            "indices.SATISFACTION", "satisfaction");
                case CORRECTION ->
                    Map.of(
                            "at", "at",
                            "mark", "mark",
                            "caseId", "case_public_id",
                            "what", "correction",
                            "reason", "reason",
                            "policyVersion", "policy_version",
                            "before", "figures_before",
                            "after", "figures_after");
            };
        }
    }

    /** Takes a row that was opened; a later one of the same key takes its place. Rows of other tables are none of ours. */
    void take(String table, Json.Members row) throws UnreadableInput {
        for (Kind kind : Kind.values()) {
            if (kind.table.equals(table)) {
                logged.getOrDefault(kind, Map.of())
                        .computeIfAbsent(row.text(kind.mark), _ -> new LinkedHashMap<>())
                        .put(plain(row.values().get(kind.key)), row);
            }
        }
    }

    /** Compares; returns what was compared, in words, blank where the log has nothing of the kind and the site shows none. */
    String check(Collection<String> marks) throws UnreadableInput {
        long decisions = compareEach(Kind.DECISION, marks);
        long grades = compareEach(Kind.GRADE, marks);
        long corrections = compareCorrections();
        return decisions + grades + corrections == 0
                ? ""
                : "; %s decisions, %s entries of grades and %s corrections agree with it or are named"
                        .formatted(LogCheck.number(decisions), LogCheck.number(grades), LogCheck.number(corrections));
    }

    private long compareEach(Kind kind, Collection<String> marks) throws UnreadableInput {
        Set<String> all = new LinkedHashSet<>(marks);
        all.addAll(logged.getOrDefault(kind, Map.of()).keySet());
        long[] lines = {0};
        Asking.each(all, "what is shown of marks", mark -> shown(kind, mark), (mark, shown) -> {
            if (shown.isEmpty() && kind == Kind.GRADE) {
                inConfidence.add(mark);
            } else {
                lines[0] += compare(kind, mark, shown.orElse(List.of()));
            }
        });
        return lines[0];
    }

    private Optional<List<Json.Members>> shown(Kind kind, String mark) throws UnreadableInput {
        Optional<Json.Members> answer =
                object("/api/v1/marks/" + mark + (kind == Kind.GRADE ? "/grade" : "/decisions"));
        return answer.isEmpty()
                ? Optional.empty()
                : Optional.of(answer.get().objects(kind == Kind.GRADE ? "history" : "items"));
    }

    private Optional<Json.Members> object(String path) throws UnreadableInput {
        Optional<byte[]> body = site.find(path);
        if (body.isPresent()
                && JsonReader.read(new String(body.get(), StandardCharsets.UTF_8)) instanceof Json.Members answer) {
            return Optional.of(answer);
        }
        return Optional.empty();
    }

    private long compareCorrections() throws UnreadableInput {
        Map<String, List<Json.Members>> byMark = new LinkedHashMap<>();
        logged.getOrDefault(Kind.CORRECTION, Map.of()).keySet().forEach(mark -> byMark.put(mark, new ArrayList<>()));
        String path = "/api/v1/corrections?limit=" + CORRECTIONS_AT_ONCE;
        Optional<Json.Members> page = object(path);
        while (page.isPresent()) {
            for (Json.Members item : page.get().objects("items")) {
                byMark.computeIfAbsent(item.text("mark"), _ -> new ArrayList<>())
                        .add(item);
            }
            page = page.get().values().get("next") instanceof Json.Text(String next)
                    ? object(path + "&cursor=" + next)
                    : Optional.empty();
        }
        long lines = 0;
        for (Map.Entry<String, List<Json.Members>> shown : byMark.entrySet()) {
            lines += compare(Kind.CORRECTION, shown.getKey(), shown.getValue());
        }
        return lines;
    }

    private long compare(Kind kind, String mark, List<Json.Members> shown) throws UnreadableInput {
        Map<String, Json.Members> rows =
                new LinkedHashMap<>(logged.getOrDefault(kind, Map.of()).getOrDefault(mark, Map.of()));
        Set<String> missing = new TreeSet<>();
        for (Json.Members line : shown) {
            String key = plain(line.values().get(kind.key));
            Json.Members row = rows.remove(key);
            if (row == null) {
                missing.add(key);
            } else if (!says(kind, line, row)) {
                report(kind, key, mark, "is shown otherwise than it was logged");
            }
        }
        if (!missing.isEmpty()) {
            missing.removeAll(newer(kind, mark));
            missing.forEach(key -> report(kind, key, mark, "is not in the log"));
        }
        if (kind == Kind.CORRECTION && inConfidence.contains(mark)) {
            rows.clear();
        }
        long newest = kind == Kind.GRADE ? newest(rows, shown) : 0;
        for (Map.Entry<String, Json.Members> row : rows.entrySet()) {
            if (kind != Kind.GRADE || row.getValue().count(kind.key) > newest - LONGEST_HISTORY) {
                report(kind, row.getKey(), mark, "is in the log and not shown");
            }
        }
        return shown.size();
    }

    private static long newest(Map<String, Json.Members> rows, List<Json.Members> shown) throws UnreadableInput {
        long newest = 0;
        for (Json.Members row : rows.values()) {
            newest = Math.max(newest, row.count("seq"));
        }
        for (Json.Members line : shown) {
            newest = Math.max(newest, line.count("seq"));
        }
        return newest;
    }

    private void report(Kind kind, String key, String mark, String what) {
        report.problem("log: %s %s of mark %s %s".formatted(kind.words, Printed.plain(key), Printed.plain(mark), what));
    }

    /** Keys of the rows about a mark that came into the log after the head that is checked here. */
    private Set<String> newer(Kind kind, String mark) throws UnreadableInput {
        Set<String> keys = new TreeSet<>();
        try {
            // What was written a moment ago is in the log a second later.
            Thread.sleep(LogContents.WAITING.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return keys;
        }
        Optional<Json.Members> page = object("/api/v1/log/entries?mark=%s&from=%d".formatted(mark, size));
        for (Json.Members item :
                page.isEmpty() ? List.<Json.Members>of() : page.get().objects("items")) {
            if (item.values().get("says") instanceof Json.Members leaf
                    && kind.table.equals(plain(leaf.values().get("table")))
                    && item.values().get("content") instanceof Json.Text(String content)
                    && JsonReader.read(content) instanceof Json.Members row) {
                keys.add(plain(row.values().get(kind.key)));
            }
        }
        return keys;
    }

    private static boolean says(Kind kind, Json.Members shown, Json.Members row) {
        return kind.columns().entrySet().stream()
                .allMatch(member ->
                        same(member(shown, member.getKey()), row.values().get(member.getValue())));
    }

    private static Json member(Json.Members shown, String path) {
        Json here = shown;
        for (String name : path.split("\\.", -1)) {
            here = here instanceof Json.Members members
                    ? members.values().getOrDefault(name, Json.Literal.NULL)
                    : Json.Literal.NULL;
        }
        return here;
    }

    /** Whether two values say the same: numbers by their value, also as text; times by their instant; what is absent is null. */
    private static boolean same(Json shown, @Nullable Json row) {
        Json other = row == null ? Json.Literal.NULL : row;
        if (shown instanceof Json.Members(Map<String, Json> these)
                && other instanceof Json.Members(Map<String, Json> those)) {
            Set<String> names = new TreeSet<>(these.keySet());
            names.addAll(those.keySet());
            return names.stream().allMatch(name -> same(these.getOrDefault(name, Json.Literal.NULL), those.get(name)));
        }
        if (shown instanceof Json.Numeral(BigDecimal number)) {
            return isNumber(number, other);
        }
        if (shown instanceof Json.Text(String text) && other instanceof Json.Text(String written)) {
            return text.equals(written) || isInstant(text, written);
        }
        return shown.equals(other);
    }

    private static boolean isNumber(BigDecimal number, Json other) {
        return switch (other) {
            case Json.Numeral(BigDecimal value) -> number.compareTo(value) == 0;
            case Json.Text(String value) -> {
                try {
                    yield number.compareTo(new BigDecimal(value)) == 0;
                } catch (NumberFormatException _) {
                    yield false;
                }
            }
            default -> false;
        };
    }

    private static boolean isInstant(String text, String written) {
        try {
            return OffsetDateTime.parse(text)
                    .toInstant()
                    .equals(OffsetDateTime.parse(written).toInstant());
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static String plain(@Nullable Json value) {
        return switch (value) {
            case Json.Text(String text) -> text;
            case Json.Numeral(BigDecimal number) -> number.toPlainString();
            case null, default -> "";
        };
    }
}
