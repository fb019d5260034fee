package org.touchstone.launcher;

import java.io.Console;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Long work on the terminal: how far, how fast, how much longer. Draws on one line where there is a terminal, else now and then a line. */
final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 30;

    private final String unit;
    private final boolean terminal = isTerminal(System.console());
    private final long begun = System.nanoTime();
    private long drawn = Long.MIN_VALUE;

    ProgressBar(String unit) {
        this.unit = unit;
    }

    private static boolean isTerminal(@Nullable Console console) {
        return console != null && console.isTerminal();
    }

    void at(long done, long all) {
        long now = System.nanoTime();
        boolean last = done == all;
        long pause = Duration.ofMillis(terminal ? 100 : 2000).toNanos();
        if (!last && drawn != Long.MIN_VALUE && now - drawn < pause) {
            return;
        }
        drawn = now;
        var line = line(done, all, now);
        System.err.print(terminal ? "\r" + line : line + "\n");
    }

    private String line(long done, long all, long now) {
        double share = all == 0 ? 1 : (double) done / all;
        double seconds = (now - begun) / 1e9;
        long rate = Math.round(done / Math.max(seconds, 0.001));
        long left = Math.round((all - done) / Math.max(done / Math.max(seconds, 0.001), 0.001));
        int filled = (int) Math.round(share * WIDTH);
        return "[%s%s] %3d %%  %,d of %,d %s · %,d/s · %s left   "
                .formatted(
                        "#".repeat(filled),
                        ".".repeat(WIDTH - filled),
                        (int) (share * 100),
                        done,
                        all,
                        unit,
                        rate,
                        readable(left));
    }

    private static String readable(long seconds) {
        return seconds < 90 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
    }

    @Override
    public void close() {
        if (terminal) {
            System.err.println();
        }
    }
}
