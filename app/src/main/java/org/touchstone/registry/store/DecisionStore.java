package org.touchstone.registry.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.registry.DecisionOnMark;
import org.touchstone.registry.MarkLife;
import org.touchstone.rules.mark.MarkDecision.Appeal;
import org.touchstone.rules.mark.MarkDecision.Stage;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Decisions about marks, and appeals against them. */
@Repository
public class DecisionStore {

    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};
    private static final String PLACE = "mark_appeal.reason";
    private static final String DECISION = """
            SELECT d.id, d.code, d.step, d.state_before, d.state_after, d.stage, d.two_officers, d.reason, d.facts::text AS facts,
                   d.proposed_by, d.proposed_role, d.proposed_at, d.approved_by, d.decided_at, d.declined_why,
                   d.effective_at, d.appeal_until, d.appeal_of, a.appealed_at, a.due_at,
                   CASE WHEN a.decision_id IS NULL THEN 'NONE'
                        WHEN j.step IS NULL THEN 'WAITING'
                        WHEN j.step = 'GRANT_APPEAL' THEN 'GRANTED'
                        ELSE 'DENIED' END AS appeal
            FROM mark_decision d
            LEFT JOIN mark_appeal a ON a.decision_id = d.id
            LEFT JOIN mark_decision j ON j.appeal_of = d.id
            """;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final JsonMapper json;

    DecisionStore(JdbcClient jdbc, Vault vault, JsonMapper json) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.json = json;
    }

    /** A decision of a mark. */
    public Optional<DecisionOnMark> find(String code, UUID id) {
        return jdbc.sql(DECISION + "WHERE d.id = :id AND d.code = :code")
                .param("id", id)
                .param("code", code)
                .query(this::decision)
                .optional();
    }

    /** All decisions of a mark, the newest first. */
    public List<DecisionOnMark> of(String code) {
        return jdbc.sql(DECISION + "WHERE d.code = :code ORDER BY coalesce(d.effective_at, d.proposed_at) DESC, d.id")
                .param("code", code)
                .query(this::decision)
                .list();
    }

    /** The decision of a mark that waits for its second officer. */
    public Optional<DecisionOnMark> pendingOf(String code) {
        return jdbc.sql(DECISION + "WHERE d.code = :code AND d.stage = 'PENDING'")
                .param("code", code)
                .query(this::decision)
                .optional();
    }

    /** Decisions that wait for a second officer, the oldest first. */
    public List<DecisionOnMark> pending(int limit) {
        return jdbc.sql(DECISION + "WHERE d.stage = 'PENDING' ORDER BY d.proposed_at LIMIT :limit")
                .param("limit", limit)
                .query(this::decision)
                .list();
    }

    /** Decisions whose appeal waits, the one due first before the others. */
    public List<DecisionOnMark> appealed(int limit) {
        return jdbc.sql(DECISION
                        + "WHERE a.decision_id IS NOT NULL AND j.id IS NULL ORDER BY a.due_at, d.id LIMIT :limit")
                .param("limit", limit)
                .query(this::decision)
                .list();
    }

    /** How many decisions wait for a second officer. */
    public int countPending() {
        return jdbc.sql("SELECT count(*) FROM mark_decision WHERE stage = 'PENDING'")
                .query(Integer.class)
                .single();
    }

    /** How many appeals wait. */
    public int countAppealed() {
        return jdbc.sql("""
                        SELECT count(*) FROM mark_appeal a
                        WHERE NOT EXISTS (SELECT 1 FROM mark_decision j WHERE j.appeal_of = a.decision_id)
                        """).query(Integer.class).single();
    }

    /** Decisions of some steps that took effect in a stretch of time, of one trade or of all. */
    public List<MarkLife.Effective> effective(
            Collection<MarkStep> steps, Instant from, Instant until, @Nullable String trade) {
        return jdbc.sql("""
                        SELECT d.step, d.effective_at FROM mark_decision d
                        WHERE d.step = ANY (:steps) AND d.effective_at >= :from AND d.effective_at < :until
                          AND (cast(:trade AS text) IS NULL OR EXISTS (
                              SELECT 1 FROM mark m JOIN website w ON w.id = m.website_id JOIN business b ON b.id = w.business_id
                              WHERE m.code = d.code AND b.trade = :trade))
                        ORDER BY d.effective_at
                        """)
                .param("steps", steps.stream().map(MarkStep::name).toArray(String[]::new))
                .param("from", Rows.at(from))
                .param("until", Rows.at(until))
                .param("trade", trade)
                .query((row, n) -> new MarkLife.Effective(
                        MarkStep.valueOf(Rows.text(row, "step")), Rows.instant(row, "effective_at")))
                .list();
    }

    /** The last decision in force that put a mark into a state. */
    public Optional<DecisionOnMark> lastInto(String code, MarkState state) {
        return jdbc.sql(DECISION + """
                        WHERE d.code = :code AND d.stage = 'EFFECTIVE' AND d.state_after = :state
                          AND d.step IN ('SUSPEND', 'REVOKE', 'PUT_UNDER_REVIEW')
                        ORDER BY d.effective_at DESC LIMIT 1
                        """)
                .param("code", code)
                .param("state", state.name())
                .query(this::decision)
                .optional();
    }

    /**
     * Where a mark stood before a decision, decisions that were reversed left out; absent where something else than time has changed it
     * since and still holds.
     */
    public Optional<MarkState> without(DecisionOnMark decision) {
        record Change(@Nullable UUID decision, MarkState state) {}
        var last = jdbc.sql("""
                        SELECT e.decision, e.state FROM mark_event e
                        WHERE e.code = :code
                          AND coalesce(e.step, 'ISSUE') NOT IN ('EXPIRE', 'CHANGE_DATA', 'MOVE_HOST', 'MOVE_OWNER', 'RELEASE',
                              'GRANT_APPEAL', 'DENY_APPEAL', 'WATCH', 'END_WATCH', 'LETTER', 'CLOSE_LETTER')
                          AND NOT (e.step = 'RENEW' AND e.state = 'UNDER_REVIEW')
                          AND NOT EXISTS (SELECT 1 FROM mark_decision j
                                          WHERE j.appeal_of = e.decision AND j.step = 'GRANT_APPEAL' AND j.stage = 'EFFECTIVE')
                        ORDER BY e.seq DESC LIMIT 2
                        """)
                .param("code", decision.code())
                .query((row, n) ->
                        new Change(row.getObject("decision", UUID.class), MarkState.valueOf(Rows.text(row, "state"))))
                .list();
        if (last.isEmpty() || !decision.id().equals(last.getFirst().decision())) {
            return Optional.empty();
        }
        return Optional.of(last.size() == 1 ? decision.before() : last.getLast().state());
    }

    /** Keeps a decision as it was proposed. */
    public void add(
            UUID id,
            String code,
            MarkStep step,
            MarkState before,
            boolean twoOfficers,
            String reason,
            Map<String, ?> facts,
            @Nullable UUID by,
            String role,
            Instant at) {
        jdbc.sql("""
                INSERT INTO mark_decision (id, code, step, state_before, stage, two_officers, reason, facts,
                                           proposed_by, proposed_role, proposed_at)
                VALUES (:id, :code, :step, :before, 'PENDING', :two, :reason, :facts::jsonb, :by, :role, :at)
                """)
                .param("id", id)
                .param("code", code)
                .param("step", step.name())
                .param("before", before.name())
                .param("two", twoOfficers)
                .param("reason", reason)
                .param("facts", json.writeValueAsString(facts))
                .param("by", by)
                .param("role", role)
                .param("at", Rows.at(at))
                .update();
    }

    /** Keeps which decision's appeal this one decides. */
    public void judges(UUID id, UUID appealOf) {
        jdbc.sql("UPDATE mark_decision SET appeal_of = :of WHERE id = :id")
                .param("id", id)
                .param("of", appealOf)
                .update();
    }

    /** Puts a decision in force. */
    public void putInForce(
            UUID id,
            MarkState before,
            MarkState after,
            @Nullable UUID approvedBy,
            Instant at,
            @Nullable Instant appealUntil) {
        jdbc.sql("""
                UPDATE mark_decision
                SET stage = 'EFFECTIVE', state_before = :before, state_after = :after, approved_by = :by,
                    decided_at = :at, effective_at = :at, appeal_until = :until
                WHERE id = :id
                """)
                .param("id", id)
                .param("before", before.name())
                .param("after", after.name())
                .param("by", approvedBy)
                .param("at", Rows.at(at))
                .param("until", Rows.at(appealUntil))
                .update();
    }

    /** The second officer does not agree. */
    public void decline(UUID id, UUID by, Instant at, String why) {
        jdbc.sql("""
                UPDATE mark_decision
                SET stage = 'DECLINED', approved_by = :by, decided_at = :at, declined_why = :why WHERE id = :id
                """)
                .param("id", id)
                .param("by", by)
                .param("at", Rows.at(at))
                .param("why", why)
                .update();
    }

    /** The ground of a proposal has fallen away before a second officer looked at it. */
    public void lapse(UUID id, Instant at, String why) {
        jdbc.sql("UPDATE mark_decision SET stage = 'DECLINED', decided_at = :at, declined_why = :why WHERE id = :id")
                .param("id", id)
                .param("at", Rows.at(at))
                .param("why", why)
                .update();
    }

    /** Keeps an appeal. */
    public void appeal(UUID decision, UUID by, String reason, Instant at, Instant due) {
        jdbc.sql("""
                INSERT INTO mark_appeal (decision_id, reason, appealed_by, appealed_at, due_at)
                VALUES (:id, :reason, :by, :at, :due)
                """)
                .param("id", decision)
                .param("reason", vault.seal(reason, PLACE))
                .param("by", by)
                .param("at", Rows.at(at))
                .param("due", Rows.at(due))
                .update();
    }

    /** What the business says in its appeal. */
    public Optional<String> appealReason(UUID decision) {
        return jdbc.sql("SELECT reason FROM mark_appeal WHERE decision_id = :id")
                .param("id", decision)
                .query((row, n) -> Objects.requireNonNull(vault.open(row.getBytes("reason"), PLACE)))
                .optional();
    }

    private DecisionOnMark decision(ResultSet row, int n) throws SQLException {
        return new DecisionOnMark(
                Rows.uuid(row, "id"),
                Rows.text(row, "code"),
                MarkStep.valueOf(Rows.text(row, "step")),
                MarkState.valueOf(Rows.text(row, "state_before")),
                Optional.ofNullable(row.getString("state_after"))
                        .map(MarkState::valueOf)
                        .orElse(null),
                Stage.valueOf(Rows.text(row, "stage")),
                row.getBoolean("two_officers"),
                Rows.text(row, "reason"),
                json.readValue(Rows.text(row, "facts"), FACTS),
                row.getObject("proposed_by", UUID.class),
                Rows.text(row, "proposed_role"),
                Rows.instant(row, "proposed_at"),
                row.getObject("approved_by", UUID.class),
                Rows.instantOrNull(row, "decided_at"),
                row.getString("declined_why"),
                Rows.instantOrNull(row, "effective_at"),
                Rows.instantOrNull(row, "appeal_until"),
                row.getObject("appeal_of", UUID.class),
                Appeal.valueOf(Rows.text(row, "appeal")),
                Rows.instantOrNull(row, "appealed_at"),
                Rows.instantOrNull(row, "due_at"));
    }
}
