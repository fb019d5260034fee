package org.touchstone.probe;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of the https of a host.
 *
 * @param host its name in ASCII
 * @param address the address all of it was seen at; absent where there is none
 * @param certificate of the host; absent where there was no secure connection
 * @param faults everything wrong with it, in the order of {@link TlsFault}
 * @param protocols which are offered, the newest first
 * @param plainHttp what {@code http://} does
 * @param hsts the promise to be reachable by https only; absent where there is none
 * @param headers of the page at {@code https://host/}, in lower case, to their values: content-security-policy,
 *     x-content-type-options, referrer-policy, x-frame-options, permissions-policy, as far as they are there
 * @param notReached why there was no secure connection or no answer over it; absent where there was
 * @param millis what it took
 */
public record TlsFacts(
        String host,
        @Nullable InetAddress address,
        @Nullable Certificate certificate,
        List<TlsFault> faults,
        List<Protocol> protocols,
        PlainHttp plainHttp,
        @Nullable Hsts hsts,
        Map<String, String> headers,
        Fetched.@Nullable Why notReached,
        long millis) {

    /** Copies the collections. */
    public TlsFacts {
        faults = List.copyOf(faults);
        protocols = List.copyOf(protocols);
        headers = Map.copyOf(headers);
    }

    /** Whether there is a certificate and nothing is wrong with it. */
    public boolean holds() {
        return certificate != null && faults.isEmpty();
    }

    /**
     * A certificate.
     *
     * @param subject its distinguished name
     * @param issuer its issuer's distinguished name
     * @param names the host names it is for
     * @param validFrom begin of its time
     * @param validUntil end of its time
     * @param daysLeft whole days from the given instant to its end; negative when it is past
     * @param key kind and size of its key, as {@code RSA 2048}
     * @param signature how it is signed, as {@code SHA256withRSA}
     * @param sha256 its fingerprint, hexadecimal
     */
    public record Certificate(
            String subject,
            String issuer,
            List<String> names,
            Instant validFrom,
            Instant validUntil,
            long daysLeft,
            String key,
            String signature,
            String sha256) {
        /** Copies the names. */
        public Certificate {
            names = List.copyOf(names);
        }
    }

    /** Versions of TLS. */
    public enum Protocol {
        TLS_1_3,
        TLS_1_2,
        /** Given up by RFC 8996. */
        TLS_1_1,
        /** Given up by RFC 8996. */
        TLS_1_0
    }

    /** What plain http does. */
    public enum PlainHttp {
        /** Sends people on to https of the same host, or of it with or without {@code www.}. */
        REDIRECTS_TO_HTTPS,
        /** Sends people elsewhere. */
        REDIRECTS_ELSEWHERE,
        /** Shows pages. */
        STAYS_PLAIN,
        /** Nothing answers. */
        CLOSED
    }

    /**
     * Strict transport security (RFC 6797).
     *
     * @param maxAgeSeconds for how long
     * @param includeSubDomains whether for names beneath too
     * @param preload whether it asks to be in browsers' lists
     */
    public record Hsts(long maxAgeSeconds, boolean includeSubDomains, boolean preload) {}
}
