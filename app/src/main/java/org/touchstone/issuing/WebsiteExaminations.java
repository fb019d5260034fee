package org.touchstone.issuing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.Jsoup;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.policy.Policies;
import org.touchstone.probe.Expected;
import org.touchstone.probe.FetchLimits;
import org.touchstone.probe.Fetched;
import org.touchstone.probe.Fetcher;
import org.touchstone.probe.Looked;
import org.touchstone.probe.Resolver;
import org.touchstone.probe.SiteContent;
import org.touchstone.probe.SiteFindings;
import org.touchstone.probe.TlsFacts;
import org.touchstone.probe.TlsFault;
import org.touchstone.probe.TlsLook;
import org.touchstone.registry.Host;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.issuing.WebsiteChecks;
import org.touchstone.rules.issuing.WebsiteChecks.Encryption;
import org.touchstone.rules.issuing.WebsiteChecks.Look;
import org.touchstone.rules.issuing.WebsiteChecks.Proof;
import org.touchstone.rules.issuing.WebsiteChecks.Said;
import org.touchstone.rules.issuing.WebsiteChecks.Statement;

/** Looks at a website for what a check needs to know, and has the rules judge it. */
@Component
class WebsiteExaminations implements DisposableBean {

    private static final int LONGEST_SEEN = 120;
    private static final int TOKEN_FILE = 4096;
    /** Headers by which a website protects its visitors from scripts, sniffing and tell-tale referrers. */
    private static final List<String> PROTECTING =
            List.of("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy");

    private static final FetchLimits LOOKING = FetchLimits.USUAL.toleratingTlsFaults();

    private final Resolver resolver;
    private final Fetcher fetcher;
    private final TlsLook tls;
    private final SiteContent content;
    private final Policies policies;
    private final DatabaseClock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    WebsiteExaminations(
            Resolver resolver,
            Fetcher fetcher,
            TlsLook tls,
            SiteContent content,
            Policies policies,
            DatabaseClock clock) {
        this.resolver = resolver;
        this.fetcher = fetcher;
        this.tls = tls;
        this.content = content;
        this.policies = policies;
        this.clock = clock;
    }

    /** Whether the token is shown: as TXT record, as file, or as meta tag, looked for at the same time. */
    Examined control(Challenge challenge) {
        var looks = all(List.<Callable<Look>>of(() -> dns(challenge), () -> file(challenge), () -> meta(challenge)));
        boolean shown = looks.stream().anyMatch(Look::shown);
        boolean dnsSilent = looks.stream().anyMatch(l -> l.proof() == Proof.DNS && l.unreachable());
        // Whoever shows control by DNS alone must not be sent away because our resolver is down.
        return shown || !dnsSilent ? new Examined.Found(WebsiteChecks.control(looks)) : new Examined.NoAnswer("DNS");
    }

    private Look dns(Challenge challenge) {
        return switch (resolver.texts(challenge.dnsName())) {
            case Looked.Found<String>(var texts, var _) ->
                new Look(
                        Proof.DNS,
                        challenge.dnsName(),
                        texts.contains(challenge.content()),
                        texts.contains(challenge.content()) ? "" : cut(String.join(" ", texts)),
                        false);
            case Looked.Nothing<String>(var why, var _) ->
                new Look(Proof.DNS, challenge.dnsName(), false, "", why == Looked.Why.UNREACHABLE);
        };
    }

    private Look file(Challenge challenge) {
        var url = "https://" + challenge.host().name() + challenge.filePath();
        return switch (fetcher.get(url, LOOKING)) {
            case Fetched.Page page
            when staysAt(page, challenge.host()) && page.isOk() -> {
                var text = page.text().strip();
                boolean shown = page.bytes().length <= TOKEN_FILE
                        && text.lines().anyMatch(l -> l.strip().equals(challenge.content()));
                yield new Look(Proof.FILE, url, shown, shown ? "" : cut(text), false);
            }
            case Fetched.Page page -> new Look(Proof.FILE, url, false, String.valueOf(page.status()), false);
            case Fetched.NotReached not ->
                new Look(Proof.FILE, url, false, not.why().name(), false);
        };
    }

