package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.foundation.Sweeper;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.transparency.Appender;
import org.touchstone.transparency.Audit;
import org.touchstone.transparency.AuditedTable;
import org.touchstone.transparency.Fault;
import org.touchstone.transparency.Fault.What;

/** Whatever somebody with all rights on the database does to what stands in the log, the audit finds it and says where. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTest {

    private Installation installation;
    private JdbcClient jdbc;
    private JdbcTemplate statements;
    private Audit audit;
    private TransactionTemplate transaction;
    private String missed = "";

    @BeforeAll
    void aLifeOfThisInstallation() {
        installation = Installation.fresh("--touchstone-internal.sweeping=false");
        jdbc = installation.jdbc();
        statements = installation.part(JdbcTemplate.class);
        audit = installation.part(Audit.class);
        transaction = installation.part(TransactionTemplate.class);
        var http = installation.http();
        var shop = http.shop();
        for (int i = 0; i < 3; i++) {
            http.shop();
        }
        http.as(http.person("OFFICER"))
                .post("/api/v1/marks/" + shop.code() + "/suspension", Map.of("reason", "Nine complaints unanswered."));
        http.as(http.person("SENIOR_OFFICER")).post("/api/v1/marks/" + shop.code() + "/approval", Map.of());
        http.get("/open-data/index.json");
        // What would take whole procedures elsewhere; the triggers take these rows like any other.
        statements.execute("""
                INSERT INTO mark_appeal SELECT id, '\\x01', gen_random_uuid(), now(), now() FROM mark_decision LIMIT 1;
                INSERT INTO website_host SELECT id, 'old.example', now() - interval '1 day', now() FROM website LIMIT 2;
                INSERT INTO website_owner SELECT id, business_id, 'Old', now() - interval '1 day', now() FROM website LIMIT 2;
                INSERT INTO correction SELECT gen_random_uuid(), now(), code, 'X1', 'NOT_COUNTED', 'Counted twice.', '1',
                    '{"answerRate": 0.6667}', '{"answerRate": 0.75}' FROM mark LIMIT 2;
                INSERT INTO incident SELECT gen_random_uuid(), code, 'LEAK', true, 'On sale.', 'Compared.', now(), gen_random_uuid(),
                    now(), gen_random_uuid(), 'Mended.', now(), gen_random_uuid(), 'A mistake.' FROM mark LIMIT 2;
                INSERT INTO policy_draft (id, version, document, hash, base_version, author, state, created_at)
                    SELECT gen_random_uuid(), 'next', '{}', 'h', version, gen_random_uuid(), 'DRAFT', now()
                    FROM policy_version LIMIT 1;
                INSERT INTO policy_word SELECT id, gen_random_uuid(), now(), 'APPROVED', '\\x02' FROM policy_draft;
                INSERT INTO application (id, reference, kind, state, version, applicant_id, answers, token, policy_version,
                    created_at, changed_at)
                    VALUES (gen_random_uuid(), 'R1', 'NEW', 'DRAFT', 1, gen_random_uuid(), '\\x03', 't', '1', now(), now());
                INSERT INTO application_event SELECT id, 1, now(), 'BEGIN', 'DRAFT', 'person:1', '{}' FROM application;
                INSERT INTO application_waiver (application_id, check_code, finding, about, waived_by, waived_at)
                    SELECT id, 'OWNER', '{"code": "name-differs"}', '\\x06', gen_random_uuid(), now() FROM application;
                INSERT INTO cohort (id, position, name_fa, name_zh, name_en, kind, at_least, created_at, created_by)
                    VALUES (gen_random_uuid(), 1, 'fa', 'zh', 'en', 'ORDERS', 10, now(), gen_random_uuid());
                INSERT INTO cohort_stage (id, cohort_id, stage, begins_at, reason, proposed_by, proposed_at, state, decided_by,
                    decided_at, marks)
                    SELECT gen_random_uuid(), id, 'PUBLIC', now() + interval '1 day', 'Agreed.', gen_random_uuid(), now(),
                        'CONFIRMED', gen_random_uuid(), now(), 3 FROM cohort WHERE kind = 'ORDERS';
                INSERT INTO stage_consent SELECT gen_random_uuid(), code, gen_random_uuid(), gen_random_uuid(), now(), true
                    FROM mark LIMIT 2;
                INSERT INTO flood (id, cluster, opened_at) VALUES (gen_random_uuid(), gen_random_uuid(), now());
                INSERT INTO flood_decision (flood_id, at, officer, decision, complaints, reason)
                    SELECT id, now(), gen_random_uuid(), 'RELEASE', ARRAY[gen_random_uuid()], '\\x04' FROM flood;
                """);
        var consumer = http.consumer();
        var complained = http.shop();
        http.answer(complained, http.file(consumer, complained, "A-1"));
        var unanswered = http.shop();
        missed = http.file(http.consumer(), unanswered, "A-2");
        http.advance("P30D");
        statements.execute("""
                INSERT INTO complaint_event SELECT id, 90, now(), now(), 'person:1', '{"type": "RefusalUpheld", "at": "x"}'
                    FROM complaint;
                INSERT INTO complaint_event SELECT complaint_id, 91, now(), now(), 'time', '{"type": "RoundMissed", "round": 1}'
                    FROM complaint_event WHERE event ->> 'type' = 'LeftUnanswered';
                INSERT INTO complaint_text SELECT id, 90, 'complaint_text.content', '\\x07' FROM complaint;
                INSERT INTO dispute (id, complaint_id, correction, reason, opened_at, opened_by, due_at, decided_at,
                    decided_by, corrected, decision)
                    SELECT gen_random_uuid(), id, 'NOT_COUNTED', '\\x05', now(), gen_random_uuid(), now(), now(),
                        gen_random_uuid(), true, 'Counted twice.' FROM complaint;
                """);
        statements.execute("""
                INSERT INTO supervision_case (id, code, business, letter, state, points, policy_version, opened_at)
                    SELECT gen_random_uuid(), code, gen_random_uuid(), gen_random_uuid(), 'FAILED', 8, '1', now() FROM mark LIMIT 1;
                INSERT INTO supervision_event SELECT id, 1, now(), 'SEND_LETTER', 'LETTER', 'TIME', gen_random_uuid(), '{}', '\\x08'
                    FROM supervision_case;
                INSERT INTO official_letter SELECT gen_random_uuid(), '1999-000001', 's', 'LETTER', code, gen_random_uuid(), id,
                    gen_random_uuid(), now(), '\\x09' FROM supervision_case;
                INSERT INTO official_letter_pdf SELECT id, 'fa', now(), 'h', '\\x0a' FROM official_letter WHERE number = '1999-000001';
                INSERT INTO letter_delivery SELECT id, 1, now(), 'OPENED', gen_random_uuid() FROM official_letter WHERE number = '1999-000001';
                """);
        installation.part(Sweeper.class).workAll();
        installation.part(Appender.class).work();
    }

    @AfterAll
    void close() {
        installation.close();
    }

    private List<Fault> found() {
        return audit.run().faults();
    }

    /** What an audit finds after a rogue owner of the database did this around every trigger. It is undone afterwards. */
    private List<Fault> after(String sql) {
        return Objects.requireNonNull(transaction.execute(status -> {
            statements.execute("SET LOCAL session_replication_role = replica; " + sql);
            status.setRollbackOnly();
            return found();
        }));
    }

    private String one(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }

    private static String row(AuditedTable table) {
        // Of the stages that are there from the beginning checks of the table forbid every other value.
        var order = table.name().startsWith("cohort") ? "ctid DESC" : "ctid";
        return "(SELECT ctid FROM " + table.name() + " ORDER BY " + order + " LIMIT 1)";
    }

    /** A value other than the one that stands there. */
    private static String another(String column, String type) {
        return switch (type) {
            case "text" -> "coalesce(" + column + ", '') || 'x'";
            case "numeric(5,2)" -> "100 - coalesce(" + column + ", 0) / 2";
            case "integer", "bigint" -> column + " + 100000";
            case "timestamp with time zone" -> "coalesce(" + column + ", now()) + interval '1 microsecond'";
            case "jsonb" -> "coalesce(" + column + ", '{}') || '{\"altered\": 1}'";
            case "bytea" -> "coalesce(" + column + ", '') || '\\x00'::bytea";
            case "boolean" -> "NOT coalesce(" + column + ", false)";
            case "uuid" -> "gen_random_uuid()";
            case "uuid[]" -> column + " || gen_random_uuid()";
            default -> throw new IllegalArgumentException(type);
        };
    }

    @Test
    void an_untouched_installation_has_no_fault() {
        var result = audit.run();
        assertThat(result.faults()).isEmpty();
        assertThat(result.unopened()).isZero();
        assertThat(result.leaves()).isEqualTo(Long.parseLong(one("SELECT count(*) FROM log_entry")));
        assertThat(result.heads()).isPositive();
        assertThat(result.files()).isPositive();
        assertThat(result.rows().keySet())
                .containsExactlyInAnyOrderElementsOf(installation.parts(AuditedTable.class).stream()
                        .map(AuditedTable::name)
                        .toList());
        assertThat(result.rows().values()).allMatch(rows -> rows > 0);
    }

    /** Each table that hands its rows to the log is described by a module, and the other way round. */
    @Test
    void every_table_with_the_trigger_is_audited() {
        var triggered = jdbc.sql("""
                        SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                        JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'log_row'
                        """).query(String.class).list();
        assertThat(new TreeSet<>(triggered))
                .isEqualTo(new TreeSet<>(installation.parts(AuditedTable.class).stream()
                        .map(AuditedTable::name)
                        .toList()));
        assertThat(triggered)
                .as("what the log calls an entry of theirs")
                .allMatch(table -> Texts.in(Language.EN).has("log.table." + table));
    }

    @TestFactory
    Stream<DynamicTest> every_column_of_an_old_row_altered_is_found_and_named() {
        return installation.parts(AuditedTable.class).stream()
                .map(table -> DynamicTest.dynamicTest(table.name(), () -> alterEachColumn(table)));
    }

    private void alterEachColumn(AuditedTable table) {
        var altered = new ArrayList<String>();
        for (var column : table.columns()) {
            List<Fault> faults;
            try {
                faults = after("UPDATE " + table.name() + " t SET " + column + " = "
                        + another("t." + column, type(table, column)) + " WHERE t.ctid = " + row(table));
            } catch (DataAccessException e) {
                // A check of the table itself forbids this value; that is not the log's merit.
                continue;
            }
            var named = about(table, faults);
            if (table.keyColumns().contains(column)) {
                assertThat(named)
                        .as(table.name() + "." + column)
                        .extracting(Fault::what)
                        .contains(What.ADDED);
            } else {
                assertThat(named)
                        .as(table.name() + "." + column)
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.what()).isEqualTo(What.ALTERED));
            }
            altered.add(column);
        }
        assertThat(altered)
                .as("columns of " + table.name())
                .hasSizeGreaterThanOrEqualTo(table.columns().size() - 2);
        assertThat(found()).isEmpty();
    }

    /** The faults of a table; beside them at most its entries contradict a seal. */
    private static List<Fault> about(AuditedTable table, List<Fault> faults) {
        assertThat(faults).extracting(Fault::table).isSubsetOf(table.name(), "journal_entry");
        return faults.stream().filter(f -> f.table().equals(table.name())).toList();
    }

    private String type(AuditedTable table, String column) {
        return one("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '" + table.name()
                + "'::regclass AND attname = '" + column + "'");
    }

    @TestFactory
    Stream<DynamicTest> a_row_removed_or_slipped_in_is_found_and_named() {
        return installation.parts(AuditedTable.class).stream()
                .map(table -> DynamicTest.dynamicTest(table.name(), () -> removeAndSlipIn(table)));
    }

    private void removeAndSlipIn(AuditedTable table) {
        var removed = about(table, after("DELETE FROM " + table.name() + " WHERE ctid = " + row(table)));
        if (table.rowsMayEnd()) {
            assertThat(removed).isEmpty();
        } else {
            assertThat(removed)
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.what()).isEqualTo(What.REMOVED));
        }
        var key = table.keyColumns().getLast();
        // A second row with a key of its own; where a table has further unique columns they are given values of their
        // own too.
        var slippedIn = about(table, after("""
                CREATE TEMPORARY TABLE slipped ON COMMIT DROP AS SELECT * FROM %1$s WHERE ctid = %2$s;
                UPDATE slipped SET %3$s = %4$s%5$s;
                INSERT INTO %1$s OVERRIDING SYSTEM VALUE SELECT * FROM slipped
                """.formatted(
                        table.name(),
                        row(table),
                        key,
                        another(key, type(table, key)),
                        FURTHER.getOrDefault(table.name(), ""))));
        assertThat(slippedIn)
                .singleElement()
                .satisfies(fault -> assertThat(fault.what()).isEqualTo(What.ADDED));
    }

    private static final Map<String, String> FURTHER = Map.of(
            "cohort", ", position = 77",
            "website", ", host = 'slipped.example'",
            "mark", ", website_id = gen_random_uuid()",
            "mark_event", ", noted = noted + 100000",
            "dispute", ", correction = 'DELAYS_STRUCK'",
            "application_waiver", ", check_code = 'ADDRESS'",
            "official_letter", ", number = '1999-000009'",
            "policy_version", ", draft_id = gen_random_uuid()");

    @Test
    void a_leaf_altered_in_the_log_is_named() {
        var index = one("SELECT idx::text FROM log_entry WHERE source = 'mark_event' ORDER BY idx LIMIT 1");
        assertThat(after("UPDATE log_entry SET leaf = leaf || ' '::bytea WHERE idx = " + index))
                .containsExactly(
                        new Fault("log_entry", index, What.LEAF_ALTERED),
                        new Fault("tile", entriesFile(), What.FILE_ALTERED));
    }

    private String entriesFile() {
        return "tile/entries/000.p/" + one("SELECT count(*)::text FROM log_entry");
    }

    /** Whoever alters a leaf and its hash together contradicts the signed heads, and the published files; nothing more is signed. */
    @Test
    void a_leaf_altered_with_its_hash_contradicts_what_was_signed() {
        var index = one("SELECT idx::text FROM log_entry WHERE source = 'mark_event' ORDER BY idx LIMIT 1");
        var rogue =
                "UPDATE log_entry SET leaf = leaf || ' '::bytea, hash = sha256('\\x00'::bytea || leaf || ' '::bytea)"
                        + " WHERE idx = " + index;
        assertThat(after(rogue))
                .extracting(Fault::what)
                .contains(What.HASH_ALTERED, What.INCONSISTENT, What.FILE_ALTERED);
        assertThat(after(rogue))
                .filteredOn(f -> f.what() == What.HASH_ALTERED)
                .singleElement()
                .satisfies(fault -> {
                    var range = fault.key().split(" to ");
                    assertThat(Long.parseLong(index)).isBetween(Long.parseLong(range[0]), Long.parseLong(range[1]));
                });
        signsNothingAfter(rogue);
    }

    private void signsNothingAfter(String rogue) {
        transaction.executeWithoutResult(status -> {
            statements.execute("SET LOCAL session_replication_role = replica; " + rogue);
            statements.execute(
                    "INSERT INTO log_note (at, kind, facts) VALUES (now(), 'more', '{}');"
                            + "INSERT INTO log_pending (source, content) SELECT 'log_note', to_jsonb(n) FROM log_note n WHERE kind = 'more'");
            assertThat(installation.part(Appender.class).append()).isPositive();
            assertThat(installation.part(Appender.class).publish()).isFalse();
            status.setRollbackOnly();
        });
        assertThat(installation.http().get("/log?lang=en").text()).contains("stands still");
    }

    @Test
    void leaves_cut_off_at_the_end_are_missed() {
        assertThat(after("DELETE FROM log_entry WHERE idx = (SELECT max(idx) FROM log_entry)"))
                .extracting(Fault::what)
                .contains(What.REMOVED, What.INCONSISTENT);
    }

    @Test
    void a_leaf_missing_in_the_midst_is_named() {
        assertThat(after("DELETE FROM log_entry WHERE idx = 5")).contains(new Fault("log_entry", "5", What.REMOVED));
    }

    @Test
    void a_head_that_was_altered_is_named() {
        assertThat(after("UPDATE log_checkpoint SET note = replace(note, E'\\n\\n', E'x\\n\\n')"))
                .extracting(Fault::table, Fault::what)
                .contains(Tuple.tuple("log_checkpoint", What.NOT_SIGNED));
    }

    @Test
    void a_published_file_that_was_altered_is_named() throws IOException {
        var folder = installation.data().resolve("log/tile/0");
        try (var files = Files.walk(folder)) {
            var file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            var bytes = Files.readAllBytes(file);
            var other = bytes.clone();
            other[7] ^= 1;
            Files.write(file, other);
            assertThat(found()).singleElement().satisfies(fault -> {
                assertThat(fault.what()).isEqualTo(What.FILE_ALTERED);
                assertThat(fault.key()).startsWith("tile/0/");
            });
            Files.write(file, bytes);
        }
        assertThat(found()).isEmpty();
    }

    /** A public figure is made of these: what a party did, and what time brought about. */
    @Test
    void an_answer_that_is_bettered_and_a_missed_round_that_is_forgotten_are_found_and_named() {
        var answer = one("SELECT complaint_id || '/' || seq FROM complaint_event WHERE event ->> 'type' = 'Answered'");
        assertThat(after("UPDATE complaint_event SET event = jsonb_set(event, '{offer}', '\"FULL_REFUND\"')"
                        + " WHERE event ->> 'type' = 'Answered'"))
                .containsExactly(new Fault("complaint_event", answer, What.ALTERED));
        assertThat(after("UPDATE complaint_answer SET public_text = 'We paid everything back.'"))
                .containsExactly(new Fault("complaint_answer", answer, What.ALTERED));
        var rounds = jdbc.sql("SELECT complaint_id || '/' || seq FROM complaint_event WHERE complaint_id = :id::uuid"
                        + " AND event ->> 'type' IN ('RoundMissed', 'LeftUnanswered')")
                .param("id", missed)
                .query(String.class)
                .list();
        assertThat(rounds).hasSizeGreaterThan(1);
        assertThat(after("DELETE FROM complaint_event WHERE event ->> 'type' IN ('RoundMissed', 'LeftUnanswered')"))
                .containsExactlyInAnyOrderElementsOf(rounds.stream()
                        .map(key -> new Fault("complaint_event", key, What.REMOVED))
                        .toList());
    }

    /** What parties did and time brought about stands in the log, and nobody but an audit reads it there. */
    @Test
    void steps_of_parties_are_logged_and_not_opened() {
        assertThat(jdbc.sql("""
                        SELECT DISTINCT c.event ->> 'type' FROM log_entry e JOIN log_opening o ON o.idx = e.idx
                        JOIN complaint_event c ON c.complaint_id || '/' || c.seq = e.key
                        WHERE e.source = 'complaint_event' AND o.content IS NULL AND convert_from(e.leaf, 'UTF8') NOT LIKE '%"type"%'
                        """).query(String.class).list())
                .contains("Filed", "Answered", "RoundMissed", "LeftUnanswered")
                .doesNotContain("RefusalUpheld");
    }

    @Test
    void an_altered_journal_entry_is_named_by_itself() {
        var oldest = one("SELECT min(id)::text FROM journal_entry");
        assertThat(after("UPDATE journal_entry SET actor = 'nobody' WHERE id = " + oldest))
                .containsExactly(new Fault("journal_entry", oldest, What.ALTERED));
        assertThat(after("DELETE FROM journal_entry WHERE id = " + oldest))
                .containsExactly(new Fault("journal_entry", oldest, What.REMOVED));
        assertThat(after(
                        "INSERT INTO journal_entry (id, at, actor, action, subject, details, seal) OVERRIDING SYSTEM VALUE"
                                + " VALUES (987654321, now(), 'x', 'x', 'x', '{}', 1)"))
                .containsExactly(new Fault("journal_entry", "987654321", What.ADDED));
    }

    /** Whoever alters an entry and its hash in the seal breaks the seal, which then can say no more than which entries it covers. */
    @Test
    void an_entry_altered_with_its_hash_breaks_its_seal() {
        for (var hashes : List.of("overlay(entry_hashes PLACING '\\x00' FROM 1)", "NULL")) {
            assertThat(after(
                            "UPDATE journal_entry SET actor = 'nobody' WHERE seal = 1; UPDATE journal_seal SET entry_hashes = "
                                    + hashes + " WHERE number = 1"))
                    .singleElement()
                    .satisfies(fault -> {
                        assertThat(fault.table()).isEqualTo("journal_entry");
                        assertThat(fault.key()).startsWith("of seal 1 (");
                    });
        }
    }

    /** A seal from before seals kept hashes covers its entries as one text, and still says when one of them was altered. */
    @Test
    void a_seal_from_before_holds_for_its_entries_together() {
        var before = """
                UPDATE journal_seal SET entry_ids = NULL, entry_hashes = NULL, hash = (
                    SELECT sha256(convert_to(string_agg(concat_ws(E'\\x1f', id, extract(epoch FROM at), actor, action, subject,
                        details::text) || E'\\x1e', '' ORDER BY id), 'UTF8'))
                    FROM journal_entry WHERE seal = 1)
                WHERE number = 1;
                """;
        assertThat(after(before)).noneMatch(fault -> fault.key().startsWith("of seal 1 ("));
        assertThat(after(before
                        + "UPDATE journal_entry SET actor = 'nobody' WHERE id = (SELECT min(id) FROM journal_entry)"))
                .anyMatch(fault -> fault.key().startsWith("of seal 1 ("));
    }

    /** Whoever seals an altered journal anew has altered a seal, and that is a leaf. */
    @Test
    void a_journal_sealed_anew_is_found_by_its_leaf() {
        assertThat(after("UPDATE journal_seal SET hash = sha256(hash) WHERE number = 1"))
                .contains(new Fault("journal_seal", "1", What.ALTERED));
    }

    /** A deleted salt closes a commitment for good; the log itself goes on. */
    @Test
    void a_deleted_salt_is_counted_and_breaks_nothing() {
        transaction.executeWithoutResult(status -> {
            statements.execute(
                    "DELETE FROM log_opening WHERE idx = (SELECT max(idx) FROM log_entry WHERE source = 'mark_event')");
            var result = audit.run();
            assertThat(result.faults()).isEmpty();
            assertThat(result.unopened()).isEqualTo(1);
            status.setRollbackOnly();
        });
    }
}
