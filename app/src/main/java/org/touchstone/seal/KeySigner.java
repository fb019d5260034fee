package org.touchstone.seal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.ContentSigner;
import org.touchstone.signer.Keys;

/** Lets a key of the signer sign what certificates and documents hand to it. The key never leaves the signer. */
final class KeySigner implements ContentSigner {

    private final Keys keys;
    private final String kid;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    KeySigner(Keys keys, String kid) {
        this.keys = keys;
        this.kid = kid;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    }

    @Override
    public OutputStream getOutputStream() {
        return message;
    }

    /** R and S as ASN.1 has them; the signer gives them side by side. */
    @Override
    public byte[] getSignature() {
        try {
            return ECDSA.transcodeSignatureToDER(keys.sign(kid, message.toByteArray()));
        } catch (JOSEException e) {
            throw new IllegalStateException("The signer gives 64 bytes", e);
        }
    }
}
