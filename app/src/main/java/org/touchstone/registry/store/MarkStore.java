package org.touchstone.registry.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkTally;
import org.touchstone.registry.Orders;
import org.touchstone.registry.Registry;
import org.touchstone.registry.Standing;
import org.touchstone.registry.Supervision;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.SupervisionStep;
import org.touchstone.rules.policy.Grade;

/** Marks and their websites. */
@Repository
public class MarkStore {

    static final String MARK = """
            SELECT m.code, m.state, m.issued_at, m.expires_at, w.id AS website_id, w.host,
                   b.id AS business_id, b.legal_name, b.trade, b.source LIKE 'import:%' AS imported, w.released_at,
                   m.grade, m.supervision, m.supervised_since, m.supervision_reason
            FROM mark m
            JOIN website w ON w.id = m.website_id
            JOIN business b ON b.id = w.business_id
            """;

    private final JdbcClient jdbc;

    MarkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The mark of a code. */
    public Optional<Mark> byCode(String code) {
        return jdbc.sql(MARK + "WHERE m.code = :code")
                .param("code", code)
                .query(MarkStore::mark)
                .optional();
    }

    /** The mark of a host; one that lost it to a newer mark is not it. */
    public Optional<Mark> byHost(Host host) {
        return jdbc.sql(MARK + "WHERE w.host = :host AND w.released_at IS NULL")
                .param("host", host.name())
                .query(MarkStore::mark)
                .optional();
    }

    /** Since when a mark stands in the state it is in; what happened to it since and left it there, such as a denied appeal, is not it. */
    public Instant since(String code) {
        return jdbc.sql("""
                        SELECT min(at) AS at FROM mark_event
                        WHERE code = :code AND seq > coalesce((
                            SELECT max(o.seq) FROM mark_event o
                            WHERE o.code = :code AND o.state <> (
                                SELECT l.state FROM mark_event l WHERE l.code = :code ORDER BY l.seq DESC LIMIT 1)), 0)
                        """)
                .param("code", code)
                .query((row, n) -> Rows.instant(row, "at"))
                .single();
    }

    /** Marks by part of a business's name or host, the likeliest first. */
    public List<Mark> search(String nameKey, String typed, int limit) {
        return jdbc.sql(MARK + """
                        WHERE b.name_key LIKE '%' || :key || '%' OR w.host LIKE '%' || :typed || '%'
                        ORDER BY b.name_key = :key DESC, length(b.name_key), m.code LIMIT :limit
                        """)
                .param("key", nameKey)
                .param("typed", typed)
                .param("limit", limit)
                .query(MarkStore::mark)
                .list();
    }

    /** A mark and where it stands by the one clock. */
    public Optional<Standing> standing(String code) {
        return jdbc.sql("SELECT one.*, touchstone_now() AS now FROM (" + MARK + "WHERE m.code = :code) one")
                .param("code", code)
                .query((row, n) -> {
                    var mark = mark(row, n);
                    var now = Rows.instant(row, "now");
                    return new Standing(mark, mark.stateAt(now), now);
                })
                .optional();
    }

    /**
     * Marked hosts that may look like this one, roughly the most alike first; {@link org.touchstone.registry.Likeness} judges.
     *
     * @param spellings other ways to write the host
     * @param beginnings how names begin that stand in it
     */
    public List<Mark> nearly(Host host, Collection<Host> spellings, Collection<String> beginnings, int limit) {
        return jdbc.sql(MARK + """
                        JOIN (SELECT id FROM website WHERE skeleton = ANY (:skeletons)
                              UNION SELECT id FROM website WHERE host = ANY (:spellings)
                              UNION SELECT id FROM website WHERE host % :host
                              UNION SELECT n.id FROM unnest(:beginnings::text[]) b
                                    CROSS JOIN LATERAL (SELECT id FROM website WHERE host LIKE b || '.%' LIMIT :limit) n) found
                          ON found.id = w.id
                        WHERE w.host <> :host AND w.released_at IS NULL
                        ORDER BY w.skeleton = ANY (:skeletons) OR w.host = ANY (:spellings) DESC, similarity(w.host, :host) DESC, w.host
                        LIMIT :limit
                        """)
                .param("host", host.name())
                .param(
                        "skeletons",
                        Stream.concat(Stream.of(host), spellings.stream())
                                .map(Host::skeleton)
                                .distinct()
                                .toArray(String[]::new))
                .param("spellings", spellings.stream().map(Host::name).toArray(String[]::new))
                .param("beginnings", beginnings.toArray(String[]::new))
                .param("limit", limit)
                .query(MarkStore::mark)
                .list();
    }

