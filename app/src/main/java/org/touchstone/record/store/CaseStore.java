package org.touchstone.record.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.complaint.PublicCase;
import org.touchstone.foundation.database.Rows;
import org.touchstone.policy.Policies;
import org.touchstone.record.RecordedCase;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.Money;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.record.CaseFacts;
import org.touchstone.rules.record.CaseFacts.SetAside;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cases of the record. What a history makes of a case is kept beside it for the stretch of time in which it holds; outside
 * that stretch (a look into the past, a deadline that has just passed) the history itself is read.
 */
@Repository
public class CaseStore {

    private static final TypeReference<List<ComplaintEvent>> HISTORY = new TypeReference<>() {};

    private static final String CASE = """
            SELECT public_id, mark, submitted, category, policy_version, deadlines, state, answered_round, answered, missed_rounds,
                   withdrawn, closed, solved, score, reopened, refusals, refusals_lost, fingerprint, money, currency,
                   public_answer, set_aside,
                   CASE WHEN last_at > :asOf OR next_at <= :asOf THEN history::text END AS history
            FROM record_case
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final JsonMapper json;
    private final Policies policies;

    CaseStore(JdbcClient jdbc, NamedParameterJdbcTemplate batches, JsonMapper json, Policies policies) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
        this.policies = policies;
    }

    /** Brings the record of these cases up to date. An older version never replaces a newer one, in whatever order they come. */
    public void put(List<PublicCase> cases) {
        batches.batchUpdate("""
                INSERT INTO record_case (case_id, public_id, mark, version, recorded_at, history, last_at, next_at, submitted,
                    category, policy_version, deadlines, state, answered_round, answered, missed_rounds, withdrawn, closed,
                    solved, score, reopened, refusals, refusals_lost, fingerprint, money, currency, public_answer, set_aside)
                VALUES (:id, :publicId, :mark, :version, touchstone_now(), :history::jsonb, :lastAt, :nextAt, :submitted,
                    :category, :policy, :deadlines::timestamptz[], :state, :answeredRound, :answered, :missedRounds, :withdrawn, :closed,
                    :solved, :score, :reopened, :refusals, :refusalsLost, :fingerprint, :money, :currency, :publicAnswer, :setAside)
                ON CONFLICT (case_id) DO UPDATE SET
                    version = excluded.version, recorded_at = excluded.recorded_at, history = excluded.history,
                    last_at = excluded.last_at, next_at = excluded.next_at, deadlines = excluded.deadlines,
                    state = excluded.state, answered_round = excluded.answered_round, answered = excluded.answered,
                    missed_rounds = excluded.missed_rounds, withdrawn = excluded.withdrawn, closed = excluded.closed,
                    solved = excluded.solved, score = excluded.score, reopened = excluded.reopened,
                    refusals = excluded.refusals, refusals_lost = excluded.refusals_lost,
                    fingerprint = excluded.fingerprint, money = excluded.money, currency = excluded.currency,
                    public_answer = excluded.public_answer, set_aside = excluded.set_aside
                WHERE record_case.version < excluded.version
                """, cases.stream().map(this::row).toArray(MapSqlParameterSource[]::new));
    }

    private MapSqlParameterSource row(PublicCase c) {
        var policy = policies.named(((ComplaintEvent.Filed) c.history().getFirst()).policyVersion());
        var complaint = Complaint.of(c.history(), policy);
        var lastAt = c.history().stream()
                .map(ComplaintEvent::at)
                .max(Instant::compareTo)
                .orElseThrow();
        var facts = CaseFacts.at(lastAt, c.history(), policy);
        var money = facts.moneyReturned();
        return new MapSqlParameterSource()
                .addValue("id", c.id())
                .addValue("publicId", c.publicId())
                .addValue("mark", c.mark())
                .addValue("version", c.version())
                .addValue("history", json.writerFor(HISTORY).writeValueAsString(c.history()))
                .addValue("lastAt", Rows.at(lastAt))
                .addValue("nextAt", Rows.at(complaint.nextPassing().orElse(null)))
                .addValue("submitted", Rows.at(facts.submitted()))
                .addValue("category", facts.category())
                .addValue("policy", facts.policyVersion())
                .addValue("deadlines", Rows.array(facts.deadlines()))
                .addValue("state", facts.state().name())
                .addValue("answeredRound", facts.answeredRound())
                .addValue("answered", Rows.at(facts.answered()))
                .addValue("missedRounds", facts.missedRounds())
                .addValue("withdrawn", Rows.at(facts.withdrawn()))
                .addValue("closed", Rows.at(facts.closed()))
                .addValue("solved", facts.solved())
                .addValue("score", facts.score())
                .addValue("reopened", facts.reopened())
                .addValue("refusals", facts.refusals())
                .addValue("refusalsLost", facts.refusalsLost())
                .addValue("fingerprint", facts.answerFingerprint())
                .addValue("money", money == null ? null : money.value())
                .addValue("currency", money == null ? null : money.currency())
                .addValue("publicAnswer", c.publicAnswer())
                .addValue(
                        "setAside",
                        facts.setAside() == null ? null : facts.setAside().name());
    }

    /** The cases of a mark filed within a window, as of its end, the newest first. */
    public List<RecordedCase> cases(String mark, Instant from, Instant asOf) {
        return jdbc.sql(CASE + """
                        WHERE mark COLLATE "C" = :mark AND submitted > :from AND submitted <= :asOf
                        ORDER BY submitted DESC, public_id
                        """)
                .param("mark", mark)
                .param("from", Rows.at(from))
                .param("asOf", Rows.at(asOf))
                .query((row, n) -> recorded(row, asOf))
                .list();
    }

    /** The facts of the cases of some marks filed within a window, as of its end, by mark. */
    public Map<String, List<CaseFacts>> facts(Collection<String> marks, Instant from, Instant asOf) {
        return jdbc
                .sql(CASE + """
                        WHERE mark COLLATE "C" = ANY (:marks) AND submitted > :from AND submitted <= :asOf
                        """)
                .param("marks", marks.toArray(String[]::new))
                .param("from", Rows.at(from))
                .param("asOf", Rows.at(asOf))
                .query((row, n) -> recorded(row, asOf).facts())
                .list()
                .stream()
                .collect(Collectors.groupingBy(CaseFacts::mark));
    }

    /** When the oldest case of each mark within a window was filed. */
    public Map<String, Instant> oldest(Collection<String> marks, Instant from, Instant asOf) {
        var oldest = new HashMap<String, Instant>();
        jdbc.sql("""
                        SELECT mark, min(submitted) AS oldest FROM record_case
                        WHERE mark COLLATE "C" = ANY (:marks) AND submitted > :from AND submitted <= :asOf GROUP BY mark
                        """)
                .param("marks", marks.toArray(String[]::new))
                .param("from", Rows.at(from))
                .param("asOf", Rows.at(asOf))
                .query(row -> {
                    oldest.put(Rows.text(row, "mark"), Rows.instant(row, "oldest"));
                });
        return oldest;
    }

    /** Those of some marks with a case filed within a window that may stand unanswered after its last round; the others have none. */
    public Set<String> anyLeftUnanswered(Collection<String> marks, Instant from, Instant asOf) {
        return Set.copyOf(jdbc.sql("""
                        SELECT DISTINCT mark FROM record_case
                        WHERE mark COLLATE "C" = ANY (:marks) AND submitted > :from AND submitted <= :asOf
                          AND coalesce(answered_round, 0) = 0 AND deadlines[cardinality(deadlines)] <= :asOf
                        """)
                .param("marks", marks.toArray(String[]::new))
                .param("from", Rows.at(from))
                .param("asOf", Rows.at(asOf))
                .query(Rows::onlyText)
                .list());
    }

    /** All cases filed by an instant, as of that instant, in the order of marks. To be closed; in a transaction. */
    public Stream<RecordedCase> all(Instant asOf) {
        return jdbc
                .sql(CASE + """
                        WHERE submitted <= :asOf ORDER BY mark COLLATE "C", submitted, public_id COLLATE "C"
                        """)
                .param("asOf", Rows.at(asOf))
                .withFetchSize(2000)
                .query((row, n) -> recorded(row, asOf))
                .stream();
    }

    private static final String NARROW = """
            SELECT mark, submitted, category, policy_version, deadlines, state, answered_round, answered, missed_rounds,
                   withdrawn, closed, solved, score, reopened, refusals, refusals_lost, NULL AS fingerprint, money, currency,
                   set_aside, CASE WHEN last_at > :asOf OR next_at <= :asOf THEN history::text END AS history
            FROM record_case
            """;

    /** What all cases filed from an instant on contribute as of another, in no order; texts of answers are left out. In a transaction. */
    public void facts(Instant since, Instant asOf, Consumer<CaseFacts> each) {
        try (var facts = jdbc
                .sql(NARROW + "WHERE submitted >= :since AND submitted <= :asOf")
                .param("since", Rows.at(since))
                .param("asOf", Rows.at(asOf))
                .withFetchSize(5000)
                .query((row, n) -> narrow(row, asOf))
                .stream()) {
            facts.forEach(each);
        }
    }

    private CaseFacts narrow(ResultSet row, Instant asOf) throws SQLException {
        var history = row.getString("history");
        return history == null
                ? facts(row)
                : CaseFacts.at(
                        asOf, json.readValue(history, HISTORY), policies.named(Rows.text(row, "policy_version")));
    }

    /** Money returned in cases filed after an instant that count, by currency. */
    public SortedMap<String, BigDecimal> moneyReturned(Instant from) {
        var sums = new TreeMap<String, BigDecimal>();
        jdbc.sql("""
                        SELECT currency, sum(money) AS sum FROM record_case
                        WHERE money IS NOT NULL AND set_aside IS NULL AND submitted > :from GROUP BY currency
                        """).param("from", Rows.at(from)).query(row -> {
            sums.put(Rows.text(row, "currency"), row.getBigDecimal("sum"));
        });
        return sums;
    }

    /** The same of each mark by itself. */
    public Map<String, SortedMap<String, BigDecimal>> moneyReturnedOfMarks(Instant from) {
        var sums = new HashMap<String, SortedMap<String, BigDecimal>>();
        jdbc.sql("""
                        SELECT mark, currency, sum(money) AS sum FROM record_case
                        WHERE money IS NOT NULL AND set_aside IS NULL AND submitted > :from GROUP BY mark, currency
                        """).param("from", Rows.at(from)).query(row -> {
            sums.computeIfAbsent(Rows.text(row, "mark"), _ -> new TreeMap<>())
                    .put(Rows.text(row, "currency"), row.getBigDecimal("sum"));
        });
        return sums;
    }

    /** The mark a case is about. */
    public Optional<String> markOf(String publicId) {
        return jdbc.sql("SELECT mark FROM record_case WHERE public_id = :id")
                .param("id", publicId)
                .query(Rows::onlyText)
                .optional();
    }

    /** When the record last changed. */
    public Optional<Instant> lastChange() {
        return jdbc.sql("SELECT recorded_at FROM record_case ORDER BY recorded_at DESC LIMIT 1")
                .query((row, n) -> Rows.instant(row, "recorded_at"))
                .optional();
    }

    private RecordedCase recorded(ResultSet row, Instant asOf) throws SQLException {
        var history = row.getString("history");
        var policy = policies.named(Rows.text(row, "policy_version"));
        var facts = history == null ? facts(row) : CaseFacts.at(asOf, json.readValue(history, HISTORY), policy);
        return new RecordedCase(
                Rows.text(row, "public_id"),
                facts,
                facts.answeredRound() == null ? null : row.getString("public_answer"));
    }

    private static CaseFacts facts(ResultSet row) throws SQLException {
        return new CaseFacts(
                Rows.text(row, "mark"),
                Rows.text(row, "category"),
                Rows.instant(row, "submitted"),
                Rows.instants(row, "deadlines"),
                Rows.text(row, "policy_version"),
                State.valueOf(Rows.text(row, "state")),
                Rows.integer(row, "answered_round"),
                Rows.instantOrNull(row, "answered"),
                row.getInt("missed_rounds"),
                Rows.instantOrNull(row, "withdrawn"),
                Rows.instantOrNull(row, "closed"),
                Rows.bool(row, "solved"),
                Rows.integer(row, "score"),
                row.getInt("reopened"),
                row.getInt("refusals"),
                row.getInt("refusals_lost"),
                row.getString("fingerprint"),
                money(row.getBigDecimal("money"), row.getString("currency")),
                setAside(row.getString("set_aside")));
    }

    private static @Nullable Money money(@Nullable BigDecimal value, @Nullable String currency) {
        return value == null || currency == null ? null : new Money(value, currency);
    }

    private static @Nullable SetAside setAside(@Nullable String name) {
        return name == null ? null : SetAside.valueOf(name);
    }
}
