package org.touchstone.rules.issuing;

import static org.touchstone.rules.issuing.Verdict.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the checks make of what was seen of a website. */
public final class WebsiteChecks {

    private WebsiteChecks() {}

    /** How control of a website can be shown: one is enough. */
    public enum Proof {
        /** A TXT record. */
        DNS,
        /** A file under {@code /.well-known/}. */
        FILE,
        /** A meta tag of the home page. */
        META
    }

    /**
     * What was seen where a proof was looked for.
     *
     * @param where the record or address looked at
     * @param shown whether the applicant's token stands there
     * @param seen what stands there instead, or why nothing could be read; empty where there is nothing
     * @param unreachable whether nothing could be read because the other side did not answer
     */
    public record Look(Proof proof, String where, boolean shown, String seen, boolean unreachable) {}

    /** Control of the website. */
    public static List<Finding> control(List<Look> looks) {
        Optional<Look> shown = looks.stream().filter(Look::shown).findFirst();
        if (shown.isPresent()) {
            return List.of(Finding.of(
                    "control-" + name(shown.get().proof()),
                    GOOD,
                    "where",
                    shown.get().where()));
        }
        var found = new ArrayList<Finding>();
        found.add(Finding.of("control-not-shown", MISSING));
        for (var look : looks) {
            found.add(Finding.of(
                    look.seen().isBlank() ? "control-nothing" : "control-other",
                    NOTE,
                    "where",
                    look.where(),
                    "found",
                    look.seen()));
        }
        return found;
    }

    private static String name(Proof proof) {
        return proof.name().toLowerCase(Locale.ROOT);
    }

    /** How something a website must say was found. */
    public enum Said {
        FOUND,
        /** Something else is said than the application says. */
        DIFFERENT,
        /** Something is there, but whether it says what it must cannot be told by reading. */
        UNCLEAR,
        MISSING
    }

    /**
     * One thing a website says, or fails to.
     *
     * @param topic what a shop must say, such as {@code RETURNS}
     * @param where the address of the page; empty where nothing was found
     * @param place the heading or anchor there
     * @param excerpt the words
     */
    public record Statement(String topic, Said said, String where, String place, String excerpt) {}

    /**
     * What the website says.
     *
     * @param required the topics the policy asks for; others are good to have
     */
    public static List<Finding> content(List<Statement> statements, Set<String> required) {
        return statements.stream()
                .map(s -> {
                    var code = "content-" + s.said().name().toLowerCase(Locale.ROOT);
                    boolean needed = required.contains(s.topic());
                    var verdict = switch (s.said()) {
                        case FOUND -> GOOD;
                        case UNCLEAR -> needed ? UNCLEAR : NOTE;
                        case MISSING, DIFFERENT -> needed ? MISSING : NOTE;
                    };
                    return Finding.of(
                            code,
                            verdict,
                            "topic",
                            s.topic(),
                            "where",
                            s.where(),
                            "place",
                            s.place(),
                            "excerpt",
                            s.excerpt());
                })
                .toList();
    }

    /** The website could not be read at all. */
    public static List<Finding> notReached(String host, String why) {
        return List.of(Finding.of("site-not-reached", MISSING, "where", "https://" + host + "/", "why", why));
    }

    /**
     * What was seen of the encryption of a website.
     *
     * @param fault what is wrong with the certificate; null where it is good
     * @param daysLeft whole days until it expires
     * @param until when it expires
     * @param oldProtocols protocols offered that are given up, such as {@code TLSv1.0}
     * @param hsts whether browsers are told to use nothing else
     * @param redirects whether plain http leads to https
     * @param missingHeaders headers that protect visitors and are not sent
     */
    public record Encryption(
            @Nullable String fault,
            String issuer,
            long daysLeft,
            Instant until,
            List<String> protocols,
            List<String> oldProtocols,
            boolean hsts,
            boolean redirects,
            List<String> missingHeaders) {}

    private static final long SOON = 14;

    /** The encryption of the website. */
    public static List<Finding> tls(Encryption seen) {
        var found = new ArrayList<Finding>();
        var facts = Map.of(
                "issuer",
                seen.issuer(),
                "days",
                String.valueOf(seen.daysLeft()),
                "validUntil",
                seen.until().toString(),
                "protocols",
                String.join(", ", seen.protocols()));
        found.add(
                seen.fault() == null
                        ? new Finding("tls-valid", GOOD, facts)
                        : Finding.of(
                                "tls-" + seen.fault().toLowerCase(Locale.ROOT).replace('_', '-'),
                                MISSING,
                                "issuer",
                                seen.issuer()));
        if (seen.fault() == null && seen.daysLeft() < SOON) {
            found.add(new Finding("tls-expires-soon", NOTE, facts));
        }
        if (!seen.oldProtocols().isEmpty()) {
            found.add(Finding.of("tls-old-protocols", NOTE, "protocols", String.join(", ", seen.oldProtocols())));
        }
        found.add(seen.hsts() ? Finding.of("hsts-set", GOOD) : Finding.of("hsts-missing", NOTE));
        if (!seen.redirects()) {
            found.add(Finding.of("http-not-redirected", NOTE));
        }
        if (!seen.missingHeaders().isEmpty()) {
            found.add(Finding.of("headers-missing", NOTE, "headers", String.join(", ", seen.missingHeaders())));
        }
        return found;
    }

    /** Score of a website before anybody applies: how much of what is asked for is there, 0 to 100, rounded down. */
    public static int score(List<Finding> findings) {
        long counted = findings.stream().filter(f -> f.verdict() != NOTE).count();
        long good = findings.stream().filter(f -> f.verdict() == GOOD).count();
        return counted == 0 ? 0 : (int) (100 * good / counted);
    }
}