    /** All marks in the order of their codes. To be closed. */
    public Stream<Mark> all() {
        return jdbc.sql(MARK + "ORDER BY m.code COLLATE \"C\"").withFetchSize(2000).query(MarkStore::mark).stream();
    }

    /** The marks of some codes. */
    public List<Mark> byCodes(Collection<String> codes) {
        return jdbc.sql(MARK + "WHERE m.code = ANY (:codes)")
                .param("codes", codes.toArray(String[]::new))
                .query(MarkStore::mark)
                .list();
    }

    /** How many marks there are. */
    public long count() {
        return jdbc.sql("SELECT count(*) FROM mark").query(Long.class).single();
    }

    private static final String STATE_NOW = """
            CASE WHEN m.state IN ('ISSUED', 'UNDER_REVIEW', 'SUSPENDED') AND m.expires_at <= touchstone_now() THEN 'EXPIRED'
                 ELSE m.state END""";

    private static final String OF_TRADE = "(cast(:trade AS text) IS NULL OR b.trade = :trade)";

    /** How many marks stand where, of one trade or of all. */
    public MarkTally tally(@Nullable String trade) {
        var states = new EnumMap<MarkState, Long>(MarkState.class);
        var grades = new EnumMap<Grade, Long>(Grade.class);
        var ungraded = new long[1];
        jdbc.sql("SELECT " + STATE_NOW + """
                         AS state, m.grade, count(*) AS n
                        FROM mark m JOIN website w ON w.id = m.website_id JOIN business b ON b.id = w.business_id
                        WHERE w.released_at IS NULL AND\s""" + OF_TRADE + " GROUP BY 1, 2")
                .param("trade", trade)
                .query(row -> {
                    var state = MarkState.valueOf(Rows.text(row, "state"));
                    var grade = grade(row);
                    long n = row.getLong("n");
                    states.merge(state, n, Long::sum);
                    if (state.covers() && grade != null) {
                        grades.merge(grade, n, Long::sum);
                    } else if (state.covers()) {
                        ungraded[0] += n;
                    }
                });
        return new MarkTally(states, grades, ungraded[0]);
    }

    /** The trade of every mark's business, by code. */
    public Map<String, String> trades() {
        var trades = new HashMap<String, String>();
        jdbc.sql("""
                        SELECT m.code, b.trade FROM mark m
                        JOIN website w ON w.id = m.website_id JOIN business b ON b.id = w.business_id
                        """).query(row -> {
            trades.put(Rows.text(row, "code"), Rows.text(row, "trade").intern());
        });
        return trades;
    }

    /** Marks under review, the longest first. */
    public List<Registry.Since> underReview(int limit) {
        return jdbc.sql(MARK.replace("SELECT ", "SELECT e.at, ") + """
                        JOIN LATERAL (SELECT max(at) AS at FROM mark_event WHERE code = m.code AND step = 'PUT_UNDER_REVIEW') e
                          ON true
                        WHERE m.state = 'UNDER_REVIEW' AND w.released_at IS NULL AND m.expires_at > touchstone_now()
                        ORDER BY e.at, m.code LIMIT :limit
                        """)
                .param("limit", limit)
                .query((row, n) -> {
                    var mark = mark(row, n);
                    var at = Rows.instantOrNull(row, "at");
                    return new Registry.Since(mark, at == null ? mark.issuedAt() : at);
                })
                .list();
    }

    /** Marks that are watched or have a letter, of one trade or of all. */
    public List<Mark> supervised(@Nullable String trade) {
        return jdbc.sql(MARK + """
                        WHERE m.supervision IS NOT NULL AND w.released_at IS NULL
                          AND m.state <> 'REVOKED' AND m.state <> 'EXPIRED' AND m.expires_at > touchstone_now() AND\s""" + OF_TRADE + " ORDER BY m.supervised_since, m.code")
                .param("trade", trade)
                .query(MarkStore::mark)
                .list();
    }

