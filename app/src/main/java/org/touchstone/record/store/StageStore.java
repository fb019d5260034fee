package org.touchstone.record.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.text.Language;
import org.touchstone.record.Cohort;
import org.touchstone.record.StageDecision;
import org.touchstone.record.StageDecision.State;
import org.touchstone.record.Staging.Consent;
import org.touchstone.rules.record.Measure;
import org.touchstone.rules.record.PeerMedian;
import org.touchstone.rules.record.PublicationStage;

/** Cohorts, decisions on their stages, consents, and what is usual in a trade. */
@Repository
public class StageStore {

    private static final long ONE_DECIDES = 7_350_011;

    private static final String DECISION = """
            SELECT id, cohort_id, stage, begins_at, reason, proposed_by, proposed_at, state, decided_at, declined_why, narrows, marks
            FROM cohort_stage
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    StageStore(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Waits until nobody else decides on stages; until the transaction ends, nobody will. */
    public void holdDeciding() {
        jdbc.sql("SELECT pg_advisory_xact_lock(:lock)")
                .param("lock", ONE_DECIDES)
                .query()
                .singleRow();
    }

    // Cohorts and decisions.

    /** All cohorts with the decisions on their stages, in the order in which they count. */
    public List<Cohort> cohorts() {
        var decisions = jdbc
                .sql(DECISION + "ORDER BY begins_at, decided_at, proposed_at")
                .query(StageStore::decision)
                .list()
                .stream()
                .collect(Collectors.groupingBy(StageDecision::cohort));
        return jdbc.sql("""
                        SELECT id, name_fa, name_zh, name_en, kind, at_least, created_at FROM cohort ORDER BY position
                        """)
                .query((row, n) -> cohort(row, decisions.getOrDefault(Rows.uuid(row, "id"), List.of())))
                .list();
    }

    private static Cohort cohort(ResultSet row, List<StageDecision> decisions) throws SQLException {
        var kind = Cohort.Kind.valueOf(Rows.text(row, "kind"));
        boolean settled = kind == Cohort.Kind.INVITED
                || (kind == Cohort.Kind.ORDERS && decisions.stream().anyMatch(d -> d.state() == State.CONFIRMED));
        return new Cohort(
                Rows.uuid(row, "id"),
                Map.of(
                        Language.FA, Rows.text(row, "name_fa"),
                        Language.ZH, Rows.text(row, "name_zh"),
                        Language.EN, Rows.text(row, "name_en")),
                kind,
                longOrNull(row, "at_least"),
                Rows.instant(row, "created_at"),
                settled,
                decisions);
    }

    private static StageDecision decision(ResultSet row, int n) throws SQLException {
        return new StageDecision(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "cohort_id"),
                PublicationStage.valueOf(Rows.text(row, "stage")),
                Rows.instant(row, "begins_at"),
                Rows.text(row, "reason"),
                row.getObject("proposed_by", UUID.class),
                Rows.instant(row, "proposed_at"),
                State.valueOf(Rows.text(row, "state")),
                Rows.instantOrNull(row, "decided_at"),
                row.getString("declined_why"),
                row.getBoolean("narrows"),
                longOrNull(row, "marks"));
    }

    private static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** Adds a cohort behind those there are, before everybody else. */
    public void addCohort(
            UUID id,
            Map<Language, String> names,
            Cohort.Kind kind,
            @Nullable Long atLeast,
            Instant at,
            UUID by,
            Collection<String> members) {
        jdbc.sql("""
                INSERT INTO cohort (id, position, name_fa, name_zh, name_en, kind, at_least, created_at, created_by)
                SELECT :id, coalesce(max(position) FILTER (WHERE kind <> 'REST'), 0) + 1, :fa, :zh, :en, :kind, :atLeast, :at, :by
                FROM cohort
                """)
                .param("id", id)
                .param("fa", names.get(Language.FA))
                .param("zh", names.get(Language.ZH))
                .param("en", names.get(Language.EN))
                .param("kind", kind.name())
                .param("atLeast", atLeast, Types.BIGINT)
                .param("at", Rows.at(at))
                .param("by", by)
                .update();
        addMembers(id, members);
    }

    /** Adds marks to a cohort. */
    public void addMembers(UUID cohort, Collection<String> marks) {
        batches.batchUpdate(
                "INSERT INTO cohort_member (cohort_id, mark) VALUES (:cohort, :mark) ON CONFLICT DO NOTHING",
                marks.stream()
                        .map(mark -> new MapSqlParameterSource()
                                .addValue("cohort", cohort)
                                .addValue("mark", mark))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /** The cohorts that have a mark by name. */
    public Set<UUID> membershipsOf(String mark) {
        return new HashSet<>(jdbc.sql("SELECT cohort_id FROM cohort_member WHERE mark = :mark")
                .param("mark", mark)
                .query(Rows::onlyUuid)
                .list());
    }

    /** The same of all marks some cohort has by name. */
    public Map<String, Set<UUID>> memberships() {
        var all = new HashMap<String, Set<UUID>>();
        jdbc.sql("SELECT mark, cohort_id FROM cohort_member").query(row -> {
            all.computeIfAbsent(Rows.text(row, "mark"), _ -> new HashSet<>()).add(Rows.uuid(row, "cohort_id"));
        });
        return all;
    }

    /** Proposes a stage. */
    public void propose(
            UUID id, UUID cohort, PublicationStage stage, Instant beginsAt, String reason, UUID by, Instant at) {
        jdbc.sql("""
                INSERT INTO cohort_stage (id, cohort_id, stage, begins_at, reason, proposed_by, proposed_at, state)
                VALUES (:id, :cohort, :stage, :beginsAt, :reason, :by, :at, 'PENDING')
                """)
                .param("id", id)
                .param("cohort", cohort)
                .param("stage", stage.name())
                .param("beginsAt", Rows.at(beginsAt))
                .param("reason", reason)
                .param("by", by)
                .param("at", Rows.at(at))
                .update();
    }

    /** Confirms a stage. */
    public void confirm(UUID id, Instant beginsAt, UUID by, Instant at, boolean narrows, long marks) {
        jdbc.sql("""
                UPDATE cohort_stage
                SET state = 'CONFIRMED', begins_at = :beginsAt, decided_by = :by, decided_at = :at, narrows = :narrows,
                    marks = :marks
                WHERE id = :id
                """)
                .param("id", id)
                .param("beginsAt", Rows.at(beginsAt))
                .param("by", by)
                .param("at", Rows.at(at))
                .param("narrows", narrows)
                .param("marks", marks)
                .update();
        jdbc.sql("INSERT INTO cohort_stage_work (decision_id, begins_at) VALUES (:id, :beginsAt)")
                .param("id", id)
                .param("beginsAt", Rows.at(beginsAt))
                .update();
    }

    /** Declines a stage. */
    public void decline(UUID id, UUID by, Instant at, String why) {
        jdbc.sql("""
                UPDATE cohort_stage SET state = 'DECLINED', decided_by = :by, decided_at = :at, declined_why = :why WHERE id = :id
                """)
                .param("id", id)
                .param("by", by)
                .param("at", Rows.at(at))
                .param("why", why)
                .update();
    }

    /** When a stage that shows figures to fewer people last began, or a business last closed its figures. */
    public Optional<Instant> lastNarrowed(Instant now) {
        return last("begins_at <= :now AND narrows", "at <= :now AND NOT given", now);
    }

    /** When a stage last began, or a business last opened or closed its figures. */
    public Optional<Instant> lastChanged(Instant now) {
        return last("begins_at <= :now", "at <= :now", now);
    }

    private Optional<Instant> last(String stages, String consents, Instant now) {
        return jdbc.sql("""
                        SELECT at FROM (
                            SELECT begins_at AS at FROM cohort_stage WHERE state = 'CONFIRMED' AND %s
                            UNION ALL SELECT at FROM stage_consent WHERE %s) changes
                        ORDER BY at DESC LIMIT 1
                        """.formatted(stages, consents))
                .param("now", Rows.at(now))
                .query((row, n) -> Rows.instant(row, "at"))
                .optional();
    }

    // Telling.

    /**
     * A confirmed decision that not everybody was told yet.
     *
     * @param upTo marks up to this one were
     */
    public record Untold(UUID decision, UUID cohort, String upTo, long told) {}

    /** The decision that begins next of those not told to everybody, held until the transaction ends. */
    public Optional<Untold> lockUntold() {
        return jdbc.sql("""
                        SELECT w.decision_id, s.cohort_id, w.told_up_to, w.told
                        FROM cohort_stage_work w JOIN cohort_stage s ON s.id = w.decision_id
                        WHERE w.told_at IS NULL ORDER BY w.begins_at LIMIT 1 FOR UPDATE OF w SKIP LOCKED
                        """)
                .query((row, n) -> new Untold(
                        Rows.uuid(row, "decision_id"),
                        Rows.uuid(row, "cohort_id"),
                        Rows.text(row, "told_up_to"),
                        row.getLong("told")))
                .optional();
    }

    /** Notes up to which mark a decision was told, and when it was told to all. */
    public void told(UUID decision, String upTo, long told, @Nullable Instant all) {
        jdbc.sql(
                        "UPDATE cohort_stage_work SET told_up_to = :upTo, told = :told, told_at = :all WHERE decision_id = :id")
                .param("upTo", upTo)
                .param("told", told)
                .param("all", Rows.at(all), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", decision)
                .update();
    }

    /** How many people were told of a decision. */
    public long toldOf(UUID decision) {
        return jdbc.sql("SELECT told FROM cohort_stage_work WHERE decision_id = :id")
                .param("id", decision)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /**
     * A decision that has begun without others knowing it.
     *
     * @param narrows whether it hides figures
     * @param hiddenUpTo marks up to this one have no grade in the register that it hides
     */
    public record Begun(UUID decision, boolean narrows, String hiddenUpTo) {}

    /** The one of these that began first, held until the transaction ends. */
    public Optional<Begun> lockBegun(Instant now) {
        return jdbc.sql("""
                        SELECT w.decision_id, s.narrows, w.hidden_up_to
                        FROM cohort_stage_work w JOIN cohort_stage s ON s.id = w.decision_id
                        WHERE w.begun_at IS NULL AND w.begins_at <= :now
                        ORDER BY w.begins_at LIMIT 1 FOR UPDATE OF w SKIP LOCKED
                        """)
                .param("now", Rows.at(now))
                .query((row, n) -> new Begun(
                        Rows.uuid(row, "decision_id"), row.getBoolean("narrows"), Rows.text(row, "hidden_up_to")))
                .optional();
    }

    /** Notes up to which mark grades are hidden. */
    public void hidden(UUID decision, String upTo) {
        jdbc.sql("UPDATE cohort_stage_work SET hidden_up_to = :upTo WHERE decision_id = :id")
                .param("upTo", upTo)
                .param("id", decision)
                .update();
    }

    /** Notes that others know of a decision. */
    public void announced(UUID decision, Instant now) {
        jdbc.sql("UPDATE cohort_stage_work SET begun_at = :now WHERE decision_id = :id")
                .param("now", Rows.at(now))
                .param("id", decision)
                .update();
    }

    /** How many decisions wait to be told or announced. */
    public int countDue(Instant now) {
        return jdbc.sql("""
                        SELECT count(*) FROM cohort_stage_work
                        WHERE told_at IS NULL OR (begun_at IS NULL AND begins_at <= :now)
                        """).param("now", Rows.at(now)).query(Integer.class).single();
    }

    // Consents.

    /**
     * Writes down what a business said.
     *
     * @param person absent where nobody said so: the website went to another business
     */
    public void addConsent(UUID id, String mark, UUID business, @Nullable UUID person, Instant at, boolean given) {
        jdbc.sql("""
                INSERT INTO stage_consent (id, mark, business_id, person_id, at, given)
                VALUES (:id, :mark, :business, :person, :at, :given)
                """)
                .param("id", id)
                .param("mark", mark)
                .param("business", business)
                .param("person", person, Types.OTHER)
                .param("at", Rows.at(at))
                .param("given", given)
                .update();
    }

    private static final String CONSENT = """
            SELECT DISTINCT ON (mark) mark, business_id, at, given FROM stage_consent WHERE at <= :at %s ORDER BY mark, at DESC, id
            """;

    /** The last word on the figures of a mark as of an instant, where it was that everyone may see them; whether it holds is not asked. */
    public Optional<Consent> consentOf(String mark, Instant at) {
        return jdbc.sql("SELECT business_id, at FROM (" + CONSENT.formatted("AND mark = :mark") + ") last WHERE given")
                .param("mark", mark)
                .param("at", Rows.at(at))
                .query((row, n) -> consent(row))
                .optional();
    }

    /** The same of all marks. */
    public Map<String, Consent> consents(Instant at) {
        var all = new HashMap<String, Consent>();
        jdbc.sql("SELECT mark, business_id, at FROM (" + CONSENT.formatted("") + ") last WHERE given")
                .param("at", Rows.at(at))
                .query(row -> {
                    all.put(Rows.text(row, "mark"), consent(row));
                });
        return all;
    }

    private static Consent consent(ResultSet row) throws SQLException {
        return new Consent(Rows.uuid(row, "business_id"), Rows.instant(row, "at"));
    }

    // Medians.

    /** Replaces what is usual in each trade. */
    public void putMedians(Instant asOf, Map<String, Map<Measure, PeerMedian>> medians) {
        jdbc.sql("DELETE FROM trade_median").update();
        batches.batchUpdate(
                "INSERT INTO trade_median (trade, measure, businesses, value, as_of) VALUES (:trade, :measure, :n, :value, :asOf)",
                medians.entrySet().stream()
                        .flatMap(trade -> trade.getValue().entrySet().stream()
                                .map(m -> new MapSqlParameterSource()
                                        .addValue("trade", trade.getKey())
                                        .addValue("measure", m.getKey().name())
                                        .addValue("n", m.getValue().businesses())
                                        .addValue("value", m.getValue().value())
                                        .addValue("asOf", Rows.at(asOf))))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /** What is usual in a trade, by measure; a measure too few businesses have is not among them. */
    public Map<Measure, PeerMedian> medians(String trade) {
        return jdbc
                .sql("SELECT measure, businesses, value FROM trade_median WHERE trade = :trade")
                .param("trade", trade)
                .query((row, n) -> Map.entry(
                        Measure.valueOf(Rows.text(row, "measure")),
                        new PeerMedian(row.getInt("businesses"), row.getDouble("value"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
