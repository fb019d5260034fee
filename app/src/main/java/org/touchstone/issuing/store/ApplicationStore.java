package org.touchstone.issuing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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
import org.touchstone.issuing.Answers;
import org.touchstone.issuing.Application;
import org.touchstone.issuing.ApplicationKind;
import org.touchstone.issuing.IssuingTimes;
import org.touchstone.rules.issuing.ApplicationState;
import org.touchstone.rules.issuing.ApplicationStep;
import org.touchstone.rules.issuing.Finding;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Applications and their history. */
@Repository
public class ApplicationStore {

    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Vault vault;
    private final JsonMapper json;
    private final CheckStore checks;

    ApplicationStore(JdbcClient jdbc, Vault vault, JsonMapper json, CheckStore checks) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.json = json;
        this.checks = checks;
    }

    /** Adds a draft. */
    public void add(
            UUID id,
            String reference,
            ApplicationKind kind,
            UUID applicant,
            @Nullable String mark,
            Answers answers,
            String token,
            String policyVersion) {
        jdbc.sql("""
                INSERT INTO application (id, reference, kind, state, version, applicant_id, mark, host, trade, answers, token,
                                         policy_version, created_at, changed_at)
                VALUES (:id, :reference, :kind, 'DRAFT', 0, :applicant, :mark, :host, :trade, :answers, :token,
                        :policy, touchstone_now(), touchstone_now())
                """)
                .param("id", id)
                .param("reference", reference)
                .param("kind", kind.name())
                .param("applicant", applicant)
                .param("mark", mark)
                .param("host", answers.host())
                .param("trade", answers.trade())
                .param("answers", sealed(answers))
                .param("token", token)
                .param("policy", policyVersion)
                .update();
    }

    private byte @Nullable [] sealed(Answers answers) {
        return vault.seal(json.writeValueAsString(answers), "application.answers");
    }

    /** An application. */
    public Optional<Application> find(UUID id) {
        return jdbc.sql(APPLICATION + "WHERE a.id = :id")
                .param("id", id)
                .query(this::application)
                .optional()
                .map(this::withChecks);
    }

    /** An application, held against others who change it at the same time. */
    public Optional<Application> lock(UUID id) {
        return jdbc.sql(APPLICATION + "WHERE a.id = :id FOR UPDATE")
                .param("id", id)
                .query(this::application)
                .optional()
                .map(this::withChecks);
    }

    /** The application by which a mark stands as it does: the last that was issued. */
    public Optional<Application> lastIssued(String mark) {
        return jdbc.sql(APPLICATION + """
                        WHERE a.mark = :mark AND a.state = 'ISSUED' ORDER BY a.decided_at DESC, a.id LIMIT 1
                        """)
                .param("mark", mark)
                .query(this::application)
                .optional();
    }

    /** An application about a mark that is not decided yet, so that nobody begins a second. */
    public Optional<Application> open(String mark, ApplicationKind kind, UUID applicant) {
        return jdbc.sql(APPLICATION + """
                        WHERE a.mark = :mark AND a.kind = :kind AND a.applicant_id = :applicant
                          AND a.state IN ('DRAFT', 'CHECKING', 'NEEDS_INPUT')
                        ORDER BY a.created_at LIMIT 1
                        """)
                .param("mark", mark)
                .param("kind", kind.name())
                .param("applicant", applicant)
                .query(this::application)
                .optional();
    }

    /** How many applications of a person are not decided. */
    public int countOpen(UUID applicant) {
        return jdbc.sql("""
                        SELECT count(*) FROM application
                        WHERE applicant_id = :applicant AND state IN ('DRAFT', 'CHECKING', 'NEEDS_INPUT')
                        """).param("applicant", applicant).query(Integer.class).single();
    }

    /** Everything somebody applied for, the newest first. */
    public List<Application> of(UUID applicant) {
        return jdbc
                .sql(APPLICATION + "WHERE a.applicant_id = :applicant ORDER BY a.created_at DESC LIMIT 200")
                .param("applicant", applicant)
                .query(this::application)
                .list()
                .stream()
                .map(this::withChecks)
                .toList();
    }

    /** Appeals that wait, by due instant. */
    public List<Application> appeals() {
        return jdbc
                .sql(APPLICATION + "WHERE a.appeal = 'OPEN' ORDER BY a.appeal_due_at, a.id LIMIT 200")
                .query(this::application)
                .list()
                .stream()
                .map(this::withChecks)
                .toList();
    }

    /** How many appeals wait. */
    public int countAppeals() {
        return jdbc.sql("SELECT count(*) FROM application WHERE appeal = 'OPEN'")
                .query(Integer.class)
                .single();
    }

    /** Keeps other answers. */
    public void putAnswers(UUID id, Answers answers) {
        jdbc.sql("""
                UPDATE application SET answers = :answers, host = :host, trade = :trade, changed_at = touchstone_now()
                WHERE id = :id
                """)
                .param("id", id)
                .param("answers", sealed(answers))
                .param("host", answers.host())
                .param("trade", answers.trade())
                .update();
    }

    /** Writes a step into the history; the application stands in its new state from then on. */
    public void step(
            UUID id,
            int version,
            ApplicationStep step,
            ApplicationState to,
            String actor,
            Instant at,
            Map<String, ?> facts) {
        jdbc.sql("""
                INSERT INTO application_event (application_id, seq, at, step, state, actor, facts)
                VALUES (:id, :seq, :at, :step, :state, :actor, :facts::jsonb)
                """)
                .param("id", id)
                .param("seq", version + 1)
                .param("at", Rows.at(at))
                .param("step", step.name())
                .param("state", to.name())
                .param("actor", actor)
                .param("facts", json.writeValueAsString(facts))
                .update();
        jdbc.sql("UPDATE application SET state = :state, version = :version, changed_at = :at WHERE id = :id")
                .param("id", id)
                .param("state", to.name())
                .param("version", version + 1)
                .param("at", Rows.at(at))
                .update();
    }

    /** Notes a submission. */
    public void submitted(UUID id, Instant at, String policyVersion) {
        jdbc.sql("""
                UPDATE application SET submitted_at = :at, first_submitted_at = coalesce(first_submitted_at, :at),
                    pledged_at = coalesce(pledged_at, :at), policy_version = :policy, told_waiting_at = NULL
                WHERE id = :id
                """)
                .param("id", id)
                .param("at", Rows.at(at))
                .param("policy", policyVersion)
                .update();
    }

    /** Notes a decision with its reasons. A refusal may be appealed, also where an appeal against an earlier one was granted. */
    public void decided(
            UUID id, Instant at, @Nullable String mark, List<Finding> reasons, @Nullable Instant appealUntil) {
        jdbc.sql("""
                UPDATE application SET decided_at = :at, mark = coalesce(:mark, mark), reasons = :reasons::jsonb,
                    appeal_until = :until, appeal = CASE WHEN :until::timestamptz IS NULL THEN appeal END
                WHERE id = :id
                """)
                .param("id", id)
                .param("at", Rows.at(at))
                .param("mark", mark)
                .param("reasons", json.writeValueAsString(reasons))
                .param("until", Rows.at(appealUntil))
                .update();
    }

    /** Notes an appeal. */
    public void appealed(UUID id, String reason, Instant at, Duration decideWithin) {
        jdbc.sql("""
                UPDATE application SET appeal = 'OPEN', appeal_reason = :reason, appealed_at = :at, appeal_due_at = :due
                WHERE id = :id
                """)
                .param("id", id)
                .param("reason", vault.seal(reason, "application.appeal_reason"))
                .param("at", Rows.at(at))
                .param("due", Rows.at(at.plus(decideWithin)))
                .update();
    }

    /** Notes how an appeal was decided. */
    public void appealDecided(UUID id, boolean granted) {
        jdbc.sql("UPDATE application SET appeal = :appeal, appeal_due_at = NULL WHERE id = :id")
                .param("id", id)
                .param("appeal", granted ? "GRANTED" : "DENIED")
                .update();
    }

    /** Notes that the applicant was told of a register that is down; false where that was done before. */
    public boolean tellsWaiting(UUID id) {
        return jdbc.sql(
                                "UPDATE application SET told_waiting_at = touchstone_now() WHERE id = :id AND told_waiting_at IS NULL")
                        .param("id", id)
                        .update()
                > 0;
    }

    /**
     * A step of the history.
     *
     * @param facts public facts of it, such as an officer's reasons
     */
    public record Step(
            Instant at, ApplicationStep step, ApplicationState state, String actor, Map<String, Object> facts) {}

    /** The history, oldest first. */
    public List<Step> history(UUID id) {
        return jdbc.sql(
                        "SELECT at, step, state, actor, facts FROM application_event WHERE application_id = :id ORDER BY seq")
                .param("id", id)
                .query((row, n) -> new Step(
                        Rows.instant(row, "at"),
                        ApplicationStep.valueOf(Rows.text(row, "step")),
                        ApplicationState.valueOf(Rows.text(row, "state")),
                        Rows.text(row, "actor"),
                        json.readValue(Rows.text(row, "facts"), new TypeReference<Map<String, Object>>() {})))
                .list();
    }

    /** How long decisions took since an instant: from the submission that was decided to the decision. */
    public IssuingTimes times(Instant since) {
        return jdbc.sql("""
                        SELECT count(*) AS decided,
                               count(*) FILTER (WHERE state = 'ISSUED') AS issued,
                               count(*) FILTER (WHERE state = 'REFUSED') AS refused,
                               percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median,
                               percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS p90
                        FROM (SELECT state, extract(epoch FROM decided_at - submitted_at)::float8 AS seconds FROM application
                              WHERE decided_at >= :since AND submitted_at IS NOT NULL AND state IN ('ISSUED', 'REFUSED')) d
                        """)
                .param("since", Rows.at(since))
                .query((row, n) -> {
                    double median = row.getDouble("median");
                    double p90 = row.getDouble("p90");
                    int decided = row.getInt("decided");
                    return new IssuingTimes(
                            since,
                            decided,
                            row.getInt("issued"),
                            row.getInt("refused"),
                            decided == 0 ? null : median,
                            decided == 0 ? null : p90);
                })
                .single();
    }

    private static final String APPLICATION = """
            SELECT a.id, a.reference, a.kind, a.state, a.version, a.applicant_id, a.mark, a.answers, a.token, a.policy_version,
                   a.pledged_at, a.first_submitted_at, a.submitted_at, a.decided_at, a.reasons, a.appeal_until, a.appeal,
                   a.appeal_reason, a.appeal_due_at, a.created_at
            FROM application a
            """;

    private Application application(ResultSet row, int n) throws SQLException {
        var answers = Objects.requireNonNull(vault.open(row.getBytes("answers"), "application.answers"));
        return new Application(
                Rows.uuid(row, "id"),
                Rows.text(row, "reference"),
                ApplicationKind.valueOf(Rows.text(row, "kind")),
                ApplicationState.valueOf(Rows.text(row, "state")),
                row.getInt("version"),
                Rows.uuid(row, "applicant_id"),
                row.getString("mark"),
                json.readValue(answers, Answers.class),
                Rows.text(row, "token"),
                Rows.text(row, "policy_version"),
                Rows.instantOrNull(row, "pledged_at"),
                Rows.instantOrNull(row, "first_submitted_at"),
                Rows.instantOrNull(row, "submitted_at"),
                Rows.instantOrNull(row, "decided_at"),
                json.readValue(Rows.text(row, "reasons"), FINDINGS),
                Rows.instantOrNull(row, "appeal_until"),
                row.getString("appeal"),
                vault.open(row.getBytes("appeal_reason"), "application.appeal_reason"),
                Rows.instantOrNull(row, "appeal_due_at"),
                Rows.instant(row, "created_at"),
                List.of());
    }

    /** Asked when the row is read: a second connection while the first is held would leave everybody waiting for one another. */
    private Application withChecks(Application application) {
        return application.with(checks.of(application.id()));
    }
}
