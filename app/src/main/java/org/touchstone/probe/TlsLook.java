package org.touchstone.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.touchstone.probe.Fetched.Header;
import org.touchstone.probe.Fetched.NotReached;
import org.touchstone.probe.Fetched.Page;
import org.touchstone.probe.Fetched.Why;
import org.touchstone.probe.TlsFacts.Hsts;
import org.touchstone.probe.TlsFacts.PlainHttp;
import org.touchstone.probe.TlsFacts.Protocol;

/**
 * Looks at the https of a host: its certificate, the versions of TLS it offers, what its answers promise, and what it does with plain
 * http. All looks at https go to one address. TLS 1.0 and 1.1 are asked for by a greeting only.
 */
@Component
public class TlsLook {

    /** How long a look takes at most. */
    public static final Duration USUAL = Duration.ofSeconds(8);

    private static final int PLAIN_REDIRECTS = 3;
    private static final Set<String> TOLD_HEADERS = Set.of(
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "x-frame-options",
            "permissions-policy");

    private final Door door;
    private final Trust trust;
    private final Fetcher fetcher;

    TlsLook(Door door, Trust trust, Fetcher fetcher) {
        this.door = door;
        this.trust = trust;
        this.fetcher = fetcher;
    }

    /** Looks within {@link #USUAL}; a certificate's time is judged at the given instant. */
    public TlsFacts look(String host, Instant now) {
        return look(host, now, USUAL);
    }

    /** Looks within a time. What is no name of a host comes back as not reached. */
    public TlsFacts look(String host, Instant now, Duration time) {
        try (var deadline = new Deadline(time)) {
            WebAddress web;
            List<InetAddress> addresses;
            try {
                web = WebAddress.parse("https://" + WebAddress.ascii(host) + "/");
                addresses = door.addresses(web, deadline);
            } catch (Ended e) {
                return nothing(host, e.why, deadline);
            }
            var plain = beside(() -> fetcher.get(
                    "http://" + web.host() + "/",
                    FetchLimits.USUAL.within(time).following(PLAIN_REDIRECTS).inPlainOnly()));
            InetAddress address;
            try (var first = door.connect(addresses, web.port(), deadline)) {
                address = first.getInetAddress();
            } catch (IOException e) {
                var why = deadline.isOver() ? Why.TIME_OUT : e instanceof Ended ended ? ended.why : Why.BROKEN_OFF;
                return new TlsFacts(
                        web.host(),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        plainHttp(web, plain.join()),
                        null,
                        Map.of(),
                        why,
                        deadline.millis());
            }
            return at(web, address, now, plain, deadline);
        }
    }

    private TlsFacts at(
            WebAddress web, InetAddress address, Instant now, CompletableFuture<Fetched> plain, Deadline deadline) {
        var second = beside(() -> offers(web, address, deadline, "TLSv1.2"));
        var old = beside(() -> accepts(web, address, deadline, OldHello.TLS_1_1));
        var oldest = beside(() -> accepts(web, address, deadline, OldHello.TLS_1_0));
        var seen = see(web, address, deadline);
        var protocols = new ArrayList<Protocol>();
        // The newest both speak is the one agreed on (RFC 8446, 4.2.1): a host that took another does not offer it.
        if (seen.protocol().equals("TLSv1.3")) {
            protocols.add(Protocol.TLS_1_3);
        }
        add(protocols, second, Protocol.TLS_1_2);
        add(protocols, old, Protocol.TLS_1_1);
        add(protocols, oldest, Protocol.TLS_1_0);
        var chain = seen.chain();
        return new TlsFacts(
                web.host(),
                address,
                chain.isEmpty() ? null : Certificates.describe(chain.getFirst(), now),
                chain.isEmpty() ? List.of() : Certificates.faults(chain, web.host(), trust.anchors(), Date.from(now)),
                protocols,
                plainHttp(web, plain.join()),
                hsts(seen.headers()),
                told(seen.headers()),
                seen.why(),
                deadline.millis());
    }

