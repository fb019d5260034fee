package org.touchstone.credential.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.credential.StatusPlace;
import org.touchstone.foundation.database.Rows;

/** Places in status lists, published keys, and which marks changed. */
@Repository
public class CredentialStore {

    private final JdbcClient jdbc;

    CredentialStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The place of a mark; given now if it has none. */
    public StatusPlace place(String code) {
        return placeIfGiven(code).orElseGet(() -> {
            jdbc.sql("INSERT INTO status_place (code) VALUES (:code) ON CONFLICT DO NOTHING")
                    .param("code", code)
                    .update();
            return placeIfGiven(code).orElseThrow();
        });
    }

    private Optional<StatusPlace> placeIfGiven(String code) {
        return jdbc.sql("SELECT place FROM status_place WHERE code = :code")
                .param("code", code)
                .query(Long.class)
                .optional()
                .map(StatusPlace::of);
    }

    /** How many marks have a place. */
    public long countPlaces() {
        return jdbc.sql("SELECT count(*) FROM status_place").query(Long.class).single();
    }

    /**
     * A right to issue that we gave away.
     *
     * @param to who issues
     * @param type the kind of marks
     */
    public record Delegate(String to, String type) {}

    /** Notes that somebody may issue marks of a kind of ours. */
    public void addDelegate(String to, String type, Instant since, @Nullable Instant until) {
        jdbc.sql("""
                INSERT INTO delegation_given (issuer, mark_type, since, until) VALUES (:to, :type, :since, :until)
                """)
                .param("to", to)
                .param("type", type)
                .param("since", Rows.at(since))
                .param("until", Rows.at(until))
                .update();
    }

    /** Whoever may issue marks of a kind of ours now. */
    public List<Delegate> delegates() {
        return jdbc.sql("""
                        SELECT DISTINCT issuer, mark_type FROM delegation_given
                        WHERE until IS NULL OR until > (SELECT touchstone_now()) ORDER BY mark_type, issuer
                        """)
                .query((row, n) -> new Delegate(Rows.text(row, "issuer"), Rows.text(row, "mark_type")))
                .list();
    }

    /** Notes a public key, and returns how it was noted first. */
    public String publish(String kid, String jwk) {
        jdbc.sql("""
                INSERT INTO published_key (kid, jwk, seen_at) VALUES (:kid, :jwk::jsonb, touchstone_now())
                ON CONFLICT DO NOTHING
                """).param("kid", kid).param("jwk", jwk).update();
        return Objects.requireNonNull(jdbc.sql("SELECT jwk::text FROM published_key WHERE kid = :kid")
                .param("kid", kid)
                .query(Rows::onlyText)
                .single());
    }

    /** The names of all keys ever noted. */
    public List<String> published() {
        return jdbc.sql("SELECT kid FROM published_key ORDER BY seen_at, kid")
                .query(Rows::onlyText)
                .list();
    }
}
