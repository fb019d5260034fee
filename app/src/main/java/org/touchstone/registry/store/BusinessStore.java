package org.touchstone.registry.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.registry.NewBusiness;
import org.touchstone.registry.Proposal;
import org.touchstone.rules.identity.IdentityNumber;
import org.touchstone.rules.text.FirmName;

/** Businesses, and proposals to merge those that are plainly one. */
@Repository
public class BusinessStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    BusinessStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** The business of an identity number, or of a source and key; added when it is new. */
    public UUID findOrAdd(NewBusiness wanted) {
        return known(wanted).or(() -> add(wanted)).or(() -> known(wanted)).orElseThrow();
    }

    private Optional<UUID> known(NewBusiness wanted) {
        return Optional.ofNullable(wanted.number())
                .flatMap(this::ofNumber)
                .or(() -> jdbc.sql("SELECT id FROM business WHERE source = :source AND source_key = :key")
                        .param("source", wanted.source())
                        .param("key", wanted.sourceKey())
                        .query(Rows::onlyUuid)
                        .optional());
    }

    /** The business of an identity number, if it is known. */
    public Optional<UUID> ofNumber(IdentityNumber number) {
        return jdbc.sql("SELECT coalesce(merged_into, id) FROM business WHERE identity_hash = :hash")
                .param("hash", hash(number))
                .query(Rows::onlyUuid)
                .optional();
    }

    /** The identity number of a business, where it has one. */
    public Optional<IdentityNumber> numberOf(UUID id) {
        return jdbc.sql("SELECT identity_number FROM business WHERE id = :id AND identity_number IS NOT NULL")
                .param("id", id)
                .query((row, n) -> vault.open(row.getBytes("identity_number"), "business.identity_number"))
                .optional()
                .map(IdentityNumber::ofBusiness);
    }

    private byte[] hash(IdentityNumber number) {
        return vault.hash(number.scheme() + ":" + number.value(), "business.identity_number");
    }

    /** Calls a business by another name and puts it in another trade. */
    public void change(UUID id, String legalName, String trade) {
        jdbc.sql("UPDATE business SET legal_name = :name, name_key = :nameKey, trade = :trade WHERE id = :id")
                .param("id", id)
                .param("name", legalName)
                .param("nameKey", FirmName.key(legalName))
                .param("trade", trade)
                .update();
    }

    /** Adds a business; nothing when somebody else does so at this moment. */
    private Optional<UUID> add(NewBusiness wanted) {
        var number = wanted.number();
        return jdbc.sql("""
                        INSERT INTO business (id, legal_name, name_key, trade, identity_hash, identity_number, source, source_key, created_at)
                        VALUES (:id, :name, :nameKey, :trade, :hash, :number, :source, :sourceKey, touchstone_now())
                        ON CONFLICT DO NOTHING RETURNING id
                        """)
                .param("id", UUID.randomUUID())
                .param("name", wanted.legalName())
                .param("nameKey", FirmName.key(wanted.legalName()))
                .param("trade", wanted.trade())
                .param("hash", number == null ? null : hash(number))
                .param("number", number == null ? null : vault.seal(number.value(), "business.identity_number"))
                .param("source", wanted.source())
                .param("sourceKey", wanted.sourceKey())
                .query(Rows::onlyUuid)
                .optional();
    }

    /** The legal name of a business. */
    public Optional<String> nameOf(UUID id) {
        return jdbc.sql("SELECT legal_name FROM business WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** How many businesses of a source there are. */
    public int count(String source) {
        return jdbc.sql("SELECT count(*) FROM business WHERE source = :source")
                .param("source", source)
                .query(Integer.class)
                .single();
    }

    /** Proposes merging the businesses whose names have one key: into the one with the smallest name. Returns how many are new. */
    public int proposeMerges(String why) {
        return jdbc.sql("""
                        INSERT INTO merge_proposal (id, keep_id, merge_id, why, proposed_at)
                        SELECT gen_random_uuid(), keep.id, b.id, :why, touchstone_now()
                        FROM business b
                        JOIN LATERAL (
                            SELECT id FROM business k
                            WHERE k.name_key = b.name_key AND k.source = b.source AND k.merged_into IS NULL
                            ORDER BY legal_name COLLATE "C", id LIMIT 1
                        ) keep ON keep.id <> b.id
                        WHERE b.merged_into IS NULL AND b.name_key <> ''
                        ON CONFLICT (keep_id, merge_id) DO NOTHING
                        """).param("why", why).update();
    }

    /** Open proposals, in the order of names. */
    public List<Proposal> openProposals(int limit) {
        return jdbc.sql(
                        PROPOSAL
                                + "WHERE p.decision IS NULL ORDER BY k.legal_name COLLATE \"C\", m.legal_name COLLATE \"C\" LIMIT :limit")
                .param("limit", limit)
                .query(BusinessStore::proposal)
                .list();
    }

    /** How many proposals are open. */
    public int countOpenProposals() {
        return jdbc.sql("SELECT count(*) FROM merge_proposal WHERE decision IS NULL")
                .query(Integer.class)
                .single();
    }

    /** An open proposal, held against others who decide at the same time. */
    public Optional<Proposal> lockOpenProposal(UUID id) {
        return jdbc.sql(PROPOSAL + "WHERE p.id = :id AND p.decision IS NULL FOR UPDATE OF p")
                .param("id", id)
                .query(BusinessStore::proposal)
                .optional();
    }

    /** Notes the decision. */
    public void decide(UUID id, String decision, UUID by, String reason) {
        jdbc.sql("""
                UPDATE merge_proposal SET decision = :decision, decided_by = :by, decided_at = touchstone_now(), reason = :reason
                WHERE id = :id
                """)
                .param("id", id)
                .param("decision", decision)
                .param("by", by)
                .param("reason", reason)
                .update();
    }

    /** Makes one business part of another: its websites, with their marks and records, are the other's from now on. */
    public void merge(UUID from, UUID into) {
        jdbc.sql("UPDATE website SET business_id = :into WHERE business_id = :from")
                .param("into", into)
                .param("from", from)
                .update();
        jdbc.sql("UPDATE business SET merged_into = :into WHERE id = :from")
                .param("into", into)
                .param("from", from)
                .update();
    }

    private static final String PROPOSAL = """
            SELECT p.id, p.keep_id, k.legal_name AS keep, p.merge_id, m.legal_name AS merge, p.why, p.proposed_at,
                   coalesce((SELECT min(host) FROM website w WHERE w.business_id = k.id), '') AS keep_host,
                   coalesce((SELECT min(host) FROM website w WHERE w.business_id = m.id), '') AS merge_host
            FROM merge_proposal p
            JOIN business k ON k.id = p.keep_id
            JOIN business m ON m.id = p.merge_id
            """;

    private static Proposal proposal(ResultSet row, int n) throws SQLException {
        return new Proposal(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "keep_id"),
                Rows.text(row, "keep"),
                Rows.text(row, "keep_host"),
                Rows.uuid(row, "merge_id"),
                Rows.text(row, "merge"),
                Rows.text(row, "merge_host"),
                Rows.text(row, "why"),
                Rows.instant(row, "proposed_at"));
    }
}
