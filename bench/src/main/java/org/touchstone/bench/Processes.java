package org.touchstone.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * The programs of an installation on this machine, for the processor time each has taken so far.
 *
 * @param platform the platform itself
 * @param sandbox the world outside
 * @param database the first of the processes of PostgreSQL
 */
record Processes(ProcessHandle platform, ProcessHandle sandbox, ProcessHandle database) {

    /** Processor seconds of each, and of this program. */
    record Cpu(double platform, double database, double sandbox, double bench) {

        Cpu minus(Cpu earlier) {
            return new Cpu(
                    platform - earlier.platform,
                    database - earlier.database,
                    sandbox - earlier.sandbox,
                    bench - earlier.bench);
        }

        @Override
        public String toString() {
            return "CPU s: platform %.1f, database %.1f, sandbox %.1f, load generator %.1f"
                    .formatted(platform, database, sandbox, bench);
        }
    }

    static Processes of(long platform) {
        var process = ProcessHandle.of(platform).orElseThrow();
        return new Processes(process, child(process, "java"), child(process, "postgres"));
    }

    private static ProcessHandle child(ProcessHandle parent, String program) {
        return parent.descendants()
                .filter(p -> p.info().command().filter(c -> c.endsWith(program)).isPresent())
                .min(Comparator.comparingLong(ProcessHandle::pid))
                .orElseThrow();
    }

    Cpu cpu() {
        double connections =
                database.descendants().mapToDouble(Processes::seconds).sum();
        return new Cpu(
                seconds(platform), seconds(database) + connections, seconds(sandbox), seconds(ProcessHandle.current()));
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    /** How many processes waited for a processor within the last minute, where the system tells. */
    static String load() {
        try {
            return Optional.of(Files.readString(Path.of("/proc/loadavg")))
                    .map(line -> line.split(" ", 2)[0])
                    .orElseThrow();
        } catch (java.io.IOException e) {
            return "unknown";
        }
    }
}
