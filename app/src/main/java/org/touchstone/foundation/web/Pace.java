package org.touchstone.foundation.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * How often one network address may ask for what costs something and needs no signing in. Counted in this node's memory, for as
 * long as the count lasts, and written nowhere. Behind a proxy on this machine or a private network the address is the last one
 * in {@code X-Forwarded-For}; without that header a caller on this machine is not held up.
 */
@Component
public class Pace {

    /** Look-ups a minute. */
    public static final int LOOKUPS = 120;

    /** Pictures a minute. */
    public static final int PICTURES = 10;

    /** Reports an hour. */
    public static final int REPORTS = 5;

    private final Limit lookups = new Limit(LOOKUPS, Duration.ofMinutes(1));
    private final Limit pictures = new Limit(PICTURES, Duration.ofMinutes(1));
    private final Limit reports = new Limit(REPORTS, Duration.ofHours(1));

    /** Counts a look-up. Refused with {@code too-often} beyond {@link #LOOKUPS} a minute. */
    public void lookup(HttpServletRequest request) {
        lookups.count(request);
    }

    /** Counts a picture to be read. Refused with {@code too-often} beyond {@link #PICTURES} a minute. */
    public void picture(HttpServletRequest request) {
        pictures.count(request);
    }

    /** Counts a report. Refused with {@code too-often} beyond {@link #REPORTS} an hour. */
    public void report(HttpServletRequest request) {
        reports.count(request);
    }

    private static final class Limit {

        private final int most;
        private final Duration within;
        private final Cache<String, AtomicInteger> counts;

        Limit(int most, Duration within) {
            this.most = most;
            this.within = within;
            counts = Caffeine.newBuilder()
                    .expireAfterWrite(within)
                    .maximumSize(100_000)
                    .build();
        }

        void count(HttpServletRequest request) {
            var from = address(request);
            if (!from.isEmpty() && counts.get(from, a -> new AtomicInteger()).incrementAndGet() > most) {
                throw new Refused(HttpStatus.TOO_MANY_REQUESTS, "too-often", most, within);
            }
        }
    }

    private static String address(HttpServletRequest request) {
        var near = InetAddress.ofLiteral(request.getRemoteAddr());
        if (!near.isLoopbackAddress() && !near.isSiteLocalAddress()) {
            return near.getHostAddress();
        }
        var forwarded = request.getHeader("X-Forwarded-For");
        return forwarded != null
                ? forwarded.substring(forwarded.lastIndexOf(',') + 1).strip()
                : near.isLoopbackAddress() ? "" : near.getHostAddress();
    }
}
