package org.touchstone.probe;

import com.ibm.icu.text.IDNA;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.touchstone.probe.Fetched.Why;

/**
 * An address of the web that may be fetched: http or https, a name of at least two labels in ASCII, the scheme's own port, nobody's
 * name in it. Read strictly, because what two programs read differently is how one of them is deceived.
 *
 * @param uri the address without its fragment
 * @param host its name in ASCII and lower case
 * @param secure whether it is https
 */
record WebAddress(URI uri, String host, boolean secure) {

    private static final int LONGEST = 4096;
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):");
    private static final Pattern WHOLE =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(.+?)(?::(\\d{0,5}))?");
    private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");
    private static final Pattern NAME = Pattern.compile(
            "(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");
    private static final IDNA UTS46 =
            IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    static WebAddress parse(String typed) throws Ended {
        var text = typed.strip();
        if (text.length() > LONGEST) {
            throw new Ended(Why.MALFORMED, "longer than " + LONGEST + " characters");
        }
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\')) {
            throw new Ended(Why.MALFORMED, "control characters or backslashes");
        }
        var scheme = SCHEME.matcher(text);
        if (scheme.lookingAt() && !scheme.group(1).toLowerCase(Locale.ROOT).matches("https?")) {
            throw new Ended(Why.ODD_SCHEME, scheme.group(1));
        }
        var parts = WHOLE.matcher(text);
        if (!parts.matches()) {
            throw new Ended(Why.MALFORMED, "no address of the web");
        }
        boolean secure = parts.group(1).equalsIgnoreCase("https");
        var host = host(parts.group(2), secure);
        var path = parts.group(3).isEmpty() ? "/" : encoded(parts.group(3));
        var query = parts.group(4) == null ? "" : encoded(parts.group(4));
        return new WebAddress(URI.create((secure ? "https://" : "http://") + host + path + query), host, secure);
    }

    private static String host(String authority, boolean secure) throws Ended {
        if (authority.indexOf('@') >= 0) {
            throw new Ended(Why.MALFORMED, "a user in the address");
        }
        if (authority.startsWith("[")) {
            throw new Ended(Why.ADDRESS_LITERAL, authority);
        }
        var parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw new Ended(Why.MALFORMED, "no host");
        }
        var host = ascii(parts.group(1));
        var port = parts.group(2);
        if (port != null && !port.isEmpty() && Integer.parseInt(port) != (secure ? 443 : 80)) {
            throw new Ended(Why.ODD_PORT, port);
        }
        return host;
    }

    /** The name of a host in ASCII, as UTS 46 maps it. Refused: numbers in any writing, single labels, what is no name. */
    static String ascii(String typed) throws Ended {
        var mapped = new StringBuilder();
        var info = new IDNA.Info();
        UTS46.nameToASCII(typed, mapped, info);
        var host = mapped.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches()) {
            throw new Ended(Why.ADDRESS_LITERAL, host);
        }
        if (info.hasErrors() || !NAME.matcher(host).matches()) {
            throw new Ended(Why.MALFORMED, "no name of a host: " + typed);
        }
        return host;
    }

    /** Where a redirect or a link on this page leads. */
    WebAddress resolve(String link) throws Ended {
        var to = link.strip();
        var origin = (secure ? "https://" : "http://") + host;
        var path = uri.getRawPath();
        if (SCHEME.matcher(to).lookingAt()) {
            return parse(to);
        }
        if (to.startsWith("//")) {
            return parse((secure ? "https:" : "http:") + to);
        }
        if (to.startsWith("/")) {
            return parse(origin + to).normal();
        }
        if (to.startsWith("?")) {
            return parse(origin + path + to);
        }
        if (to.isEmpty() || to.startsWith("#")) {
            return this;
        }
        return parse(origin + path.substring(0, path.lastIndexOf('/') + 1) + to).normal();
    }

    private WebAddress normal() {
        return new WebAddress(uri.normalize(), host, secure);
    }

    int port() {
        return secure ? 443 : 80;
    }

    /** What stands in the first line of a request. */
    String target() {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    /** Percent-encodes what may not stand in an address; what is encoded already stays. */
    private static String encoded(String part) {
        var all = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); ) {
            int c = part.codePointAt(i);
            int length = Character.charCount(c);
            boolean encodedAlready = c == '%' && part.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*");
            if (encodedAlready
                    || (c < 0x7f && (Character.isLetterOrDigit(c) || "-._~!$&'()*+,;=:@/?".indexOf(c) >= 0))) {
                all.appendCodePoint(c);
            } else {
                all.append(URLEncoder.encode(part.substring(i, i + length), StandardCharsets.UTF_8)
                        .replace("+", "%20"));
            }
            i += length;
        }
        return all.toString();
    }

    /** Something to show for what was typed, even where it is no address. */
    static URI shown(String typed) {
        var text = typed.strip();
        var start = text.substring(0, Math.min(text.length(), LONGEST));
        try {
            return URI.create(start);
        } catch (IllegalArgumentException e) {
            return URI.create("invalid:" + URLEncoder.encode(start, StandardCharsets.UTF_8));
        }
    }
}
