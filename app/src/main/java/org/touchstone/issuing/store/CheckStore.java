package org.touchstone.issuing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.issuing.ApplicationCheck;
import org.touchstone.issuing.Question;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.CheckState;
import org.touchstone.rules.issuing.Finding;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The checks of applications: where each stands, which are due, and who is doing them. */
@Repository
public class CheckStore {

    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CheckStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A check taken up by this node. */
    public record Claimed(UUID application, CheckCode code, int run, int tries) {}

    /** The checks of an application, in their order. */
    public List<ApplicationCheck> of(UUID application) {
        return jdbc.sql("""
                        SELECT code, state, run, findings, waits_for, tries, due_at, checked_at, answered_by, answered_at, answer_reason
                        FROM application_check WHERE application_id = :application
                        """).param("application", application).query(this::check).list().stream()
                .sorted((a, b) -> a.code().compareTo(b.code()))
                .toList();
    }

    /** Begins checks anew; those whose answers are missing wait for them. What an earlier asking brings is not written any more. */
    public void begin(UUID application, Collection<CheckCode> codes, boolean due) {
        for (var code : codes) {
            jdbc.sql("""
                    INSERT INTO application_check (application_id, code, state, run, due_at)
                    VALUES (:application, :code, 'PENDING', 1, CASE WHEN :due THEN touchstone_now() END)
                    ON CONFLICT (application_id, code) DO UPDATE
                    SET state = 'PENDING', run = application_check.run + 1, tries = 0, waits_for = NULL, claimed_until = NULL,
                        due_at = excluded.due_at, answered_by = NULL, answered_at = NULL, answer_reason = NULL
                    """)
                    .param("application", application)
                    .param("code", code.name())
                    .param("due", due)
                    .update();
        }
    }

    /** Checks that wait for something are due at once, the one that was to be tried first before the others; so many at most. */
    public int dueNow(String waitsFor, int most) {
        return jdbc.sql("""
                        UPDATE application_check c SET due_at = touchstone_now()
                        FROM (SELECT application_id, code FROM application_check
                              WHERE state = 'WAITING' AND waits_for = :waitsFor AND due_at > (SELECT touchstone_now())
                              ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED) waiting
                        WHERE c.application_id = waiting.application_id AND c.code = waiting.code
                        """).param("waitsFor", waitsFor).param("most", most).update();
    }

    /** Takes up to so many checks that are due, the longest due first; nobody else takes them for a while. */
    public List<Claimed> claim(int most, Duration hold) {
        return jdbc.sql("""
                        UPDATE application_check c SET claimed_until = clock_timestamp() + make_interval(secs => :hold), tries = tries + 1
                        FROM (SELECT application_id, code FROM application_check
                              WHERE due_at <= (SELECT touchstone_now()) AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
                              ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED) due
                        WHERE c.application_id = due.application_id AND c.code = due.code
                        RETURNING c.application_id, c.code, c.run, c.tries
                        """)
                .param("hold", (double) hold.toSeconds())
                .param("most", most)
                .query((row, n) -> new Claimed(
                        Rows.uuid(row, "application_id"),
                        CheckCode.valueOf(Rows.text(row, "code")),
                        row.getInt("run"),
                        row.getInt("tries")))
                .list();
    }

    /** Claims that still stand hold from now on as if they were fresh; one that is just being written about is passed over. */
    public void keep(Collection<Claimed> claims, Duration hold) {
        jdbc.sql("""
                UPDATE application_check c SET claimed_until = clock_timestamp() + make_interval(secs => :hold)
                FROM (SELECT b.application_id, b.code FROM application_check b
                      JOIN unnest(:applications, :codes::text[], :runs::int[]) AS k (application, code, run)
                          ON b.application_id = k.application AND b.code = k.code AND b.run = k.run
                      WHERE b.due_at IS NOT NULL AND b.claimed_until IS NOT NULL FOR UPDATE OF b SKIP LOCKED) busy
                WHERE c.application_id = busy.application_id AND c.code = busy.code
                """)
                .param("hold", (double) hold.toSeconds())
                .param("applications", claims.stream().map(Claimed::application).toArray(UUID[]::new))
                .param("codes", claims.stream().map(c -> c.code().name()).toArray(String[]::new))
                .param("runs", claims.stream().map(Claimed::run).toArray(Integer[]::new))
                .update();
    }

