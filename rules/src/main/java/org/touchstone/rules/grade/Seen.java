package org.touchstone.rules.grade;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.policy.Measures;

/**
 * What the looks at a mark have seen, in so far as its indices rest on it. A register or website that did not answer takes nothing
 * away: what was seen before stands, with its day.
 *
 * @param at when it was last looked
 * @param checks which checks were in order when they last got an answer
 * @param looks at how many of the last looks the website was looked at, at most {@link Measures#MOST_LOOKS}
 * @param reached one bit for each of these looks, the last one lowest: whether the website was reached
 * @param site what was seen of its encryption; absent where it was never reached
 */
public record Seen(
        Instant at,
        Map<CheckCode, Boolean> checks,
        int looks,
        long reached,
        @Nullable Site site) {

    private static final long ALL = (1L << Measures.MOST_LOOKS) - 1;
    private static final String NOT_REACHED = "site-not-reached";

    /**
     * The encryption of a website.
     *
     * @param at when it was last reached
     * @param encrypted whether nothing was wrong with its certificate
     * @param certificateUntil when that ends; absent where it is not known or worth nothing
     * @param missing protections of visitors that are not there
     */
    public record Site(
            Instant at, boolean encrypted, @Nullable Instant certificateUntil, Set<Protection> missing) {

        /** Sorts the set. */
        public Site {
            missing = sorted(missing);
        }
    }

    /** Sorts the map. */
    public Seen {
        var sorted = new EnumMap<CheckCode, Boolean>(CheckCode.class);
        sorted.putAll(checks);
        checks = Collections.unmodifiableMap(sorted);
    }

    private static Set<Protection> sorted(Collection<Protection> missing) {
        var sorted = EnumSet.noneOf(Protection.class);
        sorted.addAll(missing);
        return Collections.unmodifiableSet(sorted);
    }

    /**
     * With one more look.
     *
     * @param before what was seen until then; absent before the first look
     * @param found what was found, check by check; a check that got no answer is left out
     * @param faults what of this is held against the mark
     */
    public static Seen after(
            @Nullable Seen before,
            Instant at,
            Map<CheckCode, List<Finding>> found,
            Map<CheckCode, List<Finding>> faults) {
        var checks = new EnumMap<CheckCode, Boolean>(CheckCode.class);
        if (before != null) {
            checks.putAll(before.checks);
        }
        found.keySet()
                .forEach(c -> checks.put(c, faults.getOrDefault(c, List.of()).isEmpty()));
        var web = found.entrySet().stream()
                .filter(e -> e.getKey() == CheckCode.CONTENT || e.getKey() == CheckCode.TLS)
                .map(Map.Entry::getValue)
                .toList();
        int looks = before == null ? 0 : before.looks;
        long reached = before == null ? 0 : before.reached;
        if (!web.isEmpty()) {
            boolean there = web.stream().anyMatch(f -> !has(f, NOT_REACHED));
            looks = Math.min(looks + 1, Measures.MOST_LOOKS);
            reached = ((reached << 1) | (there ? 1 : 0)) & ALL;
        }
        var tls = found.getOrDefault(CheckCode.TLS, List.of());
        var site = tls.isEmpty() || has(tls, NOT_REACHED) ? (before == null ? null : before.site) : site(at, tls);
        return new Seen(at, checks, looks, reached, site);
    }

    private static Site site(Instant at, List<Finding> tls) {
        var valid = tls.stream().filter(f -> f.code().equals("tls-valid")).findFirst();
        var missing = EnumSet.noneOf(Protection.class);
        if (has(tls, "hsts-missing")) {
            missing.add(Protection.HSTS);
        }
        if (has(tls, "http-not-redirected")) {
            missing.add(Protection.REDIRECT);
        }
        if (has(tls, "tls-old-protocols")) {
            missing.add(Protection.NO_OLD_PROTOCOLS);
        }
        tls.stream()
                .filter(f -> f.code().equals("headers-missing"))
                .flatMap(f -> Arrays.stream(f.fact("headers").split(",\\s*")))
                .forEach(header -> {
                    switch (header) {
                        case "Content-Security-Policy" -> missing.add(Protection.CONTENT_SECURITY_POLICY);
                        case "X-Content-Type-Options" -> missing.add(Protection.NO_SNIFFING);
                        case "Referrer-Policy" -> missing.add(Protection.REFERRER_POLICY);
                        default -> {}
                    }
                });
        return new Site(
                at,
                valid.isPresent(),
                valid.map(f -> instant(f.fact("validUntil"))).orElse(null),
                missing);
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean has(List<Finding> findings, String code) {
        return findings.stream().anyMatch(f -> f.code().equals(code));
    }

    /** Whether an index could differ from one made of what was seen before: the time of a look alone changes nothing. */
    public boolean differsFrom(@Nullable Seen before) {
        return before == null
                || !checks.equals(before.checks)
                || looks != before.looks
                || reached != before.reached
                || !Objects.equals(timeless(site), timeless(before.site));
    }

    private static @Nullable Site timeless(@Nullable Site site) {
        return site == null ? null : new Site(Instant.EPOCH, site.encrypted, site.certificateUntil, site.missing);
    }

    /** How many of the last looks count, of so many at most. */
    public int looksOf(int most) {
        return Math.min(looks, most);
    }

    /** At how many of the last looks, of so many at most, the website was reached. */
    public int reachedOf(int most) {
        int counted = looksOf(most);
        return Long.bitCount(reached & ((1L << counted) - 1));
    }
}
