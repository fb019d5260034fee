package org.touchstone.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.PlainSentence;

/** One platform to a data folder. The system gives the lock back when its holder ends, however it ends. */
record DataLock(FileChannel channel, FileLock lock) implements AutoCloseable {

    static DataLock take(Path data) {
        try {
            Files.createDirectories(data);
            var channel = FileChannel.open(
                    data.resolve("platform.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new PlainSentence("A platform runs on the data folder " + data
                        + " already; stop it or choose another with --data DIR.");
            }
            return new DataLock(channel, lock);
        } catch (IOException e) {
            throw new PlainSentence(
                    "The data folder " + data + " cannot be written; choose another with --data DIR.", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
