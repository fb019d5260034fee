package org.touchstone.credential;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.mark.MarkState;

/**
 * The state and the end of validity of every mark by its place, in twelve bytes each: a million marks in 12 MB. Validity that has
 * passed is seen without anybody saying so. For one thread at a time.
 */
final class StatusBoard {

    private final List<Sheet> sheets = new ArrayList<>();
    private long highest = -1;

    /** One list. */
    private static final class Sheet {
        private final @Nullable MarkState[] state = new MarkState[StatusPlace.PER_LIST];
        private final long[] end = new long[StatusPlace.PER_LIST];
        private long version;
    }

    /** Notes how a mark stands. */
    void put(StatusPlace place, MarkState state, Instant expiresAt) {
        while (sheets.size() < place.list()) {
            sheets.add(new Sheet());
        }
        var sheet = sheets.get(place.list() - 1);
        long end = micros(expiresAt);
        if (sheet.state[place.idx()] != state || sheet.end[place.idx()] != end) {
            sheet.state[place.idx()] = state;
            sheet.end[place.idx()] = end;
            sheet.version++;
        }
        highest = Math.max(highest, place.number());
    }

    /** How many lists there are. The first is there before the first mark. */
    int lists() {
        return Math.max(1, sheets.size());
    }

    /** The highest place that is known, -1 for none. */
    long highest() {
        return highest;
    }

    /** Grows with every change of a list. */
    long version(int list) {
        return list > sheets.size() ? 0 : sheets.get(list - 1).version;
    }

    /** All standings of a list at an instant, as {@link StatusListEncoding} packs them. */
    byte[] standings(int list, Instant now) {
        var standings = new byte[StatusPlace.PER_LIST];
        for (int idx = 0; idx < standings.length; idx++) {
            var state = stateAt(list, idx, micros(now));
            standings[idx] = (byte) (state == null ? Standing.UNASSIGNED : Standing.of(state)).value();
        }
        return standings;
    }

    /** Which marks of a list are in a state at an instant: 1 for those that are. */
    byte[] those(int list, MarkState wanted, Instant now) {
        var those = new byte[StatusPlace.PER_LIST];
        for (int idx = 0; idx < those.length; idx++) {
            those[idx] = (byte) (stateAt(list, idx, micros(now)) == wanted ? 1 : 0);
        }
        return those;
    }

    /** The next end of a validity in a list after an instant; a later one where there is none before. */
    Instant nextEnd(int list, Instant now, Instant later) {
        long from = micros(now);
        long next = micros(later);
        if (list <= sheets.size()) {
            var sheet = sheets.get(list - 1);
            for (int idx = 0; idx < sheet.end.length; idx++) {
                var state = sheet.state[idx];
                if (state != null && state.expires() && sheet.end[idx] > from && sheet.end[idx] < next) {
                    next = sheet.end[idx];
                }
            }
        }
        return Instant.EPOCH.plus(next, ChronoUnit.MICROS);
    }

    private @Nullable MarkState stateAt(int list, int idx, long now) {
        if (list > sheets.size()) {
            return null;
        }
        var sheet = sheets.get(list - 1);
        var state = sheet.state[idx];
        return state != null && state.expires() && sheet.end[idx] <= now ? MarkState.EXPIRED : state;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
