package org.touchstone.sandbox;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;
import org.touchstone.sandbox.Website.Tls;

/**
 * The certificate authority of the sandbox, made at the first start and kept, and the certificates of websites, made when
 * they are asked for. They are good for years: the platform's clock is advanced by more than real ones last.
 */
final class Certificates {

    private static final String FILE = "sandbox-ca.pem";
    private static final String KEY_FILE = "sandbox-ca.key";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int DAYS_OF_AUTHORITY = 365 * 30;
    private static final int DAYS_OF_WEBSITE = 365 * 15;
    private static final String ELSEWHERE = "elsewhere.example";

    private final KeyPair authorityKey;
    private final X509Certificate authority;
    private final Path authorityFile;
    /** One key for all websites: what is tried out here is certificates. */
    private final KeyPair websiteKey = newKey();

    private final Map<String, X509Certificate> issued = new ConcurrentHashMap<>();

    private Certificates(KeyPair authorityKey, X509Certificate authority, Path authorityFile) {
        this.authorityKey = authorityKey;
        this.authority = authority;
        this.authorityFile = authorityFile;
    }

    /** Reads the authority of earlier runs or makes one; without a folder its certificate lies in a file for this run. */
    static Certificates in(@Nullable Path folder) throws IOException {
        if (folder == null) {
            Path file = Files.createTempFile("sandbox-ca", ".pem");
            file.toFile().deleteOnExit();
            return made(file, null);
        }
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE).toAbsolutePath();
        Path keyFile = folder.resolve(KEY_FILE);
        return Files.exists(file) && Files.exists(keyFile) ? read(file, keyFile) : made(file, keyFile);
    }

    private static Certificates made(Path file, @Nullable Path keyFile) throws IOException {
        KeyPair key = newKey();
        X500Principal name = new X500Principal("O=Touchstone sandbox, CN=Touchstone sandbox CA");
        X509Certificate certificate = signed(
                new JcaX509v3CertificateBuilder(
                        name, serial(), daysFromNow(-1), daysFromNow(DAYS_OF_AUTHORITY), name, key.getPublic()),
                key.getPrivate(),
                builder -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)));
        if (keyFile != null) {
            Files.deleteIfExists(keyFile);
            if (keyFile.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        keyFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(
                    keyFile, pem(new PemObject("PRIVATE KEY", key.getPrivate().getEncoded())));
        }
        Files.writeString(file, pem(certificate));
        return new Certificates(key, certificate, file);
    }

    private static Certificates read(Path file, Path keyFile) throws IOException {
        try (var certificate = new PEMParser(new StringReader(Files.readString(file)));
                var key = new PEMParser(new StringReader(Files.readString(keyFile)))) {
            if (certificate.readObject() instanceof X509CertificateHolder holder) {
                X509Certificate authority = new JcaX509CertificateConverter().getCertificate(holder);
                return new Certificates(new KeyPair(authority.getPublicKey(), privateKey(key)), authority, file);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " cannot be read", e);
        }
        throw new IOException(file + " holds no certificate");
    }

    private static PrivateKey privateKey(PEMParser key) throws IOException {
        if (key.readObject() instanceof PrivateKeyInfo info) {
            return new JcaPEMKeyConverter().getPrivateKey(info);
        }
        throw new IOException(KEY_FILE + " holds no key");
    }

    /** The certificate of the authority, as PEM. */
    Path authorityFile() {
        return authorityFile;
    }

    /** The key of every website. */
    PrivateKey key() {
        return websiteKey.getPrivate();
    }

    /** What a website shows who asked for this host. */
    List<X509Certificate> chain(String host, Tls tls) {
        X509Certificate certificate = issued.computeIfAbsent(tls + " " + host, _ -> issue(host, tls));
        return tls == Tls.SELF_SIGNED ? List.of(certificate) : List.of(certificate, authority);
    }

    private X509Certificate issue(String host, Tls tls) {
        String named = tls == Tls.WRONG_HOST ? ELSEWHERE : host;
        X500Principal subject = new X500Principal("CN=" + (named.length() > 64 ? "website" : named));
        boolean self = tls == Tls.SELF_SIGNED;
        boolean expired = tls == Tls.EXPIRED;
        PublicKey key = websiteKey.getPublic();
        var builder = new JcaX509v3CertificateBuilder(
                self ? subject : authority.getSubjectX500Principal(),
                serial(),
                daysFromNow(expired ? -90 : -1),
                daysFromNow(expired ? -1 : DAYS_OF_WEBSITE),
                subject,
                key);
        return signed(
                builder,
                self ? websiteKey.getPrivate() : authorityKey.getPrivate(),
                open -> open.addExtension(Extension.subjectAlternativeName, false, names(named))
                        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false)));
    }

    private static GeneralNames names(String host) {
        var exactly = new GeneralName(GeneralName.dNSName, host);
        return host.startsWith("www.")
                ? new GeneralNames(exactly)
                : new GeneralNames(new GeneralName[] {exactly, new GeneralName(GeneralName.dNSName, "www." + host)});
    }

    @FunctionalInterface
    private interface Extensions {
        void addTo(JcaX509v3CertificateBuilder builder) throws CertIOException;
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key, Extensions extensions) {
        try {
            extensions.addTo(builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigInteger serial() {
        return new BigInteger(120, new SecureRandom()).setBit(120);
    }

    private static Date daysFromNow(int days) {
        return Date.from(Instant.now().plus(days, ChronoUnit.DAYS));
    }

    private static String pem(Object object) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
