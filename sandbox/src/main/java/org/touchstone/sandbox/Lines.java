package org.touchstone.sandbox;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A file of JSON values, one a line, that only grows. A last line without its end was cut by a crash before anybody got
 * an answer, and is dropped. Without a file, nothing is kept.
 */
final class Lines implements Closeable {

    private final @Nullable Path path;
    private final @Nullable FileChannel channel;

    private Lines(@Nullable Path path, @Nullable FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Opens the file for this program alone. */
    static Lines in(@Nullable Path folder, String name) throws IOException {
        if (folder == null) {
            return new Lines(null, null);
        }
        Files.createDirectories(folder);
        Path path = folder.resolve(name);
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new IOException(path + " is used by another sandbox");
            }
            long end = endOfLastWholeLine(channel);
            channel.truncate(end);
            channel.position(end);
            return new Lines(path, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static long endOfLastWholeLine(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(64 * 1024);
        for (long end = channel.size(); end > 0; ) {
            long start = Math.max(0, end - block.capacity());
            block.clear().limit((int) (end - start));
            while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) {
                // a read may bring less than asked for
            }
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    /** Gives every line to the reader, oldest first. What is wrong with a line is not told: it may hold a national ID. */
    void read(Consumer<String> reader) throws IOException {
        if (path == null) {
            return;
        }
        int number = 1;
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.accept(line);
                number++;
            }
        } catch (JacksonException | CharacterCodingException e) {
            throw new IOException(path + " cannot be read from line " + number + " on");
        }
    }

    /** Hands the values to the operating system before it returns: all of them or, when the disk is full, none. */
    void append(List<?> values) {
        if (channel == null) {
            return;
        }
        var text = new StringBuilder();
        values.forEach(value -> text.append(Json.text(value)).append('\n'));
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
        try {
            long start = channel.position();
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                channel.truncate(start);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
