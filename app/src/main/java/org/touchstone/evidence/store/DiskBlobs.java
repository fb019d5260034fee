package org.touchstone.evidence.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.Settings;

/** Contents as files of the data folder: {@code evidence/ab/abcd….sealed}, readable by their owner only. */
@Component
class DiskBlobs implements BlobStore {

    private final Path folder;

    DiskBlobs(Settings settings) {
        this.folder = settings.data().resolve("evidence");
    }

    @Override
    public String name() {
        return "disk";
    }

    private Path folderOf(UUID id) {
        return folder.resolve(id.toString().substring(0, 2));
    }

    private Path file(UUID id) {
        return folderOf(id).resolve(id + ".sealed");
    }

    private Path unfinished(UUID id) {
        return folderOf(id).resolve(id + ".unfinished");
    }

    @Override
    public void write(UUID id, byte[] sealed) {
        var file = file(id);
        var unfinished = unfinished(id);
        try {
            Files.createDirectories(folderOf(id));
            Files.deleteIfExists(unfinished);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (var channel = FileChannel.open(unfinished, options, ownerOnly)) {
                var bytes = ByteBuffer.wrap(sealed);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            force(folderOf(id));
            force(folder);
        } catch (IOException e) {
            throw new Failure("cannot write " + file, e);
        }
    }

    /** The new name itself must reach the disk. */
    private static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public byte[] read(UUID id) {
        try {
            return Files.readAllBytes(file(id));
        } catch (IOException e) {
            throw new Failure("cannot read " + file(id), e);
        }
    }

    @Override
    public void delete(UUID id) {
        try {
            Files.deleteIfExists(file(id));
            Files.deleteIfExists(unfinished(id));
        } catch (IOException e) {
            throw new Failure("cannot delete " + file(id), e);
        }
    }
}
