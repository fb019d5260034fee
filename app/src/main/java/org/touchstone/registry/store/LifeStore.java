package org.touchstone.registry.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.registry.FormerHost;
import org.touchstone.registry.FormerOwner;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkEntry;
import org.touchstone.registry.Supervision;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.policy.Grade;
import tools.jackson.databind.json.JsonMapper;

/** What happens to marks after they were issued. */
@Repository
public class LifeStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final MarkStore marks;

    LifeStore(JdbcClient jdbc, JsonMapper json, MarkStore marks) {
        this.jdbc = jdbc;
        this.json = json;
        this.marks = marks;
    }

    /** A mark held against others, with the decision that suspended it. */
    public record Held(Mark mark, @Nullable UUID suspension) {}

    private static final String HELD = MarkStore.MARK.replace("SELECT ", "SELECT m.suspension, ");

    /**
     * The mark of a code, held. It is read once it is held: who waited for another would otherwise read the address and the business
     * from before the other moved them.
     */
    public Optional<Held> lock(String code) {
        jdbc.sql("SELECT code FROM mark WHERE code = :code FOR UPDATE")
                .param("code", code)
                .query(Rows::onlyText)
                .list();
        return jdbc.sql(HELD + "WHERE m.code = :code")
                .param("code", code)
                .query(LifeStore::held)
                .optional();
    }

    /** The mark whose validity passed first and was not noticed yet, held. */
    public Optional<Held> lockExpired() {
        return jdbc.sql(HELD + """
                        WHERE m.state IN ('ISSUED', 'UNDER_REVIEW', 'SUSPENDED') AND m.expires_at <= (SELECT touchstone_now())
                        ORDER BY m.expires_at LIMIT 1 FOR UPDATE OF m SKIP LOCKED
                        """).query(LifeStore::held).optional();
    }

    /** The mark whose owner should have been reminded first, held. */
    public Optional<Held> lockToRemind() {
        return jdbc.sql(HELD + """
                        WHERE m.remind_at <= (SELECT touchstone_now()) ORDER BY m.remind_at LIMIT 1 FOR UPDATE OF m SKIP LOCKED
                        """).query(LifeStore::held).optional();
    }

    /** When the owner is reminded next. */
    public void remind(String code, @Nullable Instant at) {
        jdbc.sql("UPDATE mark SET remind_at = :at WHERE code = :code")
                .param("code", code)
                .param("at", Rows.at(at))
                .update();
    }

    /** Grades a mark; without a grade where too little is known. */
    public void grade(String code, @Nullable Grade grade) {
        jdbc.sql("UPDATE mark SET grade = :grade WHERE code = :code AND grade IS DISTINCT FROM :grade")
                .param("code", code)
                .param("grade", grade == null ? null : grade.name(), Types.VARCHAR)
                .update();
    }

    /** Writes down how closely a mark is supervised. */
    public void supervise(String code, @Nullable Supervision supervision) {
        jdbc.sql("""
                UPDATE mark SET supervision = :step, supervised_since = :since, supervision_reason = :reason WHERE code = :code
                """)
                .param("code", code)
                .param("step", supervision == null ? null : supervision.step().name())
                .param("since", supervision == null ? null : Rows.at(supervision.since()))
                .param("reason", supervision == null ? null : supervision.reason())
                .update();
    }

    /** Puts a mark into a state. */
    public void put(String code, MarkState state, Instant expiresAt, @Nullable UUID suspension) {
        jdbc.sql("UPDATE mark SET state = :state, expires_at = :expires, suspension = :suspension WHERE code = :code")
                .param("code", code)
                .param("state", state.name())
                .param("expires", Rows.at(expiresAt))
                .param("suspension", suspension)
                .update();
    }

    /** Writes a line of the mark's history. */
    public void append(
            String code,
            Instant at,
            MarkStep step,
            MarkState state,
            String reason,
            String actor,
            @Nullable UUID decision,
            Map<String, ?> facts) {
        jdbc.sql("""
                INSERT INTO mark_event (code, seq, at, state, reason, actor, step, decision, facts)
                SELECT :code, max(seq) + 1, :at, :state, :reason, :actor, :step, :decision, :facts::jsonb
                FROM mark_event WHERE code = :code
                """)
                .param("code", code)
                .param("at", Rows.at(at))
                .param("state", state.name())
                .param("reason", reason)
                .param("actor", actor)
                .param("step", step.name())
                .param("decision", decision)
                .param("facts", json.writeValueAsString(facts))
                .update();
    }

    /** Where a mark stood when its validity passed last; absent where it never did. */
    public @Nullable MarkState stateAtExpiry(String code) {
        return jdbc.sql("""
                        SELECT state FROM mark_event
                        WHERE code = :code AND seq < (SELECT max(seq) FROM mark_event WHERE code = :code AND step = 'EXPIRE')
                        ORDER BY seq DESC LIMIT 1
                        """)
                .param("code", code)
                .query((row, n) -> MarkState.valueOf(Rows.text(row, "state")))
                .optional()
                .orElse(null);
    }

    /** The history of a mark, the oldest first. */
    public List<MarkEntry> history(String code) {
        return jdbc.sql("SELECT seq, at, step, state, reason, decision FROM mark_event WHERE code = :code ORDER BY seq")
                .param("code", code)
                .query((row, n) -> new MarkEntry(
                        row.getInt("seq"),
                        Rows.instant(row, "at"),
                        Optional.ofNullable(row.getString("step"))
                                .map(MarkStep::valueOf)
                                .orElse(null),
                        MarkState.valueOf(Rows.text(row, "state")),
                        Rows.text(row, "reason"),
                        row.getObject("decision", UUID.class)))
                .list();
    }

    /** Moves a website to another address and keeps the old one. Returns whether the new one was free. */
    public boolean moveHost(Mark mark, Host to, Instant at) {
        marks.holdHost(to);
        if (marks.byHost(to).isPresent()) {
            return false;
        }
        jdbc.sql("""
                INSERT INTO website_host (website_id, host, since, until)
                SELECT id, host, coalesce(host_since, :issued), :at FROM website WHERE id = :id
                """)
                .param("id", mark.websiteId())
                .param("issued", Rows.at(mark.issuedAt()))
                .param("at", Rows.at(at))
                .update();
        jdbc.sql("UPDATE website SET host = :host, skeleton = :skeleton, host_since = :at WHERE id = :id")
                .param("id", mark.websiteId())
                .param("host", to.name())
                .param("skeleton", to.skeleton())
                .param("at", Rows.at(at))
                .update();
        return true;
    }

    /** The website no longer holds its address. */
    public void release(Mark mark, Instant at) {
        jdbc.sql("UPDATE website SET released_at = :at WHERE id = :id")
                .param("id", mark.websiteId())
                .param("at", Rows.at(at))
                .update();
    }

    /** The website holds its address again, unless another does. Returns whether it does. */
    public boolean takeBack(Mark mark) {
        marks.holdHost(mark.host());
        return jdbc.sql("""
                        UPDATE website SET released_at = NULL
                        WHERE id = :id AND NOT EXISTS (SELECT 1 FROM website n WHERE n.host = :host AND n.released_at IS NULL)
                        """)
                        .param("id", mark.websiteId())
                        .param("host", mark.host().name())
                        .update()
                > 0;
    }

    /** Gives a website to another business and keeps who had it. */
    public void moveOwner(Mark mark, UUID business, Instant at) {
        jdbc.sql("""
                INSERT INTO website_owner (website_id, business_id, legal_name, since, until)
                SELECT id, business_id, :name, coalesce(owner_since, :issued), :at FROM website WHERE id = :id
                """)
                .param("id", mark.websiteId())
                .param("name", mark.legalName())
                .param("issued", Rows.at(mark.issuedAt()))
                .param("at", Rows.at(at))
                .update();
        // The city is that of the business: of another website of the new one, or not known yet.
        jdbc.sql("""
                UPDATE website SET business_id = :business, owner_since = :at,
                    city = (SELECT o.city FROM website o
                            WHERE o.business_id = :business AND o.id <> :id AND o.city IS NOT NULL AND o.released_at IS NULL
                            ORDER BY o.id LIMIT 1)
                WHERE id = :id
                """)
                .param("id", mark.websiteId())
                .param("business", business)
                .param("at", Rows.at(at))
                .update();
    }

    /** The addresses a website had before, the oldest first. */
    public List<FormerHost> formerHosts(UUID website) {
        return jdbc.sql("SELECT host, since, until FROM website_host WHERE website_id = :id ORDER BY until")
                .param("id", website)
                .query((row, n) -> new FormerHost(
                        new Host(Rows.text(row, "host")), Rows.instant(row, "since"), Rows.instant(row, "until")))
                .list();
    }

    /** The businesses that ran a website before, the oldest first. */
    public List<FormerOwner> formerOwners(UUID website) {
        return jdbc.sql("""
                        SELECT business_id, legal_name, since, until FROM website_owner
                        WHERE website_id = :id ORDER BY until
                        """)
                .param("id", website)
                .query((row, n) -> new FormerOwner(
                        Rows.uuid(row, "business_id"),
                        Rows.text(row, "legal_name"),
                        Rows.instant(row, "since"),
                        Rows.instant(row, "until")))
                .list();
    }

    private static Held held(ResultSet row, int n) throws SQLException {
        return new Held(MarkStore.mark(row, n), row.getObject("suspension", UUID.class));
    }
}
