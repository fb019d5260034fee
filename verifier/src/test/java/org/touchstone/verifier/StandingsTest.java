package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class StandingsTest {
    /** The example with two bits of the draft of Token Status Lists: twelve marks in three bytes. */
    @Test
    void two_bits_are_read_as_the_draft_writes_them() throws NotAccepted {
        byte[] bytes = Inflating.zlib(Base64Url.decode("eNo76fITAAPfAgc"), 3);
        Standings list = new Standings(bytes, 2, false);
        int[] wanted = {1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3};
        for (int i = 0; i < wanted.length; i++) {
            assertThat(list.at(i)).as("mark %d", i).isEqualTo(wanted[i]);
        }
        assertThatThrownBy(() -> list.at(wanted.length)).isInstanceOf(NotAccepted.class);
    }

    /** The first place of a bitstring is its left-most bit. */
    @Test
    void a_bitstring_begins_at_the_left() throws NotAccepted {
        Standings list = new Standings(new byte[] {(byte) 0b1000_0000, 0b0000_0001}, 1, true);
        assertThat(list.at(0)).isEqualTo(1);
        assertThat(list.at(1)).isZero();
        assertThat(list.at(14)).isZero();
        assertThat(list.at(15)).isEqualTo(1);
    }

    @Test
    void a_small_file_that_holds_a_large_one_is_not_unpacked_to_its_end() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(new byte[50_000_000]);
        }
        assertThat(packed.size()).isLessThan(60_000);
        assertThatThrownBy(() -> Inflating.zlib(packed.toByteArray(), 32_768))
                .isInstanceOfSatisfying(
                        NotAccepted.class, e -> assertThat(e.word()).isEqualTo("size"));
    }
}
