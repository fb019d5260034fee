package org.touchstone.probe;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.touchstone.probe.Fetched.NotReached;
import org.touchstone.probe.Fetched.Page;
import org.touchstone.probe.SiteFindings.Visited;
import org.touchstone.probe.SiteReader.DeadLink;
import org.touchstone.probe.SiteReader.Link;
import org.touchstone.probe.SiteReader.Source;

/**
 * Reads what a shop's pages say about itself: its home page, and up to six more of the same host whose links name them as telling
 * about the shop. A page of another host says nothing about this one, even where a redirect leads there. Certificates that do not
 * hold are tolerated: {@link TlsLook} tells of them.
 */
@Component
public class SiteContent {

    /** How long it takes at most. */
    public static final Duration USUAL = Duration.ofSeconds(12);

    /** How many pages beside the home page are read. */
    public static final int MOST_PAGES = 6;

    private final Fetcher fetcher;

    SiteContent(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** Reads a host's pages, within {@link #USUAL}. */
    public SiteFindings read(String host, Expected expected) {
        return read(host, expected, USUAL);
    }

    /** Reads within a time. Where the home page is not reached, all is missing and the first page visited says why. */
    public SiteFindings read(String host, Expected expected, Duration time) {
        try (var deadline = new Deadline(time)) {
            var visited = new ArrayList<Visited>();
            var home = home(host, deadline, visited);
            if (home == null) {
                return new SiteFindings(SiteReader.read(List.of(), List.of(), expected), visited, deadline.millis());
            }
            var sources = new ArrayList<Source>();
            var dead = new ArrayList<DeadLink>();
            sources.add(new Source(home.url(), home.text(), null));
            var links = SiteReader.links(PageText.of(home.url(), home.text()), MOST_PAGES).stream()
                    .filter(link -> isOf(host, link.url()))
                    .toList();
            var limits = FetchLimits.USUAL
                    .within(Duration.ofMillis(deadline.leftMillis()))
                    .toleratingTlsFaults();
            var fetches = links.stream()
                    .map(link -> CompletableFuture.supplyAsync(
                            () -> fetcher.get(link.url(), limits), Thread::startVirtualThread))
                    .toList();
            var seen = new HashSet<URI>();
            seen.add(home.url());
            for (int i = 0; i < links.size(); i++) {
                var fetched = fetches.get(i).join();
                visited.add(visited(fetched, links.get(i).text()));
                take(host, links.get(i), fetched, seen, sources, dead);
            }
            return new SiteFindings(SiteReader.read(sources, dead, expected), visited, deadline.millis());
        }
    }

    /** By https, and where that is not to be had by http. */
    private @Nullable Page home(String host, Deadline deadline, List<Visited> visited) {
        for (var scheme : List.of("https://", "http://")) {
            boolean first = scheme.equals("https://");
            var time = Duration.ofMillis(first ? deadline.leftMillis() / 2 : deadline.leftMillis());
            var fetched = fetcher.get(
                    scheme + host + "/", FetchLimits.USUAL.within(time).toleratingTlsFaults());
            visited.add(visited(fetched, ""));
            if (fetched instanceof Page page) {
                return page.isOk() && page.isHtml() && isOf(host, page.url().toString()) ? page : null;
            }
            if (deadline.isOver()) {
                return null;
            }
            visited.removeIf(v -> first);
        }
        return null;
    }

    private static void take(
            String host, Link link, Fetched fetched, Set<URI> seen, List<Source> sources, List<DeadLink> dead) {
        boolean good = fetched instanceof Page page
                && page.isOk()
                && page.isHtml()
                && isOf(host, page.url().toString());
        if (good && seen.add(fetched.url())) {
            sources.add(new Source(fetched.url(), ((Page) fetched).text(), link.topic()));
        } else if (link.topic() != null) {
            dead.add(new DeadLink(WebAddress.shown(link.url()), link.text(), link.topic()));
        }
    }

    private static Visited visited(Fetched fetched, String linkText) {
        return switch (fetched) {
            case Page page -> new Visited(page.url(), page.status(), null, linkText);
            case NotReached missed -> new Visited(missed.url(), null, missed.why(), linkText);
        };
    }

    /** Whether an address is of the host, with or without {@code www.}. */
    private static boolean isOf(String host, String url) {
        try {
            return plain(WebAddress.parse(url).host()).equals(plain(WebAddress.ascii(host)));
        } catch (Ended e) {
            return false;
        }
    }

    private static String plain(String host) {
        return host.startsWith("www.") ? host.substring(4) : host;
    }
}
