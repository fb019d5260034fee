package org.touchstone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.touchstone.badge.Badges;
import org.touchstone.badge.Look;
import org.touchstone.directory.PublicRegister;
import org.touchstone.directory.Question;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.text.Language;
import org.touchstone.policy.Policies;
import org.touchstone.record.Records;
import org.touchstone.registry.Mark;
import org.touchstone.registry.RegisterEntry;
import org.touchstone.registry.RegisterFeed;
import org.touchstone.registry.Registry;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.policy.Grade;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.record.CaseFacts;
import org.touchstone.rules.record.Figures;
import org.touchstone.transparency.Audit;
import org.touchstone.transparency.TransparencyLog;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether record, step, badge, register, letters and log say one and the same of every mark. Written from what the sources and the
 * documentation say and from what the drill itself did, not from how the platform does it. A contradiction is an error that names the
 * day, the mark and both values.
 */
final class YearChecks {

    private static final int SAMPLE = 40;
    private static final TypeReference<List<ComplaintEvent>> HISTORY = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Http http;
    private final DatabaseClock clock;
    private final Registry registry;
    private final RegisterFeed feed;
    private final PublicRegister register;
    private final Records records;
    private final Policies policies;
    private final Badges badges;
    private final TransparencyLog log;
    private final Audit audit;
    private final JsonMapper json;
    private final Map<String, YearShop> shops;
    private final List<String> codes;
    private final Random random;
    private final Look english = new Look(Language.EN, Look.DEFAULT.size(), Look.DEFAULT.theme());
    private static final Pattern GRADE = Pattern.compile("[Gg]rade ([A-E])\\b");

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private int day;
    private int turn;
    private long journal;
    private Instant since;
    private long size;
    private byte[] root;

    YearChecks(Installation installation, Map<String, YearShop> shops, Random random) {
        this.jdbc = installation.jdbc();
        this.http = installation.http().with("Accept-Language", "en");
        this.clock = installation.part(DatabaseClock.class);
        this.registry = installation.part(Registry.class);
        this.feed = installation.part(RegisterFeed.class);
        this.register = installation.part(PublicRegister.class);
        this.records = installation.part(Records.class);
        this.policies = installation.part(Policies.class);
        this.badges = installation.part(Badges.class);
        this.log = installation.part(TransparencyLog.class);
        this.audit = installation.part(Audit.class);
        this.json = installation.part(JsonMapper.class);
        this.shops = shops;
        this.codes = new ArrayList<>(new TreeSet<>(shops.keySet()));
        this.random = random;
        Collections.shuffle(codes, random);
        this.journal = newest();
        this.since = clock.instant();
        var head = log.head().orElseThrow();
        this.size = head.size();
        this.root = head.root();
    }

    private long newest() {
        return jdbc.sql("SELECT coalesce(max(id), 0) FROM journal_entry")
                .query(Long.class)
                .single();
    }

    Map<String, Long> counts() {
        return counts;
    }

    private void count(String what, long number) {
        counts.merge("checked: " + what, number, Long::sum);
    }

    private AssertionError contradiction(String mark, String what, @Nullable Object one, @Nullable Object other) {
        return new AssertionError("day %d, mark %s: %s: %s and %s".formatted(day + 1, mark, what, one, other));
    }

    private void same(String mark, String what, @Nullable Object one, @Nullable Object other) {
        if (!Objects.equals(one, other)) {
            throw contradiction(mark, what, one, other);
        }
    }

    /** Holds everything that was touched since the last time against everything, with some of the rest; or all of it. */
    void day(int number, boolean everything) {
        day = number;
        var now = clock.instant();
        long upTo = newest();
        cases(everything, upTo);
        var touched = everything ? new HashSet<>(codes) : touched(upTo);
        points(touched, now);
        var rows = rows(now);
        ladder(rows, now);
        for (var invariant : INVARIANTS.entrySet()) {
            invariant(invariant.getKey(), invariant.getValue());
        }
        letters();
        logged();
        grown();
        var changed = changed();
        var looked = new TreeSet<String>();
        looked.addAll(some(changed));
        looked.addAll(rotating());
        figures(looked, now);
        shown(looked);
        uncovered();
        index(everything);
        if (everything) {
            audited();
        }
        journal = upTo;
        since = now;
    }

