package org.touchstone.importing;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.registry.NewMark;
import org.touchstone.registry.Registry;

/** Firms of imported data. Each gets a host under {@code .example}, which can never be a real address. */
@Component
class Firms {

    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofDays(3650);

    private final Registry registry;
    private final DatabaseClock clock;

    Firms(Registry registry, DatabaseClock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** The mark of a firm, made when it is new. Two spellings of a name are two firms until an officer merges them. */
    Mark mark(String company, String trade, String format, String source) {
        var host = host(company, format);
        return registry.markOf(host)
                .or(() -> registry.issue(
                        new NewMark(
                                host,
                                company,
                                trade,
                                null,
                                source,
                                company,
                                LONG_AGO,
                                clock.instant().plus(LONG)),
                        "system:" + source))
                .or(() -> registry.markOf(host))
                .orElseThrow();
    }

    private static Host host(String company, String format) {
        var slug = ComplaintFormat.code(company).toLowerCase(Locale.ROOT).replace('_', '-');
        var hash = HexFormat.of().formatHex(Tokens.hash(company), 0, 3);
        var name = slug.substring(0, Math.min(40, slug.length())).replaceAll("-+$", "");
        return new Host(name + "-" + hash + "." + format + ".example");
    }
}
