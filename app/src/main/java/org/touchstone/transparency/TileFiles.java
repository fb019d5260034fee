package org.touchstone.transparency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.Folders;

/**
 * The log as files of the data folder, under the names they are published by (C2SP tlog-tiles), for any web server or cache to hand
 * out. The database is the truth: a file that is missing is written again.
 */
@Component
class TileFiles {

    private static final String HEAD = "checkpoint";

    private final Path folder;

    TileFiles(Settings settings) {
        this.folder = settings.data().resolve("log");
    }

    /** The path of a tile below the log, such as {@code tile/0/x001/234.p/5}. */
    static String path(String level, long n, int width) {
        var number = new StringBuilder("%03d".formatted(n % 1000));
        for (long rest = n / 1000; rest > 0; rest /= 1000) {
            number.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return "tile/" + level + "/" + number + (width == Tree.WIDTH ? "" : ".p/" + width);
    }

    Optional<byte[]> read(String path) {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a tile once. It makes narrower ones of the same place superfluous; who still asks for them gets them made again. */
    void writeTile(String level, long n, int width, byte[] content) {
        var path = path(level, n, width);
        if (!Files.exists(folder.resolve(path))) {
            write(path, content);
        }
        try {
            if (width == Tree.WIDTH) {
                Folders.delete(folder.resolve(path + ".p"));
            } else {
                for (var other : listed(folder.resolve(path).resolveSibling(""))) {
                    if (!other.endsWith(String.valueOf(width))) {
                        Files.deleteIfExists(other);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** The head as it was last handed out from this folder. */
    Optional<String> head() {
        return read(HEAD).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    void writeHead(String note) {
        write(HEAD, note.getBytes(StandardCharsets.UTF_8));
    }

    /** A file is there whole or not at all, whatever happens meanwhile. */
    private void write(String path, byte[] content) {
        var file = folder.resolve(path);
        var fresh = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            Files.createDirectories(file.getParent());
            try (var channel = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All tiles there are, by their path below the log. */
    List<String> all() {
        var tiles = folder.resolve("tile");
        if (!Files.isDirectory(tiles)) {
            return List.of();
        }
        try (var files = Files.walk(tiles)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(path -> !path.endsWith(".new"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
