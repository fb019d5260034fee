package org.touchstone.probe;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Looks at the https of a host. */
@Component
public class TlsLook {

    /** How long a look takes at most. */
    public static final Duration USUAL = Duration.ofSeconds(8);

    /** Looks within {@link #USUAL}; a certificate's time is judged at the given instant. */
    public TlsFacts look(String host, Instant now) {
        return look(host, now, USUAL);
    }

    /** Looks within a time. */
    public TlsFacts look(String host, Instant now, Duration deadline) {
        throw new UnsupportedOperationException();
    }
}
