package org.touchstone.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a hardware token, played by SoftHSM. */
class TokenTest {

    @TempDir
    static Path home;

    private static SoftToken token;

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-25T10:00:00Z");

    @BeforeAll
    static void aToken() throws IOException, InterruptedException {
        token = SoftToken.in(home);
        token.key("mark-a");
    }

    private Keys keys() {
        return Keys.in(folder, () -> now);
    }

    private SigningKey use(Keys keys, String alias) {
        return keys.useToken(Purpose.MARK, token.library(), token.slot(), alias, token.pinFile());
    }

    @Test
    void a_key_in_a_token_signs_and_cannot_be_taken_out() throws ParseException, JOSEException, IOException {
        var keys = keys();
        var inFile = keys.current(Purpose.MARK);
        var before =
                Arrays.stream(Security.getProviders()).map(Provider::getName).toList();
        var key = use(keys, "mark-a");
        assertThat(key.kid()).isEqualTo("mark-2026-2");
        assertThat(key.token()).isEqualTo("key mark-a of slot " + token.slot());
        assertThat(keys.current(Purpose.MARK)).isEqualTo(key);
        assertThat(keys.named(inFile.kid()).orElseThrow().retired()).isNotNull();

        var jwt = SignedJWT.parse(keys.jwt(Purpose.MARK, "trust-mark+jwt", Map.of("sub", "https://shop.example")));
        assertThat(jwt.getHeader().getKeyID()).isEqualTo("mark-2026-2");
        assertThat(jwt.verify(new ECDSAVerifier((ECKey) key.jwk()))).isTrue();

        var place = (PrivatePart.InToken)
                KeyFile.read(folder.resolve("signing/mark-2026-2.json")).part();
        var held = new Tokens().open(place);
        assertThat(held.key().getEncoded()).isNull();
        assertThat(Arrays.stream(Security.getProviders()).map(Provider::getName))
                .isEqualTo(before);
        assertThat(Files.readString(folder.resolve("signing/mark-2026-2.json")))
                .doesNotContain("private")
                .doesNotContain("1234");
        assertThat(keys().current(Purpose.MARK).kid()).isEqualTo("mark-2026-2");
        assertThatThrownBy(() -> use(keys, "mark-a")).hasMessageContaining("in use already, as mark-2026-2");
    }

    @Test
    void what_stands_in_the_way_is_said_in_a_sentence() throws IOException {
        var keys = keys();
        assertThatThrownBy(() -> use(keys, "nobody")).hasMessageContaining("holds no EC key");
        var wrongPin = Files.writeString(folder.resolve("pin"), "9999");
        // A token once opened is open for the whole program, so it is one that nobody opened.
        assertThatThrownBy(() -> keys.useToken(Purpose.MARK, token.library(), token.otherSlot(), "mark-a", wrongPin))
                .hasMessageContaining("does not open with the PIN");
        assertThatThrownBy(() ->
                        keys.useToken(Purpose.MARK, token.library(), token.slot(), "mark-a", folder.resolve("no-pin")))
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() ->
                        keys.useToken(Purpose.MARK, folder.resolve("lib.so"), token.slot(), "mark-a", token.pinFile()))
                .hasMessageContaining("There is no PKCS#11 library");
        assertThatThrownBy(() -> keys.useToken(Purpose.MARK, token.library(), 999_999, "mark-a", token.pinFile()))
                .isInstanceOf(KeysUnusable.class);
        assertThatThrownBy(() -> keys.useToken(Purpose.LOG, token.library(), token.slot(), "mark-a", token.pinFile()))
                .hasMessageContaining("Ed25519");
        assertThat(keys.all(Purpose.MARK)).isEmpty();
    }

    @Test
    void a_key_in_a_token_is_retired_like_any_other() throws IOException, InterruptedException {
        var keys = keys();
        token.key("mark-b");
        var key = use(keys, "mark-b");
        now = now.plusSeconds(60);
        assertThat(keys.rotate(Purpose.MARK).token()).isNull();
        assertThat(keys.sign(key.kid(), "in flight".getBytes(StandardCharsets.UTF_8)))
                .hasSize(64);
        keys.revoke(key.kid(), "The token was lost.");
        assertThatThrownBy(() -> keys.sign(key.kid(), new byte[1])).hasMessageContaining("signs nothing");
    }
}
