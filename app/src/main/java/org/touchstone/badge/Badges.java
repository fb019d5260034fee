package org.touchstone.badge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.registry.Arrival;
import org.touchstone.registry.Arrival.Fit;
import org.touchstone.registry.Host;
import org.touchstone.registry.Registry;
import org.touchstone.rules.policy.Grade;

/**
 * The pictures of all marks. Each is drawn once for what it says and kept; what it says is read from the register again after
 * {@link #FRESH}, so that no node shows a state longer than that. What cannot be read is not shown from memory.
 */
@Component
public class Badges {

    /** How long a node goes by what it read. */
    static final Duration FRESH = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Badges.class);
    private static final long FRESH_NANOS = FRESH.toNanos();
    private static final int MOST_MARKS = 5_000;

    /** Days begin at half past the hour somewhere. */
    private static final long SAME_DAY_SECONDS = 1800;

    private final Cache<String, Place> places =
            Caffeine.newBuilder().maximumSize(MOST_MARKS).build();
    private final Registry registry;
    private final Mismatches mismatches;
    private final DatabaseClock clock;
    private final Settings settings;

    Badges(Registry registry, Mismatches mismatches, DatabaseClock clock, Settings settings) {
        this.registry = registry;
        this.mismatches = mismatches;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * What pictures of a mark say.
     *
     * @param host the address it is for; absent where there is no such mark
     * @param grade how the mark is graded; absent where it is not in force, or too little is known
     * @param at when it was read, to the half hour
     */
    private record Facts(
            Face face, @Nullable Host host, @Nullable Grade grade, Instant at) {}

    /** The pictures drawn of some facts. */
    private record Drawn(Facts facts, ConcurrentHashMap<Shown, Picture> pictures, long readAt) {

        Picture picture(Look look, Fit fit) {
            // What proves nothing looks the same.
            var how = facts.host() == null || fit == Fit.OTHER_PORT ? Fit.UNKNOWN : fit;
            return pictures.computeIfAbsent(new Shown(look, how), this::draw);
        }

        private Picture draw(Shown shown) {
            return Picture.of(Painter.draw(
                    shown.look(),
                    shown.fit() == Fit.ELSEWHERE ? Face.NOT_HERE : facts.face(),
                    facts.host(),
                    shown.fit() == Fit.ELSEWHERE || facts.grade() == null
                            ? null
                            : facts.grade().name(),
                    shown.fit() == Fit.HERE,
                    facts.at()));
        }
    }

    /** One of the pictures of a mark. */
    private record Shown(Look look, Fit fit) {}

    /** Where the pictures of a mark are kept. */
    private static final class Place {
        private volatile @Nullable Drawn drawn;
    }

    /**
     * The picture of a mark.
     *
     * @param code its code in capitals
     * @param referrer the page that shows it, as its browser tells; absent where it does not
     * @return nothing where the register cannot be read
     */
    public Optional<Picture> picture(String code, Look look, @Nullable String referrer) {
        return drawn(code).map(drawn -> {
            var host = drawn.facts().host();
            var arrival = host == null ? Arrival.UNKNOWN : Arrival.of(host, referrer, settings.baseUrl());
            if (arrival.fit() == Fit.ELSEWHERE && arrival.host() != null) {
                mismatches.note(code, arrival.host());
            }
            return drawn.picture(look, arrival.fit());
        });
    }

    /** What is shown where the register cannot be read. */
    public static Picture unreachable(Look look) {
        return Picture.of(Painter.draw(look, Face.UNREACHABLE, null, null, false, null));
    }

    private Optional<Drawn> drawn(String code) {
        var place = places.get(code, c -> new Place());
        var known = place.drawn;
        if (known != null && isFresh(known)) {
            return Optional.of(known);
        }
        synchronized (place) {
            known = place.drawn;
            if (known == null || !isFresh(known)) {
                try {
                    known = read(code, known);
                } catch (DataAccessException | TransactionException e) {
                    log.warn("The register cannot be read for a picture: {}", e.toString());
                    return Optional.empty();
                }
                place.drawn = known;
            }
            return Optional.of(known);
        }
    }

    private static boolean isFresh(Drawn drawn) {
        return System.nanoTime() - drawn.readAt() < FRESH_NANOS;
    }

    /** Counted from before the question, so that what came in between is not missed. */
    private Drawn read(String code, @Nullable Drawn before) {
        long begun = System.nanoTime();
        var facts = registry.standing(code)
                .map(s -> new Facts(
                        Face.of(s.state()),
                        s.mark().host(),
                        s.state().covers() ? s.mark().grade() : null,
                        halfHour(s.at())))
                .orElseGet(() -> new Facts(Face.NO_SUCH_MARK, null, null, halfHour(clock.instant())));
        var pictures = before != null && before.facts().equals(facts)
                ? before.pictures()
                : new ConcurrentHashMap<Shown, Picture>();
        return new Drawn(facts, pictures, begun);
    }

    private static Instant halfHour(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond() / SAME_DAY_SECONDS * SAME_DAY_SECONDS);
    }
}
