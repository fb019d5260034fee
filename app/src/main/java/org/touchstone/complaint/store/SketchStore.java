package org.touchstone.complaint.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.complaint.TextSketch;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;

/** Sketches of answers and narratives, found by the bands they share. */
@Repository
public class SketchStore {

    private static final long ONE_SEARCHER = 7_350_003;

    /** How many of the latest texts with a band in common are compared. */
    private static final int MOST_COMPARED = 200;

    private final JdbcClient jdbc;
    private final Vault vault;

    SketchStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** An earlier answer. */
    public record KnownAnswer(String fingerprint, byte[] sketch) {}

    /** Earlier answers of a business that share a band. */
    public List<KnownAnswer> answersLike(UUID business, TextSketch sketch) {
        return jdbc.sql("""
                        SELECT fingerprint, sketch FROM answer_sketch
                        WHERE business_id = :business AND bands && :bands ORDER BY at DESC LIMIT :most
                        """)
                .param("business", business)
                .param("bands", sketch.bands())
                .param("most", MOST_COMPARED)
                .query((row, n) -> new KnownAnswer(Rows.text(row, "fingerprint"), row.getBytes("sketch")))
                .list();
    }

    /** Keeps the sketch of a business's first answer of a fingerprint. */
    public void addAnswer(UUID business, String fingerprint, TextSketch sketch) {
        jdbc.sql("""
                INSERT INTO answer_sketch (business_id, fingerprint, sketch, bands, at)
                VALUES (:business, :fingerprint, :sketch, :bands, touchstone_now()) ON CONFLICT DO NOTHING
                """)
                .param("business", business)
                .param("fingerprint", fingerprint)
                .param("sketch", sketch.bytes())
                .param("bands", sketch.bands())
                .update();
    }

    /** An earlier narrative. */
    public record KnownNarrative(UUID cluster, byte[] sketch) {}

    /** Narratives filed between two instants that share a band, the latest first. */
    public List<KnownNarrative> narrativesLike(TextSketch sketch, Instant from, Instant until) {
        return jdbc.sql("""
                        SELECT cluster, sketch FROM narrative_sketch
                        WHERE bands && :bands AND at > :from AND at <= :until ORDER BY at DESC LIMIT :most
                        """)
                .param("bands", sketch.bands())
                .param("from", Rows.at(from))
                .param("until", Rows.at(until))
                .param("most", MOST_COMPARED)
                .query((row, n) -> new KnownNarrative(Rows.uuid(row, "cluster"), row.getBytes("sketch")))
                .list();
    }

    /** Keeps the sketch of a narrative. Returns whether it was not there yet. */
    public boolean addNarrative(
            UUID complaint, UUID website, UUID consumer, Instant at, TextSketch sketch, UUID cluster, double likeness) {
        return jdbc.sql("""
                        INSERT INTO narrative_sketch (complaint_id, website_id, consumer_id, at, sketch, bands, cluster, similarity)
                        VALUES (:complaint, :website, :consumer, :at, :sketch, :bands, :cluster, :likeness) ON CONFLICT DO NOTHING
                        """)
                        .param("complaint", complaint)
                        .param("website", website)
                        .param("consumer", consumer)
                        .param("at", Rows.at(at))
                        .param("sketch", sketch.bytes())
                        .param("bands", sketch.bands())
                        .param("cluster", cluster)
                        .param("likeness", likeness)
                        .update()
                == 1;
    }

    /** How many different people filed narratives of a cluster between two instants. */
    public int people(UUID cluster, Instant from, Instant until) {
        return jdbc.sql("""
                        SELECT count(DISTINCT consumer_id) FROM narrative_sketch
                        WHERE cluster = :cluster AND at > :from AND at <= :until
                        """)
                .param("cluster", cluster)
                .param("from", Rows.at(from))
                .param("until", Rows.at(until))
                .query(Integer.class)
                .single();
    }

    /** Whether this transaction is the one that searches; other nodes leave it to that one. */
    public boolean takeTurn() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(:lock)")
                .param("lock", ONE_SEARCHER)
                .query(Boolean.class)
                .single();
    }

    /** A narrative that waits to be sketched. */
    public record Waiting(UUID complaint, UUID website, UUID consumer, Instant at, String text) {

        @Override
        public String toString() {
            return "complaint:" + complaint;
        }
    }

    /**
     * Narratives not sketched yet, in the order of filing. Filings become visible a little out of order, so the last minute before
     * the place reached is looked at again.
     */
    public List<Waiting> waiting(int limit) {
        return jdbc.sql("""
                        SELECT c.id, c.website_id, c.consumer_id, c.filed_at, c.narrative
                        FROM complaint c
                        WHERE c.source = 'filed' AND c.narrative IS NOT NULL AND c.consumer_id IS NOT NULL
                          AND c.filed_at >= (SELECT filed_at - interval '1 minute' FROM lookalike_progress)
                          AND NOT EXISTS (SELECT FROM narrative_sketch s WHERE s.complaint_id = c.id)
                        ORDER BY c.filed_at, c.id LIMIT :limit
                        """)
                .param("limit", limit)
                .query((row, n) -> new Waiting(
                        Rows.uuid(row, "id"),
                        Rows.uuid(row, "website_id"),
                        Rows.uuid(row, "consumer_id"),
                        Rows.instant(row, "filed_at"),
                        String.valueOf(vault.open(row.getBytes("narrative"), "complaint.narrative"))))
                .list();
    }

    /** Notes how far the search has come. */
    public void reached(Instant filedAt) {
        jdbc.sql("UPDATE lookalike_progress SET filed_at = greatest(filed_at, :at)")
                .param("at", Rows.at(filedAt))
                .update();
    }
}
