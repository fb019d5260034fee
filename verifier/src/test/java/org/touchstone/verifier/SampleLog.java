package org.touchstone.verifier;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A log as an installation publishes it, made here by the definitions; tests spoil it in one place. */
final class SampleLog {
    static final String ORIGIN = "mark.example/log";

    private static final int TILE = 256;

    private final Signer log = new Signer(ORIGIN, (byte) 1);
    private final Signer witness = new Signer("witness.example/w", (byte) 4);
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, List<String>> histories = new LinkedHashMap<>();

    private record Entry(String leaf, String salt, String content) {}

    /** A key pair under a name. */
    private record Signer(String name, byte kind, KeyPair keys) {
        Signer(String name, byte kind) {
            this(name, kind, fresh());
        }

        private static KeyPair fresh() {
            try {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private byte[] raw() {
            byte[] encoded = keys.getPublic().getEncoded();
            return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        }

        private byte[] id() {
            return Arrays.copyOf(
                    Sha256.of((name + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {kind}, raw()), 4);
        }

        String vkey() {
            ByteBuffer typed = ByteBuffer.allocate(33).put(kind).put(raw());
            return name + "+" + HexFormat.of().formatHex(id()) + "+"
                    + Base64.getEncoder().encodeToString(typed.array());
        }

        String line(String text) {
            long time = 1_764_064_800;
            String message = kind == 4 ? "cosignature/v1\ntime " + time + "\n" + text : text;
            try {
                Signature signer = Signature.getInstance("Ed25519");
                signer.initSign(keys.getPrivate());
                signer.update(message.getBytes(StandardCharsets.UTF_8));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                bytes.writeBytes(id());
                if (kind == 4) {
                    bytes.writeBytes(ByteBuffer.allocate(8).putLong(time).array());
                }
                bytes.writeBytes(signer.sign());
                return "— " + name + " " + Base64.getEncoder().encodeToString(bytes.toByteArray()) + "\n";
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Logs the issue of so many marks named M0, M1 …, and shows it as their history. */
    SampleLog withMarks(int marks) {
        for (int i = 0; i < marks; i++) {
            withMark("M" + histories.size());
        }
        return this;
    }

    SampleLog withMark(String code) {
        String at = "2026-11-2%dT10:00:00".formatted(entries.size() % 10);
        add("mark_event", """
                {"at":"%s+00:00","code":"%s","decision":null,"facts":null,"reason":"ALL_CHECKS_PASSED","seq":1,"state":"ISSUED","step":null}""".formatted(at, code));
        histories.put(code, new ArrayList<>(List.of("""
                {"seq":1,"at":"%sZ","step":null,"state":"ISSUED","reason":"ALL_CHECKS_PASSED","decision":null}""".formatted(at))));
        return this;
    }

    /** Logs a file of open data. */
    SampleLog withOpenData(String name, String sha256) {
        add("open_data", "{\"lines\":1,\"name\":\"%s\",\"sha256\":\"%s\",\"snapshot\":\"x\"}".formatted(name, sha256));
        return this;
    }

    /** Logs a row of a table that everyone may open. */
    SampleLog with(String table, String content) {
        add(table, content);
        return this;
    }

    private void add(String table, String content) {
        byte[] salt = Sha256.of(new byte[] {(byte) entries.size(), (byte) (entries.size() >> 8)});
        byte[] commitment = Sha256.of(salt, content.getBytes(StandardCharsets.UTF_8));
        entries.add(new Entry(
                "{\"commitment\":\"%s\",\"logged\":\"2026-11-25T10:00:00Z\",\"table\":\"%s\",\"v\":\"1\"}"
                        .formatted(Base64.getEncoder().encodeToString(commitment), table),
                Base64.getEncoder().encodeToString(salt),
                content));
    }

    int size() {
        return entries.size();
    }

    String vkey() {
        return log.vkey();
    }

    String witnessKey() {
        return witness.vkey();
    }

    private List<byte[]> leaves(int size) {
        return entries.subList(0, size).stream()
                .map(e -> e.leaf().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    String head() {
        return head(size());
    }

    /** The head the log had at a size. */
    String head(int size) {
        String text =
                ORIGIN + "\n" + size + "\n" + Base64.getEncoder().encodeToString(ProofsTest.mth(leaves(size))) + "\n";
        return text + "\n" + log.line(text);
    }

    private String cosigned() {
        String note = head();
        return note + witness.line(note.substring(0, note.lastIndexOf("\n\n") + 1));
    }

    /** What the installation answers, by path and query. */
    Map<String, byte[]> pages() {
        Map<String, byte[]> pages = new LinkedHashMap<>();
        put(pages, "/log/checkpoint", head());
        put(pages, "/log/cosigned", cosigned());
        put(pages, "/log/vkey", vkey() + "\n");
        put(pages, "/log/witnesses", witnessKey() + "\n");
        tiles(pages);
        for (int from = 0; from < size(); from += 1000) {
            put(pages, "/api/v1/log/entries?from=%d&limit=1000".formatted(from), items(from));
        }
        for (int index = 0; index < size(); index++) {
            put(
                    pages,
                    "/log/proof/inclusion?index=%d&size=%d".formatted(index, size()),
                    proof(ProofsTest.path(index, leaves(size()))));
        }
        for (int from = 1; from <= size(); from++) {
            put(
                    pages,
                    "/log/proof/consistency?from=%d&to=%d".formatted(from, size()),
                    proof(ProofsTest.proof(from, leaves(size()), true)));
        }
        histories.forEach((mark, lines) -> put(
                pages,
                "/api/v1/marks/" + mark + "/history",
                "{\"mark\":\"%s\",\"items\":[%s]}".formatted(mark, String.join(",", lines))));
        return pages;
    }

    private void tiles(Map<String, byte[]> pages) {
        List<byte[]> hashes = leaves(size()).stream().map(Sha256::leaf).toList();
        for (int level = 0; !hashes.isEmpty(); level++) {
            List<byte[]> above = new ArrayList<>();
            for (int first = 0; first < hashes.size(); first += TILE) {
                List<byte[]> tile = hashes.subList(first, Math.min(first + TILE, hashes.size()));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                tile.forEach(bytes::writeBytes);
                pages.put(LogCheck.tilePath(String.valueOf(level), first / TILE, tile.size()), bytes.toByteArray());
                if (level == 0) {
                    pages.put(LogCheck.tilePath("entries", first / TILE, tile.size()), bundle(first, tile.size()));
                }
                if (tile.size() == TILE) {
                    above.add(
                            ProofsTest.mth(leaves(size()).subList(first * span(level), (first + TILE) * span(level))));
                }
            }
            hashes = above;
        }
    }

    private static int span(int level) {
        return level == 0 ? 1 : TILE * span(level - 1);
    }

    private byte[] bundle(int first, int width) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Entry entry : entries.subList(first, first + width)) {
            byte[] leaf = entry.leaf().getBytes(StandardCharsets.UTF_8);
            bytes.write(leaf.length >> 8);
            bytes.write(leaf.length);
            bytes.writeBytes(leaf);
        }
        return bytes.toByteArray();
    }

    private String items(int from) {
        List<String> items = new ArrayList<>();
        for (int i = from; i < Math.min(from + 1000, size()); i++) {
            Entry entry = entries.get(i);
            items.add("{\"index\":%d,\"leaf\":%s,\"salt\":\"%s\",\"content\":%s}"
                    .formatted(i, quoted(entry.leaf()), entry.salt(), quoted(entry.content())));
        }
        return "{\"items\":[" + String.join(",", items) + "]}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String proof(List<byte[]> hashes) {
        return hashes.stream()
                .map(hash -> '"' + Base64.getEncoder().encodeToString(hash) + '"')
                .collect(Collectors.joining(",", "{\"hashes\":[", "]}"));
    }

    private static void put(Map<String, byte[]> pages, String path, String text) {
        pages.put(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