    private static <T> CompletableFuture<T> beside(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, Thread::startVirtualThread);
    }

    private static void add(List<Protocol> protocols, CompletableFuture<Boolean> offered, Protocol protocol) {
        if (offered.join()) {
            protocols.add(protocol);
        }
    }

    private record Seen(
            List<X509Certificate> chain,
            String protocol,
            List<Header> headers,
            @Nullable Why why) {}

    /** The certificates, and the head of the home page. */
    private Seen see(WebAddress web, InetAddress address, Deadline deadline) {
        List<X509Certificate> chain = List.of();
        var protocol = "";
        try (var plain = door.connect(address, web.port(), deadline)) {
            var secured = Secured.over(plain, web.host(), trust.anchors(), true);
            chain = secured.chain();
            protocol = secured.protocol();
            var exchange = new Exchange(secured.socket().getInputStream(), FetchLimits.USUAL);
            Exchange.ask(secured.socket().getOutputStream(), web, fetcher.visitor());
            exchange.readHead();
            return new Seen(chain, protocol, exchange.headers(), null);
        } catch (IOException e) {
            var why = deadline.isOver() ? Why.TIME_OUT : e instanceof Ended ended ? ended.why : Why.BROKEN_OFF;
            return new Seen(chain, protocol, List.of(), why);
        }
    }

    private boolean offers(WebAddress web, InetAddress address, Deadline deadline, String protocol) {
        try (var plain = door.connect(address, web.port(), deadline)) {
            return Secured.over(plain, web.host(), trust.anchors(), true, protocol)
                    .protocol()
                    .equals(protocol);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean accepts(WebAddress web, InetAddress address, Deadline deadline, int version) {
        try (var plain = door.connect(address, web.port(), deadline)) {
            return OldHello.isAccepted(plain.getInputStream(), plain.getOutputStream(), web.host(), version);
        } catch (IOException e) {
            return false;
        }
    }

    private static PlainHttp plainHttp(WebAddress web, Fetched fetched) {
        for (var redirect : fetched.redirects()) {
            var to = redirect.to();
            if ("https".equals(to.getScheme())) {
                return isSame(web.host(), String.valueOf(to.getHost()))
                        ? PlainHttp.REDIRECTS_TO_HTTPS
                        : PlainHttp.REDIRECTS_ELSEWHERE;
            }
        }
        return switch (fetched) {
            case Page page ->
                isSame(web.host(), String.valueOf(page.url().getHost()))
                        ? PlainHttp.STAYS_PLAIN
                        : PlainHttp.REDIRECTS_ELSEWHERE;
            case NotReached missed -> missed.redirects().isEmpty() ? PlainHttp.CLOSED : PlainHttp.REDIRECTS_ELSEWHERE;
        };
    }

    private static boolean isSame(String host, String other) {
        return host.replaceFirst("^www\\.", "").equals(other.replaceFirst("^www\\.", ""));
    }

    /** The first header counts (RFC 6797, 8.1); one without a whole number of seconds promises nothing. */
    private static @Nullable Hsts hsts(List<Header> headers) {
        var value = headers.stream()
                .filter(h -> h.name().equalsIgnoreCase("Strict-Transport-Security"))
                .map(h -> h.value().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
        var directives = new HashMap<String, String>();
        for (var directive : value.split(";")) {
            var parts = directive.strip().split("\\s*=\\s*", 2);
            directives.putIfAbsent(parts[0], parts.length < 2 ? "" : parts[1].replace("\"", ""));
        }
        var age = directives.getOrDefault("max-age", "");
        return age.matches("\\d{1,18}")
                ? new Hsts(
                        Long.parseLong(age),
                        directives.containsKey("includesubdomains"),
                        directives.containsKey("preload"))
                : null;
    }

    private static Map<String, String> told(List<Header> headers) {
        var told = new HashMap<String, String>();
        for (var header : headers) {
            var name = header.name().toLowerCase(Locale.ROOT);
            if (TOLD_HEADERS.contains(name)) {
                told.putIfAbsent(name, header.value());
            }
        }
        return told;
    }

    private static TlsFacts nothing(String host, Why why, Deadline deadline) {
        return new TlsFacts(
                host, null, null, List.of(), List.of(), PlainHttp.CLOSED, null, Map.of(), why, deadline.millis());
    }
}
