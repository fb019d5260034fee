package org.touchstone.badge;

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
import org.touchstone.registry.KeptOfMarks;
import org.touchstone.registry.MarkChanges;
import org.touchstone.registry.Registry;
import org.touchstone.rules.policy.Grade;

/**
 * The pictures of all marks. Each is drawn once for what it says and kept until its mark changes, so that no node shows a state
 * longer than {@link MarkChanges} allows. While the register cannot be read, nothing is shown from memory.
 */
@Component
public class Badges {

    private static final Logger log = LoggerFactory.getLogger(Badges.class);
    private static final int MOST_MARKS = 5_000;

    /** Days begin at half past the hour somewhere. */
    private static final long SAME_DAY_SECONDS = 1800;

    private final KeptOfMarks<Drawn> kept;
    private final Registry registry;
    private final Mismatches mismatches;
    private final DatabaseClock clock;
    private final Settings settings;

    Badges(Registry registry, Mismatches mismatches, MarkChanges changes, DatabaseClock clock, Settings settings) {
        this.registry = registry;
        this.mismatches = mismatches;
        this.clock = clock;
        this.settings = settings;
        this.kept = new KeptOfMarks<>(changes, MOST_MARKS, drawn -> 1, (drawn, now) -> now.isBefore(drawn.until()));
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

    /**
     * The pictures drawn of some facts.
     *
     * @param until from then on they say something else, even if nothing changes
     */
    private record Drawn(Facts facts, Instant until, ConcurrentHashMap<Shown, Picture> pictures) {

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
        try {
            return Optional.of(kept.of(code, () -> read(code)));
        } catch (DataAccessException | TransactionException e) {
            log.warn("The register cannot be read for a picture: {}", e.toString());
            return Optional.empty();
        }
    }

    private Drawn read(String code) {
        var standing = registry.standing(code);
        if (standing.isEmpty()) {
            return drawn(Face.NO_SUCH_MARK, null, null, clock.instant(), Instant.MAX);
        }
        var mark = standing.get().mark();
        return drawn(
                Face.of(standing.get().state()),
                mark.host(),
                standing.get().state().covers() ? mark.grade() : null,
                standing.get().at(),
                mark.expiresAt());
    }

    private static Drawn drawn(Face face, @Nullable Host host, @Nullable Grade grade, Instant at, Instant ends) {
        var day = halfHour(at);
        var next = day.plusSeconds(SAME_DAY_SECONDS);
        return new Drawn(
                new Facts(face, host, grade, day),
                ends.isAfter(at) && ends.isBefore(next) ? ends : next,
                new ConcurrentHashMap<>());
    }

    private static Instant halfHour(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond() / SAME_DAY_SECONDS * SAME_DAY_SECONDS);
    }
}
