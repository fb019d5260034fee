package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {
    @Test
    void it_decodes_whatever_was_encoded() throws NotAccepted {
        Random random = new Random(5);
        for (int length = 0; length < 200; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertThat(Base64Url.decode(text)).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AA==", "AB", "AAB", "A+A", "A/A", "AA\n", " AA", "AAAAA", "AÄA", "AA."})
    void each_string_of_bytes_has_one_form_only(String text) {
        assertThatThrownBy(() -> Base64Url.decode(text)).isInstanceOf(NotAccepted.class);
    }
}
