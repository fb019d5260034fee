package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.touchstone.journal.Journal;
import org.touchstone.journal.Seals;
import org.touchstone.transparency.Fault;

/** The journal and the histories are only ever appended to, and an alteration behind their back is found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalTest {

    private final Installation installation = Installation.fresh();
    private final Http http = installation.http();

    @AfterAll
    void close() {
        installation.close();
    }

    @Test
    void every_step_is_written_down_with_who_did_it() {
        var shop = http.shop();
        var id = http.file(http.consumer(), shop, "A-1");
        http.answer(shop, id);
        assertThat(installation.part(Journal.class).about("complaint:" + UUID.fromString(id)))
                .extracting(e -> e.action())
                .containsExactly("complaint.Filed", "complaint.Answered");
    }

    @Test
    void an_altered_entry_contradicts_its_seal_and_is_named() {
        http.file(http.consumer(), http.shop(), "A-1");
        http.advance("PT0S");
        var seals = installation.part(Seals.class);
        assertThat(seals.faults()).isEmpty();
        var jdbc = installation.jdbc();
        assertThatThrownBy(() ->
                        jdbc.sql("UPDATE journal_entry SET actor = 'nobody'").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM complaint_event").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() ->
                        jdbc.sql("UPDATE policy_version SET valid_from = now()").update())
                .hasMessageContaining("append-only");
        // What an intruder with the rights of the database's owner could do.
        jdbc.sql("ALTER TABLE journal_entry DISABLE TRIGGER ALL").update();
        var oldest = jdbc.sql("UPDATE journal_entry SET actor = 'nobody' WHERE id = (SELECT min(id) FROM journal_entry)"
                        + " RETURNING id::text")
                .query(String.class)
                .single();
        jdbc.sql("ALTER TABLE journal_entry ENABLE TRIGGER ALL").update();
        assertThat(seals.faults()).containsExactly(new Fault("journal_entry", oldest, Fault.What.ALTERED));
    }
}
