package org.touchstone.probe;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of the certificates a host shows. Paths are built by PKIX (RFC 5280) from what the host sent, in whatever
 * order; names are compared as RFC 9525 says, by the subject's alternative names alone.
 */
final class Certificates {

    private static final String SERVERS = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_USE = "2.5.29.37.0";
    private static final int NAME_OF_HOST = 2;
    private static final int WEAKEST_RSA = 2048;
    private static final int WEAKEST_EC = 224;

    private Certificates() {}

    /**
     * Everything wrong with a chain.
     *
     * @param chain as the host sent it, its own certificate first
     * @param at when its time is judged; the machine's own present where absent
     */
    static List<TlsFault> faults(
            List<X509Certificate> chain, String host, Set<TrustAnchor> anchors, @Nullable Date at) {
        var own = chain.getFirst();
        var faults = EnumSet.noneOf(TlsFault.class);
        var time = timeFault(own, at);
        if (time != null) {
            faults.add(time);
        }
        if (names(own).stream().noneMatch(name -> covers(name, host))) {
            faults.add(TlsFault.WRONG_HOST);
        }
        if (isWeak(own)) {
            faults.add(TlsFault.WEAK_KEY);
        }
        if (chain.stream()
                .filter(c -> !isSelfSigned(c) || c.equals(own))
                .map(c -> c.getSigAlgName().toUpperCase(Locale.ROOT))
                .anyMatch(name -> name.startsWith("MD") || name.startsWith("SHA1"))) {
            faults.add(TlsFault.WEAK_SIGNATURE);
        }
        if (!hasPath(chain, anchors, at)) {
            if (hasPath(chain, anchors, within(own, time))) {
                // Only the time was wrong: the host's own, told above, or that of a certificate between.
                if (time == null) {
                    faults.add(TlsFault.EXPIRED);
                }
            } else if (!leadsTo(chain, anchors)) {
                faults.add(isSelfSigned(own) ? TlsFault.SELF_SIGNED : TlsFault.UNTRUSTED);
            } else if (faults.isEmpty() || faults.equals(EnumSet.of(TlsFault.WRONG_HOST))) {
                faults.add(TlsFault.UNTRUSTED);
            }
        }
        return List.copyOf(faults);
    }

    private static @Nullable TlsFault timeFault(X509Certificate certificate, @Nullable Date at) {
        try {
            if (at == null) {
                certificate.checkValidity();
            } else {
                certificate.checkValidity(at);
            }
            return null;
        } catch (java.security.cert.CertificateExpiredException e) {
            return TlsFault.EXPIRED;
        } catch (java.security.cert.CertificateNotYetValidException e) {
            return TlsFault.NOT_YET_VALID;
        }
    }

    /** An instant at which the certificate is valid: of its time, the end nearest to when it was looked at. */
    private static Date within(X509Certificate certificate, @Nullable TlsFault time) {
        return Date.from(
                time == TlsFault.EXPIRED
                        ? certificate.getNotAfter().toInstant().minusSeconds(1)
                        : certificate.getNotBefore().toInstant().plusSeconds(1));
    }

    private static boolean hasPath(List<X509Certificate> chain, Set<TrustAnchor> anchors, @Nullable Date at) {
        try {
            var own = new X509CertSelector();
            own.setCertificate(chain.getFirst());
            var parameters = new PKIXBuilderParameters(anchors, own);
            parameters.setRevocationEnabled(false);
            parameters.setDate(at);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            var uses = chain.getFirst().getExtendedKeyUsage();
            return uses == null || uses.contains(SERVERS) || uses.contains(ANY_USE);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether signatures lead from the host's certificate to an authority, whatever else hinders. */
    private static boolean leadsTo(List<X509Certificate> chain, Set<TrustAnchor> anchors) {
        var certificate = chain.getFirst();
        for (int step = 0; step < chain.size(); step++) {
            var at = certificate;
            if (anchors.stream().anyMatch(anchor -> signs(anchor.getTrustedCert(), at))) {
                return true;
            }
            var next = chain.stream()
                    .filter(other -> !other.equals(at) && signs(other, at))
                    .findFirst();
            if (next.isEmpty()) {
                return false;
            }
            certificate = next.get();
        }
        return false;
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        return signs(certificate, certificate);
    }

    private static boolean signs(X509Certificate authority, X509Certificate certificate) {
        if (!authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isWeak(X509Certificate certificate) {
        return switch (certificate.getPublicKey()) {
            case RSAKey key -> key.getModulus().bitLength() < WEAKEST_RSA;
            case DSAKey key -> key.getParams().getP().bitLength() < WEAKEST_RSA;
            case ECKey key -> key.getParams().getOrder().bitLength() < WEAKEST_EC;
            default -> false;
        };
    }

    private static String key(Key key) {
        return switch (key) {
            case RSAKey rsa -> "RSA " + rsa.getModulus().bitLength();
            case DSAKey dsa -> "DSA " + dsa.getParams().getP().bitLength();
            case ECKey ec -> "EC " + ec.getParams().getOrder().bitLength();
            default -> key.getAlgorithm();
        };
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> Objects.equals(name.getFirst(), NAME_OF_HOST))
                            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** A star stands for exactly the first label, and for nothing where fewer than two follow. */
    static boolean covers(String name, String host) {
        if (!name.startsWith("*.")) {
            return name.equals(host);
        }
        int dot = host.indexOf('.');
        return dot > 0 && name.indexOf('.', 2) > 0 && host.substring(dot).equals(name.substring(1));
    }

    static TlsFacts.Certificate describe(X509Certificate certificate, Instant now) {
        try {
            var until = certificate.getNotAfter().toInstant();
            return new TlsFacts.Certificate(
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getIssuerX500Principal().getName(),
                    names(certificate),
                    certificate.getNotBefore().toInstant(),
                    until,
                    Math.floorDiv(Duration.between(now, until).toSeconds(), 86_400),
                    key(certificate.getPublicKey()),
                    certificate.getSigAlgName(),
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
        } catch (CertificateEncodingException | java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<X509Certificate> of(Collection<? extends java.security.cert.Certificate> chain) {
        return chain.stream().map(X509Certificate.class::cast).toList();
    }
}
