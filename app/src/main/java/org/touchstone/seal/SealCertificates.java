package org.touchstone.seal;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.secrecy.Sha256;
import org.touchstone.seal.store.SealStore;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;
import org.touchstone.signer.SigningKey;

/**
 * The certificates (X.509) of the keys documents are sealed with. Each key states its own: it names the centre, holds for ten years
 * from the making of the key, and is good for signatures only. Made once for a key, and the same on every node.
 */
@Component
public class SealCertificates {

    private static final int YEARS = 10;

    private final Keys keys;
    private final SealStore store;
    private final String centre;
    private final TransactionTemplate alone;

    SealCertificates(Keys keys, SealStore store, Settings settings, PlatformTransactionManager transactions) {
        this.keys = keys;
        this.store = store;
        this.centre = settings.organization();
        this.alone = new TransactionTemplate(transactions);
        // What is sealed with a certificate may leave the house although the deed it tells of is undone.
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The certificate of a key; refused when the database knows another key of its name. */
    X509CertificateHolder of(SigningKey key) {
        try {
            byte[] kept = Objects.requireNonNull(alone.execute(status -> kept(key)));
            var certificate = new X509CertificateHolder(kept);
            if (!certificate.getSubjectPublicKeyInfo().equals(info(publicKey(key)))) {
                throw new PlainSentence(
                        "The key " + key.kid()
                                + " is another than the one this database has a certificate of; all nodes need the same folder, see docs/keys.md.");
            }
            return certificate;
        } catch (IOException e) {
            throw new IllegalStateException("A certificate of our own is damaged", e);
        }
    }

    private byte[] kept(SigningKey key) {
        return store.certificate(key.kid()).orElseGet(() -> {
            store.keep(key.kid(), made(key));
            return store.certificate(key.kid()).orElseThrow();
        });
    }

    private byte[] made(SigningKey key) {
        try {
            var name = name(key.kid());
            var end = key.created().atZone(ZoneOffset.UTC).plusYears(YEARS).toInstant();
            var builder = new X509v3CertificateBuilder(
                    name, serial(key), Date.from(key.created()), Date.from(end), name, info(publicKey(key)));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            return builder.build(new KeySigner(keys, key.kid())).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private X500Name name(String kid) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, centre)
                .addRDN(BCStyle.CN, centre + ", " + kid)
                .build();
    }

    /** A number of its own: half the hash of the key, never negative. */
    private static BigInteger serial(SigningKey key) {
        var hash = Sha256.of(publicKey(key).getEncoded());
        return new BigInteger(1, Arrays.copyOf(hash, 16));
    }

    private static PublicKey publicKey(SigningKey key) {
        try {
            return key.jwk().toECKey().toPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException(key.kid() + " is no key on a curve", e);
        }
    }

    private static SubjectPublicKeyInfo info(PublicKey key) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded());
    }

    /** The certificates whose documents count, the newest first: of the key that seals and of those before it, but for revoked ones. */
    public List<byte[]> trusted() {
        return keys.all(Purpose.SEAL).reversed().stream()
                .filter(SigningKey::trusted)
                .map(key -> {
                    try {
                        return of(key).getEncoded();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    /** The same as text (RFC 7468). The first key is made when there is none. */
    public String pem() {
        keys.current(Purpose.SEAL);
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return trusted().stream()
                .map(der ->
                        "-----BEGIN CERTIFICATE-----\n" + lines.encodeToString(der) + "\n-----END CERTIFICATE-----\n")
                .collect(Collectors.joining());
    }
}
