package org.touchstone.record;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.record.Simulation;

/**
 * A simulation of a draft on the stored history, and how far it has come.
 *
 * @param hash of the document that is simulated
 * @param asOf what happened later is not seen
 * @param total complaints to see
 * @param done complaints seen
 * @param lastMark marks up to this one are done
 * @param workedMs time spent on it, the pauses between steps of one node included
 * @param sum of the marks done
 */
public record SimulationRun(
        UUID draft,
        String hash,
        State state,
        Instant asOf,
        long total,
        long done,
        String lastMark,
        long workedMs,
        Simulation sum) {

    /** Where a simulation stands. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /** Complaints a second; absent before the first were seen. */
    public @Nullable Long perSecond() {
        return workedMs == 0 || done == 0 ? null : done * 1000 / workedMs;
    }

    /** The time it still takes at this rate; absent where that is not known or nothing is left. */
    public @Nullable Duration left() {
        var rate = perSecond();
        return rate == null || rate == 0 || state != State.RUNNING || done >= total
                ? null
                : Duration.ofSeconds((total - done + rate - 1) / rate);
    }

    SimulationRun in(State next) {
        return new SimulationRun(draft, hash, next, asOf, total, done, lastMark, workedMs, sum);
    }

    SimulationRun at(String mark, long cases, long ms, Simulation so) {
        return new SimulationRun(draft, hash, state, asOf, total, done + cases, mark, workedMs + ms, so);
    }
}
