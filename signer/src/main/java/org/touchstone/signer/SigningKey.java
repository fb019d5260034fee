package org.touchstone.signer;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What everyone may know of a key. There is nothing private in it.
 *
 * @param kid its name in what it signs, such as {@code mark-2026-1}; never given twice
 * @param jwk the public key, with its name and algorithm
 * @param created since when it may sign
 * @param retired since when it signs no more; what it signed stays valid
 * @param revoked since when nothing it signed counts any more, whenever it was signed
 * @param reason why it was revoked
 * @param token the token that holds its private part, as the operator named it; absent where a file does
 */
public record SigningKey(
        String kid,
        Purpose purpose,
        JWK jwk,
        Instant created,
        @Nullable Instant retired,
        @Nullable Instant revoked,
        @Nullable String reason,
        @Nullable String token) {

    /** Only public keys. */
    public SigningKey {
        if (jwk.isPrivate()) {
            throw new IllegalArgumentException("a private key is nobody's to know");
        }
    }

    /** Whether it may sign. */
    public boolean active() {
        return retired == null && revoked == null;
    }

    /** Whether what it signed counts. */
    public boolean trusted() {
        return revoked == null;
    }

    /** The 32 bytes of an Ed25519 key. Refused for other keys. */
    public byte[] raw() {
        if (jwk instanceof OctetKeyPair pair) {
            return pair.getDecodedX();
        }
        throw new IllegalStateException(kid + " is no Ed25519 key");
    }

    SigningKey retired(Instant at) {
        return new SigningKey(kid, purpose, jwk, created, retired == null ? at : retired, revoked, reason, token);
    }

    SigningKey revoked(Instant at, String why) {
        return new SigningKey(kid, purpose, jwk, created, retired == null ? at : retired, at, why, token);
    }
}
