package org.touchstone.complaint.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.complaint.CaseFile;
import org.touchstone.complaint.Filing;
import org.touchstone.complaint.ImportedCase;
import org.touchstone.complaint.PublicCase;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.registry.Mark;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.ComplaintEvent.Filed;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.text.PlainText;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Complaints and their histories. */
@Repository
public class ComplaintStore {

    private static final TypeReference<List<ComplaintEvent>> HISTORY = new TypeReference<>() {};

    private static final String CASE = """
            SELECT c.id, c.reference, c.public_id, c.consumer_id, c.business_id, c.mark, c.host, c.legal_name, c.policy_version,
                   c.category, c.state, c.round, c.filed_at, c.deadlines, c.due_at, c.woken_at, c.narrative, c.publish_narrative,
                   c.invoice, c.purchased_on, c.comment, c.version,
                   (SELECT jsonb_agg(e.event ORDER BY e.seq) FROM complaint_event e WHERE e.complaint_id = c.id)::text AS history,
                   a.content AS answer, a.public_text
            FROM complaint c
            LEFT JOIN LATERAL (
                SELECT content, public_text FROM complaint_answer x WHERE x.complaint_id = c.id ORDER BY seq DESC LIMIT 1
            ) a ON true
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final JsonMapper json;
    private final Vault vault;

    ComplaintStore(JdbcClient jdbc, NamedParameterJdbcTemplate batches, JsonMapper json, Vault vault) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
        this.vault = vault;
    }

    /**
     * Adds a filed complaint, if the database finds neither the day's place taken nor the invoice complained about before.
     *
     * @param slot which of the day's places it takes, from 1
     */
    public boolean add(
            UUID id,
            UUID consumer,
            Mark mark,
            Filing filing,
            Complaint complaint,
            LocalDate day,
            int slot,
            @Nullable Instant wakeAt) {
        return jdbc.sql("""
                        INSERT INTO complaint (id, reference, public_id, consumer_id, mark, website_id, business_id, host, legal_name,
                            policy_version, category, narrative, publish_narrative, invoice, invoice_hash, purchased_on,
                            version, state, round, filed_at, deadlines, due_at, wake_at, woken_at, filed_on, slot, source)
                        VALUES (:id, :reference, :publicId, :consumer, :mark, :website, :business, :host, :legalName,
                            :policy, :category, :narrative, :publish, :invoice, :invoiceHash, :purchasedOn,
                            0, 'OPEN', 1, :filedAt, :deadlines::timestamptz[], :dueAt, :wakeAt, :filedAt, :day, :slot, 'filed')
                        ON CONFLICT DO NOTHING
                        """)
                        .param("id", id)
                        .param("reference", "TS-" + Tokens.reference(4) + "-" + Tokens.reference(4))
                        .param("publicId", Tokens.reference(12))
                        .param("consumer", consumer)
                        .param("mark", mark.code())
                        .param("website", mark.websiteId())
                        .param("business", mark.businessId())
                        .param("host", mark.host().name())
                        .param("legalName", mark.legalName())
                        .param("policy", complaint.filed().policyVersion())
                        .param("category", filing.category())
                        .param("narrative", vault.seal(filing.narrative(), "complaint.narrative"))
                        .param("publish", filing.publishNarrative())
                        .param("invoice", vault.seal(filing.invoiceNumber(), "complaint.invoice"))
                        .param("invoiceHash", invoiceHash(filing.invoiceNumber()))
                        .param("purchasedOn", filing.purchasedOn())
                        .param("filedAt", Rows.at(complaint.filed().at()))
                        .param("deadlines", Rows.array(complaint.filed().deadlines()))
                        .param("dueAt", Rows.at(complaint.due().orElse(null)))
                        .param("wakeAt", Rows.at(wakeAt))
                        .param("day", day)
                        .param("slot", slot)
                        .update()
                == 1;
    }

    /** How many complaints a person filed about a website on a day. */
    public int countOn(UUID consumer, UUID website, LocalDate day) {
        return jdbc.sql(
                        "SELECT count(*) FROM complaint WHERE consumer_id = :consumer AND website_id = :website AND filed_on = :day")
                .param("consumer", consumer)
                .param("website", website)
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    /** The reference of the person's earlier complaint about the same invoice. */
    public Optional<String> sameInvoice(UUID consumer, UUID website, String invoice) {
        return jdbc.sql("""
                        SELECT reference FROM complaint
                        WHERE consumer_id = :consumer AND website_id = :website AND invoice_hash = :hash AND state <> 'WITHDRAWN'
                        """)
                .param("consumer", consumer)
                .param("website", website)
                .param("hash", invoiceHash(invoice))
                .query(String.class)
                .optional();
    }

    private byte[] invoiceHash(String invoice) {
        return vault.hash(PlainText.searchKey(invoice).replace(" ", ""), "complaint.invoice");
    }

    /** A case held against others until the transaction ends, with the instant until which time's work was done. */
    public record Held(CaseFile file, int version, Instant wokenAt) {}

    /** Takes a case for a change. */
    public Optional<Held> lock(UUID id) {
        var found = jdbc.sql("SELECT id FROM complaint WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(UUID.class)
                .optional();
        return found.flatMap(this::held);
    }

    /** Takes the case for which time has something in store and that has waited longest; others take the next. */
    public Optional<Held> lockDue() {
        return jdbc.sql("""
                        SELECT id FROM complaint WHERE wake_at <= touchstone_now()
                        ORDER BY wake_at LIMIT 1 FOR UPDATE SKIP LOCKED
                        """).query(UUID.class).optional().flatMap(this::held);
    }

    private Optional<Held> held(UUID id) {
        return jdbc.sql(CASE + "WHERE c.id = :id")
                .param("id", id)
                .query((row, n) -> new Held(file(row, n), row.getInt("version"), Rows.instant(row, "woken_at")))
                .optional();
    }

    /** The case of an identifier. */
    public Optional<CaseFile> find(UUID id) {
        return jdbc.sql(CASE + "WHERE c.id = :id")
                .param("id", id)
                .query(this::file)
                .optional();
    }

    /** A consumer's cases, the newest first. */
    public List<CaseFile> ofConsumer(UUID consumer, int limit) {
        return jdbc.sql(CASE + "WHERE c.consumer_id = :consumer ORDER BY c.filed_at DESC LIMIT :limit")
                .param("consumer", consumer)
                .param("limit", limit)
                .query(this::file)
                .list();
    }

    /** Cases of some businesses by time left; cases without a clock come last. */
    public List<CaseFile> ofBusinesses(List<UUID> businesses, List<State> states, Cursor after, int limit) {
        return jdbc.sql(CASE + """
                        WHERE c.business_id = ANY (:businesses) AND c.state = ANY (:states) AND c.source = 'filed'
                          AND (coalesce(c.due_at, timestamptz '9000-01-01 00:00:00+00'), c.id) > (:at, :id)
                        ORDER BY coalesce(c.due_at, timestamptz '9000-01-01 00:00:00+00'), c.id LIMIT :limit
                        """)
                .param("businesses", businesses.toArray(UUID[]::new))
                .param("states", states.stream().map(State::name).toArray(String[]::new))
                .param("at", Rows.at(after.at()))
                .param("id", after.id())
                .param("limit", limit)
                .query(this::file)
                .list();
    }

    /** How many cases of some businesses stand in some states. */
    public int count(List<UUID> businesses, List<State> states) {
        return jdbc.sql("""
                        SELECT count(*) FROM complaint
                        WHERE business_id = ANY (:businesses) AND state = ANY (:states) AND source = 'filed'
                        """)
                .param("businesses", businesses.toArray(UUID[]::new))
                .param("states", states.stream().map(State::name).toArray(String[]::new))
                .query(Integer.class)
                .single();
    }

    /** The place of a case in the order of the desk. */
    public static Cursor cursor(CaseFile file) {
        var due = file.dueAt();
        return new Cursor(due == null ? Instant.parse("9000-01-01T00:00:00Z") : due, file.id());
    }

    /** What the public may know of these complaints. */
    public List<PublicCase> publicCases(List<UUID> ids) {
        return jdbc.sql(CASE + "WHERE c.id = ANY (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, n) -> new PublicCase(
                        Rows.uuid(row, "id"),
                        Rows.text(row, "public_id"),
                        Rows.text(row, "mark"),
                        row.getInt("version"),
                        json.readValue(row.getString("history"), HISTORY),
                        row.getString("public_text")))
                .list();
    }

    /** Identifiers of all complaints, a page at a time, in their order. */
    public List<UUID> ids(UUID after, int limit) {
        return jdbc.sql("SELECT id FROM complaint WHERE id > :after ORDER BY id LIMIT :limit")
                .param("after", after)
                .param("limit", limit)
                .query(Rows::onlyUuid)
                .list();
    }

    /** Appends one event to a history. */
    public void append(UUID id, int seq, ComplaintEvent event, String actor) {
        jdbc.sql("""
                INSERT INTO complaint_event (complaint_id, seq, at, recorded_at, actor, event)
                VALUES (:id, :seq, :at, touchstone_now(), :actor, :event::jsonb)
                """)
                .param("id", id)
                .param("seq", seq)
                .param("at", Rows.at(event.at()))
                .param("actor", actor)
                .param("event", written(event))
                .update();
    }

    /** Brings the row up to what the history makes of it. */
    public void update(UUID id, Complaint complaint, @Nullable Instant wakeAt, Instant wokenAt) {
        jdbc.sql("""
                UPDATE complaint SET version = :version, state = :state, round = :round, due_at = :dueAt,
                    wake_at = :wakeAt, woken_at = :wokenAt
                WHERE id = :id
                """)
                .param("id", id)
                .param("version", complaint.history().size())
                .param("state", complaint.state().name())
                .param("round", complaint.round())
                .param("dueAt", Rows.at(complaint.due().orElse(null)))
                .param("wakeAt", Rows.at(wakeAt))
                .param("wokenAt", Rows.at(wokenAt))
                .update();
    }

    /** Keeps what the business wrote in its answer. */
    public void addAnswer(UUID id, int seq, String content, String publicText) {
        jdbc.sql(
                        "INSERT INTO complaint_answer (complaint_id, seq, content, public_text) VALUES (:id, :seq, :content, :publicText)")
                .param("id", id)
                .param("seq", seq)
                .param("content", vault.seal(content, "complaint.answer"))
                .param("publicText", publicText)
                .update();
    }

    /** Keeps what the consumer said of the answer. */
    public void setComment(UUID id, String comment) {
        jdbc.sql("UPDATE complaint SET comment = :comment WHERE id = :id")
                .param("id", id)
                .param("comment", vault.seal(comment, "complaint.comment"))
                .update();
    }

    /** Adds imported cases that are not there yet. Returns the identifiers of those added. */
    public List<UUID> addImported(List<ImportedCase> cases, List<Complaint> complaints) {
        var known = jdbc.sql("SELECT source_key FROM complaint WHERE source = :source AND source_key = ANY (:keys)")
                .param("source", cases.getFirst().source())
                .param("keys", cases.stream().map(ImportedCase::sourceKey).toArray(String[]::new))
                .query(String.class)
                .set();
        var added = new ArrayList<UUID>();
        var rows = new ArrayList<MapSqlParameterSource>();
        var events = new ArrayList<MapSqlParameterSource>();
        for (int i = 0; i < cases.size(); i++) {
            if (!known.contains(cases.get(i).sourceKey())) {
                var id = UUID.randomUUID();
                added.add(id);
                rows.add(row(id, cases.get(i), complaints.get(i)));
                events.addAll(events(id, cases.get(i)));
            }
        }
        batches.batchUpdate("""
                INSERT INTO complaint (id, reference, public_id, mark, website_id, business_id, host, legal_name, policy_version,
                    category, version, state, round, filed_at, deadlines, due_at, wake_at, woken_at, source, source_key)
                VALUES (:id, :reference, :publicId, :mark, :website, :business, :host, :legalName, :policy,
                    :category, :version, :state, :round, :filedAt, :deadlines::timestamptz[], NULL, NULL, :filedAt, :source, :sourceKey)
                """, rows.toArray(MapSqlParameterSource[]::new));
        batches.batchUpdate("""
                INSERT INTO complaint_event (complaint_id, seq, at, recorded_at, actor, event)
                VALUES (:id, :seq, :at, touchstone_now(), :actor, :event::jsonb)
                """, events.toArray(MapSqlParameterSource[]::new));
        return added;
    }

    private MapSqlParameterSource row(UUID id, ImportedCase imported, Complaint complaint) {
        var mark = imported.mark();
        return new MapSqlParameterSource()
                .addValue("id", id)
                .addValue("reference", "IM-" + Tokens.reference(8))
                .addValue("publicId", Tokens.reference(12))
                .addValue("mark", mark.code())
                .addValue("website", mark.websiteId())
                .addValue("business", mark.businessId())
                .addValue("host", mark.host().name())
                .addValue("legalName", mark.legalName())
                .addValue("policy", complaint.filed().policyVersion())
                .addValue("category", complaint.filed().category())
                .addValue("version", complaint.history().size())
                .addValue("state", complaint.state().name())
                .addValue("round", complaint.round())
                .addValue("filedAt", Rows.at(complaint.filed().at()))
                .addValue("deadlines", Rows.array(complaint.filed().deadlines()))
                .addValue("source", imported.source())
                .addValue("sourceKey", imported.sourceKey());
    }

    private List<MapSqlParameterSource> events(UUID id, ImportedCase imported) {
        var rows = new ArrayList<MapSqlParameterSource>();
        for (var event : imported.history()) {
            rows.add(new MapSqlParameterSource()
                    .addValue("id", id)
                    .addValue("seq", rows.size() + 1)
                    .addValue("at", Rows.at(event.at()))
                    .addValue("actor", "system:" + imported.source())
                    .addValue("event", written(event)));
        }
        return rows;
    }

    private String written(ComplaintEvent event) {
        return json.writerFor(ComplaintEvent.class).writeValueAsString(event);
    }

    private CaseFile file(ResultSet row, int n) throws SQLException {
        var history = json.readValue(row.getString("history"), HISTORY);
        return new CaseFile(
                Rows.uuid(row, "id"),
                Rows.text(row, "reference"),
                Rows.text(row, "public_id"),
                row.getObject("consumer_id", UUID.class),
                Rows.uuid(row, "business_id"),
                Rows.text(row, "mark"),
                Rows.text(row, "host"),
                Rows.text(row, "legal_name"),
                Rows.text(row, "policy_version"),
                Rows.text(row, "category"),
                State.valueOf(Rows.text(row, "state")),
                row.getInt("round"),
                Rows.instant(row, "filed_at"),
                ((Filed) history.getFirst()).deadlines(),
                Rows.instantOrNull(row, "due_at"),
                vault.open(row.getBytes("narrative"), "complaint.narrative"),
                row.getBoolean("publish_narrative"),
                vault.open(row.getBytes("invoice"), "complaint.invoice"),
                row.getObject("purchased_on", LocalDate.class),
                vault.open(row.getBytes("answer"), "complaint.answer"),
                row.getString("public_text"),
                vault.open(row.getBytes("comment"), "complaint.comment"),
                history);
    }
}
