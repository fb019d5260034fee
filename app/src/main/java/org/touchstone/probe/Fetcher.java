package org.touchstone.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.Settings;
import org.touchstone.probe.Fetched.NotReached;
import org.touchstone.probe.Fetched.Page;
import org.touchstone.probe.Fetched.Redirect;
import org.touchstone.probe.Fetched.Why;

/**
 * Fetches pages of other people's websites by GET, each over a connection of its own. Every hop of a redirect is judged like a first
 * address. Cookies are neither kept nor sent, and nothing else that is ours but the name of the visitor.
 */
@Component
public class Fetcher {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Door door;
    private final Trust trust;
    private final String visitor;

    Fetcher(Door door, Trust trust, Settings settings) {
        this.door = door;
        this.trust = trust;
        this.visitor =
                "Touchstone/1.0 (+" + settings.baseUrl().toString().replaceFirst("/$", "") + "/about-our-visits)";
    }

    /** How we name ourselves to those we visit. */
    public String visitor() {
        return visitor;
    }

    /** Fetches an address within {@link FetchLimits#USUAL}. */
    public Fetched get(String url) {
        return get(url, FetchLimits.USUAL);
    }

    /** Fetches an address. Whatever is typed may be given: what is no address of the web comes back as such. */
    public Fetched get(String url, FetchLimits limits) {
        try (var deadline = new Deadline(limits.deadline())) {
            return new Visit(limits, deadline).to(url);
        }
    }

    /** One visit: an address and where its redirects lead. */
    private final class Visit {

        private final FetchLimits limits;
        private final Deadline deadline;
        private final List<Redirect> redirects = new ArrayList<>();
        private @Nullable InetAddress address;
        private @Nullable Exchange exchange;

        Visit(FetchLimits limits, Deadline deadline) {
            this.limits = limits;
            this.deadline = deadline;
        }

        Fetched to(String typed) {
            var at = WebAddress.shown(typed);
            try {
                var seen = new HashSet<URI>();
                var web = WebAddress.parse(typed);
                while (true) {
                    at = web.uri();
                    if (!seen.add(at)) {
                        throw new Ended(Why.REDIRECT_LOOP, at.toString());
                    }
                    var page = once(web);
                    if (page != null) {
                        return page;
                    }
                    web = next(web);
                }
            } catch (IOException e) {
                return notReached(at, e);
            }
        }

        private WebAddress next(WebAddress web) throws Ended {
            var answer = answer();
            var location = location(answer);
            if (redirects.size() == limits.redirects()) {
                throw new Ended(Why.TOO_MANY_REDIRECTS, "more than " + limits.redirects());
            }
            WebAddress to;
            try {
                to = web.resolve(location);
            } catch (Ended e) {
                redirects.add(new Redirect(web.uri(), answer.status(), WebAddress.shown(location)));
                throw e;
            }
            redirects.add(new Redirect(web.uri(), answer.status(), to.uri()));
            if (limits.plainOnly() && to.secure()) {
                throw new Ended(Why.TOO_MANY_REDIRECTS, "leads to https");
            }
            return to;
        }

        /** The page, or nothing where a redirect is to be followed. */
        private @Nullable Page once(WebAddress web) throws IOException {
            address = null;
            exchange = null;
            var addresses = door.addresses(web, deadline);
            var plain = door.connect(addresses, web.port(), deadline);
            address = plain.getInetAddress();
            try (plain) {
                if (!web.secure()) {
                    return over(plain, web, null);
                }
                var secured = Secured.over(plain, web.host(), trust.anchors(), limits.tolerateTlsFaults());
                return over(secured.socket(), web, secured.fault());
            } finally {
                deadline.release(plain);
            }
        }

        private @Nullable Page over(Socket socket, WebAddress web, @Nullable TlsFault fault) throws IOException {
            exchange = new Exchange(socket.getInputStream(), limits);
            var answer = answer();
            Exchange.ask(socket.getOutputStream(), web, visitor);
            answer.readHead();
            if (limits.redirects() > 0
                    && REDIRECTS.contains(answer.status())
                    && !location(answer).isEmpty()) {
                return null;
            }
            var bytes = answer.readContent();
            var type = header(answer, "Content-Type");
            var charset = Texts.charset(Optional.of(type), bytes);
            return new Page(
                    web.uri(),
                    answer.status(),
                    answer.headers(),
                    bytes,
                    charset,
                    Texts.decode(Optional.of(type), bytes, charset),
                    redirects,
                    socket.getInetAddress(),
                    fault,
                    answer.wireBytes(),
                    deadline.millis());
        }

        private Exchange answer() {
            if (exchange == null) {
                throw new IllegalStateException("nothing was asked");
            }
            return exchange;
        }

        private NotReached notReached(URI at, IOException e) {
            boolean over = deadline.isOver();
            var ended = e instanceof Ended known
                    ? known
                    : new Ended(Why.BROKEN_OFF, null, String.valueOf(e.getMessage()), e);
            boolean ofTime = over && !(ended.why == Why.TOO_LARGE || ended.why == Why.HEAD_TOO_LARGE);
            return new NotReached(
                    at,
                    ofTime ? Why.TIME_OUT : ended.why,
                    ended.tlsFault,
                    ended.detail(),
                    redirects,
                    address,
                    exchange == null ? 0 : exchange.wireBytes(),
                    deadline.millis());
        }
    }

    private static String location(Exchange answer) {
        return header(answer, "Location");
    }

    private static String header(Exchange answer, String name) {
        return answer.headers().stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Fetched.Header::value)
                .findFirst()
                .orElse("");
    }
}
