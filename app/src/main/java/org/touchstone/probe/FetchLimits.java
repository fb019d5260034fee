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
 * @param plainOnly whether a redirect to https is told and not followed: who only wants to know where plain http leads is spared
 *     the greeting
 */
public record FetchLimits(
        Duration deadline,
        int redirects,
        int headBytes,
        int headers,
        int wireBytes,
        int bytes,
        int ratio,
        boolean tolerateTlsFaults,
        boolean plainOnly) {

    /** Eight seconds, five redirects, 3 MB that become 5 MB at most, and certificates must hold. */
    public static final FetchLimits USUAL =
            new FetchLimits(Duration.ofSeconds(8), 5, 32 * 1024, 100, 3_000_000, 5_000_000, 100, false, false);

    /** The same with another deadline. */
    public FetchLimits within(Duration time) {
        return new FetchLimits(
                time, redirects, headBytes, headers, wireBytes, bytes, ratio, tolerateTlsFaults, plainOnly);
    }

    /** The same, following so many redirects. */
    public FetchLimits following(int most) {
        return new FetchLimits(
                deadline, most, headBytes, headers, wireBytes, bytes, ratio, tolerateTlsFaults, plainOnly);
    }

    /** The same, noting certificates that do not hold. */
    public FetchLimits toleratingTlsFaults() {
        return new FetchLimits(deadline, redirects, headBytes, headers, wireBytes, bytes, ratio, true, plainOnly);
    }

    /** The same, ending where a redirect leads to https: the fetch then comes to nothing, with that redirect as its last. */
    public FetchLimits inPlainOnly() {
        return new FetchLimits(
                deadline, redirects, headBytes, headers, wireBytes, bytes, ratio, tolerateTlsFaults, true);
    }
}
