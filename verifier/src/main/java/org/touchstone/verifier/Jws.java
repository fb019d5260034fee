package org.touchstone.verifier;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/** A signed token in its compact form (RFC 7515), read but not believed yet. */
record Jws(Claims header, Claims payload, byte[] signed, byte[] signature) {
    private static final int LONGEST = 64 << 20;

    /** Refused: anything but three parts of strict base64url of which the first two are JSON objects. */
    static Jws parse(String token) throws NotAccepted {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (token.length() > LONGEST || first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
            throw new NotAccepted("malformed", "it is not a compact token of three parts");
        }
        return new Jws(
                Claims.parse(Base64Url.decode(token.substring(0, first))),
                Claims.parse(Base64Url.decode(token.substring(first + 1, second))),
                token.substring(0, second).getBytes(StandardCharsets.US_ASCII),
                Base64Url.decode(token.substring(second + 1)));
    }

    /** What it says, once it is known to be of a kind and signed with one of the keys. ES256 alone is accepted. */
    Claims verified(String typ, PublicKeys keys) throws NotAccepted {
        if (!header.text("alg").equals("ES256") || header.has("crit")) {
            throw new NotAccepted("algorithm", "it is not signed as ES256, or asks for more than that");
        }
        if (!header.textIfThere("typ").orElse("").equals(typ)) {
            throw new NotAccepted("type", "its type is not " + typ);
        }
        PublicKey key = keys.named(header.textIfThere("kid").orElse(""))
                .orElseThrow(() -> new NotAccepted("key", "it names no key of the issuer"));
        if (!isSignedBy(key)) {
            throw new NotAccepted("signature", "its signature is wrong");
        }
        return payload;
    }

    private boolean isSignedBy(PublicKey key) {
        try {
            Signature verifying = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifying.initVerify(key);
            verifying.update(signed);
            return signature.length == 64 && verifying.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
