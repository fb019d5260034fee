package org.touchstone.complaint.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.complaint.Assistance;
import org.touchstone.complaint.CaseFile;
import org.touchstone.complaint.CaseFile.Answer;
import org.touchstone.complaint.CaseFile.Channel;
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
import org.touchstone.rules.complaint.ComplaintEvent.Rated;
import org.touchstone.rules.complaint.Expected;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.text.PlainText;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Complaints and their histories. */
@Repository
public class ComplaintStore {

    /** Places of the day from here on are those of filings the centre decides on. */
    private static final int ON_APPEAL = 1000;

    private static final String TEXT = "complaint_text.content";
    private static final TypeReference<List<Written>> WRITTEN = new TypeReference<>() {};

    private static final TypeReference<List<ComplaintEvent>> HISTORY = new TypeReference<>() {};

    private static final String CASE = """
            SELECT c.id, c.reference, c.public_id, c.consumer_id, c.business_id, c.mark, c.host, c.legal_name, c.policy_version,
                   c.category, c.state, c.round, c.filed_at, c.deadlines, c.due_at, c.woken_at, c.narrative, c.publish_narrative,
                   c.invoice, c.purchased_on, c.version, c.expects, c.expects_why, c.expected_by, c.quarantined, c.channel,
                   (SELECT jsonb_agg(e.event ORDER BY e.seq) FROM complaint_event e WHERE e.complaint_id = c.id)::text AS history,
                   (SELECT jsonb_agg(jsonb_build_object('seq', x.seq, 'place', x.place, 'content', encode(x.content, 'base64')))
                    FROM complaint_text x WHERE x.complaint_id = c.id)::text AS texts,
                   (SELECT jsonb_agg(jsonb_build_object('seq', a.seq, 'text', a.public_text, 'content', encode(a.content, 'base64'))
                                     ORDER BY a.seq)
                    FROM complaint_answer a WHERE a.complaint_id = c.id)::text AS answers
            FROM complaint c
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
     * @param assistance who filed it for the consumer, absent for most
     */
    public boolean add(
            UUID id,
            UUID consumer,
            Mark mark,
            Filing filing,
            Filed filed,
            LocalDate day,
            int slot,
            @Nullable Assistance assistance) {
        return jdbc.sql("""
                        INSERT INTO complaint (id, reference, public_id, consumer_id, mark, website_id, business_id, host, legal_name,
                            policy_version, category, narrative, publish_narrative, invoice, invoice_hash, purchased_on,
                            version, state, round, filed_at, deadlines, woken_at, filed_on, slot, source, on_appeal,
                            channel, assisted_by, consent)
                        VALUES (:id, :reference, :publicId, :consumer, :mark, :website, :business, :host, :legalName,
                            :policy, :category, :narrative, :publish, :invoice, :invoiceHash, :purchasedOn,
                            0, 'OPEN', 1, :filedAt, :deadlines::timestamptz[], :filedAt, :day, :slot, 'filed', :onAppeal,
                            :channel, :assistedBy, :consent)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("id", id)
                        .param("reference", freshReference())
                        .param("publicId", Tokens.reference(12))
                        .param("consumer", consumer)
                        .param("mark", mark.code())
                        .param("website", mark.websiteId())
                        .param("business", mark.businessId())
                        .param("host", mark.host().name())
                        .param("legalName", mark.legalName())
                        .param("policy", filed.policyVersion())
                        .param("category", filing.category())
                        .param("narrative", vault.seal(filing.narrative(), "complaint.narrative"))
                        .param("publish", filing.publishNarrative())
                        .param("invoice", vault.seal(filing.invoiceNumber(), "complaint.invoice"))
                        .param("invoiceHash", invoiceHash(filing.invoiceNumber()))
                        .param("purchasedOn", filing.purchasedOn())
                        .param("filedAt", Rows.at(filed.at()))
                        .param("deadlines", Rows.array(filed.deadlines()))
                        .param("day", day)
                        .param("slot", slot)
                        .param("onAppeal", slot >= ON_APPEAL)
                        .param("channel", (assistance == null ? Channel.DIRECT : Channel.ASSISTED).name())
                        .param("assistedBy", assistance == null ? null : assistance.officer())
                        .param(
                                "consent",
                                vault.seal(assistance == null ? null : assistance.consent(), "complaint.consent"))
                        .update()
                == 1;
    }

    /**
     * A reference no complaint has. Short enough to be read out on the telephone, two of a million are alike more often than not; a
     * filing that met one would pass for a second of the day.
     */
    private String freshReference() {
        String reference;
        do {
            reference = "TS-" + Tokens.reference(4) + "-" + Tokens.reference(4);
        } while (jdbc.sql("SELECT EXISTS (SELECT 1 FROM complaint WHERE reference = :reference)")
                .param("reference", reference)
                .query(Boolean.class)
                .single());
        return reference;
    }

    /** A free place beyond those the daily limit gives, for a filing the centre is to decide on. */
    public int slotOnAppeal(UUID consumer, UUID website, LocalDate day) {
        return jdbc.sql("""
                        SELECT coalesce(max(slot), 0) + 1 FROM complaint
                        WHERE consumer_id = :consumer AND website_id = :website AND filed_on = :day AND slot >= :least
                        """)
                .param("consumer", consumer)
                .param("website", website)
                .param("day", day)
                .param("least", ON_APPEAL)
                .query((row, n) -> Math.max(ON_APPEAL, row.getInt(1)))
                .single();
    }

    /** Lets one filing of a person after another look for what the person filed before. */
    public void lockPerson(UUID consumer) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:consumer::text, 0))")
                .param("consumer", consumer)
                .query((row, n) -> true)
                .single();
    }

    /** Whether a complaint of the person about the website waits for the centre to admit it. */
    public boolean waitsForAdmission(UUID consumer, UUID website) {
        return jdbc.sql("""
                        SELECT count(*) FROM complaint
                        WHERE consumer_id = :consumer AND website_id = :website AND expects_why = 'ADMISSION'
                        """)
                        .param("consumer", consumer)
                        .param("website", website)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** How many complaints a person filed about a website on a day. */
    public int countOn(UUID consumer, UUID website, LocalDate day) {
        return jdbc.sql("""
                        SELECT count(*) FROM complaint
                        WHERE consumer_id = :consumer AND website_id = :website AND filed_on = :day AND slot < :onAppeal
                        """)
                .param("consumer", consumer)
                .param("website", website)
                .param("day", day)
                .param("onAppeal", ON_APPEAL)
                .query(Integer.class)
                .single();
    }

    /** The reference of the person's earlier complaint about the same invoice. */
    public Optional<String> sameInvoice(UUID consumer, UUID website, String invoice) {
        return jdbc.sql("""
                        SELECT reference FROM complaint
                        WHERE consumer_id = :consumer AND website_id = :website AND invoice_hash = :hash AND state <> 'WITHDRAWN'
                          AND NOT on_appeal
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
                .query(Rows::onlyUuid)
                .optional();
        return found.map(known -> held(List.of(known)).getFirst());
    }

    /** How many cases something is due for now. */
    public int countDue() {
        return jdbc.sql("SELECT count(*) FROM complaint WHERE wake_at <= (SELECT touchstone_now())")
                .query(Integer.class)
                .single();
    }

    /** Takes the cases for which time has something in store and that have waited longest; others take the next. */
    public List<Held> lockDue(int most) {
        var ids = jdbc.sql("""
                        SELECT id FROM complaint WHERE wake_at <= (SELECT touchstone_now())
                        ORDER BY wake_at LIMIT :most FOR UPDATE SKIP LOCKED
                        """).param("most", most).query(Rows::onlyUuid).list();
        return held(ids);
    }

    /** Takes cases for a change, in the order in which they are named. */
    public List<Held> lock(List<UUID> ids) {
        jdbc.sql("SELECT id FROM complaint WHERE id = ANY (:ids) ORDER BY id FOR UPDATE")
                .param("ids", ids.toArray(UUID[]::new))
                .query(Rows::onlyUuid)
                .list();
        return held(ids);
    }

    private List<Held> held(List<UUID> ids) {
        var found = new HashMap<UUID, Held>();
        if (!ids.isEmpty()) {
            jdbc.sql(CASE + "WHERE c.id = ANY (:ids)")
                    .param("ids", ids.toArray(UUID[]::new))
                    .query((row, n) -> new Held(file(row, n), row.getInt("version"), Rows.instant(row, "woken_at")))
                    .list()
                    .forEach(held -> found.put(held.file().id(), held));
        }
        return ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
    }

    /** The case of an identifier. */
    public Optional<CaseFile> find(UUID id) {
        return jdbc.sql(CASE + "WHERE c.id = :id")
                .param("id", id)
                .query(this::file)
                .optional();
    }

    /** The cases of identifiers, in their order. All must be there. */
    public List<CaseFile> find(List<UUID> ids) {
        return held(ids).stream().map(Held::file).toList();
    }

    /** The references of some complaints, by their public names. */
    public Map<String, String> references(Collection<String> publicIds) {
        var references = new HashMap<String, String>();
        jdbc.sql("SELECT public_id, reference FROM complaint WHERE public_id = ANY (:ids)")
                .param("ids", publicIds.toArray(String[]::new))
                .query(row -> {
                    references.put(Rows.text(row, "public_id"), Rows.text(row, "reference"));
                });
        return references;
    }

    /** The case of a reference. */
    public Optional<CaseFile> byReference(String reference) {
        return jdbc.sql(CASE + "WHERE c.reference = :reference")
                .param("reference", reference)
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
                        lastPublic(row)))
                .list();
    }

    private @Nullable String lastPublic(ResultSet row) throws SQLException {
        var answers = written(row, "answers");
        return answers.isEmpty() ? null : answers.getLast().text();
    }

    /** Identifiers of all complaints, a page at a time, in their order. */
    public List<UUID> ids(UUID after, int limit) {
        return jdbc.sql("SELECT id FROM complaint WHERE id > :after ORDER BY id LIMIT :limit")
                .param("after", after)
                .param("limit", limit)
                .query(Rows::onlyUuid)
                .list();
    }

    /** Complaints whose clock runs or is stopped, in the order of their identifiers. */
    public List<UUID> running(UUID after, int limit) {
        return jdbc.sql("""
                        SELECT id FROM complaint WHERE state IN ('OPEN', 'WAITING_CONSUMER', 'REFUSAL_REVIEW') AND id > :after
                        ORDER BY id LIMIT :limit
                        """)
                .param("after", after)
                .param("limit", limit)
                .query(Rows::onlyUuid)
                .list();
    }

    /** An event in its place in a history. */
    public record Appended(UUID id, int seq, ComplaintEvent event, String actor) {}

    /** Appends events to histories. */
    public void append(List<Appended> entries) {
        if (entries.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                """
                INSERT INTO complaint_event (complaint_id, seq, at, recorded_at, actor, event)
                VALUES (:id, :seq, :at, touchstone_now(), :actor, :event::jsonb)
                """,
                entries.stream()
                        .map(entry -> new MapSqlParameterSource()
                                .addValue("id", entry.id())
                                .addValue("seq", entry.seq())
                                .addValue("at", Rows.at(entry.event().at()))
                                .addValue("actor", entry.actor())
                                .addValue("event", written(entry.event())))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /** What its history makes of a case. */
    public record Folded(UUID id, Complaint complaint, Policy policy) {}

    /** Brings rows up to what the histories make of them. */
    public void update(List<Folded> cases, Instant now) {
        batches.batchUpdate("""
                UPDATE complaint SET version = :version, state = :state, round = :round, due_at = :dueAt,
                    deadlines = :deadlines::timestamptz[], wake_at = :wakeAt, woken_at = :wokenAt,
                    expects = :expects, expects_why = :why, expected_by = :by, quarantined = :quarantined
                WHERE id = :id
                """, cases.stream().map(c -> row(c, now)).toArray(MapSqlParameterSource[]::new));
    }

    private static MapSqlParameterSource row(Folded folded, Instant now) {
        var complaint = folded.complaint();
        var policy = folded.policy();
        var expected = complaint.expected(policy);
        return new MapSqlParameterSource()
                .addValue("id", folded.id())
                .addValue("version", complaint.history().size())
                .addValue("state", complaint.state().name())
                .addValue("round", complaint.round())
                .addValue("dueAt", Rows.at(complaint.due().orElse(null)), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("deadlines", Rows.array(complaint.deadlines()))
                .addValue(
                        "wakeAt", Rows.at(complaint.nextWake(now, policy).orElse(null)), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("wokenAt", Rows.at(now))
                .addValue("expects", expected.map(e -> e.who().name()).orElse(null), Types.VARCHAR)
                .addValue("why", expected.map(e -> e.why().name()).orElse(null), Types.VARCHAR)
                .addValue("by", Rows.at(expected.map(Expected::by).orElse(null)), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("quarantined", complaint.isQuarantined());
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

    /** Keeps what somebody wrote beside an event. */
    public void addText(UUID id, int seq, String content) {
        jdbc.sql("INSERT INTO complaint_text (complaint_id, seq, place, content) VALUES (:id, :seq, :place, :content)")
                .param("id", id)
                .param("seq", seq)
                .param("place", TEXT)
                .param("content", vault.seal(content, TEXT))
                .update();
    }

    /** Who made the last event of a kind. */
    public Optional<String> lastActor(UUID id, String eventType) {
        return jdbc.sql("""
                        SELECT actor FROM complaint_event WHERE complaint_id = :id AND event ->> 'type' = :type
                        ORDER BY seq DESC LIMIT 1
                        """)
                .param("id", id)
                .param("type", eventType)
                .query(String.class)
                .optional();
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
                .addValue("reference", "IM-" + Tokens.reference(12))
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

    /** A row of a text or an answer inside a case. */
    private record Written(
            int seq, @Nullable String place, @Nullable String text, byte[] content) {}

    private List<Written> written(ResultSet row, String column) throws SQLException {
        var list = row.getString(column);
        return list == null ? List.of() : json.readValue(list, WRITTEN);
    }

    private Map<Integer, String> texts(ResultSet row) throws SQLException {
        var texts = new TreeMap<Integer, String>();
        for (var text : written(row, "texts")) {
            texts.put(
                    text.seq(),
                    Objects.requireNonNull(vault.open(text.content(), Objects.requireNonNull(text.place()))));
        }
        return texts;
    }

    private NavigableMap<Integer, Answer> answers(ResultSet row) throws SQLException {
        var answers = new TreeMap<Integer, Answer>();
        for (var answer : written(row, "answers")) {
            var content = Objects.requireNonNull(vault.open(answer.content(), "complaint.answer"));
            answers.put(answer.seq(), new Answer(content, Objects.requireNonNull(answer.text())));
        }
        return answers;
    }

    private static @Nullable String comment(List<ComplaintEvent> history, Map<Integer, String> texts) {
        for (int seq = history.size(); seq > 0; seq--) {
            if (history.get(seq - 1) instanceof Rated) {
                return texts.get(seq);
            }
        }
        return null;
    }

    private static @Nullable Expected expected(ResultSet row) throws SQLException {
        var who = row.getString("expects");
        return who == null
                ? null
                : new Expected(
                        Party.valueOf(who),
                        Expected.Why.valueOf(Rows.text(row, "expects_why")),
                        Rows.instant(row, "expected_by"));
    }

    private CaseFile file(ResultSet row, int n) throws SQLException {
        var history = json.readValue(row.getString("history"), HISTORY);
        var texts = texts(row);
        var answers = answers(row);
        var last = answers.lastEntry();
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
                Rows.instants(row, "deadlines"),
                Rows.instantOrNull(row, "due_at"),
                vault.open(row.getBytes("narrative"), "complaint.narrative"),
                row.getBoolean("publish_narrative"),
                vault.open(row.getBytes("invoice"), "complaint.invoice"),
                row.getObject("purchased_on", LocalDate.class),
                last == null ? null : last.getValue().text(),
                last == null ? null : last.getValue().publicText(),
                comment(history, texts),
                history,
                expected(row),
                texts,
                answers,
                row.getBoolean("quarantined"),
                Channel.valueOf(Rows.text(row, "channel")));
    }
}
