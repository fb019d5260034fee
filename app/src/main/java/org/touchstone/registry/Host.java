package org.touchstone.registry;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.SpoofChecker;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host name in its one comparable form: lower case, punycode (UTS 46), without {@code www.} and without a dot at the end. An
 * address in numbers is none.
 *
 * @param name the ASCII form
 */
public record Host(String name) {

    private static final IDNA IDN = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.USE_STD3_RULES);
    private static final SpoofChecker SPOOF = new SpoofChecker.Builder().build();

    /** The host in what a person typed or pasted: an address with or without scheme, path and port. Nothing if there is none. */
    public static Optional<Host> in(@Nullable String typed) {
        if (typed == null || typed.isBlank() || typed.length() > 2000) {
            return Optional.empty();
        }
        var ascii = new StringBuilder();
        var info = new IDNA.Info();
        IDN.nameToASCII(hostPart(typed.strip()), ascii, info);
        var name = ascii.toString().toLowerCase(Locale.ROOT);
        if (info.hasErrors()
                || name.length() > 253
                || !name.matches("([a-z0-9-]{1,63}\\.)+[a-z0-9-]{2,63}")
                || name.matches(".*\\.(\\d+|0x[0-9a-f]*)")) {
            return Optional.empty();
        }
        return Optional.of(new Host(name.startsWith("www.") && name.indexOf('.', 4) > 0 ? name.substring(4) : name));
    }

    private static String hostPart(String typed) {
        // Browsers read a backslash as a slash: what stands behind it is no part of the host.
        var rest = typed.replace('\\', '/').replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://", "");
        try {
            var host = new URI("http://" + rest).getHost();
            if (host != null) {
                return withoutDot(host);
            }
        } catch (URISyntaxException e) {
            // Not an address by the letter of the law; a name in another script, most likely.
        }
        return withoutDot(
                rest.replaceFirst("[/?#].*$", "").replaceFirst("^[^@]*@", "").replaceFirst(":\\d*$", ""));
    }

    private static String withoutDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** As people read it, in its own script. */
    public String readable() {
        return IDN.nameToUnicode(name, new StringBuilder(), new IDNA.Info()).toString();
    }

    /** Equal for names that look alike to a human eye. */
    public String skeleton() {
        return SPOOF.getSkeleton(readable());
    }

    @Override
    public String toString() {
        return name;
    }
}
