package org.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Signed notes as others write them. */
class NoteKeyTest {

    /** The example of the Go implementation, golang.org/x/mod/sumdb/note. */
    private static final String VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private static final String LINE =
            "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

    @Test
    void a_note_of_another_program_is_verified() {
        var key = NoteKey.parse(VKEY);
        assertThat(key.vkey()).isEqualTo(VKEY);
        assertThat(key.signed(TEXT, LINE)).isTrue();
        assertThat(key.signed(TEXT.replace("answer", "question"), LINE)).isFalse();
        assertThat(key.signed(TEXT, LINE.replace("x08go/Z", "x08go/a"))).isFalse();
        assertThat(key.signed(TEXT, LINE.replace("PeterNeumann", "EnochRoot"))).isFalse();
    }

    /** The example of C2SP tlog-cosignature has the shape we read. */
    @Test
    void a_cosignature_tells_its_time() {
        var line =
                "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==";
        var bytes = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
        assertThat(bytes).hasSize(4 + 8 + 64);
        assertThat(NoteKey.cosigned(1_679_315_147, "example.com/behind-the-sofa\n20852163\nx\n"))
                .startsWith("cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n");
    }

    @Test
    void keys_of_another_shape_are_refused() {
        for (var wrong : new String[] {
            "",
            "a",
            "a+b+c",
            VKEY.replace("c74f20a3", "c74f20a4"),
            VKEY.replace("ARpc", "AQpc"),
            "a b" + VKEY,
            VKEY + "AA"
        }) {
            assertThatThrownBy(() -> NoteKey.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