    /** The states a mark was in between two instants, in order; first the one it was in at the beginning. */
    public List<MarkState> statesBetween(String code, Instant begin, Instant end) {
        return jdbc.sql("""
                        SELECT state FROM mark_event
                        WHERE code = :code AND at <= :end
                          AND seq >= coalesce((SELECT max(seq) FROM mark_event WHERE code = :code AND at <= :begin), 0)
                        ORDER BY seq
                        """)
                .param("code", code)
                .param("begin", Rows.at(begin))
                .param("end", Rows.at(end))
                .query((row, n) -> MarkState.valueOf(Rows.text(row, "state")))
                .list();
    }

    /** The marks whose website stood at an address at some time between two instants, as they were then; the latest first. */
    public List<Mark> standingAt(Host host, Instant begin, Instant end) {
        return jdbc.sql("""
                        SELECT m.code, m.state, m.issued_at, m.expires_at, w.id AS website_id, h.host,
                               b.id AS business_id, coalesce(o.legal_name, b.legal_name) AS legal_name, b.trade,
                               b.source LIKE 'import:%' AS imported, w.released_at,
                               m.grade, m.supervision, m.supervised_since, m.supervision_reason
                        FROM (SELECT id AS website_id, host, host_since AS since, released_at AS until
                              FROM website WHERE host = :host
                              UNION ALL
                              SELECT website_id, host, since, until FROM website_host WHERE host = :host) h
                        JOIN website w ON w.id = h.website_id
                        JOIN mark m ON m.website_id = w.id
                        LEFT JOIN LATERAL (
                            SELECT business_id, legal_name FROM website_owner
                            WHERE website_id = w.id AND until >= :end ORDER BY until LIMIT 1) o ON true
                        JOIN business b ON b.id = coalesce(o.business_id, w.business_id)
                        WHERE coalesce(h.since < :end, true) AND coalesce(h.until > :begin, true)
                        ORDER BY h.until DESC NULLS FIRST
                        """)
                .param("host", host.name())
                .param("begin", Rows.at(begin))
                .param("end", Rows.at(end))
                .query(MarkStore::mark)
                .list();
    }

    /** The mark whose website stood at an address before, if none stands there now; the last one. */
    public Optional<Mark> formerlyAt(Host host) {
        return jdbc.sql(MARK + """
                        JOIN website_host h ON h.website_id = w.id
                        WHERE h.host = :host AND NOT EXISTS (SELECT 1 FROM website n WHERE n.host = :host AND n.released_at IS NULL)
                        ORDER BY h.until DESC LIMIT 1
                        """)
                .param("host", host.name())
                .query(MarkStore::mark)
                .optional();
    }

    /** The marks of some businesses, by expiry. */
    public List<Mark> ofBusinesses(Collection<UUID> businesses) {
        return jdbc.sql(MARK + "WHERE w.business_id = ANY (:ids) ORDER BY m.expires_at, m.code")
                .param("ids", businesses.toArray(UUID[]::new))
                .query(MarkStore::mark)
                .list();
    }

