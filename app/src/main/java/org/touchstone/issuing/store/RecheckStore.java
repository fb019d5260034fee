package org.touchstone.issuing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.issuing.OpenFinding;
import org.touchstone.rules.grade.Seen;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.issuing.Verdict;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** When each mark is looked at again, and what was found. */
@Repository
public class RecheckStore {

    private static final TypeReference<TreeMap<String, String>> FACTS = new TypeReference<>() {};
    private static final TypeReference<TreeMap<CheckCode, List<Finding>>> CHECKS = new TypeReference<>() {};

    private static final String NEXT = """
            next_at + make_interval(secs => :every)
                * greatest(1, ceil(extract(epoch FROM touchstone_now() - next_at) / :every))
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RecheckStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Looks at a mark again and again; each at its own time of the day, so that the work is spread over it. */
    public void schedule(String mark, Instant now, Duration every) {
        jdbc.sql("""
                INSERT INTO recheck (mark, next_at)
                VALUES (:mark, :now + make_interval(secs => :every * (0.5 + (hashtext(:mark) & 1023) / 2048.0)))
                ON CONFLICT (mark) DO NOTHING
                """)
                .param("mark", mark)
                .param("now", Rows.at(now))
                .param("every", (double) every.toSeconds())
                .update();
    }

    /** Takes up so many marks whose look is due; nobody else takes them for a while. */
    public List<String> claim(int most, Duration hold) {
        return jdbc.sql("""
                        UPDATE recheck r SET claimed_until = clock_timestamp() + make_interval(secs => :hold)
                        FROM (SELECT mark FROM recheck
                              WHERE next_at <= (SELECT touchstone_now()) AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
                              ORDER BY next_at LIMIT :most FOR UPDATE SKIP LOCKED) due
                        WHERE r.mark = due.mark RETURNING r.mark
                        """)
                .param("hold", (double) hold.toSeconds())
                .param("most", most)
                .query(Rows::onlyText)
                .list();
    }

    /** Notes a look: the next one keeps its time of the day, however late this one was. */
    public void looked(String mark, Map<CheckCode, List<Finding>> checks, Seen seen, Duration every) {
        jdbc.sql("""
                UPDATE recheck SET claimed_until = NULL, checked_at = touchstone_now(), checks = :checks::jsonb,
                    seen = :seen::jsonb, next_at =
                """ + NEXT + " WHERE mark = :mark")
                .param("mark", mark)
                .param("checks", json.writeValueAsString(checks))
                .param("seen", json.writeValueAsString(seen))
                .param("every", (double) every.toSeconds())
                .update();
    }

    /** Leaves a look out: the next one keeps its time of the day. */
    public void skip(String mark, Duration every) {
        jdbc.sql("UPDATE recheck SET claimed_until = NULL, next_at = " + NEXT + " WHERE mark = :mark")
                .param("mark", mark)
                .param("every", (double) every.toSeconds())
                .update();
    }

    /** What the checks before the issue have seen, which count as the first look. */
    public void see(String mark, Seen seen) {
        jdbc.sql("UPDATE recheck SET seen = :seen::jsonb WHERE mark = :mark")
                .param("mark", mark)
                .param("seen", json.writeValueAsString(seen))
                .update();
    }

    /** What the looks at some marks have seen, by mark. */
    public Map<String, Seen> seen(Collection<String> marks) {
        var seen = new TreeMap<String, Seen>();
        jdbc.sql("SELECT mark, seen FROM recheck WHERE mark = ANY (:marks) AND seen IS NOT NULL")
                .param("marks", marks.toArray(String[]::new))
                .query(row -> {
                    seen.put(
                            Rows.text(row, "mark"),
                            Objects.requireNonNull(json.readValue(Rows.text(row, "seen"), Seen.class)));
                });
        return seen;
    }

    /** A mark is not looked at any more. */
    public void end(String mark) {
        jdbc.sql("DELETE FROM recheck WHERE mark = :mark").param("mark", mark).update();
    }

    /** The last look at a mark. */
    public record LastLook(Instant at, Map<CheckCode, List<Finding>> checks, Instant nextAt) {}

    /** The last look at a mark, once there was one. */
    public Optional<LastLook> last(String mark) {
        return jdbc.sql("SELECT checked_at, checks, next_at FROM recheck WHERE mark = :mark AND checked_at IS NOT NULL")
                .param("mark", mark)
                .query((row, n) -> new LastLook(
                        Rows.instant(row, "checked_at"),
                        json.readValue(Rows.text(row, "checks"), CHECKS),
                        Rows.instant(row, "next_at")))
                .optional();
    }

    /** Opens a finding that is to be cured; false where it stands open already. */
    public boolean open(String mark, CheckCode check, Finding finding, Instant now, Instant cureBy) {
        return jdbc.sql("""
                        INSERT INTO recheck_finding (id, mark, check_code, code, facts, found_at, cure_by)
                        VALUES (:id, :mark, :check, :code, :facts::jsonb, :now, :cureBy)
                        ON CONFLICT (mark, check_code, code) WHERE cured_at IS NULL DO NOTHING
                        """)
                        .param("id", UUID.randomUUID())
                        .param("mark", mark)
                        .param("check", check.name())
                        .param("code", key(finding))
                        .param("facts", json.writeValueAsString(finding.facts()))
                        .param("now", Rows.at(now))
                        .param("cureBy", Rows.at(cureBy))
                        .update()
                > 0;
    }

    /** One finding of a kind stands open once; what a website fails to say is told apart by its topic. */
    private static String key(Finding finding) {
        var topic = finding.fact("topic");
        return topic.isEmpty() ? finding.code() : finding.code() + ":" + topic;
    }

    /** Closes the open findings of a check that were not found any more. Returns how many. */
    public int cure(String mark, CheckCode check, List<Finding> still, Instant now) {
        return jdbc.sql("""
                UPDATE recheck_finding SET cured_at = :now
                WHERE mark = :mark AND check_code = :check AND cured_at IS NULL AND NOT (code = ANY (:still::text[]))
                """)
                .param("now", Rows.at(now))
                .param("mark", mark)
                .param("check", check.name())
                .param("still", still.stream().map(RecheckStore::key).toArray(String[]::new))
                .update();
    }

    /** The open findings of a mark, by when they are to be cured. */
    public List<OpenFinding> openOf(String mark) {
        return jdbc.sql(FINDING + "WHERE mark = :mark AND cured_at IS NULL ORDER BY cure_by, check_code, code")
                .param("mark", mark)
                .query(this::finding)
                .list();
    }

    /** The mark whose finding was to be cured first and was not, held; nothing where there is none. */
    public Optional<String> nextOverdue() {
        return jdbc.sql("""
                        SELECT mark FROM recheck_finding
                        WHERE cured_at IS NULL AND acted_at IS NULL AND cure_by <= (SELECT touchstone_now())
                        ORDER BY cure_by LIMIT 1 FOR UPDATE SKIP LOCKED
                        """).query(Rows::onlyText).optional();
    }

    /** Notes that the overdue findings of a mark were acted on. */
    public void acted(String mark, Instant now) {
        jdbc.sql("""
                UPDATE recheck_finding SET acted_at = :now
                WHERE mark = :mark AND cured_at IS NULL AND acted_at IS NULL AND cure_by <= :now
                """).param("now", Rows.at(now)).param("mark", mark).update();
    }

    private static final String FINDING =
            "SELECT mark, check_code, code, facts, found_at, cure_by, acted_at FROM recheck_finding ";

    private OpenFinding finding(ResultSet row, int n) throws SQLException {
        var code = Rows.text(row, "code").replaceFirst(":.*", "");
        return new OpenFinding(
                Rows.text(row, "mark"),
                CheckCode.valueOf(Rows.text(row, "check_code")),
                new Finding(code, Verdict.MISSING, json.readValue(Rows.text(row, "facts"), FACTS)),
                Rows.instant(row, "found_at"),
                Rows.instant(row, "cure_by"),
                Rows.instantOrNull(row, "acted_at"));
    }
}
