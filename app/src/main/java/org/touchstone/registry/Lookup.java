package org.touchstone.registry;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.text.Digits;

/** Is this real? Judges an address, the code of a mark, or a link of ours, as typed, pasted or read from a picture. */
@Component
public class Lookup {

    /** What is said of it, in one word. */
    public enum Verdict {
        /** A mark stands at this address and is valid; it may be under review. */
        COVERED,
        /** No mark stands there, and no marked address looks like it. */
        NOT_COVERED,
        /** No mark stands there, and a marked address looks like it. */
        LOOKALIKE,
        /** The mark there is suspended. */
        SUSPENDED,
        /** The validity of the mark there has passed. */
        EXPIRED,
        /** The mark there was taken away. */
        REVOKED
    }

    /** What was asked about. */
    public enum Kind {
        /** An address on the web. */
        ADDRESS,
        /** The code of a mark. */
        CODE,
        /** The link of a mark, such as a badge and a code of squares lead to. */
        LINK
    }

    /**
     * What was found.
     *
     * @param asked what was asked about, as a readable host or as a code
     * @param mark the mark at this address or of this code
     * @param state where it stands now
     * @param lookalikes marks whose address looks like this one, the most alike first
     * @param movedTo the mark that stood at this address before it moved
     * @param above the mark of the site this address lies below, which does not cover it
     */
    public record Answer(
            Verdict verdict,
            Kind kind,
            String asked,
            @Nullable Mark mark,
            @Nullable MarkState state,
            List<Alike> lookalikes,
            @Nullable Mark movedTo,
            @Nullable Mark above) {}

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{8}");
    private static final Pattern LINK = Pattern.compile("/(?:m|b)/([A-Za-z0-9]{8})(?:[/.?#].*)?");
    private static final int LONGEST = 2000;

    private final Registry registry;
    private final DatabaseClock clock;
    private final URI ours;

    Lookup(Registry registry, DatabaseClock clock, Settings settings) {
        this.registry = registry;
        this.clock = clock;
        this.ours = settings.baseUrl();
    }

    /** The verdict of a state. */
    public static Verdict verdict(MarkState state) {
        return switch (state) {
            case ISSUED, UNDER_REVIEW -> Verdict.COVERED;
            case SUSPENDED -> Verdict.SUSPENDED;
            case EXPIRED -> Verdict.EXPIRED;
            case REVOKED -> Verdict.REVOKED;
        };
    }

    /** What is to be said of something typed; nothing where it is neither an address nor a code nor a link of ours. */
    public Optional<Answer> of(String typed) {
        var asked = typed.strip();
        if (asked.isEmpty() || asked.length() > LONGEST) {
            return Optional.empty();
        }
        var code = codeOfLink(asked);
        if (code.isPresent()) {
            return Optional.of(ofCode(code.get(), Kind.LINK));
        }
        var host = Host.in(asked);
        if (host.isPresent()) {
            return Optional.of(ofHost(host.get()));
        }
        var plain = Digits.toLatin(asked).replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return CODE.matcher(plain).matches() ? Optional.of(ofCode(plain, Kind.CODE)) : Optional.empty();
    }

    /** The code in a link that begins with our own address, or with nothing before its path. */
    private Optional<String> codeOfLink(String asked) {
        var path = asked;
        if (!asked.startsWith("/")) {
            var authority = ours.getAuthority();
            var rest = asked.replaceFirst("^(?i:https?)://", "");
            if (authority == null || !rest.regionMatches(true, 0, authority, 0, authority.length())) {
                return Optional.empty();
            }
            path = rest.substring(authority.length());
        }
        var link = LINK.matcher(path);
        return link.matches() ? Optional.of(link.group(1).toUpperCase(Locale.ROOT)) : Optional.empty();
    }

    private Answer ofCode(String code, Kind kind) {
        return registry.mark(code)
                .map(mark -> found(mark, kind, mark.code()))
                .orElseGet(() -> new Answer(Verdict.NOT_COVERED, kind, code, null, null, List.of(), null, null));
    }

    private Answer ofHost(Host host) {
        return registry.markOf(host)
                .map(mark -> found(mark, Kind.ADDRESS, host.readable()))
                .orElseGet(() -> notFound(host));
    }

    private Answer found(Mark mark, Kind kind, String asked) {
        var state = mark.stateAt(clock.instant());
        return new Answer(verdict(state), kind, asked, mark, state, List.of(), null, null);
    }

    private Answer notFound(Host host) {
        var formerly = registry.formerly(host);
        var above = above(host);
        // What looks like the marked site above is no news about an address below it.
        var alike = formerly.isPresent()
                ? List.<Alike>of()
                : registry.alike(host).stream()
                        .filter(a -> above.flatMap(
                                        m -> Likeness.between(m.host(), a.mark().host()))
                                .isEmpty())
                        .toList();
        return new Answer(
                alike.isEmpty() ? Verdict.NOT_COVERED : Verdict.LOOKALIKE,
                Kind.ADDRESS,
                host.readable(),
                null,
                null,
                alike,
                formerly.orElse(null),
                above.orElse(null));
    }

    private Optional<Mark> above(Host host) {
        for (int dot = host.name().indexOf('.'); dot > 0; dot = host.name().indexOf('.', dot + 1)) {
            var upper = Host.in(host.name().substring(dot + 1)).flatMap(registry::markOf);
            if (upper.isPresent()) {
                return upper;
            }
        }
        return Optional.empty();
    }
}
