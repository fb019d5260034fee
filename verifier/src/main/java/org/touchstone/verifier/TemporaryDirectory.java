package org.touchstone.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A directory that is gone, with the files in it, when it is closed. */
record TemporaryDirectory(Path path) implements AutoCloseable {
    static TemporaryDirectory create() throws UnreadableInput {
        try {
            return new TemporaryDirectory(Files.createTempDirectory("touchstone-verify-"));
        } catch (IOException e) {
            throw new UnreadableInput("No temporary directory can be made: %s.".formatted(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(path);
        } catch (IOException _) {
            // A file left behind under the system's temporary directory must not change what was found.
            path.toFile().deleteOnExit();
        }
    }
}
