package org.touchstone.registry;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From which site somebody comes to a mark or its picture, as far as their browser tells, and whether that is the site the mark
 * binds. A mark binds one host name: {@code X} and {@code www.X} are the same site, with and without TLS and on every path; every
 * other name is another site, be it above or below; another port is not covered either, but proves nothing about who runs it.
 * What a browser does not tell, or tells of no public site, is unknown and accuses nobody.
 *
 * @param fit how the site goes with the mark
 * @param host the site; absent where it is unknown
 */
public record Arrival(Fit fit, @Nullable Host host) {

    /** How a site goes with a mark. */
    public enum Fit {
        /** It is the site the mark binds. */
        HERE,
        /** It has the same name, but another port. */
        OTHER_PORT,
        /** It is proven to be another site. */
        ELSEWHERE,
        /** Nothing is known. */
        UNKNOWN
    }

    /** Nothing is known. */
    public static final Arrival UNKNOWN = new Arrival(Fit.UNKNOWN, null);

    /** Scheme, host and port. No browser sends a name and password along; what has them comes from none. */
    private static final Pattern SITE = Pattern.compile(
            "(https?)://([^/?#@:\\\\\\[\\]\\s]{1,253})(?::(\\d{1,5}))?(?:[/?#].*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Names that mean something else on every network, so that they name no public site (RFC 6761, RFC 6762, RFC 8375). */
    private static final Pattern NOT_PUBLIC = Pattern.compile("(?:.*\\.)?(?:localhost|local|internal|lan|home\\.arpa)");

    private static final int LONGEST = 4000;

    /**
     * Judges where somebody comes from.
     *
     * @param marked the host the mark binds
     * @param referrer the header {@code Referer} as it came
     * @param ours address of this installation: whoever comes from our own pages comes from nowhere
     */
    public static Arrival of(Host marked, @Nullable String referrer, URI ours) {
        if (referrer == null || referrer.length() > LONGEST) {
            return UNKNOWN;
        }
        if (isPlainly(marked, referrer, ours)) {
            return new Arrival(Fit.HERE, marked);
        }
        var site = SITE.matcher(referrer);
        if (!site.matches()) {
            return UNKNOWN;
        }
        var host = Host.in(site.group(2));
        if (host.isEmpty()
                || NOT_PUBLIC.matcher(host.get().name()).matches()
                || site.group(2).equalsIgnoreCase(ours.getHost())) {
            return UNKNOWN;
        }
        if (!host.get().equals(marked)) {
            return new Arrival(Fit.ELSEWHERE, host.get());
        }
        return new Arrival(usual(site.group(1), site.group(3)) ? Fit.HERE : Fit.OTHER_PORT, marked);
    }

    /** What nearly every visitor's browser sends, the origin alone, needs no reading of addresses. */
    private static boolean isPlainly(Host marked, String referrer, URI ours) {
        int begin = referrer.startsWith("https://") ? 8 : referrer.startsWith("http://") ? 7 : -1;
        if (begin < 0) {
            return false;
        }
        var name = marked.name();
        int from = referrer.startsWith("www.", begin) ? begin + 4 : begin;
        int end = from + name.length();
        return referrer.startsWith(name, from)
                && (referrer.length() == end || referrer.charAt(end) == '/')
                && !referrer.substring(begin, end).equalsIgnoreCase(ours.getHost())
                && !NOT_PUBLIC.matcher(name).matches();
    }

    private static boolean usual(String scheme, @Nullable String port) {
        return port == null || port.equals(scheme.toLowerCase(Locale.ROOT).equals("https") ? "443" : "80");
    }
}
