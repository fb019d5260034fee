package org.touchstone.record.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.record.GradeEntry;
import org.touchstone.record.MarkGrade;
import org.touchstone.rules.grade.GradeFacts;
import org.touchstone.rules.grade.Lack;
import org.touchstone.rules.grade.Peers;
import org.touchstone.rules.policy.Grade;
import org.touchstone.rules.policy.Index;
import tools.jackson.databind.json.JsonMapper;

/** The grades of marks, their history, and whose are to be worked out. */
@Repository
public class GradeStore {

    private static final String VALUES = "history, capability, security, service, satisfaction, total";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final JsonMapper json;

    GradeStore(JdbcClient jdbc, NamedParameterJdbcTemplate batches, JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    /**
     * A grade as it is kept.
     *
     * @param entry values and grade, with the number of the last entry of the history
     * @param held the grade that was earned before
     * @param seqTotal the total of the last entry of the history
     */
    public record Kept(
            String mark,
            Instant at,
            String policyVersion,
            GradeEntry entry,
            @Nullable Grade held,
            @Nullable Grade earned,
            GradeFacts facts,
            @Nullable Number seqTotal) {}

    // Whose grades are to be worked out.

    /** Has the grades of marks worked out anew. Waits for nobody. */
    public void dirty(Collection<String> marks) {
        if (!marks.isEmpty()) {
            jdbc.sql("INSERT INTO grade_dirty (mark) SELECT m FROM unnest(:marks::text[]) AS m")
                    .param("marks", marks.toArray(String[]::new))
                    .update();
        }
    }

    /** Takes marks whose grade is to be worked out; they are held until the transaction ends. */
    public List<String> take(int most) {
        var codes = new TreeSet<>(
                jdbc.sql("""
                        DELETE FROM grade_dirty WHERE seq IN (
                            SELECT seq FROM grade_dirty ORDER BY seq LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING mark
                        """).param("most", most).query(Rows::onlyText).list());
        if (!codes.isEmpty()) {
            var marks = codes.toArray(String[]::new);
            jdbc.sql("INSERT INTO grade_due (mark) SELECT m FROM unnest(:marks::text[]) AS m ON CONFLICT DO NOTHING")
                    .param("marks", marks)
                    .update();
            jdbc.sql("SELECT mark FROM grade_due WHERE mark = ANY (:marks) ORDER BY mark FOR UPDATE")
                    .param("marks", marks)
                    .query(Rows::onlyText)
                    .list();
        }
        if (codes.size() < most) {
            codes.addAll(jdbc.sql("""
                            SELECT mark FROM grade_due WHERE due_at <= (SELECT touchstone_now())
                            ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED
                            """)
                    .param("most", most - codes.size())
                    .query(Rows::onlyText)
                    .list());
        }
        return List.copyOf(codes);
    }

    /** How many are to be worked out now. */
    public int due() {
        return jdbc.sql("""
                        SELECT (SELECT count(*) FROM grade_dirty)
                             + (SELECT count(*) FROM grade_due WHERE due_at <= (SELECT touchstone_now()))
                        """).query(Integer.class).single();
    }

    /** Marks whose grade does not rest on what is known as of an instant: it is yet to be worked out. */
    public List<String> pending(Instant asOf) {
        return jdbc.sql("""
                        SELECT mark FROM grade_dirty
                        UNION SELECT mark FROM grade_due WHERE due_at <= :asOf
                        UNION SELECT mark FROM record_case WHERE next_at <= :asOf
                        """).param("asOf", Rows.at(asOf)).query(Rows::onlyText).list();
    }

    /** When grades are worked out again; never where nothing changes by itself. */
    public void due(Map<String, @Nullable Instant> next) {
        batches.batchUpdate(
                "UPDATE grade_due SET due_at = :due WHERE mark = :mark",
                next.entrySet().stream()
                        .map(e -> new MapSqlParameterSource()
                                .addValue("mark", e.getKey())
                                .addValue("due", Rows.at(e.getValue()), Types.TIMESTAMP_WITH_TIMEZONE))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /** Forgets that a mark is to be graded. */
    public void forget(Collection<String> marks) {
        jdbc.sql("DELETE FROM grade_due WHERE mark = ANY (:marks)")
                .param("marks", marks.toArray(String[]::new))
                .update();
    }

    // Grades.

    private static final String KEPT = "SELECT mark, at, policy_version, " + VALUES
            + ", held, earned, grade, lack, facts::text AS facts, seq, seq_total, seq_shown FROM grade_state ";

    /** The grades of some marks, as far as they have been graded. */
    public Map<String, Kept> kept(Collection<String> marks) {
        var kept = new HashMap<String, Kept>();
        jdbc.sql(KEPT + "WHERE mark = ANY (:marks)")
                .param("marks", marks.toArray(String[]::new))
                .query((row, n) -> kept(row))
                .list()
                .forEach(k -> kept.put(k.mark(), k));
        return kept;
    }

    /** Hands over every grade, in the order of marks. To be closed; in a transaction. */
    public Stream<Kept> all() {
        return jdbc.sql(KEPT + "ORDER BY mark COLLATE \"C\"").withFetchSize(2000).query((row, n) -> kept(row)).stream();
    }

    private Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                Rows.text(row, "mark"),
                Rows.instant(row, "at"),
                Rows.text(row, "policy_version"),
                entry(row),
                grade(row, "held"),
                grade(row, "earned"),
                facts(row),
                row.getBigDecimal("seq_total"));
    }

    private GradeFacts facts(ResultSet row) throws SQLException {
        return Objects.requireNonNull(json.readValue(Rows.text(row, "facts"), GradeFacts.class));
    }

    private static GradeEntry entry(ResultSet row) throws SQLException {
        var values = new EnumMap<Index, BigDecimal>(Index.class);
        for (var index : Index.values()) {
            var value = row.getBigDecimal(column(index));
            if (value != null) {
                values.put(index, value);
            }
        }
        var lack = row.getString("lack");
        return new GradeEntry(
                row.getInt("seq"),
                Rows.instant(row, "at"),
                Rows.text(row, "policy_version"),
                Collections.unmodifiableMap(values),
                row.getBigDecimal("total"),
                grade(row, "grade"),
                lack == null ? null : Lack.valueOf(lack),
                row.getBoolean("seq_shown"));
    }

    private static @Nullable Grade grade(ResultSet row, String column) throws SQLException {
        var name = row.getString(column);
        return name == null ? null : Grade.valueOf(name);
    }

    /**
     * Keeps grades.
     *
     * @param trades the trade of each mark
     * @param entries those that are also entries of the history, with their number
     * @param shown marks whose figures everyone sees
     */
    public void keep(
            Collection<MarkGrade> grades, Map<String, String> trades, Map<String, Integer> entries, Set<String> shown) {
        batches.batchUpdate(
                """
                INSERT INTO grade_state (mark, at, policy_version, trade, history, capability, security, service, satisfaction,
                    total, held, earned, grade, lack, answered, matured, rated, scores, facts, seq, seq_total, seq_shown)
                VALUES (:mark, :at, :policy, :trade, :history, :capability, :security, :service, :satisfaction,
                    :total, :held, :earned, :grade, :lack, :answered, :matured, :rated, :scores, :facts::jsonb,
                    coalesce(:seq, 1), :total, :shown)
                ON CONFLICT (mark) DO UPDATE SET at = excluded.at, policy_version = excluded.policy_version,
                    trade = excluded.trade, history = excluded.history, capability = excluded.capability,
                    security = excluded.security, service = excluded.service, satisfaction = excluded.satisfaction,
                    total = excluded.total, held = excluded.held, earned = excluded.earned, grade = excluded.grade,
                    lack = excluded.lack, answered = excluded.answered, matured = excluded.matured, rated = excluded.rated,
                    scores = excluded.scores, facts = excluded.facts, seq = coalesce(:seq, grade_state.seq),
                    seq_total = CASE WHEN :seq::int IS NULL THEN grade_state.seq_total ELSE excluded.seq_total END,
                    seq_shown = CASE WHEN :seq::int IS NULL THEN grade_state.seq_shown ELSE excluded.seq_shown END
                """,
                grades.stream()
                        .map(g -> row(g).addValue("trade", trades.get(g.mark()))
                                .addValue("answered", g.facts().tally().answered())
                                .addValue("matured", g.facts().tally().matured())
                                .addValue("rated", g.facts().tally().rated())
                                .addValue("scores", g.facts().tally().scores())
                                .addValue("shown", shown.contains(g.mark()))
                                .addValue("seq", entries.get(g.mark()), Types.INTEGER))
                        .toArray(MapSqlParameterSource[]::new));
        batches.batchUpdate(
                """
                INSERT INTO grade_event (mark, seq, at, policy_version, history, capability, security, service, satisfaction,
                    total, held, earned, grade, lack, facts, shown)
                VALUES (:mark, :seq, :at, :policy, :history, :capability, :security, :service, :satisfaction,
                    :total, :held, :earned, :grade, :lack, :facts::jsonb, :shown)
                """,
                grades.stream()
                        .filter(g -> entries.containsKey(g.mark()))
                        .map(g -> row(g).addValue("seq", entries.get(g.mark()))
                                .addValue("shown", shown.contains(g.mark())))
                        .toArray(MapSqlParameterSource[]::new));
    }

    private MapSqlParameterSource row(MarkGrade g) {
        var graded = g.graded();
        var row = new MapSqlParameterSource()
                .addValue("mark", g.mark())
                .addValue("at", Rows.at(g.at()))
                .addValue("policy", g.policyVersion())
                .addValue("total", graded.total(), Types.NUMERIC)
                .addValue("held", name(g.held()), Types.VARCHAR)
                .addValue("earned", name(graded.earned()), Types.VARCHAR)
                .addValue("grade", name(graded.grade()), Types.VARCHAR)
                .addValue("lack", name(graded.lack()), Types.VARCHAR)
                .addValue("facts", json.writeValueAsString(g.facts()));
        Arrays.stream(Index.values()).forEach(i -> row.addValue(column(i), graded.value(i), Types.NUMERIC));
        return row;
    }

    private static String column(Index index) {
        return index.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static final String EVENT = "SELECT mark, seq, at, policy_version, " + VALUES
            + ", held, earned, grade, lack, facts::text AS facts, total AS seq_total, shown AS seq_shown FROM grade_event ";

    /** The entry of a mark's history that stood at an instant, with its facts; whether everyone saw it is for the caller to ask. */
    public Optional<Kept> keptAt(String mark, Instant asOf) {
        return jdbc.sql(EVENT + "WHERE mark = :mark AND at <= :asOf ORDER BY at DESC, seq DESC LIMIT 1")
                .param("mark", mark)
                .param("asOf", Rows.at(asOf))
                .query((row, n) -> kept(row))
                .optional();
    }

    /** The history of a mark's grade, the newest first. */
    public List<GradeEntry> history(String mark, int limit) {
        return jdbc.sql(
                        "SELECT mark, seq, at, policy_version, " + VALUES
                                + ", grade, lack, shown AS seq_shown FROM grade_event WHERE mark = :mark ORDER BY seq DESC LIMIT :limit")
                .param("mark", mark)
                .param("limit", limit)
                .query((row, n) -> entry(row))
                .list();
    }

    // The trades, and under what all grades were worked out.

    /** The trades as they were last summed up. */
    public Map<String, Peers> peers() {
        var peers = new HashMap<String, Peers>();
        jdbc.sql("SELECT trade, answered, matured, rated, scores, as_of FROM grade_peers")
                .query(row -> {
                    peers.put(Rows.text(row, "trade"), peers(row, Rows.instant(row, "as_of")));
                });
        return peers;
    }

    private static Peers peers(ResultSet row, Instant asOf) throws SQLException {
        return new Peers(
                row.getLong("answered"), row.getLong("matured"), row.getLong("rated"), row.getLong("scores"), asOf);
    }

    /** What a mark adds to the sums of its trade. */
    public record Share(String mark, String trade, Peers of) {}

    /** Hands over what every mark adds, in no order. To be closed; in a transaction. */
    public Stream<Share> shares(Instant asOf) {
        return jdbc
                .sql("SELECT mark, trade, answered, matured, rated, scores FROM grade_state")
                .withFetchSize(2000)
                .query((row, n) -> new Share(Rows.text(row, "mark"), Rows.text(row, "trade"), peers(row, asOf)))
                .stream();
    }

    /** The sums of all trades over all marks: right only where the figures of all are public. */
    public Map<String, Peers> sums(Instant asOf) {
        var sums = new HashMap<String, Peers>();
        jdbc.sql("""
                        SELECT trade, sum(answered) AS answered, sum(matured) AS matured, sum(rated) AS rated,
                               sum(scores) AS scores
                        FROM grade_state GROUP BY trade
                        """).query(row -> {
            sums.put(Rows.text(row, "trade"), peers(row, asOf));
        });
        return sums;
    }

    /** Replaces the sums of some trades; the grades of their marks are to be worked out anew. */
    public void put(Map<String, Peers> sums) {
        batches.batchUpdate(
                """
                INSERT INTO grade_peers (trade, answered, matured, rated, scores, as_of)
                VALUES (:trade, :answered, :matured, :rated, :scores, :asOf)
                ON CONFLICT (trade) DO UPDATE SET answered = excluded.answered, matured = excluded.matured,
                    rated = excluded.rated, scores = excluded.scores, as_of = excluded.as_of
                """,
                sums.entrySet().stream()
                        .map(e -> new MapSqlParameterSource()
                                .addValue("trade", e.getKey())
                                .addValue("answered", e.getValue().answered())
                                .addValue("matured", e.getValue().matured())
                                .addValue("rated", e.getValue().rated())
                                .addValue("scores", e.getValue().scores())
                                .addValue("asOf", Rows.at(e.getValue().asOf())))
                        .toArray(MapSqlParameterSource[]::new));
        jdbc.sql(
                        "INSERT INTO grade_dirty (mark) SELECT mark FROM grade_state WHERE trade = ANY (:trades) ORDER BY mark")
                .param("trades", sums.keySet().toArray(String[]::new))
                .update();
    }

    /** Has every grade worked out anew. */
    public void dirtyAll() {
        jdbc.sql("INSERT INTO grade_dirty (mark) SELECT mark FROM grade_state ORDER BY mark")
                .update();
    }

    /**
     * Under what all grades were last worked out.
     *
     * @param stages when what is shown of figures had last changed; absent where nobody asked
     */
    public record Basis(
            String policyVersion, LocalDate day, @Nullable Instant stages) {}

    /** The basis, held until the transaction ends; nothing at the very first time. */
    public Optional<Basis> holdBasis(Basis first) {
        int added = jdbc.sql("""
                        INSERT INTO grade_basis (policy_version, day, stages_at) VALUES (:policy, :day, :stages)
                        ON CONFLICT DO NOTHING
                        """)
                .param("policy", first.policyVersion())
                .param("day", first.day())
                .param("stages", Rows.at(first.stages()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        return added > 0
                ? Optional.empty()
                : Optional.of(jdbc.sql("SELECT policy_version, day, stages_at FROM grade_basis FOR UPDATE")
                        .query((row, n) -> new Basis(
                                Rows.text(row, "policy_version"),
                                row.getObject("day", LocalDate.class),
                                Rows.instantOrNull(row, "stages_at")))
                        .single());
    }

    /** Notes another basis. */
    public void put(Basis basis) {
        jdbc.sql("UPDATE grade_basis SET policy_version = :policy, day = :day, stages_at = :stages")
                .param("policy", basis.policyVersion())
                .param("day", basis.day())
                .param("stages", Rows.at(basis.stages()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }
}
