package org.touchstone.supervision.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;

/** When the ladder looks at which mark. */
@Repository
public class LadderStore {

    private final JdbcClient jdbc;

    LadderStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The mark that is to be looked at first. */
    public Optional<String> nextDue() {
        return jdbc.sql(
                        "SELECT code FROM ladder_mark WHERE due_at <= (SELECT touchstone_now()) ORDER BY due_at LIMIT 1")
                .query(Rows::onlyText)
                .optional();
    }

    /** Whether a mark is still to be looked at. Holds it against those who name it meanwhile. */
    public boolean lockDue(String code) {
        return jdbc.sql(
                        "SELECT code FROM ladder_mark WHERE code = :code AND due_at <= (SELECT touchstone_now()) FOR UPDATE")
                .param("code", code)
                .query(Rows::onlyText)
                .optional()
                .isPresent();
    }

    /** The marks that are to be looked at first, at most so many, held. */
    public List<String> lockDue(int most) {
        return jdbc.sql("""
                        SELECT code FROM ladder_mark WHERE due_at <= (SELECT touchstone_now())
                        ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED
                        """).param("most", most).query(Rows::onlyText).list();
    }

    /** Those of some marks that have an open case. */
    public Set<String> withOpenCase(Collection<String> codes) {
        return Set.copyOf(jdbc.sql("SELECT code FROM supervision_case WHERE code = ANY (:codes) AND closed_at IS NULL")
                .param("codes", codes.toArray(String[]::new))
                .query(Rows::onlyText)
                .list());
    }

    /** Marks were looked at; each is looked at again then, if ever. */
    public void looked(Map<String, @Nullable Instant> again) {
        if (!again.isEmpty()) {
            var marks = List.copyOf(again.keySet());
            jdbc.sql("""
                    UPDATE ladder_mark m SET due_at = a.due::timestamptz
                    FROM unnest(:codes::text[], :due::text[]) AS a (code, due) WHERE m.code = a.code
                    """)
                    .param("codes", marks.toArray(String[]::new))
                    .param(
                            "due",
                            marks.stream()
                                    .map(again::get)
                                    .map(due -> due == null ? null : due.toString())
                                    .toArray(String[]::new))
                    .update();
        }
    }

    /** How many marks are to be looked at. */
    public int due() {
        return jdbc.sql("SELECT count(*) FROM ladder_mark WHERE due_at <= (SELECT touchstone_now())")
                .query(Integer.class)
                .single();
    }

    /** Marks are to be looked at now. */
    public void look(Collection<String> codes) {
        // In one order, so that two who name the same marks never wait for one another.
        List<String> ordered = codes.stream().distinct().sorted().toList();
        jdbc.sql("""
                INSERT INTO ladder_mark (code, due_at) SELECT code, touchstone_now() FROM unnest(:codes::text[]) WITH ORDINALITY AS c (code, n)
                ORDER BY n
                ON CONFLICT (code) DO UPDATE SET due_at = least(ladder_mark.due_at, excluded.due_at)
                """).param("codes", ordered.toArray(String[]::new)).update();
    }

    /** A mark was looked at; it is looked at again then, if ever. */
    public void looked(String code, @Nullable Instant again) {
        jdbc.sql("UPDATE ladder_mark SET due_at = :again WHERE code = :code")
                .param("code", code)
                .param("again", Rows.at(again))
                .update();
    }

    /** When the last case of each of some marks ended; without those that had none. */
    public Map<String, Instant> settledAt(Collection<String> codes) {
        var settled = new HashMap<String, Instant>();
        jdbc.sql("SELECT code, settled_at FROM ladder_mark WHERE code = ANY (:codes) AND settled_at IS NOT NULL")
                .param("codes", codes.toArray(String[]::new))
                .query(row -> {
                    settled.put(Rows.text(row, "code"), Rows.instant(row, "settled_at"));
                });
        return settled;
    }

    /** A case of a mark has ended. */
    public void settled(String code, Instant at) {
        jdbc.sql("""
                INSERT INTO ladder_mark (code, due_at, settled_at) VALUES (:code, :at, :at)
                ON CONFLICT (code) DO UPDATE SET settled_at = excluded.settled_at, due_at = excluded.due_at
                """).param("code", code).param("at", Rows.at(at)).update();
    }

    /** Looks at every mark again where a version of the policy is new. Returns whether it was. */
    public boolean under(String version) {
        boolean fresh = jdbc.sql("""
                        INSERT INTO ladder_policy (version, since) VALUES (:version, touchstone_now())
                        ON CONFLICT (version) DO NOTHING
                        """).param("version", version).update() == 1;
        if (fresh) {
            jdbc.sql("UPDATE ladder_mark SET due_at = touchstone_now()").update();
        }
        return fresh;
    }
}
