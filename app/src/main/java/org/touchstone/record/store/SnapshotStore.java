package org.touchstone.record.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.record.PublicRecord.Place;
import org.touchstone.rules.record.TradeMean;

/** Snapshots of the open data, and the trade means and places computed with them. */
@Repository
public class SnapshotStore {

    private static final long ONE_MAKER = 7_350_002;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    SnapshotStore(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Waits until no other node makes a snapshot; until the transaction ends, none will. */
    public void holdMaking() {
        jdbc.sql("SELECT pg_advisory_xact_lock(:lock)")
                .param("lock", ONE_MAKER)
                .query()
                .singleRow();
    }

    /** The newest snapshot. */
    public Optional<Instant> newest() {
        return jdbc.sql("SELECT snapshot FROM open_data ORDER BY snapshot DESC LIMIT 1")
                .query((row, n) -> Rows.instant(row, "snapshot"))
                .optional();
    }

    /**
     * A file of a snapshot without its bytes.
     *
     * @param lines rows without the header
     */
    public record File(String name, String sha256, long lines) {}

    /** The files of a snapshot. */
    public List<File> files(Instant snapshot) {
        return jdbc.sql("SELECT name, sha256, lines FROM open_data WHERE snapshot = :snapshot ORDER BY name")
                .param("snapshot", Rows.at(snapshot))
                .query((row, n) -> new File(Rows.text(row, "name"), Rows.text(row, "sha256"), row.getLong("lines")))
                .list();
    }

    /** The gzipped bytes of a file. */
    public Optional<byte[]> content(Instant snapshot, String name) {
        return jdbc.sql("SELECT gzipped FROM open_data WHERE snapshot = :snapshot AND name = :name")
                .param("snapshot", Rows.at(snapshot))
                .param("name", name)
                .query((row, n) -> row.getBytes("gzipped"))
                .optional();
    }

    /** Adds a file. */
    public void add(Instant snapshot, File file, byte[] gzipped) {
        jdbc.sql(
                        "INSERT INTO open_data (snapshot, name, sha256, lines, gzipped) VALUES (:snapshot, :name, :sha256, :lines, :gzipped)")
                .param("snapshot", Rows.at(snapshot))
                .param("name", file.name())
                .param("sha256", file.sha256())
                .param("lines", file.lines())
                .param("gzipped", gzipped)
                .update();
    }

    /** Drops all but the newest snapshots. */
    public void keepNewest(int snapshots) {
        jdbc.sql("""
                DELETE FROM open_data WHERE snapshot NOT IN (
                    SELECT DISTINCT snapshot FROM open_data ORDER BY snapshot DESC LIMIT :keep)
                """).param("keep", snapshots).update();
    }

    /** Drops the snapshots before an instant. */
    public void dropUntil(Instant end) {
        jdbc.sql("DELETE FROM open_data WHERE snapshot < :end")
                .param("end", Rows.at(end))
                .update();
    }

    /** Replaces trade means and places. */
    public void putStandings(Instant asOf, Map<String, TradeMean> means, Map<String, Place> places) {
        jdbc.sql("DELETE FROM trade_mean").update();
        jdbc.sql("DELETE FROM trade_place").update();
        batches.batchUpdate(
                "INSERT INTO trade_mean (trade, answered, matured, as_of) VALUES (:trade, :answered, :matured, :asOf)",
                means.entrySet().stream()
                        .map(e -> new MapSqlParameterSource()
                                .addValue("trade", e.getKey())
                                .addValue("answered", e.getValue().answered())
                                .addValue("matured", e.getValue().matured())
                                .addValue("asOf", Rows.at(asOf)))
                        .toArray(MapSqlParameterSource[]::new));
        batches.batchUpdate(
                "INSERT INTO trade_place (mark, place, ranked) VALUES (:mark, :place, :ranked)",
                places.entrySet().stream()
                        .map(e -> new MapSqlParameterSource()
                                .addValue("mark", e.getKey())
                                .addValue("place", e.getValue().rank())
                                .addValue("ranked", e.getValue().of()))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /** The mean of a trade. */
    public TradeMean mean(String trade) {
        return jdbc.sql("SELECT answered, matured FROM trade_mean WHERE trade = :trade")
                .param("trade", trade)
                .query(TradeMean.class)
                .optional()
                .orElse(TradeMean.NONE);
    }

    /** The place of a mark in its trade. */
    public Optional<Place> place(String mark) {
        return jdbc.sql("""
                        SELECT p.place, p.ranked, (SELECT max(as_of) FROM trade_mean) AS as_of
                        FROM trade_place p WHERE p.mark = :mark
                        """)
                .param("mark", mark)
                .query((row, n) -> new Place(row.getInt("place"), row.getInt("ranked"), Rows.instant(row, "as_of")))
                .optional();
    }
}