    /** Writes what a check found. False when it was begun anew or answered meanwhile: then nothing is written. */
    public boolean found(Claimed check, CheckState state, List<Finding> findings) {
        return jdbc.sql("""
                        UPDATE application_check
                        SET state = :state, findings = :findings::jsonb, waits_for = NULL, due_at = NULL, claimed_until = NULL,
                            checked_at = touchstone_now()
                        WHERE application_id = :application AND code = :code AND run = :run AND due_at IS NOT NULL
                        """)
                        .param("state", state.name())
                        .param("findings", json.writeValueAsString(findings))
                        .param("application", check.application())
                        .param("code", check.code().name())
                        .param("run", check.run())
                        .update()
                > 0;
    }

    /** Notes that nobody answered; it is tried again after a while. False when it was begun anew or answered meanwhile. */
    public boolean waits(Claimed check, String waitsFor, Duration again) {
        return jdbc.sql("""
                        UPDATE application_check
                        SET state = 'WAITING', waits_for = :waitsFor, claimed_until = NULL,
                            due_at = touchstone_now() + make_interval(secs => :again)
                        WHERE application_id = :application AND code = :code AND run = :run AND due_at IS NOT NULL
                        """)
                        .param("waitsFor", waitsFor)
                        .param("again", again.toMillis() / 1000.0)
                        .param("application", check.application())
                        .param("code", check.code().name())
                        .param("run", check.run())
                        .update()
                > 0;
    }

    /** Writes an officer's answer to an open question, or the setting aside of an obstacle after an appeal. */
    public void answer(
            UUID application, CheckCode code, CheckState state, @Nullable UUID officer, Instant at, String reason) {
        jdbc.sql("""
                UPDATE application_check
                SET state = :state, answered_by = :officer, answered_at = :at, answer_reason = :reason, due_at = NULL, run = run + 1
                WHERE application_id = :application AND code = :code
                """)
                .param("application", application)
                .param("code", code.name())
                .param("state", state.name())
                .param("officer", officer)
                .param("at", Rows.at(at))
                .param("reason", reason)
                .update();
    }

    /** Nothing of an application is done any more. */
    public void end(UUID application) {
        jdbc.sql(
                        "UPDATE application_check SET due_at = NULL, run = run + 1 WHERE application_id = :application AND due_at IS NOT NULL")
                .param("application", application)
                .update();
    }

    /** How many questions are open. */
    public int countQuestions() {
        return jdbc.sql("""
                        SELECT count(*) FROM application_check c JOIN application a ON a.id = c.application_id
                        WHERE c.state = 'QUESTION' AND a.state IN ('CHECKING', 'NEEDS_INPUT')
                        """).query(Integer.class).single();
    }

    /** Open questions, the oldest first. */
    public List<Question> questions(int limit) {
        return jdbc.sql("""
                        SELECT c.application_id, a.applicant_id, a.reference, a.host, c.code, c.run, c.findings, c.checked_at
                        FROM application_check c JOIN application a ON a.id = c.application_id
                        WHERE c.state = 'QUESTION' AND a.state IN ('CHECKING', 'NEEDS_INPUT')
                        ORDER BY c.checked_at, c.application_id LIMIT :limit
                        """)
                .param("limit", limit)
                .query((row, n) -> new Question(
                        Rows.uuid(row, "application_id"),
                        Rows.uuid(row, "applicant_id"),
                        Rows.text(row, "reference"),
                        row.getString("host"),
                        CheckCode.valueOf(Rows.text(row, "code")),
                        row.getInt("run"),
                        json.readValue(Rows.text(row, "findings"), FINDINGS),
                        Rows.instant(row, "checked_at")))
                .list();
    }

    /** How many checks wait for each thing that does not answer. */
    public List<Waiting> waiting() {
        return jdbc.sql("""
                        SELECT waits_for, count(*) AS n, min(due_at) AS next_at FROM application_check
                        WHERE state = 'WAITING' AND due_at IS NOT NULL AND waits_for IS NOT NULL GROUP BY waits_for ORDER BY waits_for
                        """)
                .query((row, n) ->
                        new Waiting(Rows.text(row, "waits_for"), row.getInt("n"), Rows.instantOrNull(row, "next_at")))
                .list();
    }

    /** How many checks wait for something, and when it is tried next. */
    public record Waiting(
            String waitsFor, int checks, @Nullable Instant nextAt) {}

    private ApplicationCheck check(ResultSet row, int n) throws SQLException {
        return new ApplicationCheck(
                CheckCode.valueOf(Rows.text(row, "code")),
                CheckState.valueOf(Rows.text(row, "state")),
                row.getInt("run"),
                json.readValue(Rows.text(row, "findings"), FINDINGS),
                row.getString("waits_for"),
                row.getInt("tries"),
                Rows.instantOrNull(row, "due_at"),
                Rows.instantOrNull(row, "checked_at"),
                row.getObject("answered_by", UUID.class),
                Rows.instantOrNull(row, "answered_at"),
                row.getString("answer_reason"));
    }
}
