package org.touchstone.probe;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Makes certificates, good and faulty ones, and servers that show them. */
final class Papers {

    private static final AtomicLong NUMBER = new AtomicLong(1);

    private Papers() {}

    /** Somebody who has a certificate and its key. */
    record Holder(X509Certificate certificate, PrivateKey key, List<X509Certificate> chain) {}

    /** What a certificate is made of; what is not set is in order. */
    static final class Making {
        private String subject = "CN=Somebody";
        private List<String> hosts = List.of();
        private Instant from = Instant.parse("2020-01-01T00:00:00Z");
        private Instant until = Instant.parse("2049-01-01T00:00:00Z");
        private String kind = "EC";
        private int size = 256;
        private String hash = "SHA256";
        private boolean authority;

        Making authority(String name) {
            subject = "CN=" + name;
            authority = true;
            return this;
        }

        Making hosts(String... names) {
            hosts = List.of(names);
            subject = "CN=" + names[0];
            return this;
        }

        Making time(String begin, String end) {
            from = Instant.parse(begin);
            until = Instant.parse(end);
            return this;
        }

        Making key(String algorithm, int bits) {
            kind = algorithm;
            size = bits;
            return this;
        }

        Making hash(String name) {
            hash = name;
            return this;
        }

        Holder bySelf() {
            return by(null);
        }

        Holder by(@Nullable Holder issuer) {
            try {
                var generator = KeyPairGenerator.getInstance(kind);
                generator.initialize(size);
                KeyPair keys = generator.generateKeyPair();
                var signingKey = issuer == null ? keys.getPrivate() : issuer.key();
                var issuerName = issuer == null
                        ? new X500Name(subject)
                        : X500Name.getInstance(
                                issuer.certificate().getSubjectX500Principal().getEncoded());
                var builder = new JcaX509v3CertificateBuilder(
                        issuerName,
                        BigInteger.valueOf(NUMBER.incrementAndGet()),
                        Date.from(from),
                        Date.from(until),
                        new X500Name(subject),
                        keys.getPublic());
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
                if (!hosts.isEmpty()) {
                    builder.addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(hosts.stream()
                                    .map(host -> new GeneralName(GeneralName.dNSName, host))
                                    .toArray(GeneralName[]::new)));
                }
                var algorithm = hash + "with" + (signingKey.getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
                var certificate = new JcaX509CertificateConverter()
                        .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(signingKey)));
                var chain = new java.util.ArrayList<>(List.of(certificate));
                if (issuer != null) {
                    chain.addAll(issuer.chain());
                }
                return new Holder(certificate, keys.getPrivate(), List.copyOf(chain));
            } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A file of certificates, as an operator gives it. */
    static Path pem(Path file, X509Certificate... certificates) throws IOException, GeneralSecurityException {
        var text = new StringBuilder();
        for (var certificate : certificates) {
            text.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return Files.writeString(file, text);
    }

    /** A server of TLS that shows a chain, its own certificate first. */
    static SSLServerSocket server(Holder holder, List<X509Certificate> chain, String... protocols)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", holder.key(), new char[0], chain.toArray(X509Certificate[]::new));
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, java.net.InetAddress.getLoopbackAddress());
        if (protocols.length > 0) {
            server.setEnabledProtocols(protocols);
        }
        return server;
    }
}