    /** A last look at everything: every page of the log, and every published figure and grade by the verifier, which has code of its own. */
    void end() {
        audited();
        try {
            var verified = Sound.figures(http);
            if (!verified.contains(", 0 differ")) {
                throw contradiction("of all", "published and recomputed", verified, "0 differ");
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> some(Collection<String> from) {
        var shuffled = new ArrayList<>(new TreeSet<>(from));
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(2 * SAMPLE, shuffled.size()));
    }

    private List<String> rotating() {
        var some = new ArrayList<String>();
        for (int i = 0; i < SAMPLE; i++) {
            some.add(codes.get(turn++ % codes.size()));
        }
        return some;
    }

    private Set<String> touched(long upTo) {
        var touched = new HashSet<>(jdbc.sql("""
                        SELECT c.mark FROM complaint c WHERE c.id IN (
                            SELECT substring(subject FROM 11)::uuid FROM journal_entry
                            WHERE id > :from AND id <= :to AND subject LIKE 'complaint:%')
                        UNION
                        SELECT substring(subject FROM 6) FROM journal_entry
                        WHERE id > :from AND id <= :to AND subject LIKE 'mark:%'
                        """)
                .param("from", journal)
                .param("to", upTo)
                .query(Rows::onlyText)
                .list());
        count("marks touched", touched.size());
        return touched;
    }

    private Set<String> changed() {
        return new HashSet<>(jdbc.sql("SELECT DISTINCT code FROM mark_event WHERE at > :since AND step IS NOT NULL")
                .param("since", at(since.minus(Duration.ofDays(1))))
                .query(Rows::onlyText)
                .list());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    // Record and history.

    /** The row of every case that was touched, its history and what the record has of it. */
    private void cases(boolean everything, long upTo) {
        var found = everything
                ? "SELECT id FROM complaint"
                : "SELECT DISTINCT substring(subject FROM 11)::uuid AS id FROM journal_entry"
                        + " WHERE id > :from AND id <= :to AND subject LIKE 'complaint:%'";
        var statement = jdbc.sql("WITH t AS MATERIALIZED (" + found + """
                )
                SELECT c.mark, c.id || ' ' || c.version || ' ' || c.state AS one,
                       coalesce(r.version || ' ' || r.state || ' ' || r.mark, 'no record') AS other
                FROM t JOIN complaint c ON c.id = t.id
                LEFT JOIN record_case r ON r.case_id = c.id
                LEFT JOIN LATERAL (SELECT count(*) AS count, max(seq) AS last, jsonb_agg(e.event ORDER BY e.seq) AS events
                                   FROM complaint_event e WHERE e.complaint_id = c.id) h ON true
                WHERE r.case_id IS NULL OR r.version <> c.version OR r.mark <> c.mark OR r.state <> c.state
                   OR h.count <> c.version OR h.last <> c.version OR r.history <> h.events
                LIMIT 1
                """);
        if (!everything) {
            statement = statement.param("from", journal).param("to", upTo);
        }
        statement
                .query((row, n) -> contradiction(
                        row.getString("mark"), "case and record", row.getString("one"), row.getString("other")))
                .optional()
                .ifPresent(error -> {
                    throw error;
                });
        if (everything) {
            var sums = jdbc.sql(
                            "SELECT (SELECT count(*) FROM complaint) AS one, (SELECT count(*) FROM record_case) AS other")
                    .query((row, n) -> List.of(row.getLong("one"), row.getLong("other")))
                    .single();
            same("of all", "number of complaints and of records", sums.getFirst(), sums.getLast());
            count("cases", sums.getFirst());
        } else {
            count("cases", upTo - journal);
        }
    }

    /** Points by the histories' last states and by the record, each for itself, beside what the drill did. */
    private void points(Set<String> marks, Instant now) {
        var from = Figures.windowStart(now, ladder(now).window());
        var byRecord = points("""
                SELECT mark, count(*) AS count FROM record_case
                WHERE mark COLLATE "C" = ANY (:marks) AND submitted > :from AND submitted <= :now AND set_aside IS NULL
                  AND coalesce(answered_round, 0) = 0 AND deadlines[cardinality(deadlines)] <= :now
                  AND (withdrawn IS NULL OR withdrawn >= deadlines[cardinality(deadlines)])
                GROUP BY mark
                """, marks, from, now);
        var byHistory = points("""
                SELECT c.mark, count(*) AS count FROM complaint c
                WHERE c.mark = ANY (:marks) AND c.filed_at > :from AND c.filed_at <= :now
                  AND c.state IN ('UNANSWERED', 'ANSWERED_AFTER_EXPIRY') AND NOT c.quarantined
                GROUP BY c.mark
                """, marks, from, now);
        for (var mark : marks) {
            int known = Objects.requireNonNull(shops.get(mark)).pointsAt(now, from);
            same(mark, "points of the drill and of the record", known, byRecord.getOrDefault(mark, 0));
            same(mark, "points of the drill and of the cases", known, byHistory.getOrDefault(mark, 0));
        }
    }

    private Map<String, Integer> points(String sql, Set<String> marks, Instant from, Instant now) {
        var found = new HashMap<String, Integer>();
        jdbc.sql(sql)
                .param("marks", marks.toArray(String[]::new))
                .param("from", at(from))
                .param("now", at(now))
                .query(row -> {
                    found.put(row.getString("mark"), row.getInt("count"));
                });
        return found;
    }

    private Policy.Ladder ladder(Instant now) {
        return policies.at(now).ladder();
    }

    /** The figures that are published, beside those of the histories alone. */
    private void figures(Set<String> marks, Instant now) {
        var policy = policies.at(now);
        var window = policy.record().window();
        var from = Figures.windowStart(now, window);
        var found = new HashMap<String, List<CaseFacts>>();
        jdbc.sql("""
                        SELECT c.mark, c.policy_version,
                               (SELECT jsonb_agg(e.event ORDER BY e.seq) FROM complaint_event e WHERE e.complaint_id = c.id)::text AS h
                        FROM complaint c WHERE c.mark = ANY (:marks) AND c.filed_at > :from AND c.filed_at <= :now
                        """)
                .param("marks", marks.toArray(String[]::new))
                .param("from", at(from))
                .param("now", at(now))
                .query(row -> {
                    var facts = CaseFacts.at(
                            now,
                            json.readValue(row.getString("h"), HISTORY),
                            policies.named(row.getString("policy_version")));
                    found.computeIfAbsent(row.getString("mark"), _ -> new ArrayList<>())
                            .add(facts);
                });
        for (var mark : registry.marks(marks)) {
            var shop = Objects.requireNonNull(shops.get(mark.code()));
            @Nullable Long orders = shop.orders == 0 ? null : 12 * shop.orders;
            var worked = Figures.of(found.getOrDefault(mark.code(), List.of()), now, window, policy.record(), orders);
            same(
                    mark.code(),
                    "figures and histories",
                    records.at(mark, now, null).figures(),
                    worked);
        }
        count("figures", marks.size());
    }

    // The ladder.

    /** Where a mark stands on the ladder, as the tables have it. */
    private record Row(
            String code,
            String state,
            boolean covers,
            @Nullable String supervision,
            @Nullable String open,
            int points,
            @Nullable Instant openedAt,
            @Nullable String recommended,
            @Nullable Instant settledAt,
            boolean failed) {}

    private List<Row> rows(Instant now) {
        var from = Figures.windowStart(now, ladder(now).window());
        int watch = ladder(now).watchAbove();
        var watched = shops.values().stream()
                .filter(s -> s.points.size() > watch && s.pointsAt(now, from) > watch)
                .map(s -> s.mark.code())
                .toArray(String[]::new);
        return jdbc.sql("""
                        SELECT m.code, m.state, m.state IN ('ISSUED', 'UNDER_REVIEW') AND m.expires_at > :now AS covers,
                               m.supervision, c.state AS open, coalesce(c.points, 0) AS points, c.opened_at, c.recommended,
                               l.settled_at, c.failed_at IS NOT NULL AS failed
                        FROM mark m
                        LEFT JOIN supervision_case c ON c.code = m.code AND c.closed_at IS NULL
                        LEFT JOIN ladder_mark l ON l.code = m.code
                        WHERE m.supervision IS NOT NULL OR c.id IS NOT NULL OR m.code = ANY (:watched)
                        """)
                .param("now", at(now))
                .param("watched", watched)
                .query((row, n) -> new Row(
                        row.getString("code"),
                        row.getString("state"),
                        row.getBoolean("covers"),
                        row.getString("supervision"),
                        row.getString("open"),
                        row.getInt("points"),
                        instant(row.getObject("opened_at", OffsetDateTime.class)),
                        row.getString("recommended"),
                        instant(row.getObject("settled_at", OffsetDateTime.class)),
                        row.getBoolean("failed")))
                .list();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** Whether so many points are more than a number for each 10,000 orders. */
    private static boolean many(int points, YearShop shop, Policy.Ladder rules) {
        return shop.orders == 0 || points * 10_000.0 > rules.sizedAbove().doubleValue() * 12 * shop.orders;
    }

    private void ladder(List<Row> rows, Instant now) {
        var rules = ladder(now);
        var from = Figures.windowStart(now, rules.window());
        for (var row : rows) {
            var shop = Objects.requireNonNull(shops.get(row.code()));
            int points = shop.pointsAt(now, from);
            var code = row.code();
            same(code, "letter and open case", "LETTER".equals(row.supervision()), row.open() != null);
            if (row.open() == null) {
                boolean watch = points > rules.watchAbove();
                if (row.covers()) {
                    same(code, "watched, with " + points + " points", watch, row.supervision() != null);
                } else if (row.supervision() != null) {
                    same(code, "watched, not covering, with " + points + " points", true, watch);
                }
                boolean fresh = row.settledAt() == null || shop.pointsSince(row.settledAt(), now) >= rules.again();
                if (row.covers() && points > rules.letterAbove() && many(points, shop, rules) && fresh) {
                    throw contradiction(code, "points and step", points, "no letter");
                }
            } else {
                var opened = Objects.requireNonNull(row.openedAt());
                int then = shop.pointsAt(opened, Figures.windowStart(opened, rules.window()));
                same(code, "points of the letter and of the drill", row.points(), then);
                if (then <= rules.letterAbove() || !many(then, shop, rules)) {
                    throw contradiction(code, "letter below the threshold", then, shop.orders);
                }
                if ("SUSPEND".equals(row.recommended())
                        && !row.failed()
                        && (points <= rules.suspensionAbove() || !many(points, shop, rules))) {
                    throw contradiction(code, "suspension recommended", points, row.open());
                }
                if ("REVOKE".equals(row.recommended())
                        && (points <= rules.revocationAbove() || !many(points, shop, rules))) {
                    throw contradiction(code, "revocation recommended", points, row.open());
                }
                if ("SUSPENDED".equals(row.state())) {
                    same(code, "suspended and its case", "SUSPENDED", row.open());
                }
            }
        }
        count("marks on the ladder", rows.size());
    }

    // What must never be, in one statement each: the mark, and two values that contradict one another.

    private static final Map<String, String> INVARIANTS = invariants();

    private static Map<String, String> invariants() {
        var all = new LinkedHashMap<String, String>();
        all.put("suspended without a letter before", """
                SELECT d.code, d.effective_at::text AS one, 'no letter' AS other FROM mark_decision d
                WHERE d.step = 'SUSPEND' AND d.stage = 'EFFECTIVE' AND NOT EXISTS (
                    SELECT 1 FROM mark_decision l WHERE l.code = d.code AND l.step = 'LETTER' AND l.stage = 'EFFECTIVE'
                      AND l.effective_at < d.effective_at)
                """);
        all.put("revoked without a suspension before", """
                SELECT d.code, d.effective_at::text AS one, 'no suspension' AS other FROM mark_decision d
                WHERE d.step = 'REVOKE' AND d.stage = 'EFFECTIVE' AND NOT EXISTS (
                    SELECT 1 FROM mark_decision l WHERE l.code = d.code AND l.step = 'SUSPEND' AND l.stage = 'EFFECTIVE'
                      AND l.effective_at < d.effective_at)
                """);
        all.put("one officer alone", """
                SELECT code, coalesce(proposed_by::text, '-') AS one, coalesce(approved_by::text, '-') AS other
                FROM mark_decision WHERE step IN ('SUSPEND', 'REVOKE') AND stage = 'EFFECTIVE'
                  AND (proposed_by IS NULL OR approved_by IS NULL OR proposed_by = approved_by)
                """);
        all.put("judge of an own decision", """
                SELECT d.code, j.proposed_by::text AS one, d.id::text AS other
                FROM mark_decision j JOIN mark_decision d ON d.id = j.appeal_of
                WHERE j.proposed_by IS NULL OR j.proposed_by IN (d.proposed_by, d.approved_by)
                """);
        all.put("grade in the register and as worked out", """
                SELECT m.code, coalesce(m.grade, '-') AS one, coalesce(s.grade, '-') AS other
                FROM mark m JOIN grade_state s ON s.mark = m.code
                WHERE m.grade IS DISTINCT FROM s.grade
                """);
        all.put("grade and its history", """
                SELECT s.mark AS code, coalesce(s.grade, '-') AS one, coalesce(e.grade, '-') AS other FROM grade_state s
                JOIN LATERAL (SELECT grade FROM grade_event e WHERE e.mark = s.mark ORDER BY seq DESC LIMIT 1) e ON true
                WHERE s.grade IS DISTINCT FROM e.grade
                """);
        all.put("grade of a mark with a letter, or without validity", """
                SELECT code, grade AS one, state || coalesce(' ' || supervision, '') AS other FROM mark
                WHERE (supervision = 'LETTER' AND grade IN ('A', 'B')) OR (state = 'SUSPENDED' AND grade <> 'E')
                   OR (state IN ('REVOKED', 'EXPIRED') AND grade IS NOT NULL)
                """);
        all.put("state and history", """
                SELECT m.code, m.state AS one, e.state AS other FROM mark m
                JOIN LATERAL (SELECT state FROM mark_event e WHERE e.code = m.code ORDER BY seq DESC LIMIT 1) e ON true
                WHERE m.state <> e.state
                """);
        all.put("a gap in a history", """
                SELECT code, max(seq)::text AS one, count(*)::text AS other FROM mark_event GROUP BY code HAVING max(seq) <> count(*)
                """);
        all.put("state and standing decision", """
                SELECT m.code, m.state AS one, coalesce(d.step, 'no decision') AS other FROM mark m
                LEFT JOIN LATERAL (SELECT step FROM mark_decision d WHERE d.code = m.code AND d.stage = 'EFFECTIVE'
                                     AND d.state_before <> d.state_after ORDER BY d.effective_at DESC LIMIT 1) d ON true
                WHERE (m.state = 'SUSPENDED' AND d.step IS DISTINCT FROM 'SUSPEND' AND d.step IS DISTINCT FROM 'GRANT_APPEAL')
                   OR (m.state = 'REVOKED' AND d.step IS DISTINCT FROM 'REVOKE')
                """);
        all.put("a case that was closed and a mark under a letter", """
                SELECT m.code, m.supervision AS one, coalesce(string_agg(c.state, ' '), 'no case') AS other
                FROM mark m LEFT JOIN supervision_case c ON c.code = m.code
                WHERE m.supervision = 'LETTER' GROUP BY m.code, m.supervision HAVING coalesce(bool_and(c.closed_at IS NOT NULL), true)
                """);
        all.put("a revoked mark and an open case", """
                SELECT m.code, m.state AS one, c.state AS other FROM mark m
                JOIN supervision_case c ON c.code = m.code AND c.closed_at IS NULL WHERE m.state = 'REVOKED'
                """);
        all.put("a case and its history", """
                SELECT c.code, c.state AS one, e.state AS other FROM supervision_case c
                JOIN LATERAL (SELECT state FROM supervision_event e WHERE e.case_id = c.id ORDER BY seq DESC LIMIT 1) e ON true
                WHERE c.state <> e.state
                """);
        all.put("a letter for each case", """
                SELECT c.code, c.letter::text AS one, count(l.id)::text AS other FROM supervision_case c
                LEFT JOIN official_letter l ON l.case_id = c.id AND l.kind = 'LETTER' AND l.decision = c.letter
                GROUP BY c.id HAVING count(l.id) <> 1
                """);
        all.put("a letter for each step of a case", """
                SELECT c.code, e.step || ' ' || e.count AS one, coalesce(l.count, 0)::text AS other
                FROM (SELECT case_id, step, count(*) AS count FROM supervision_event
                      WHERE step IN ('ACCEPT_PLAN', 'RETURN_PLAN', 'MISS_PLAN', 'FAIL_CHECK', 'PASS_CHECK', 'WITHDRAW')
                      GROUP BY case_id, step) e
                JOIN supervision_case c ON c.id = e.case_id
                LEFT JOIN (SELECT case_id, kind, count(*) AS count FROM official_letter GROUP BY case_id, kind) l
                  ON l.case_id = e.case_id AND l.kind = CASE e.step
                     WHEN 'ACCEPT_PLAN' THEN 'PLAN_ACCEPTED' WHEN 'RETURN_PLAN' THEN 'PLAN_RETURNED'
                     WHEN 'MISS_PLAN' THEN 'PLAN_MISSED' WHEN 'FAIL_CHECK' THEN 'CHECK_FAILED'
                     WHEN 'PASS_CHECK' THEN 'SETTLED' ELSE 'WITHDRAWN' END
                WHERE e.count <> coalesce(l.count, 0)
                """);
        all.put("a statement of reasons for each decision", """
                SELECT d.code, d.step || ' ' || d.id AS one, count(l.id)::text AS other FROM mark_decision d
                LEFT JOIN official_letter l ON l.decision = d.id AND l.kind = 'STATEMENT'
                WHERE d.stage = 'EFFECTIVE'
                  AND d.step IN ('PUT_UNDER_REVIEW', 'END_REVIEW', 'SUSPEND', 'REINSTATE', 'REVOKE', 'GRANT_APPEAL', 'DENY_APPEAL')
                GROUP BY d.id HAVING count(l.id) <> 1
                """);
        all.put("a correction for each appeal that was granted", """
                SELECT d.code, d.appeal_of::text AS one, count(c.id)::text AS other FROM mark_decision d
                LEFT JOIN correction c ON c.id = d.appeal_of
                WHERE d.step = 'GRANT_APPEAL' AND d.stage = 'EFFECTIVE' GROUP BY d.id HAVING count(c.id) <> 1
                """);
        all.put("a granted appeal and what it reversed", """
                SELECT d.code, r.step || ' reversed' AS one, m.state AS other FROM mark_decision d
                JOIN mark_decision r ON r.id = d.appeal_of JOIN mark m ON m.code = d.code
                WHERE d.step = 'GRANT_APPEAL' AND r.step = 'SUSPEND' AND m.state = 'SUSPENDED' AND m.suspension = r.id
                """);
        return all;
    }

    private void invariant(String what, String sql) {
        jdbc.sql(sql + " LIMIT 1")
                .query((row, n) -> contradiction(
                        String.valueOf(row.getString("code")), what, row.getString("one"), row.getString("other")))
                .optional()
                .ifPresent(error -> {
                    throw error;
                });
        count("invariants", 1);
    }

    /** Letters are numbered from one on in every year, without a gap. */
    private void letters() {
        jdbc
                .sql("""
                        SELECT 'letters of ' || y.year AS code, y.last::text AS one,
                               count(l.id) || ', the last ' || max(l.number) AS other,
                               count(l.id) = y.last AND max(l.number) = y.year || '-' || lpad(y.last::text, 6, '0')
                               AND min(l.number) = y.year || '-000001' AS good
                        FROM letter_year y LEFT JOIN official_letter l ON l.number LIKE y.year || '-%' GROUP BY y.year, y.last
                        """)
                .query((row, n) -> row.getBoolean("good")
                        ? null
                        : contradiction(row.getString("code"), "numbers", row.getString("one"), row.getString("other")))
                .list()
                .stream()
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(error -> {
                    throw error;
                });
    }

    // The log.

    /** What was written since the last time, with the column that says when, and its key as the log notes it. */
    private static final Map<String, List<String>> LOGGED = Map.of(
            "mark_event", List.of("at", "r.code || '/' || r.seq"),
            "official_letter", List.of("at", "r.id::text"),
            "letter_delivery", List.of("at", "r.letter || '/' || r.seq"),
            "supervision_event", List.of("at", "r.case_id || '/' || r.seq"),
            "mark_decision", List.of("proposed_at", "r.id::text"),
            "mark_appeal", List.of("appealed_at", "r.decision_id::text"),
            "correction", List.of("at", "r.id::text"));

    private void logged() {
        same(
                "of all",
                "rows that wait for the log",
                0L,
                jdbc.sql("SELECT count(*) FROM log_pending").query(Long.class).single());
        LOGGED.forEach((table, columns) -> {
            var missing = jdbc.sql("SELECT " + columns.getLast() + " FROM " + table + " r WHERE r." + columns.getFirst()
                            + " > :since AND NOT EXISTS (SELECT 1 FROM log_entry e WHERE e.source = '" + table
                            + "' AND e.key = " + columns.getLast() + ") LIMIT 1")
                    .param("since", at(since.minus(Duration.ofDays(1))))
                    .query(Rows::onlyText)
                    .optional();
            missing.ifPresent(key -> {
                throw contradiction(key, "row of " + table + " and its leaf", "written", "not in the log");
            });
        });
    }

    /** The head of yesterday is a beginning of the log of today. */
    private void grown() {
        var head = log.head().orElseThrow();
        if (head.size() < size) {
            throw contradiction("of all", "leaves of the log", size, head.size());
        }
        same("of all", "root of the log at " + size, hex(root), hex(log.root(size)));
        if (head.size() > size) {
            var proof = log.consistency(size, head.size()).orElseThrow();
            if (!WitnessServer.consistent(size, root, head.size(), head.root(), proof.hashes())) {
                throw contradiction("of all", "heads of the log", size, head.size());
            }
        } else {
            same("of all", "root of the log", hex(root), hex(head.root()));
        }
        count("leaves", head.size() - size);
        size = head.size();
        root = head.root();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Every audited row, leaf, head and file. */
    private void audited() {
        var result = audit.run();
        if (!result.faults().isEmpty()) {
            throw contradiction(
                    "of all",
                    "audit of the log",
                    result.faults().getFirst(),
                    result.faults().size() + " faults");
        }
        count(
                "rows audited",
                result.rows().values().stream().mapToLong(Long::longValue).sum());
    }

    // What everyone sees.

    /** A mark in its table. */
    private record Seen(
            String code,
            String state,
            @Nullable String supervision,
            String host,
            String name,
            @Nullable String grade) {}

    private Map<String, Seen> seen(Collection<String> marks) {
        var found = new HashMap<String, Seen>();
        jdbc.sql("""
                        SELECT m.code, m.state, m.supervision, m.grade, w.host, b.legal_name FROM mark m
                        JOIN website w ON w.id = m.website_id JOIN business b ON b.id = w.business_id WHERE m.code = ANY (:codes)
                        """).param("codes", marks.toArray(String[]::new)).query(row -> {
            found.put(
                    row.getString("code"),
                    new Seen(
                            row.getString("code"),
                            row.getString("state"),
                            row.getString("supervision"),
                            row.getString("host"),
                            row.getString("legal_name"),
                            row.getString("grade")));
        });
        return found;
    }

    /** Address for programs, badge, and register of some marks. */
    private void shown(Set<String> marks) {
        var rows = seen(marks);
        for (var entry : feed.named(marks)) {
            entry(entry, Objects.requireNonNull(rows.get(entry.code())));
        }
        for (var row : rows.values()) {
            var answer = http.get("/api/v1/marks/" + row.code()).json();
            same(
                    row.code(),
                    "state for programs and in the table",
                    answer.path("state").asString(),
                    row.state());
            var step = row.state().equals("SUSPENDED") || row.state().equals("REVOKED")
                    ? row.state()
                    : row.supervision() == null ? "NONE" : row.supervision();
            same(
                    row.code(),
                    "step for programs and in the table",
                    answer.path("standing").path("step").asString(),
                    step);
            var standing = registry.standing(row.code()).orElseThrow();
            same(row.code(), "standing and table", standing.state().name(), row.state());
            same(
                    row.code(),
                    "grade for programs and in the table",
                    answer.path("grade").isNull() ? null : answer.path("grade").asString(),
                    row.grade());
            badge(row.code(), MarkState.valueOf(row.state()), row.grade());
            graded(row.code(), row.grade());
        }
        count("marks shown", rows.size());
    }

    /** The facts a grade rests on, and the points the drill itself knows of. */
    private void graded(String code, @Nullable String grade) {
        var answer = http.get("/api/v1/marks/" + code + "/grade").json();
        same(
                code,
                "grade by its page and in the table",
                answer.path("grade").isNull() ? null : answer.path("grade").asString(),
                grade);
        var now = clock.instant();
        var from = Figures.windowStart(now, policies.now().record().window());
        var tally = answer.at("/facts/tally");
        same(
                code,
                "unanswered complaints of the grade and of the drill",
                tally.path("matured").asInt() - tally.path("answered").asInt(),
                Objects.requireNonNull(shops.get(code)).pointsAt(now, from));
        count("grades held against points", 1);
    }

    private void entry(RegisterEntry entry, Seen row) {
        same(row.code(), "state in register and table", entry.state().name(), row.state());
        same(
                row.code(),
                "supervision in register and table",
                entry.supervision() == null ? null : entry.supervision().name(),
                row.supervision());
        same(row.code(), "address in register and table", entry.host().name(), row.host());
        same(row.code(), "name in register and table", entry.legalName(), row.name());
        var grade = entry.grade();
        same(row.code(), "grade in register and table", grade == null ? null : grade.name(), row.grade());
    }

    private void badge(String code, MarkState state, @Nullable String grade) {
        var says = switch (state) {
            case ISSUED -> "Mark valid";
            case UNDER_REVIEW -> "Mark under review";
            case SUSPENDED -> "Mark suspended";
            case REVOKED -> "Mark revoked";
            case EXPIRED -> "Mark expired";
        };
        var picture = badges.picture(code, english, null).orElseThrow();
        var text = new String(picture.plain().bytes(), StandardCharsets.UTF_8);
        if (!text.contains(says)) {
            throw contradiction(code, "badge and table", text, says);
        }
        var told = GRADE.matcher(text);
        same(
                code,
                "grade on the badge and in the table",
                told.find() ? told.group(1) : null,
                state.covers() ? grade : null);
        count("badges", 1);
    }

    /** Nobody who is suspended or lost the mark is covered, whatever is looked at. */
    private void uncovered() {
        var found = jdbc.sql("SELECT code FROM mark WHERE state IN ('SUSPENDED', 'REVOKED') ORDER BY code")
                .query(Rows::onlyText)
                .list();
        var today = policies.now().dayOf(clock.instant());
        for (Mark mark : registry.marks(found)) {
            if (mark.coversAt(clock.instant())) {
                throw contradiction(mark.code(), "covering", mark.state(), "covers");
            }
            badge(
                    mark.code(),
                    mark.state(),
                    mark.grade() == null ? null : mark.grade().name());
        }
        for (Mark mark : registry.marks(some(found))) {
            same(mark.code(), "covered today, being " + mark.state(), false, registry.wasMarkedOn(mark, today));
        }
    }

    /** The index of the register finds the marks of every state, and no others. */
    private void index(boolean everything) {
        for (var state : MarkState.values()) {
            if (!everything && state == MarkState.ISSUED) {
                continue;
            }
            var expected = new TreeSet<>(jdbc.sql("SELECT code FROM mark WHERE state = :state")
                    .param("state", state.name())
                    .query(Rows::onlyText)
                    .list());
            var found = new TreeSet<String>();
            register.each(new Question("", null, null, state), entry -> found.add(entry.code()));
            if (!found.equals(expected)) {
                var odd = new TreeSet<>(expected);
                odd.removeAll(found);
                var more = new TreeSet<>(found);
                more.removeAll(expected);
                throw contradiction(
                        String.valueOf(odd.isEmpty() ? more.first() : odd.first()),
                        "marks " + state + " in the register's index and in the table",
                        found.size(),
                        expected.size());
            }
            count("entries of the index", found.size());
        }
        if (everything) {
            for (var grade : Grade.values()) {
                var found = new TreeSet<String>();
                register.each(new Question("", null, null, null, grade), entry -> found.add(entry.code()));
                same(
                        "of all",
                        "marks of grade " + grade + " in the register's index and in the table",
                        found,
                        new TreeSet<>(jdbc.sql("SELECT code FROM mark WHERE grade = :grade")
                                .param("grade", grade.name())
                                .query(Rows::onlyText)
                                .list()));
            }
        }
    }
}
