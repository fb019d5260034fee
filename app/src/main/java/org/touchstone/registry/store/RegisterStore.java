package org.touchstone.registry.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.registry.BulkMark;
import org.touchstone.registry.Host;
import org.touchstone.registry.RegisterChange;
import org.touchstone.registry.RegisterEntry;
import org.touchstone.registry.RegisterFeed.Changed;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.mark.SupervisionStep;
import org.touchstone.rules.text.FirmName;

/** The register of marks, read in order. */
@Repository
public class RegisterStore {

    /** More changes than these are not told one by one. */
    public static final int MOST_CHANGES = 5000;

    private static final String VERSION = """
            hashtextextended(concat_ws('|', m.state, extract(epoch FROM m.issued_at), extract(epoch FROM m.expires_at), w.host,
                                       b.id, b.legal_name, b.trade, coalesce(w.city, ''), coalesce(m.grade, ''), coalesce(m.supervision, '')), 0)""";
    private static final String ENTRY =
            "SELECT m.code, m.state, m.issued_at, m.expires_at, m.grade, m.supervision, w.host, w.city, b.id AS business_id,"
                    + " b.legal_name, b.trade, " + VERSION + " AS version ";
    private static final String FROM = """
            FROM mark m
            JOIN website w ON w.id = m.website_id
            JOIN business b ON b.id = w.business_id
            """;

    /** What was written down before anything that is not over yet; a database restored from a dump has later numbers than its own. */
    private static final String OVER = """
            (e.changed < pg_snapshot_xmin(pg_current_snapshot()) OR e.changed >= pg_snapshot_xmax(pg_current_snapshot()))
            """;

    private static final String CHANGE = """
            SELECT e.noted, e.code, e.seq, e.at, e.step, e.state, e.reason, w.host, b.legal_name
            FROM mark_event e
            JOIN mark m ON m.code = e.code
            JOIN website w ON w.id = m.website_id
            JOIN business b ON b.id = w.business_id
            """;

    private final JdbcClient jdbc;

    RegisterStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The oldest transaction that is not over. */
    public String horizon() {
        return jdbc.sql("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
                .query(Rows::onlyText)
                .single();
    }

    /** Entries that a transaction wrote which was not over at a horizon. One statement: horizon and rows are of one moment. */
    public Changed changedSince(String horizon) {
        var begin = new Changed[1];
        var entries = new ArrayList<RegisterEntry>();
        jdbc.sql("""
                        WITH now AS (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin,
                                            pg_snapshot_xmax(pg_current_snapshot()) AS xmax),
                        touched AS (
                            SELECT website_id AS id FROM mark, now WHERE changed >= :since::xid8 AND changed < now.xmax
                            UNION
                            SELECT id FROM website, now WHERE changed >= :since::xid8 AND changed < now.xmax
                            UNION
                            SELECT s.id FROM business, website s, now
                            WHERE s.business_id = business.id
                              AND business.changed >= :since::xid8 AND business.changed < now.xmax
                            UNION
                            SELECT m.website_id FROM mark_event e JOIN mark m ON m.code = e.code, now
                            WHERE e.changed >= :since::xid8 AND e.changed < now.xmax
                            LIMIT :most)
                        SELECT now.xmin::text AS until, touchstone_now() AS read_at,
                               (SELECT count(*) FROM touched) AS touched, e.*
                        FROM now LEFT JOIN (
                        """ + ENTRY + FROM + "JOIN touched t ON t.id = w.id) e ON true")
                .param("since", horizon)
                .param("most", MOST_CHANGES + 1)
                .query(row -> {
                    begin[0] = new Changed(
                            Rows.text(row, "until"),
                            Rows.instant(row, "read_at"),
                            entries,
                            row.getInt("touched") > MOST_CHANGES);
                    if (row.getString("code") != null) {
                        entries.add(entry(row, 0));
                    }
                });
        var changed = begin[0];
        return changed.tooMany() ? new Changed(changed.until(), changed.now(), List.of(), true) : changed;
    }

    /** Entries after a code. */
    public List<RegisterEntry> after(String code, int limit) {
        return jdbc.sql(ENTRY + FROM + "WHERE m.code COLLATE \"C\" > :code ORDER BY m.code COLLATE \"C\" LIMIT :limit")
                .param("code", code)
                .param("limit", limit)
                .query(RegisterStore::entry)
                .list();
    }

    /** Versions after a code, in order. */
    public Map<String, Long> versionsAfter(String code, int limit) {
        var versions = new LinkedHashMap<String, Long>();
        jdbc.sql("SELECT m.code, " + VERSION + " AS version " + FROM
                        + "WHERE m.code COLLATE \"C\" > :code ORDER BY m.code COLLATE \"C\" LIMIT :limit")
                .param("code", code)
                .param("limit", limit)
                .query(row -> {
                    versions.put(Rows.text(row, "code"), row.getLong("version"));
                });
        return versions;
    }

    /** The entries of codes. */
    public List<RegisterEntry> named(Collection<String> codes) {
        return jdbc.sql(ENTRY + FROM + "WHERE m.code = ANY (:codes)")
                .param("codes", codes.toArray(String[]::new))
                .query(RegisterStore::entry)
                .list();
    }

    /** Writes down in which city the business of a mark sits. Returns whether that is new. */
    public boolean locate(String code, @Nullable String city) {
        return jdbc.sql("""
                        UPDATE website SET city = :city
                        WHERE id = (SELECT website_id FROM mark WHERE code = :code) AND city IS DISTINCT FROM :city
                        """).param("code", code).param("city", city).update() > 0;
    }

    /** Adds marks with their businesses and websites, each new. */
    public void takeOver(List<BulkMark> marks, List<String> codes, String source) {
        var businesses = codes.stream().map(_ -> UUID.randomUUID()).toArray(UUID[]::new);
        var websites = codes.stream().map(_ -> UUID.randomUUID()).toArray(UUID[]::new);
        var code = codes.toArray(String[]::new);
        jdbc.sql("""
                INSERT INTO business (id, legal_name, name_key, trade, source, source_key, created_at)
                SELECT r.id, r.name, r.key, r.trade, :source, r.code, touchstone_now()
                FROM unnest(:ids, :names::text[], :keys::text[], :trades::text[], :codes::text[]) AS r (id, name, key, trade, code)
                """)
                .param("source", source)
                .param("ids", businesses)
                .param("names", texts(marks, BulkMark::legalName))
                .param("keys", texts(marks, m -> FirmName.key(m.legalName())))
                .param("trades", texts(marks, BulkMark::trade))
                .param("codes", code)
                .update();
        jdbc.sql("""
                INSERT INTO website (id, host, skeleton, business_id, city)
                SELECT r.id, r.host, r.skeleton, r.business, r.city
                FROM unnest(:ids, :hosts::text[], :skeletons::text[], :businesses, :cities::text[])
                     AS r (id, host, skeleton, business, city)
                """)
                .param("ids", websites)
                .param("hosts", texts(marks, m -> m.host().name()))
                .param("skeletons", texts(marks, m -> m.host().skeleton()))
                .param("businesses", businesses)
                .param("cities", texts(marks, BulkMark::city))
                .update();
        jdbc.sql("""
                INSERT INTO mark (code, website_id, state, issued_at, expires_at)
                SELECT r.code, r.website, r.state, r.issued::timestamptz, r.expires::timestamptz
                FROM unnest(:codes::text[], :websites, :states::text[], :issued::text[], :expires::text[])
                     AS r (code, website, state, issued, expires)
                """)
                .param("codes", code)
                .param("websites", websites)
                .param("states", texts(marks, m -> m.state().name()))
                .param("issued", texts(marks, m -> m.issuedAt().toString()))
                .param("expires", texts(marks, m -> m.expiresAt().toString()))
                .update();
        jdbc.sql("""
                INSERT INTO mark_event (code, seq, at, state, reason, actor)
                SELECT r.code, 1, r.issued::timestamptz, r.state, 'issued by ' || :source, 'system:' || :source
                FROM unnest(:codes::text[], :states::text[], :issued::text[]) AS r (code, state, issued)
                """)
                .param("source", source)
                .param("codes", code)
                .param("states", texts(marks, m -> m.state().name()))
                .param("issued", texts(marks, m -> m.issuedAt().toString()))
                .update();
    }

    private static @Nullable String[] texts(List<BulkMark> marks, Function<BulkMark, @Nullable String> part) {
        return marks.stream().map(part).toArray(String[]::new);
    }

    /** The newest changes before a number. */
    public List<RegisterChange> changesBefore(long number, int limit) {
        return jdbc.sql(CHANGE + "WHERE e.noted < :number AND " + OVER + " ORDER BY e.noted DESC LIMIT :limit")
                .param("number", number)
                .param("limit", limit)
                .query(RegisterStore::change)
                .list();
    }

    /** Changes after a number. */
    public List<RegisterChange> changesAfter(long number, int limit) {
        return jdbc.sql(CHANGE + "WHERE e.noted > :number AND " + OVER + " ORDER BY e.noted LIMIT :limit")
                .param("number", number)
                .param("limit", limit)
                .query(RegisterStore::change)
                .list();
    }

    /** The newest changes of a mark, in the order of its history, before a place there. */
    public List<RegisterChange> changesOf(String code, long before, int limit) {
        return jdbc.sql(CHANGE + "WHERE e.code = :code AND e.seq < :before ORDER BY e.seq DESC LIMIT :limit")
                .param("code", code)
                .param("before", before)
                .param("limit", limit)
                .query(RegisterStore::change)
                .list();
    }

    private static RegisterEntry entry(ResultSet row, int n) throws SQLException {
        return new RegisterEntry(
                Rows.text(row, "code"),
                MarkState.valueOf(Rows.text(row, "state")),
                new Host(Rows.text(row, "host")),
                Rows.uuid(row, "business_id"),
                Rows.text(row, "legal_name"),
                Rows.text(row, "trade"),
                row.getString("city"),
                Rows.instant(row, "issued_at"),
                Rows.instant(row, "expires_at"),
                MarkStore.grade(row),
                Optional.ofNullable(row.getString("supervision"))
                        .map(SupervisionStep::valueOf)
                        .orElse(null),
                row.getLong("version"));
    }

    private static RegisterChange change(ResultSet row, int n) throws SQLException {
        return new RegisterChange(
                row.getLong("noted"),
                Rows.text(row, "code"),
                row.getInt("seq"),
                Rows.instant(row, "at"),
                Optional.ofNullable(row.getString("step"))
                        .map(MarkStep::valueOf)
                        .orElse(null),
                MarkState.valueOf(Rows.text(row, "state")),
                Rows.text(row, "reason"),
                new Host(Rows.text(row, "host")),
                Rows.text(row, "legal_name"));
    }
}