    private Look meta(Challenge challenge) {
        var url = "https://" + challenge.host().name() + "/";
        return switch (fetcher.get(url, LOOKING)) {
            case Fetched.Page page
            when staysAt(page, challenge.host()) && page.isOk() -> {
                var contents = metaContents(page.text(), challenge.metaName());
                boolean shown = contents.contains(challenge.token());
                yield new Look(Proof.META, url, shown, shown ? "" : cut(String.join(" ", contents)), false);
            }
            case Fetched.Page page -> new Look(Proof.META, url, false, String.valueOf(page.status()), false);
            case Fetched.NotReached not ->
                new Look(Proof.META, url, false, not.why().name(), false);
        };
    }

    /** A proof counts only where it stands: a redirect to another host shows control of that other host. */
    private static boolean staysAt(Fetched.Page page, Host host) {
        return Host.in(page.url().getHost()).filter(host::equals).isPresent();
    }

    /** What the meta tags of a name say. Only those of the head: in the body, visitors may have written. */
    private static List<String> metaContents(String html, String name) {
        return Jsoup.parse(html).head().select("meta[name=" + name + "]").eachAttr("content").stream()
                .map(String::strip)
                .toList();
    }

    /** What the website says of the shop. */
    Examined content(Host host, Answers answers) {
        var read = content.read(
                host.name(),
                new Expected(answers.legalName(), answers.legalId(), answers.phone(), answers.postalCode()));
        var home = read.pages().isEmpty() ? null : read.pages().getFirst();
        if (home == null || home.fault().isPresent()) {
            var why = home == null ? "NO_ADDRESS" : home.fault().orElse("");
            return unanswered(why)
                    ? new Examined.NoAnswer("DNS")
                    : new Examined.Found(WebsiteChecks.notReached(host.name(), why));
        }
        var required = policies.now().marks().requiredContent();
        return new Examined.Found(WebsiteChecks.content(
                read.findings().stream().map(WebsiteExaminations::statement).toList(), required));
    }

    private static boolean unanswered(String why) {
        return why.equals(Fetched.Why.DNS_UNREACHABLE.name());
    }

    private static Statement statement(SiteFindings.Finding f) {
        return new Statement(
                f.topic().name(),
                Said.valueOf(f.outcome().name()),
                f.where() == null ? "" : f.where().toString(),
                f.place(),
                f.excerpt());
    }

    /** How the website is encrypted. */
    Examined tls(Host host) {
        TlsFacts seen = tls.look(host.name(), clock.instant());
        var certificate = seen.certificate();
        if (certificate == null) {
            var why =
                    seen.notReached() == null ? "TLS_FAILED" : seen.notReached().name();
            return unanswered(why)
                    ? new Examined.NoAnswer("DNS")
                    : new Examined.Found(WebsiteChecks.notReached(host.name(), why));
        }
        return new Examined.Found(WebsiteChecks.tls(new Encryption(
                seen.faults().stream().findFirst().map(TlsFault::name).orElse(null),
                certificate.issuer(),
                certificate.daysLeft(),
                certificate.validUntil(),
                protocols(seen, false),
                protocols(seen, true),
                seen.hsts() != null && seen.hsts().maxAgeSeconds() > 0,
                seen.plainHttp() == TlsFacts.PlainHttp.REDIRECTS_TO_HTTPS
                        || seen.plainHttp() == TlsFacts.PlainHttp.CLOSED,
                PROTECTING.stream()
                        .filter(header -> !seen.headers().containsKey(header.toLowerCase(Locale.ROOT)))
                        .toList())));
    }

    private static List<String> protocols(TlsFacts seen, boolean givenUp) {
        return seen.protocols().stream()
                .filter(p -> givenUp == (p == TlsFacts.Protocol.TLS_1_0 || p == TlsFacts.Protocol.TLS_1_1))
                .map(p -> p.name().replaceFirst("_", " ").replace('_', '.'))
                .toList();
    }

    /** Both looks a dry run makes: nothing is kept of them. */
    List<Finding> dryRun(Host host, Answers answers) {
        return all(List.<Callable<Examined>>of(() -> content(host, answers), () -> tls(host))).stream()
                .flatMap(e -> e instanceof Examined.Found(var findings)
                        ? findings.stream()
                        : WebsiteChecks.notReached(host.name(), Fetched.Why.DNS_UNREACHABLE.name()).stream())
                .toList();
    }

    private <T> List<T> all(List<Callable<T>> looks) {
        List<Future<T>> running = looks.stream().map(threads::submit).toList();
        var results = new ArrayList<T>();
        for (var one : running) {
            try {
                results.add(one.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a look at a website failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("a look at a website was interrupted", e);
            }
        }
        return results;
    }

    private static String cut(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_SEEN ? line : line.substring(0, LONGEST_SEEN) + "…";
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
