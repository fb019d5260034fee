package org.touchstone.foundation.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.touchstone.foundation.PlainSentence;

/**
 * PostgreSQL's own programs, unpacked from the jar of binaries once per data folder.
 *
 * @param folder where {@code bin/}, {@code lib/} and {@code share/} are
 * @param prefix what stands before a command so that PostgreSQL, which refuses to run as root, runs all the same
 */
record PostgresBinaries(Path folder, List<String> prefix) {

    static PostgresBinaries unpackedIn(Path folder) {
        try {
            if (!Files.exists(folder.resolve("bin/postgres"))) {
                unpack(folder);
            }
        } catch (IOException e) {
            throw new PlainSentence(
                    "The data folder " + folder.getParent() + " cannot be written: " + e.getMessage(), e);
        }
        return new PostgresBinaries(folder, isRoot() ? withoutRoot() : List.of());
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    /** The prefix, in a session of its own: Ctrl-C in the terminal must reach the platform first and the database last. */
    List<String> detached() {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(prefix);
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** A user namespace in which root is nobody in particular; its files stay root's. */
    private static List<String> withoutRoot() {
        var unshare = List.of("/usr/bin/unshare", "--user", "--");
        if (works(unshare)) {
            return unshare;
        }
        throw new PlainSentence("PostgreSQL does not run as root and this machine forbids user namespaces;"
                + " run as an ordinary user, or use --database-url with a PostgreSQL of your own.");
    }

    private static boolean works(List<String> prefix) {
        var command = new ArrayList<>(prefix);
        command.add("/bin/true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void unpack(Path folder) throws IOException {
        var machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT).contains("aarch64") ? "arm_64" : "x86_64";
        var name = "/postgres-linux-" + machine + ".txz";
        var unpacking = folder.resolveSibling(folder.getFileName() + ".new");
        Folders.delete(unpacking);
        try (var stream = PostgresBinaries.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new PlainSentence("There is no PostgreSQL for this machine (" + System.getProperty("os.name")
                        + ", " + machine + "); use --database-url with a PostgreSQL of your own.");
            }
            try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(stream)))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, unpacking);
                }
            }
        }
        Files.move(unpacking, folder);
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("entry outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        var permissions = (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--";
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(permissions));
    }
}
