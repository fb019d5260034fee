package org.touchstone.supervision.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.supervision.OfficialLetter;
import org.touchstone.supervision.OfficialLetter.Delivery;
import org.touchstone.supervision.OfficialLetter.Document;
import org.touchstone.supervision.OfficialLetter.LetterKind;
import org.touchstone.supervision.OfficialLetter.Reached;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Numbered letters, their documents and how they reached whom. */
@Repository
public class OfficialLetterStore {

    private static final TypeReference<Map<String, Object>> CONTENT = new TypeReference<>() {};
    private static final String PLACE = "official_letter.content";
    private static final String LETTER = """
            SELECT id, number, secret, kind, code, business, case_id, decision, at, content,
                   ARRAY(SELECT d.at FROM letter_delivery d WHERE d.letter = l.id ORDER BY d.at, d.seq) AS delivered_at,
                   ARRAY(SELECT d.how FROM letter_delivery d WHERE d.letter = l.id ORDER BY d.at, d.seq) AS delivered_how,
                   ARRAY(SELECT p.language FROM official_letter_pdf p WHERE p.letter = l.id ORDER BY p.language) AS languages,
                   ARRAY(SELECT p.at FROM official_letter_pdf p WHERE p.letter = l.id ORDER BY p.language) AS made_at,
                   ARRAY(SELECT p.sha256 FROM official_letter_pdf p WHERE p.letter = l.id ORDER BY p.language) AS hashes
            FROM official_letter l
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Vault vault;

    OfficialLetterStore(JdbcClient jdbc, JsonMapper json, Vault vault) {
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
    }

    /** The next number of a year. Numbers have no gaps: who takes one holds the year until the end of the transaction. */
    public String nextNumber(int year) {
        int number = jdbc.sql("""
                        INSERT INTO letter_year (year, last) VALUES (:year, 1)
                        ON CONFLICT (year) DO UPDATE SET last = letter_year.last + 1 RETURNING last
                        """).param("year", year).query(Integer.class).single();
        return "%d-%06d".formatted(year, number);
    }

    /** Keeps a letter. */
    public void add(OfficialLetter letter) {
        jdbc.sql("""
                INSERT INTO official_letter (id, number, secret, kind, code, business, case_id, decision, at, content)
                VALUES (:id, :number, :secret, :kind, :code, :business, :case, :decision, :at, :content)
                """)
                .param("id", letter.id())
                .param("number", letter.number())
                .param("secret", letter.secret())
                .param("kind", letter.kind().name())
                .param("code", letter.code())
                .param("business", letter.business())
                .param("case", letter.supervision())
                .param("decision", letter.decision())
                .param("at", Rows.at(letter.at()))
                .param("content", vault.seal(json.writeValueAsString(letter.content()), PLACE))
                .update();
    }

    /** Notes how a letter reached the business. */
    public void delivered(UUID letter, Reached how, @Nullable UUID person, Instant at) {
        jdbc.sql("""
                INSERT INTO letter_delivery (letter, seq, at, how, person)
                SELECT :letter, coalesce(max(seq), 0) + 1, :at, :how, :person FROM letter_delivery WHERE letter = :letter
                """)
                .param("letter", letter)
                .param("at", Rows.at(at))
                .param("how", how.name())
                .param("person", person)
                .update();
    }

    private void hold(UUID letter) {
        jdbc.sql("SELECT id FROM official_letter WHERE id = :letter FOR UPDATE")
                .param("letter", letter)
                .query(Rows::onlyUuid)
                .list();
    }

    /** Notes that a message about a letter went out, unless one has before. Holds the letter. */
    public void told(UUID letter, Instant at) {
        hold(letter);
        boolean already = jdbc.sql(
                        "SELECT EXISTS (SELECT 1 FROM letter_delivery WHERE letter = :letter AND how = 'TOLD')")
                .param("letter", letter)
                .query(Boolean.class)
                .single();
        if (!already) {
            delivered(letter, Reached.TOLD, null, at);
        }
    }

    /** Whether somebody has opened a letter already. Holds the letter. */
    public boolean wasOpenedBy(UUID letter, UUID person) {
        hold(letter);
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM letter_delivery WHERE letter = :letter AND how = 'OPENED' AND person = :person)
                        """)
                .param("letter", letter)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /** A letter by its number. */
    public Optional<OfficialLetter> numbered(String number) {
        return jdbc.sql(LETTER + "WHERE number = :number")
                .param("number", number)
                .query(this::letter)
                .optional();
    }

    /** A letter. */
    public Optional<OfficialLetter> find(UUID id) {
        return jdbc.sql(LETTER + "WHERE id = :id")
                .param("id", id)
                .query(this::letter)
                .optional();
    }

    /** The letters of a case, the oldest first. */
    public List<OfficialLetter> ofCase(UUID id) {
        return jdbc.sql(LETTER + "WHERE case_id = :id ORDER BY at, number")
                .param("id", id)
                .query(this::letter)
                .list();
    }

    /** The letters to some businesses, the newest first. */
    public List<OfficialLetter> to(Collection<UUID> businesses, int limit) {
        return jdbc.sql(LETTER + "WHERE business = ANY (:ids) ORDER BY at DESC, number DESC LIMIT :limit")
                .param("ids", businesses.toArray(UUID[]::new))
                .param("limit", limit)
                .query(this::letter)
                .list();
    }

    /**
     * Letters, the newest first.
     *
     * @param number part of a number; with {@code codes} absent, of all
     * @param codes of marks; a letter fits that is about one of them or has that number
     * @param before the last one seen; absent at the beginning
     */
    public List<OfficialLetter> newest(
            @Nullable String number, @Nullable Collection<String> codes, @Nullable Cursor before, int limit) {
        return newest(
                number == null || codes == null ? "TRUE" : "(position(:number IN number) > 0 OR code = ANY (:codes))",
                before,
                limit,
                number == null || codes == null
                        ? Map.of()
                        : Map.of("number", number, "codes", codes.toArray(String[]::new)));
    }

    /** The letters to some businesses, the newest first, from the last one seen on. */
    public List<OfficialLetter> newestTo(Collection<UUID> businesses, @Nullable Cursor before, int limit) {
        return newest("business = ANY (:ids)", before, limit, Map.of("ids", businesses.toArray(UUID[]::new)));
    }

    private List<OfficialLetter> newest(
            String which, @Nullable Cursor before, int limit, Map<String, Object> parameters) {
        var from = before == null ? "" : " AND (at, id) < (:at, :id)";
        var asked = jdbc.sql(LETTER + "WHERE " + which + from + " ORDER BY at DESC, id DESC LIMIT :limit")
                .params(parameters)
                .param("limit", limit);
        if (before != null) {
            asked.param("at", Rows.at(before.at())).param("id", before.id());
        }
        return asked.query(this::letter).list();
    }

    /** The bytes of a document. */
    public Optional<byte[]> pdf(UUID letter, String language) {
        return jdbc.sql("SELECT pdf FROM official_letter_pdf WHERE letter = :letter AND language = :language")
                .param("letter", letter)
                .param("language", language)
                .query((row, n) -> row.getBytes("pdf"))
                .optional();
    }

    /** Keeps a document unless another node has just made it. */
    public void keep(UUID letter, String language, Instant at, String sha256, byte[] pdf) {
        jdbc.sql("""
                INSERT INTO official_letter_pdf (letter, language, at, sha256, pdf)
                VALUES (:letter, :language, :at, :sha256, :pdf) ON CONFLICT DO NOTHING
                """)
                .param("letter", letter)
                .param("language", language)
                .param("at", Rows.at(at))
                .param("sha256", sha256)
                .param("pdf", pdf)
                .update();
    }

    private OfficialLetter letter(ResultSet row, int n) throws SQLException {
        return new OfficialLetter(
                Rows.uuid(row, "id"),
                Rows.text(row, "number"),
                Rows.text(row, "secret"),
                LetterKind.valueOf(Rows.text(row, "kind")),
                Rows.text(row, "code"),
                Rows.uuid(row, "business"),
                row.getObject("case_id", UUID.class),
                row.getObject("decision", UUID.class),
                Rows.instant(row, "at"),
                json.readValue(Objects.requireNonNull(vault.open(row.getBytes("content"), PLACE)), CONTENT),
                deliveries(Rows.instants(row, "delivered_at"), Rows.texts(row, "delivered_how")),
                documents(Rows.texts(row, "languages"), Rows.instants(row, "made_at"), Rows.texts(row, "hashes")));
    }

    private static List<Delivery> deliveries(List<Instant> at, List<String> how) {
        return IntStream.range(0, at.size())
                .mapToObj(i -> new Delivery(at.get(i), Reached.valueOf(how.get(i))))
                .toList();
    }

    private static List<Document> documents(List<String> languages, List<Instant> at, List<String> hashes) {
        return IntStream.range(0, at.size())
                .mapToObj(i -> new Document(languages.get(i), at.get(i), hashes.get(i)))
                .toList();
    }
}
