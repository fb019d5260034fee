package org.touchstone.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.touchstone.foundation.PlainSentence;

/** A delegation that does not hold keeps the platform from starting, and says in one sentence why. */
class DelegationsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final String US = "https://guild.example";

    @TempDir
    Path folder;

    private ECKey owner;
    private Path keys;

    @BeforeEach
    void anOwner() throws JOSEException, IOException {
        owner = new ECKeyGenerator(Curve.P_256).keyID("owner-2026-1").generate();
        keys = Files.writeString(
                folder.resolve("owner.jwks"), new JWKSet(owner).toPublicJWKSet().toString());
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://owner.example")
                .subject(US)
                .claim("trust_mark_type", "https://owner.example/mark/e-commerce")
                .issueTime(Date.from(NOW.minusSeconds(60)))
                .expirationTime(Date.from(NOW.plusSeconds(3600)));
    }

    private Path signed(String typ, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException, IOException {
        return signed(owner, typ, change);
    }

    private Path signed(ECKey by, String typ, UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException, IOException {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(typ))
                .keyID("owner-2026-1")
                .build();
        var jwt = new SignedJWT(header, change.apply(claims()).build());
        jwt.sign(new ECDSASigner(by));
        return Files.writeString(folder.resolve("delegation.jwt"), jwt.serialize() + "\n");
    }

    private Delegation read(Path file) {
        return Delegations.read(file, keys, US, NOW);
    }

    private void refused(Path file, String why) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(PlainSentence.class).hasMessageContaining(why);
    }

    @Test
    void a_sound_one_is_read() throws JOSEException, IOException {
        var read = read(signed("trust-mark-delegation+jwt", c -> c));
        assertThat(read.owner()).isEqualTo("https://owner.example");
        assertThat(read.type()).isEqualTo("https://owner.example/mark/e-commerce");
        assertThat(read.until()).isEqualTo(NOW.plusSeconds(3600));
        assertThat(read.ownerKeys().getKeys()).allMatch(key -> !key.isPrivate());
        assertThat(read(signed("trust-mark-delegation+jwt", c -> c.expirationTime(null)))
                        .until())
                .isNull();
    }

    @Test
    void everything_wrong_with_one_is_named() throws JOSEException, IOException {
        refused(signed("trust-mark+jwt", c -> c), "is no trust-mark-delegation+jwt");
        refused(
                signed("trust-mark-delegation+jwt", c -> c.subject("https://other.example")),
                "not for this installation");
        refused(
                signed("trust-mark-delegation+jwt", c -> c.expirationTime(Date.from(NOW))),
                "ended at 2026-11-25T10:00:00Z");
        refused(signed("trust-mark-delegation+jwt", c -> c.issueTime(Date.from(NOW.plusSeconds(9)))), "begins only at");
        refused(signed("trust-mark-delegation+jwt", c -> c.claim("trust_mark_type", "e-commerce")), "does not say who");
        refused(signed("trust-mark-delegation+jwt", c -> c.claim("trust_mark_type", null)), "does not say who");
        refused(signed("trust-mark-delegation+jwt", c -> c.issuer(null)), "does not say who");
        var stranger = new ECKeyGenerator(Curve.P_256).keyID("owner-2026-1").generate();
        refused(signed(stranger, "trust-mark-delegation+jwt", c -> c), "is not signed by a key in");
        refused(Files.writeString(folder.resolve("text"), "not a token"), "is no signed token");
        refused(folder.resolve("nowhere"), "cannot be read");
    }

    /** The public key taken for a shared secret: the oldest trick there is. */
    @Test
    void a_token_signed_with_the_public_key_as_a_secret_is_refused() throws JOSEException, IOException {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("trust-mark-delegation+jwt"))
                .keyID("owner-2026-1")
                .build();
        var jwt = new SignedJWT(header, claims().build());
        jwt.sign(new MACSigner(owner.toPublicJWK().toJSONString()));
        refused(Files.writeString(folder.resolve("delegation.jwt"), jwt.serialize()), "is not signed by a key in");
    }

    @Test
    void the_owners_keys_are_needed() throws JOSEException, IOException {
        var file = signed("trust-mark-delegation+jwt", c -> c);
        assertThatThrownBy(() -> Delegations.read(file, null, US, NOW)).hasMessageContaining("--delegation-keys");
        assertThatThrownBy(() -> Delegations.read(file, folder.resolve("none"), US, NOW))
                .hasMessageContaining("owner's keys");
        assertThatThrownBy(() -> Delegations.read(file, file, US, NOW)).hasMessageContaining("no set of public keys");
    }
}
