package org.touchstone.probe;

import java.time.Duration;

/**
 * How far a fetch goes.
 *
 * @param deadline for everything together: look-up, connection, redirects, content
 * @param redirects how many are followed; with 0 a redirect is itself the answer
 * @param headBytes size of the head of an answer
 * @param headers lines of the head
 * @param wireBytes of one answer as it comes over the wire
 * @param bytes of its content when decompressed
 * @param ratio how many times its size a content of more than 100 kB may become
 * @param tolerateTlsFaults whether a certificate that does not hold is noted instead of ending the fetch. For looking only: nothing
 *     secret is ever sent
 */
public record FetchLimits(
        Duration deadline,
        int redirects,
        int headBytes,
        int headers,
        int wireBytes,
        int bytes,
        int ratio,
        boolean tolerateTlsFaults) {

    /** Eight seconds, five redirects, 3 MB that become 5 MB at most, and certificates must hold. */
    public static final FetchLimits USUAL =
            new FetchLimits(Duration.ofSeconds(8), 5, 32 * 1024, 100, 3_000_000, 5_000_000, 100, false);

    /** The same with another deadline. */
    public FetchLimits within(Duration time) {
        return new FetchLimits(time, redirects, headBytes, headers, wireBytes, bytes, ratio, tolerateTlsFaults);
    }

    /** The same, following so many redirects. */
    public FetchLimits following(int most) {
        return new FetchLimits(deadline, most, headBytes, headers, wireBytes, bytes, ratio, tolerateTlsFaults);
    }

    /** The same, noting certificates that do not hold. */
    public FetchLimits toleratingTlsFaults() {
        return new FetchLimits(deadline, redirects, headBytes, headers, wireBytes, bytes, ratio, true);
    }
}
