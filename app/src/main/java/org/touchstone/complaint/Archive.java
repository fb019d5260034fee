package org.touchstone.complaint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.touchstone.foundation.secrecy.Sha256;

/**
 * Files in a ZIP with their hashes in {@code manifest-sha256.txt}, as {@code sha256sum -c} reads them. The same files and the
 * same instant give the same bytes.
 */
final class Archive {

    static final String MANIFEST = "manifest-sha256.txt";

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** Adds a file. Files stand in the order in which they are added; the manifest comes last. */
    void add(String name, byte[] content) {
        if (files.put(name, content) != null) {
            throw new IllegalArgumentException("twice: " + name);
        }
    }

    int size() {
        return files.size();
    }

    /** The manifest: for every file its hash, two spaces and its name. */
    byte[] manifest() {
        var lines = new StringBuilder();
        files.forEach((name, content) ->
                lines.append(sha256(content)).append("  ").append(name).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The ZIP; all its files bear this time, in UTC. */
    byte[] zip(Instant at) {
        var time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue(), time);
            }
            put(zip, MANIFEST, manifest(), time);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content, LocalDateTime time) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    static String sha256(byte[] content) {
        return HexFormat.of().formatHex(Sha256.of(content));
    }

    /** A name that every system can unpack: no folders, no control characters, nothing longer than eighty characters. */
    static String safeName(String name) {
        var safe = name.replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "-").replaceAll("^[.-]+", "");
        int start = safe.codePointCount(0, safe.length()) > 80 ? safe.offsetByCodePoints(safe.length(), -80) : 0;
        return safe.isEmpty() ? "file" : safe.substring(start);
    }
}
