package org.touchstone.verifier;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The keys of an issuer by name (RFC 7517): those for ES256. Others, and those that were revoked, are none. */
record PublicKeys(Map<String, PublicKey> byName) {
    private static final int COORDINATE = 32;

    static PublicKeys of(Claims jwks) throws NotAccepted {
        Map<String, PublicKey> keys = new HashMap<>();
        for (Claims jwk : jwks.objects("keys")) {
            if (isForES256(jwk) && keys.put(jwk.text("kid"), key(jwk)) != null) {
                throw new NotAccepted("malformed", "two keys have one name");
            }
        }
        return new PublicKeys(Map.copyOf(keys));
    }

    Optional<PublicKey> named(String kid) {
        return Optional.ofNullable(byName.get(kid));
    }

    private static boolean isForES256(Claims jwk) throws NotAccepted {
        return jwk.text("kty").equals("EC")
                && jwk.text("crv").equals("P-256")
                && jwk.textIfThere("use").orElse("sig").equals("sig")
                && jwk.textIfThere("alg").orElse("ES256").equals("ES256")
                && jwk.has("kid")
                && !jwk.has("revoked");
    }

    private static PublicKey key(Claims jwk) throws NotAccepted {
        try {
            AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
            curve.init(new ECGenParameterSpec("secp256r1"));
            ECPoint point = new ECPoint(coordinate(jwk, "x"), coordinate(jwk, "y"));
            return KeyFactory.getInstance("EC")
                    .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
        } catch (GeneralSecurityException e) {
            throw new NotAccepted("malformed", "a key is not a point of P-256");
        }
    }

    private static BigInteger coordinate(Claims jwk, String name) throws NotAccepted {
        byte[] bytes = Base64Url.decode(jwk.text(name));
        if (bytes.length != COORDINATE) {
            throw new NotAccepted("malformed", "a key's \"%s\" does not have 32 bytes".formatted(name));
        }
        return new BigInteger(1, bytes);
    }
}
