package org.touchstone.supervision.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.supervision.CaseParty;
import org.touchstone.rules.supervision.CaseState;
import org.touchstone.rules.supervision.CaseStep;
import org.touchstone.rules.supervision.CureTarget;
import org.touchstone.supervision.CaseEntry;
import org.touchstone.supervision.SupervisionCase;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Cases of supervision with their histories. */
@Repository
public class SupervisionStore {

    private static final TypeReference<List<CureTarget>> TARGETS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};
    private static final String PLACE = "supervision_event.words";

    private static final String CASE = """
            SELECT id, code, business, letter, state, points, orders, policy_version, opened_at, plan_due, targets, check_at, accepted_at,
                   failed_at, declined_at, recommended, recommended_at, closed_at
            FROM supervision_case
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Vault vault;

    SupervisionStore(JdbcClient jdbc, JsonMapper json, Vault vault) {
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
    }

    /** A case. */
    public Optional<SupervisionCase> find(UUID id) {
        return jdbc.sql(CASE + "WHERE id = :id")
                .param("id", id)
                .query(this::one)
                .optional();
    }

    /** A case, held. */
    public Optional<SupervisionCase> lock(UUID id) {
        return jdbc.sql(CASE + "WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(this::one)
                .optional();
    }

    /** The open case of a mark, held. */
    public Optional<SupervisionCase> lockOpen(String code) {
        return jdbc.sql(CASE + "WHERE code = :code AND closed_at IS NULL FOR UPDATE")
                .param("code", code)
                .query(this::one)
                .optional();
    }

    /** The case a letter began. */
    public Optional<SupervisionCase> ofLetter(UUID letter) {
        return jdbc.sql(CASE + "WHERE letter = :letter")
                .param("letter", letter)
                .query(this::one)
                .optional();
    }

    /** The cases of some businesses, the newest first. */
    public List<SupervisionCase> ofBusinesses(Collection<UUID> businesses) {
        return jdbc.sql(CASE + "WHERE business = ANY (:businesses) ORDER BY opened_at DESC, id")
                .param("businesses", businesses.toArray(UUID[]::new))
                .query(this::one)
                .list();
    }

    /** Cases from an opening on, the oldest first; all or those in a state. */
    public List<SupervisionCase> all(@Nullable CaseState state, Cursor after, int limit) {
        return jdbc.sql(CASE + """
                        WHERE (opened_at, id) > (:at, :id) AND (:state = '' OR state = :state)
                        ORDER BY opened_at, id LIMIT :limit
                        """)
                .param("at", Rows.at(after.at()))
                .param("id", after.id())
                .param("state", state == null ? "" : state.name())
                .param("limit", limit)
                .query(this::one)
                .list();
    }

    /** Open cases in which an officer has something to do: a plan to judge, a failure, a recommendation; the longest waiting first. */
    public List<SupervisionCase> waiting(int limit) {
        return jdbc.sql(CASE + """
                        WHERE %s
                        ORDER BY coalesce(recommended_at, failed_at, opened_at), id LIMIT :limit
                        """.formatted(WAITING))
                .param("limit", limit)
                .query(this::one)
                .list();
    }

    private static final String WAITING =
            "closed_at IS NULL AND (state IN ('PLAN_GIVEN', 'FAILED') OR recommended IS NOT NULL)";

    /** How many cases wait for an officer. */
    public int countWaiting() {
        return jdbc.sql("SELECT count(*) FROM supervision_case WHERE " + WAITING)
                .query(Integer.class)
                .single();
    }

    /** When something last happened in some cases. */
    public Map<UUID, Instant> lastMoved(Collection<UUID> ids) {
        var moved = new HashMap<UUID, Instant>();
        jdbc.sql("SELECT case_id, max(at) AS at FROM supervision_event WHERE case_id = ANY (:ids) GROUP BY case_id")
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    moved.put(Rows.uuid(row, "case_id"), Rows.instant(row, "at"));
                });
        return moved;
    }

    /** How many cases stand in each state; of those closed, the ones of the last year. */
    public Map<CaseState, Integer> counts() {
        var counts = new EnumMap<CaseState, Integer>(CaseState.class);
        jdbc.sql("""
                        SELECT state, count(*) AS count FROM supervision_case
                        WHERE closed_at IS NULL OR closed_at > (SELECT touchstone_now()) - interval '1 year' GROUP BY state
                        """).query(row -> {
            counts.put(CaseState.valueOf(Rows.text(row, "state")), row.getInt("count"));
        });
        return counts;
    }

    /** The case whose plan was due first and did not come. */
    public Optional<UUID> findOverdue() {
        return jdbc.sql("""
                        SELECT id FROM supervision_case WHERE state = 'LETTER' AND plan_due <= (SELECT touchstone_now())
                        ORDER BY plan_due, id LIMIT 1
                        """).query(Rows::onlyUuid).optional();
    }

    /** The case whose plan is to be checked first. */
    public Optional<UUID> findToCheck() {
        return jdbc.sql("""
                        SELECT id FROM supervision_case WHERE state = 'CURING' AND check_at <= (SELECT touchstone_now())
                        ORDER BY check_at, id LIMIT 1
                        """).query(Rows::onlyUuid).optional();
    }

    /** Begins a case. */
    public void add(SupervisionCase c) {
        jdbc.sql("""
                INSERT INTO supervision_case (id, code, business, letter, state, points, orders, policy_version, opened_at, plan_due)
                VALUES (:id, :code, :business, :letter, :state, :points, :orders, :policy, :openedAt, :planDue)
                """)
                .param("id", c.id())
                .param("code", c.code())
                .param("business", c.business())
                .param("letter", c.letter())
                .param("state", c.state().name())
                .param("points", c.points())
                .param("orders", c.orders())
                .param("policy", c.policyVersion())
                .param("openedAt", Rows.at(c.openedAt()))
                .param("planDue", Rows.at(c.planDue()))
                .update();
    }

    /** Writes down where a case stands. */
    public void put(SupervisionCase c) {
        var recommended = c.recommended();
        jdbc.sql("""
                UPDATE supervision_case
                SET state = :state, plan_due = :planDue, targets = :targets::jsonb, check_at = :checkAt, accepted_at = :acceptedAt,
                    failed_at = :failedAt, declined_at = :declinedAt, recommended = :recommended,
                    recommended_at = :recommendedAt, closed_at = :closedAt
                WHERE id = :id
                """)
                .param("id", c.id())
                .param("state", c.state().name())
                .param("planDue", Rows.at(c.planDue()))
                .param("targets", c.targets().isEmpty() ? null : json.writeValueAsString(c.targets()))
                .param("checkAt", Rows.at(c.checkAt()))
                .param("acceptedAt", Rows.at(c.acceptedAt()))
                .param("failedAt", Rows.at(c.failedAt()))
                .param("declinedAt", Rows.at(c.declinedAt()))
                .param("recommended", recommended == null ? null : recommended.name())
                .param("recommendedAt", Rows.at(c.recommendedAt()))
                .param("closedAt", Rows.at(c.closedAt()))
                .update();
    }

    /** Adds a line to the history of a case. */
    public void append(
            SupervisionCase c,
            Instant at,
            CaseStep step,
            CaseParty party,
            @Nullable UUID actor,
            Map<String, ?> facts,
            @Nullable String words) {
        jdbc.sql("""
                INSERT INTO supervision_event (case_id, seq, at, step, state, party, actor, facts, words)
                SELECT :id, coalesce(max(seq), 0) + 1, :at, :step, :state, :party, :actor, :facts::jsonb, :words
                FROM supervision_event WHERE case_id = :id
                """)
                .param("id", c.id())
                .param("at", Rows.at(at))
                .param("step", step.name())
                .param("state", c.state().name())
                .param("party", party.name())
                .param("actor", actor)
                .param("facts", json.writeValueAsString(facts))
                .param("words", vault.seal(words, PLACE))
                .update();
    }

    /** Whether a person did something in a case for the centre. */
    public boolean acted(UUID id, UUID person) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM supervision_event
                                       WHERE case_id = :id AND actor = :person AND party = 'OFFICER')
                        """)
                .param("id", id)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /** The history of a case, the oldest first. */
    public List<CaseEntry> history(UUID id) {
        return jdbc.sql("""
                        SELECT seq, at, step, state, party, facts, words FROM supervision_event WHERE case_id = :id ORDER BY seq
                        """)
                .param("id", id)
                .query((row, n) -> new CaseEntry(
                        row.getInt("seq"),
                        Rows.instant(row, "at"),
                        CaseStep.valueOf(Rows.text(row, "step")),
                        CaseState.valueOf(Rows.text(row, "state")),
                        CaseParty.valueOf(Rows.text(row, "party")),
                        json.readValue(Rows.text(row, "facts"), FACTS),
                        vault.open(row.getBytes("words"), PLACE)))
                .list();
    }

    private SupervisionCase one(ResultSet row, int n) throws SQLException {
        var targets = row.getString("targets");
        var recommended = row.getString("recommended");
        return new SupervisionCase(
                Rows.uuid(row, "id"),
                Rows.text(row, "code"),
                Rows.uuid(row, "business"),
                Rows.uuid(row, "letter"),
                CaseState.valueOf(Rows.text(row, "state")),
                row.getInt("points"),
                row.getObject("orders", Long.class),
                Rows.text(row, "policy_version"),
                Rows.instant(row, "opened_at"),
                Rows.instantOrNull(row, "plan_due"),
                targets == null ? List.of() : json.readValue(targets, TARGETS),
                Rows.instantOrNull(row, "check_at"),
                Rows.instantOrNull(row, "accepted_at"),
                Rows.instantOrNull(row, "failed_at"),
                Rows.instantOrNull(row, "declined_at"),
                recommended == null ? null : MarkStep.valueOf(recommended),
                Rows.instantOrNull(row, "recommended_at"),
                Rows.instantOrNull(row, "closed_at"));
    }
}
