package org.touchstone.signer;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.interfaces.ECPublicKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.touchstone.signer.PrivatePart.InToken;

/**
 * Hardware tokens, spoken to by PKCS#11. A private key in one never leaves it. Providers are made for one token each and handed to
 * each signature; none is registered for the whole program.
 */
final class Tokens {

    private final Map<InToken, Held> held = new ConcurrentHashMap<>();

    /** A key in a token, as the program may use it. */
    record Held(PrivateKey key, ECPublicKey publicKey, Provider provider) {
        @Override
        public String toString() {
            return "a key in a token";
        }
    }

    /** The key of a token, opened when first asked for. Refused with a sentence when it cannot be used. */
    Held open(InToken place) {
        return held.computeIfAbsent(place, Tokens::load);
    }

    /** Lets go of a token that answered no more, so that it is opened anew. */
    void forget(InToken place) {
        held.remove(place);
    }

    private static Held load(InToken place) {
        var pin = pin(place);
        try {
            var provider = provider(place);
            var store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            if (!(store.getKey(place.alias(), null) instanceof PrivateKey key)
                    || !(store.getCertificate(place.alias()).getPublicKey() instanceof ECPublicKey publicKey)) {
                throw new KeysUnusable(
                        "The token in slot " + place.slot() + " holds no EC key with a certificate named "
                                + place.alias() + "; docs/keys.md says how to make one.");
            }
            if (key.getEncoded() != null) {
                throw new KeysUnusable("The key " + place.alias() + " in slot " + place.slot()
                        + " can be taken out of it; make one that cannot.");
            }
            return new Held(key, publicKey, provider);
        } catch (IOException e) {
            throw new KeysUnusable(
                    "The token in slot " + place.slot() + " does not open with the PIN in " + place.pinFile() + ".", e);
        } catch (GeneralSecurityException e) {
            throw new KeysUnusable("The token in slot " + place.slot() + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static char[] pin(InToken place) {
        try {
            return Files.readString(Path.of(place.pinFile()), StandardCharsets.UTF_8)
                    .strip()
                    .toCharArray();
        } catch (IOException e) {
            throw new KeysUnusable("The file of the PIN " + place.pinFile() + " cannot be read.", e);
        }
    }

    private static Provider provider(InToken place) {
        if (!Files.isReadable(Path.of(place.library()))) {
            throw new KeysUnusable("There is no PKCS#11 library " + place.library() + ".");
        }
        var name = "touchstone" + Integer.toHexString(place.hashCode());
        try {
            return Security.getProvider("SunPKCS11")
                    .configure("--name=%s\nlibrary=%s\nslot=%d\nshowInfo=false\n"
                            .formatted(name, quoted(place.library()), place.slot()));
        } catch (RuntimeException e) {
            throw new KeysUnusable("The PKCS#11 library " + place.library() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static String quoted(String path) {
        return '"' + path + '"';
    }

    /** The public key as it is published. */
    static JWK jwk(String kid, ECPublicKey key, Purpose purpose) {
        try {
            if (!Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
                throw new KeysUnusable("The key in the token is not on the curve P-256.");
            }
            return new ECKey.Builder(Curve.P_256, key)
                    .keyID(kid)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(purpose.algorithm())
                    .build()
                    .toPublicJWK();
        } catch (IllegalStateException e) {
            throw new KeysUnusable("The key in the token is not on the curve P-256.", e);
        }
    }
}
