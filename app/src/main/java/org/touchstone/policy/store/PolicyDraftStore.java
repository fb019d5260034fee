package org.touchstone.policy.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.policy.PolicyDraft.State;
import org.touchstone.policy.PolicyDraft.Verdict;
import org.touchstone.policy.PolicyDraft.Word;
import org.touchstone.rules.record.Simulation;
import tools.jackson.databind.json.JsonMapper;

/** Drafts of policy versions and what was said to them. */
@Repository
public class PolicyDraftStore {

    private static final long ONE_AT_A_TIME = 7_350_105;
    private static final String REASONS = "policy_word.reasons";

    private static final String DRAFT = """
            SELECT id, document::text AS document, hash, base_version, author, state, created_at, proposed_at, ended_at,
                   simulated_hash, simulated_as_of, simulation::text AS simulation
            FROM policy_draft
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Vault vault;

    PolicyDraftStore(JdbcClient jdbc, JsonMapper json, Vault vault) {
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
    }

    /** A draft as it is stored. */
    public record Row(
            UUID id,
            String document,
            String hash,
            String baseVersion,
            UUID author,
            State state,
            Instant createdAt,
            @Nullable Instant proposedAt,
            @Nullable Instant endedAt,
            @Nullable String simulatedHash,
            @Nullable Instant simulatedAsOf,
            @Nullable Simulation simulation) {}

    /** Adds a draft. */
    public void add(UUID id, String version, String document, String hash, String base, UUID author) {
        jdbc.sql("""
                INSERT INTO policy_draft (id, version, document, hash, base_version, author, state, created_at)
                VALUES (:id, :version, :document::jsonb, :hash, :base, :author, 'DRAFT', touchstone_now())
                """)
                .param("id", id)
                .param("version", version)
                .param("document", document)
                .param("hash", hash)
                .param("base", base)
                .param("author", author)
                .update();
    }

    /** A draft. */
    public Optional<Row> find(UUID id) {
        return jdbc.sql(DRAFT + "WHERE id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** A draft, held until the transaction ends. */
    public Optional<Row> lock(UUID id) {
        return jdbc.sql(DRAFT + "WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** The draft a version came from; nothing for the versions the product ships. */
    public Optional<UUID> draftOf(String version) {
        return jdbc.sql("SELECT draft_id FROM policy_version WHERE version = :version AND draft_id IS NOT NULL")
                .param("version", version)
                .query(Rows::onlyUuid)
                .optional();
    }

    /** The newest drafts. */
    public List<Row> newest(int limit) {
        return jdbc.sql(DRAFT + "ORDER BY created_at DESC, id LIMIT :limit")
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /** Lets one publish at a time, until the transaction ends. */
    public void holdPublishing() {
        jdbc.sql("SELECT pg_advisory_xact_lock(:lock)")
                .param("lock", ONE_AT_A_TIME)
                .query((row, n) -> 1)
                .single();
    }

    /** Puts a draft into another state. */
    public void put(UUID id, State state, Instant now) {
        jdbc.sql("""
                UPDATE policy_draft SET state = :state,
                    proposed_at = CASE WHEN :state = 'PROPOSED' THEN :now ELSE proposed_at END,
                    ended_at = CASE WHEN :state = 'PROPOSED' THEN ended_at ELSE :now END
                WHERE id = :id
                """)
                .param("id", id)
                .param("state", state.name())
                .param("now", Rows.at(now))
                .update();
    }

    /** Keeps what a document, known by its hash, would have made of the stored history. */
    public void putSimulation(UUID id, String hash, Instant asOf, Simulation simulation) {
        jdbc.sql("""
                UPDATE policy_draft SET simulated_hash = :hash, simulated_as_of = :asOf, simulation = :simulation::jsonb
                WHERE id = :id
                """)
                .param("id", id)
                .param("hash", hash)
                .param("asOf", Rows.at(asOf))
                .param("simulation", json.writeValueAsString(simulation))
                .update();
    }

    /** Adds what somebody said. Returns whether the person had not spoken before. */
    public boolean addWord(UUID id, Word word) {
        return jdbc.sql("""
                INSERT INTO policy_word (draft_id, person, at, word, reasons) VALUES (:id, :person, :at, :word, :reasons)
                ON CONFLICT DO NOTHING
                """)
                        .param("id", id)
                        .param("person", word.person())
                        .param("at", Rows.at(word.at()))
                        .param("word", word.verdict().name())
                        .param("reasons", vault.seal(word.reasons(), REASONS))
                        .update()
                == 1;
    }

    /** What was said to a draft, the oldest first. */
    public List<Word> words(UUID id) {
        return jdbc.sql("SELECT person, at, word, reasons FROM policy_word WHERE draft_id = :id ORDER BY at, person")
                .param("id", id)
                .query((row, n) -> new Word(
                        Rows.uuid(row, "person"),
                        Rows.instant(row, "at"),
                        Verdict.valueOf(Rows.text(row, "word")),
                        Objects.requireNonNull(vault.open(row.getBytes("reasons"), REASONS))))
                .list();
    }

    private Row row(ResultSet row, int n) throws SQLException {
        var simulation = row.getString("simulation");
        return new Row(
                Rows.uuid(row, "id"),
                Rows.text(row, "document"),
                Rows.text(row, "hash"),
                Rows.text(row, "base_version"),
                Rows.uuid(row, "author"),
                State.valueOf(Rows.text(row, "state")),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "proposed_at"),
                Rows.instantOrNull(row, "ended_at"),
                row.getString("simulated_hash"),
                Rows.instantOrNull(row, "simulated_as_of"),
                simulation == null ? null : json.readValue(simulation, Simulation.class));
    }
}
