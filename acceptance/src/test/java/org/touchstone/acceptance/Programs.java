package org.touchstone.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the programs lie that the journeys need. */
final class Programs {

    /** The folder of this module. */
    static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();

    /** The folder of the project. */
    static final Path ROOT = parent(MODULE);

    static final Path PLATFORM = ROOT.resolve("app/target/touchstone-app-1.0.0-SNAPSHOT-boot.jar");
    static final Path SANDBOX = ROOT.resolve("sandbox/target/touchstone-sandbox-1.0.0-SNAPSHOT-boot.jar");

    private Programs() {}

    /** The java that runs us. */
    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The Chromium of this machine, rather without windows than with them; none is ever downloaded. */
    static Path chromium() {
        return Stream.of(
                        "/usr/bin/chromium-headless-shell",
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The journeys need Chromium; install the package chromium-headless-shell."));
    }

    private static Path parent(Path folder) {
        @Nullable Path parent = folder.getParent();
        if (parent == null) {
            throw new IllegalStateException("not a module of the project: " + folder);
        }
        return parent;
    }
}
