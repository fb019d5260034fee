package org.touchstone.probe;

import org.springframework.stereotype.Component;

/** Fetches pages of other people's websites by GET. */
@Component
public class Fetcher {

    /** Fetches an address within {@link FetchLimits#USUAL}. */
    public Fetched get(String url) {
        return get(url, FetchLimits.USUAL);
    }

    /** Fetches an address. Whatever is typed may be given: what is no address of the web comes back as such. */
    public Fetched get(String url, FetchLimits limits) {
        throw new UnsupportedOperationException();
    }
}
