package org.touchstone.credential;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.DatabaseClock;

/** The delegation an operator received from the owner of a kind of marks, if there is one. Checked before anything starts. */
@Component
public class Delegations {

    private final @Nullable Delegation received;

    Delegations(Settings settings, Issuer issuer, DatabaseClock clock) {
        this.received = settings.delegation() == null
                ? null
                : read(settings.delegation(), settings.delegationKeys(), issuer.id(), clock.instant());
    }

    /** What was received. */
    public Optional<Delegation> received() {
        return Optional.ofNullable(received);
    }

    /**
     * Reads a delegation and checks it as OpenID Federation 1.0 says (7.2.2). What is wrong is said in a sentence.
     *
     * @param file the owner's signed word
     * @param keys file of the owner's public keys (JWK set)
     * @param us our identifier
     */
    static Delegation read(Path file, @Nullable Path keys, String us, Instant now) {
        if (keys == null) {
            throw new PlainSentence(
                    "A delegation needs the public keys of its owner; give their file with --delegation-keys.");
        }
        var ownerKeys = keys(keys);
        var what = "The delegation " + file + " ";
        try {
            var jwt = SignedJWT.parse(Files.readString(file).strip());
            var header = jwt.getHeader();
            var claims = jwt.getJWTClaimsSet();
            if (header.getType() == null
                    || !Wire.DELEGATION.equals(header.getType().getType())) {
                throw new PlainSentence(what + "is no " + Wire.DELEGATION + "; ask the owner for one.");
            }
            if (!signed(jwt, ownerKeys)) {
                throw new PlainSentence(what + "is not signed by a key in " + keys + ".");
            }
            if (!us.equals(claims.getSubject())) {
                throw new PlainSentence(what + "is for " + claims.getSubject() + ", not for this installation " + us
                        + " (--base-url).");
            }
            var type = claims.getStringClaim(Wire.TRUST_MARK_TYPE);
            if (type == null || !isHttps(type) || claims.getIssuer() == null || claims.getIssueTime() == null) {
                throw new PlainSentence(what + "does not say who gives which kind of marks since when.");
            }
            if (claims.getIssueTime().toInstant().isAfter(now)) {
                throw new PlainSentence(
                        what + "begins only at " + claims.getIssueTime().toInstant() + ".");
            }
            var until = claims.getExpirationTime() == null
                    ? null
                    : claims.getExpirationTime().toInstant();
            if (until != null && !until.isAfter(now)) {
                throw new PlainSentence(what + "ended at " + until + "; ask the owner for a new one.");
            }
            return new Delegation(claims.getIssuer(), type, until, jwt.serialize(), ownerKeys);
        } catch (ParseException e) {
            throw new PlainSentence(what + "is no signed token.", e);
        } catch (IOException e) {
            throw new PlainSentence(what + "cannot be read.", e);
        }
    }

    private static boolean isHttps(String type) {
        try {
            return "https".equals(URI.create(type).getScheme());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static JWKSet keys(Path file) {
        try {
            return JWKSet.parse(Files.readString(file)).toPublicJWKSet();
        } catch (ParseException e) {
            throw new PlainSentence("The file " + file + " is no set of public keys (JWK set).", e);
        } catch (IOException e) {
            throw new PlainSentence("The file of the owner's keys " + file + " cannot be read.", e);
        }
    }

    private static boolean signed(SignedJWT jwt, JWKSet keys) {
        var header = jwt.getHeader();
        if (header.getKeyID() == null || !JWSAlgorithm.Family.SIGNATURE.contains(header.getAlgorithm())) {
            return false;
        }
        if (!(keys.getKeyByKeyId(header.getKeyID()) instanceof AsymmetricJWK key)) {
            return false;
        }
        try {
            return jwt.verify(new DefaultJWSVerifierFactory().createJWSVerifier(header, key.toPublicKey()));
        } catch (JOSEException e) {
            return false;
        }
    }
}
