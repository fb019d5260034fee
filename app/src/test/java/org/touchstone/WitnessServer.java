package org.touchstone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A small witness of its own, written from c2sp.org/tlog-witness without a line of the platform: it knows one log by its key, keeps the
 * last head it cosigned, and cosigns a new one only with a sound consistency proof.
 */
final class WitnessServer implements AutoCloseable {

    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final KeyPair keys;
    private final HttpServer server;
    private final List<Integer> answers = new ArrayList<>();
    private String origin = "";
    private byte[] logKey = {};
    private long size;
    private byte[] root = sha256();
    private boolean away;
    private boolean forging;
    private long cosigned;

    WitnessServer(String name) {
        this.name = name;
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/witness/add-checkpoint", this::serve);
        server.start();
    }

    /** The line of the file of witnesses. */
    String line() {
        return vkey() + " http://127.0.0.1:" + server.getAddress().getPort() + "/witness/";
    }

    String vkey() {
        var typed = ByteBuffer.allocate(33).put((byte) 4).put(raw()).array();
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    private byte[] raw() {
        var encoded = keys.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    private byte[] id() {
        return Arrays.copyOf(sha256((name + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {4}, raw()), 4);
    }

    /** The log it watches, as {@code name+id+key}. */
    synchronized void watch(String vkey) {
        var parts = vkey.strip().split("\\+", 3);
        origin = parts[0];
        logKey = Arrays.copyOfRange(Base64.getDecoder().decode(parts[2]), 1, 33);
    }

    synchronized void goAway(boolean isAway) {
        away = isAway;
    }

    synchronized void forge(boolean isForging) {
        forging = isForging;
    }

    /** Lets it forget, as if it were new. */
    synchronized void forget() {
        size = 0;
        root = sha256();
    }

    synchronized long cosigned() {
        return cosigned;
    }

    synchronized long size() {
        return size;
    }

    synchronized List<Integer> answers() {
        return List.copyOf(answers);
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var answer = away ? new Answer(503, "") : answer(body);
        answers.add(answer.status());
        if (answer.status() == 409) {
            exchange.getResponseHeaders().set("Content-Type", "text/x.tlog.size");
        }
        var bytes = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private record Answer(int status, String text) {}

    private Answer answer(String body) {
        int blank = body.indexOf("\n\n");
        var lines = body.substring(0, blank).lines().toList();
        var note = body.substring(blank + 2);
        int end = note.lastIndexOf("\n\n");
        var text = note.substring(0, end + 1);
        var head = text.lines().toList();
        long newSize = Long.parseLong(head.get(1));
        var newRoot = Base64.getDecoder().decode(head.get(2));
        long old = Long.parseLong(lines.getFirst().substring("old ".length()));
        if (!head.getFirst().equals(origin)) {
            return new Answer(404, "");
        }
        if (note.substring(end + 2).lines().noneMatch(line -> isLogs(text, line))) {
            return new Answer(403, "");
        }
        if (old > newSize) {
            return new Answer(400, "");
        }
        if (old != size || (old == newSize && !Arrays.equals(root, newRoot))) {
            return new Answer(409, size + "\n");
        }
        var proof = lines.subList(1, lines.size()).stream()
                .map(Base64.getDecoder()::decode)
                .toList();
        if (!consistent(old, root, newSize, newRoot, proof)) {
            return new Answer(422, "");
        }
        size = newSize;
        root = newRoot;
        cosigned++;
        return new Answer(200, cosignature(text));
    }

    private boolean isLogs(String text, String line) {
        var start = "— " + origin + " ";
        if (!line.startsWith(start)) {
            return false;
        }
        try {
            var bytes = Base64.getDecoder().decode(line.substring(start.length()));
            var key = new ByteArrayOutputStream();
            key.writeBytes(X509);
            key.writeBytes(logKey);
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key.toByteArray())));
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Arrays.copyOfRange(bytes, 4, bytes.length));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private String cosignature(String text) {
        long time = 1_764_064_800 + cosigned;
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(keys.getPrivate());
            signer.update(("cosignature/v1\ntime " + time + "\n" + text + (forging ? "x" : ""))
                    .getBytes(StandardCharsets.UTF_8));
            var bytes = ByteBuffer.allocate(4 + 8 + 64).put(id()).putLong(time).put(signer.sign());
            return "— " + name + " " + Base64.getEncoder().encodeToString(bytes.array()) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 9162, 2.1.4.2. */
    static boolean consistent(long from, byte[] first, long to, byte[] second, List<byte[]> proof) {
        if (from == 0) {
            return proof.isEmpty();
        }
        if (from == to) {
            return proof.isEmpty() && Arrays.equals(first, second);
        }
        var path = new ArrayList<>(proof);
        if (Long.bitCount(from) == 1) {
            path.addFirst(first);
        }
        if (path.isEmpty()) {
            return false;
        }
        long fn = from - 1;
        long sn = to - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        var fr = path.getFirst();
        var sr = path.getFirst();
        for (var c : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = sha256(new byte[] {1}, c, fr);
                sr = sha256(new byte[] {1}, c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = sha256(new byte[] {1}, sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(fr, first) && Arrays.equals(sr, second);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