    /** Holds an address until the end of the transaction: who takes it up or gives it back comes one after the other. */
    void holdHost(Host host) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('website:' || :host, 0)) IS NULL")
                .param("host", host.name())
                .query(Boolean.class)
                .single();
    }

    /** Adds a website with its mark. A code or host that is taken adds nothing; returns whether it was added. */
    public boolean add(
            UUID business,
            Host host,
            String code,
            Instant issuedAt,
            Instant expiresAt,
            @Nullable Instant remindAt,
            String reason,
            String actor) {
        holdHost(host);
        var website = jdbc.sql("""
                        INSERT INTO website (id, host, skeleton, business_id) VALUES (:id, :host, :skeleton, :business)
                        ON CONFLICT (host) WHERE released_at IS NULL DO NOTHING RETURNING id
                        """)
                .param("id", UUID.randomUUID())
                .param("host", host.name())
                .param("skeleton", host.skeleton())
                .param("business", business)
                .query(UUID.class)
                .optional();
        if (website.isEmpty()) {
            return false;
        }
        jdbc.sql(
                        "INSERT INTO mark (code, website_id, state, issued_at, expires_at, remind_at) VALUES (:code, :website, 'ISSUED', :issued, :expires, :remind)")
                .param("code", code)
                .param("website", website.get())
                .param("issued", Rows.at(issuedAt))
                .param("expires", Rows.at(expiresAt))
                .param("remind", Rows.at(remindAt))
                .update();
        jdbc.sql("""
                INSERT INTO mark_event (code, seq, at, state, reason, actor)
                VALUES (:code, 1, :issued, 'ISSUED', :reason, :actor)
                """)
                .param("code", code)
                .param("issued", Rows.at(issuedAt))
                .param("reason", reason)
                .param("actor", actor)
                .update();
        return true;
    }

    /** Notes the orders of a month; a later report replaces an earlier one. Returns whether that is new. */
    public boolean putOrders(Orders orders) {
        return jdbc.sql("""
                        INSERT INTO order_volume (mark, month, orders) VALUES (:mark, :month, :orders)
                        ON CONFLICT (mark, month) DO UPDATE SET orders = excluded.orders
                        WHERE order_volume.orders <> excluded.orders
                        """)
                        .param("mark", orders.mark())
                        .param("month", orders.month())
                        .param("orders", orders.orders())
                        .update()
                > 0;
    }

    /** Order volumes of some marks, by mark. */
    public Map<String, List<Orders>> orders(Collection<String> codes) {
        return jdbc
                .sql("SELECT mark, month, orders FROM order_volume WHERE mark = ANY (:codes) ORDER BY mark, month")
                .param("codes", codes.toArray(String[]::new))
                .query((row, n) -> new Orders(
                        Rows.text(row, "mark"), row.getObject("month", LocalDate.class), row.getLong("orders")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Orders::mark));
    }

    /** Order volumes of one mark, or of all marks where none is named. To be closed. */
    public Stream<Orders> orders(String markOrAll) {
        return jdbc
                .sql("""
                        SELECT mark, month, orders FROM order_volume WHERE :mark = '' OR mark = :mark
                        ORDER BY mark COLLATE "C", month
                        """)
                .param("mark", markOrAll)
                .query((row, n) -> new Orders(
                        Rows.text(row, "mark"), row.getObject("month", LocalDate.class), row.getLong("orders")))
                .stream();
    }

    /** Codes of marks with at least so many orders in the months after one day up to another. */
    public List<String> withOrders(LocalDate after, LocalDate until, long atLeast) {
        return jdbc.sql("""
                        SELECT mark FROM order_volume WHERE month > :after AND month <= :until
                        GROUP BY mark HAVING sum(orders) >= :atLeast ORDER BY mark COLLATE "C"
                        """)
                .param("after", after)
                .param("until", until)
                .param("atLeast", atLeast)
                .query(Rows::onlyText)
                .list();
    }

    /** Marks after a code, in the order of their codes. */
    public List<Mark> after(String code, int limit) {
        return jdbc.sql(MARK + "WHERE m.code COLLATE \"C\" > :code ORDER BY m.code COLLATE \"C\" LIMIT :limit")
                .param("code", code)
                .param("limit", limit)
                .query(MarkStore::mark)
                .list();
    }

    static Mark mark(ResultSet row, int n) throws SQLException {
        return new Mark(
                Rows.text(row, "code"),
                MarkState.valueOf(Rows.text(row, "state")),
                Rows.instant(row, "issued_at"),
                Rows.instant(row, "expires_at"),
                Rows.uuid(row, "website_id"),
                new Host(Rows.text(row, "host")),
                Rows.uuid(row, "business_id"),
                Rows.text(row, "legal_name"),
                Rows.text(row, "trade"),
                row.getBoolean("imported"),
                Rows.instantOrNull(row, "released_at"),
                grade(row),
                supervision(row));
    }

    static @Nullable Grade grade(ResultSet row) throws SQLException {
        var name = row.getString("grade");
        return name == null ? null : Grade.valueOf(name);
    }

    private static @Nullable Supervision supervision(ResultSet row) throws SQLException {
        var step = row.getString("supervision");
        return step == null
                ? null
                : new Supervision(
                        SupervisionStep.valueOf(step),
                        Rows.instant(row, "supervised_since"),
                        Rows.text(row, "supervision_reason"));
    }
}
