package org.touchstone.transparency;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A table the log answers for, described by the module that owns it. Its trigger {@code log_row()} hands every row to the log in the
 * transaction that writes it; a row that changes is logged again, each time it changes. Columns that are not named are not answered
 * for.
 *
 * <p>Of each row the log publishes a commitment to the disclosed columns, which anyone may open, and one to the restricted columns,
 * which only an audit opens: who decided, what is encrypted.
 */
public final class AuditedTable {

    private final String name;
    private final List<String> key;
    private final List<String> disclosed;
    private final List<String> restricted;
    private final List<String> at;
    private final @Nullable String mark;
    private final Function<JsonNode, String> type;
    private final Predicate<JsonNode> open;
    private final boolean mayEnd;

    private AuditedTable(Description d) {
        this.name = d.name;
        this.key = List.copyOf(d.key);
        this.disclosed = List.copyOf(d.disclosed);
        this.restricted = List.copyOf(d.restricted);
        this.at = List.copyOf(d.at);
        this.mark = d.mark;
        this.type = d.type;
        this.open = d.open;
        this.mayEnd = d.mayEnd;
    }

    /** Begins the description of a table with the columns of its key. */
    public static Description named(String name, String... key) {
        return new Description(name, List.of(key));
    }

    /** A description being written. */
    public static final class Description {

        private final String name;
        private final List<String> key;
        private final List<String> disclosed = new ArrayList<>();
        private final List<String> restricted = new ArrayList<>();
        private List<String> at = List.of();
        private @Nullable String mark;
        private Function<JsonNode, String> type;
        private Predicate<JsonNode> open = row -> true;
        private boolean mayEnd;

        private Description(String name, List<String> key) {
            this.name = name;
            this.key = key;
            this.type = row -> name;
        }

        /** Columns everyone may read, once the row is open. */
        public Description disclosing(String... columns) {
            disclosed.addAll(List.of(columns));
            return this;
        }

        /** Columns only an audit reads. */
        public Description keeping(String... columns) {
            restricted.addAll(List.of(columns));
            return this;
        }

        /** Columns of which the first that is given says when it happened. */
        public Description at(String... columns) {
            at = List.of(columns);
            return this;
        }

        /** The column with the mark it concerns. */
        public Description mark(String column) {
            mark = column;
            return this;
        }

        /** What kind of thing happened, in one public word. */
        public Description type(Function<JsonNode, String> word) {
            type = word;
            return this;
        }

        /** Which rows are public. Of others the leaf tells neither mark nor type, and nobody opens them. All are, unless said. */
        public Description openWhere(Predicate<JsonNode> condition) {
            open = condition;
            return this;
        }

        /** Nobody but an audit ever reads these rows. */
        public Description closed() {
            return openWhere(row -> false);
        }

        /** Rows are dropped when they are old: one that is gone is no fault. */
        public Description mayEnd() {
            mayEnd = true;
            return this;
        }

        /** The table. */
        public AuditedTable table() {
            return new AuditedTable(this);
        }
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Whether rows may be gone. */
    public boolean rowsMayEnd() {
        return mayEnd;
    }

    /** The columns of its key, for the audit's test. */
    public List<String> keyColumns() {
        return key;
    }

    /** The columns the log answers for. */
    public List<String> columns() {
        var all = new ArrayList<>(disclosed);
        all.addAll(restricted);
        return all;
    }

    /** All rows the log answers for, each as JSON, in the order of the bytes of their keys. */
    String select() {
        var columns = new LinkedHashSet<>(key);
        columns.addAll(columns());
        var ordered = key.stream()
                .map(column -> "to_jsonb(r) ->> '" + column + "'")
                .collect(Collectors.joining(", ", "concat_ws('/', ", ")"));
        return "SELECT to_jsonb(r)::text FROM (SELECT " + String.join(", ", columns) + " FROM " + name + ") r ORDER BY "
                + ordered + " COLLATE \"C\"";
    }

    /** The key of a row, as the log notes it. */
    String key(JsonNode row) {
        return key.stream().map(column -> row.path(column).asString()).collect(Collectors.joining("/"));
    }

    /** The content everyone may open. */
    String disclosed(JsonNode row) {
        return content(row, disclosed);
    }

    /** The content only an audit opens; absent where there are no such columns. */
    @Nullable String restricted(JsonNode row) {
        return restricted.isEmpty() ? null : content(row, restricted);
    }

    private static String content(JsonNode row, List<String> columns) {
        var content = JsonNodeFactory.instance.objectNode();
        for (var column : columns) {
            content.set(column, row.has(column) ? row.get(column) : content.nullNode());
        }
        return CanonicalJson.of(content);
    }

    /** Whether everyone may read the row. */
    boolean isOpen(JsonNode row) {
        return open.test(row);
    }

    /** What kind of thing happened. */
    String type(JsonNode row) {
        return type.apply(row);
    }

    /** The mark it concerns. */
    @Nullable String mark(JsonNode row) {
        return mark == null || !row.hasNonNull(mark) ? null : row.get(mark).asString();
    }

    /** When it happened, as the database wrote it. */
    @Nullable String at(JsonNode row) {
        return at.stream()
                .filter(row::hasNonNull)
                .map(column -> row.get(column).asString())
                .findFirst()
                .orElse(null);
    }
}
