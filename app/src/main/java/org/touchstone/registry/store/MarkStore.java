package org.touchstone.registry.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkState;
import org.touchstone.registry.Orders;

/** Marks and their websites. */
@Repository
public class MarkStore {

    private static final String MARK = """
            SELECT m.code, m.state, m.issued_at, m.expires_at, w.id AS website_id, w.host,
                   b.id AS business_id, b.legal_name, b.trade, b.source LIKE 'import:%' AS imported
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

    /** The mark of a host. */
    public Optional<Mark> byHost(Host host) {
        return jdbc.sql(MARK + "WHERE w.host = :host")
                .param("host", host.name())
                .query(MarkStore::mark)
                .optional();
    }

    /** The marks of a business, the oldest first. */
    public List<Mark> ofBusiness(UUID business) {
        return jdbc.sql(MARK + "WHERE b.id = :business ORDER BY m.issued_at, m.code")
                .param("business", business)
                .query(MarkStore::mark)
                .list();
    }

    /** When a mark's history last says something. */
    public Instant since(String code) {
        return jdbc.sql("SELECT max(at) AS at FROM mark_event WHERE code = :code")
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

    /** Marked hosts that look like this one, or differ from it by little. */
    public List<Mark> lookalikes(Host host, int limit) {
        return jdbc.sql(MARK + """
                        WHERE w.host <> :host AND (w.skeleton = :skeleton OR (w.host % :host AND similarity(w.host, :host) >= 0.55))
                        ORDER BY w.skeleton = :skeleton DESC, similarity(w.host, :host) DESC, w.host LIMIT :limit
                        """)
                .param("host", host.name())
                .param("skeleton", host.skeleton())
                .param("limit", limit)
                .query(MarkStore::mark)
                .list();
    }

    /** All marks in the order of their codes. To be closed. */
    public Stream<Mark> all() {
        return jdbc.sql(MARK + "ORDER BY m.code COLLATE \"C\"").query(MarkStore::mark).stream();
    }

    /** How many marks there are. */
    public long count() {
        return jdbc.sql("SELECT count(*) FROM mark").query(Long.class).single();
    }

    /** The last state the mark's history shows at or before an instant. */
    public Optional<MarkState> stateAt(String code, Instant at) {
        return jdbc.sql("SELECT state FROM mark_event WHERE code = :code AND at <= :at ORDER BY seq DESC LIMIT 1")
                .param("code", code)
                .param("at", Rows.at(at))
                .query(String.class)
                .optional()
                .map(MarkState::valueOf);
    }

    /** Adds a website with its mark. A code or host that is taken adds nothing; returns whether it was added. */
    public boolean add(
            UUID business, Host host, String code, Instant issuedAt, Instant expiresAt, String reason, String actor) {
        var website = jdbc.sql("""
                        INSERT INTO website (id, host, skeleton, business_id) VALUES (:id, :host, :skeleton, :business)
                        ON CONFLICT (host) DO NOTHING RETURNING id
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
                        "INSERT INTO mark (code, website_id, state, issued_at, expires_at) VALUES (:code, :website, 'ISSUED', :issued, :expires)")
                .param("code", code)
                .param("website", website.get())
                .param("issued", Rows.at(issuedAt))
                .param("expires", Rows.at(expiresAt))
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

    /** Notes the orders of a month; a later report replaces an earlier one. */
    public void putOrders(Orders orders) {
        jdbc.sql("""
                INSERT INTO order_volume (mark, month, orders) VALUES (:mark, :month, :orders)
                ON CONFLICT (mark, month) DO UPDATE SET orders = excluded.orders
                """)
                .param("mark", orders.mark())
                .param("month", orders.month())
                .param("orders", orders.orders())
                .update();
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

    private static Mark mark(ResultSet row, int n) throws SQLException {
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
                row.getBoolean("imported"));
    }
}
