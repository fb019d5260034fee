package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KindOwnerTest {
    private static final String US = "https://guild.example";
    private static final String OWNER = "https://ministry.example";
    private static final String KIND = OWNER + "/mark/e-commerce";
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final KeyPair keys = keys();
    private final KindOwner owner = new KindOwner(OWNER, new PublicKeys(Map.of("o1", keys.getPublic())));
    private final IssuerRules rules = new IssuerRules(US, new PublicKeys(Map.of()), Set.of(KIND), NOW);
    private final Set<String> sound = new HashSet<>();

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private String delegation(String by, String to, String kind, long exp) {
        return signed(
                keys,
                "{\"iss\":\"%s\",\"sub\":\"%s\",\"trust_mark_type\":\"%s\",\"iat\":1700000000,\"exp\":%d}"
                        .formatted(by, to, kind, exp));
    }

    private static String signed(KeyPair by, String claims) {
        String text =
                part("{\"alg\":\"ES256\",\"typ\":\"trust-mark-delegation+jwt\",\"kid\":\"o1\"}") + "." + part(claims);
        try {
            Signature signing = Signature.getInstance("SHA256withECDSAinP1363Format");
            signing.initSign(by.getPrivate());
            signing.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signing.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void check(@Nullable String delegation, @Nullable KindOwner of) throws NotAccepted {
        KindOwner.isDelegated(
                new IssuerRules.Statement(
                        "https://shop.example",
                        KIND,
                        "CODE",
                        new IssuerRules.Reference(US + "/status/1", 1),
                        delegation),
                of,
                rules,
                sound);
    }

    private void isRefused(@Nullable String delegation, @Nullable KindOwner of, String word) {
        assertThatThrownBy(() -> check(delegation, of))
                .isInstanceOfSatisfying(
                        NotAccepted.class, e -> assertThat(e.word()).isEqualTo(word));
        assertThat(sound).isEmpty();
    }

    @Test
    void the_word_of_the_owner_is_accepted_while_it_lasts() throws NotAccepted {
        String good = delegation(OWNER, US, KIND, NOW.getEpochSecond() + 1);
        check(good, owner);
        assertThat(sound).containsExactly(good);
        isRefusedAfterwards(delegation(OWNER, US, KIND, NOW.getEpochSecond()));
    }

    private void isRefusedAfterwards(String ended) {
        sound.clear();
        isRefused(ended, owner, "delegation-expired");
    }

    @Test
    void one_without_an_end_does_not_end() {
        String endless = signed(
                keys,
                "{\"iss\":\"%s\",\"sub\":\"%s\",\"trust_mark_type\":\"%s\",\"iat\":1700000000}"
                        .formatted(OWNER, US, KIND));
        assertThatCode(() -> check(endless, owner)).doesNotThrowAnyException();
    }

    @Test
    void a_word_of_another_for_another_or_about_another_kind_is_refused() {
        long later = NOW.getEpochSecond() + 1000;
        isRefused(delegation("https://other.example", US, KIND, later), owner, "delegation-issuer");
        isRefused(delegation(OWNER, "https://other.example", KIND, later), owner, "delegation-subject");
        isRefused(delegation(OWNER, US, OWNER + "/mark/books", later), owner, "delegation-kind");
    }

    @Test
    void a_forged_one_is_refused() {
        String claims = "{\"iss\":\"%s\",\"sub\":\"%s\",\"trust_mark_type\":\"%s\",\"iat\":1700000000}"
                .formatted(OWNER, US, KIND);
        isRefused(signed(keys(), claims), owner, "delegation-signature");
    }

    @Test
    void a_kind_with_an_owner_needs_a_delegation_and_a_delegation_an_owner() {
        isRefused(null, owner, "delegation");
        isRefused(delegation(OWNER, US, KIND, NOW.getEpochSecond() + 1000), null, "delegation");
        assertThatCode(() -> check(null, null)).doesNotThrowAnyException();
    }
}
