package org.touchstone.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchiveTest {

    private static final Instant AT = Instant.parse("2026-11-21T08:30:00Z");

    private static Archive archive() {
        var archive = new Archive();
        archive.add("b.txt", "b".getBytes(StandardCharsets.UTF_8));
        archive.add("evidence/01-فاکتور.jpg", new byte[] {1, 2, 3});
        return archive;
    }

    @Test
    void the_same_files_make_the_same_bytes() {
        assertThat(archive().zip(AT)).isEqualTo(archive().zip(AT));
        assertThat(archive().zip(AT)).isNotEqualTo(archive().zip(AT.plusSeconds(2)));
    }

    @Test
    void the_manifest_names_every_file_with_its_hash() {
        assertThat(new String(archive().manifest(), StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  b.txt",
                        "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81  evidence/01-فاکتور.jpg");
    }

    @Test
    void no_file_stands_twice() {
        var archive = archive();
        assertThatThrownBy(() -> archive.add("b.txt", new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_of_evidence_leads_nowhere_else() {
        assertThat(Archive.safeName("../../etc/passwd")).isEqualTo("etc-passwd");
        assertThat(Archive.safeName("فاکتور\n\\خرید.pdf")).isEqualTo("فاکتور-خرید.pdf");
        assertThat(Archive.safeName("…")).isEqualTo("file");
        assertThat(Archive.safeName("a".repeat(200) + ".jpg")).hasSize(80).endsWith(".jpg");
    }
}
