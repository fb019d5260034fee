package org.touchstone.probe;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Reads what a shop's pages say about itself. */
@Component
public class SiteContent {

    /** How long it takes at most. */
    public static final Duration USUAL = Duration.ofSeconds(12);

    /** Reads the home page of a host and up to six of its pages that tell about the shop, within {@link #USUAL}. */
    public SiteFindings read(String host, Expected expected) {
        return read(host, expected, USUAL);
    }

    /** Reads within a time. */
    public SiteFindings read(String host, Expected expected, Duration deadline) {
        throw new UnsupportedOperationException();
    }
}
