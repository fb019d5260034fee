package org.touchstone.transparency;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.touchstone.foundation.secrecy.Sha256;

/**
 * A public Ed25519 key as signed notes name it (C2SP signed-note, tlog-cosignature).
 *
 * @param name its name, such as the origin of a log
 * @param kind {@link #NOTE} or {@link #COSIGNATURE}
 * @param raw the 32 bytes of the key
 */
record NoteKey(String name, byte kind, byte[] raw) {

    /** Signs notes. */
    static final byte NOTE = 1;
    /** Cosigns heads of logs with the time. */
    static final byte COSIGNATURE = 4;

    private static final int ID = 4;
    private static final int SIGNATURE = 64;

    NoteKey {
        if (raw.length != Merkle.LENGTH || name.isEmpty() || name.matches("(?s).*[\\s+].*")) {
            throw new IllegalArgumentException("no key of a note: " + name);
        }
    }

    /** Reads {@code name+id+key}, as keys are handed around. Refused with a sentence. */
    static NoteKey parse(String vkey) {
        var parts = vkey.split("\\+", 3);
        try {
            var key = Base64.getDecoder().decode(parts[2]);
            var read = new NoteKey(parts[0], key[0], Arrays.copyOfRange(key, 1, key.length));
            if ((read.kind != NOTE && read.kind != COSIGNATURE)
                    || !HexFormat.of().formatHex(read.id()).equals(parts[1])) {
                throw new IllegalArgumentException("another kind, or another identifier");
            }
            return read;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(vkey + " is no key of a signed note (name+id+key)", e);
        }
    }

    /** As keys are handed around. */
    String vkey() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(material());
    }

    private byte[] material() {
        return ByteBuffer.allocate(1 + raw.length).put(kind).put(raw).array();
    }

    /** The four bytes that name the key beside its name. */
    byte[] id() {
        var digest = Sha256.digest();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(digest.digest(material()), ID);
    }

    /** A line of a note with a signature of this key. */
    String line(byte[] signature) {
        var bytes = ByteBuffer.allocate(ID + signature.length)
                .put(id())
                .put(signature)
                .array();
        return "— " + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }

    /** The signature of a line, where the line is this key's. */
    private Optional<byte[]> signature(String line) {
        var start = "— " + name + " ";
        if (!line.startsWith(start)) {
            return Optional.empty();
        }
        try {
            var bytes =
                    Base64.getDecoder().decode(line.substring(start.length()).strip());
            return bytes.length > ID && Arrays.equals(Arrays.copyOf(bytes, ID), id())
                    ? Optional.of(Arrays.copyOfRange(bytes, ID, bytes.length))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a line is this key's, and its signature over the text is sound. */
    boolean signed(String text, String line) {
        return signature(line)
                .filter(bytes -> kind == NOTE
                        ? verified(text, bytes)
                        : bytes.length == Long.BYTES + SIGNATURE
                                && verified(
                                        cosigned(ByteBuffer.wrap(bytes).getLong(), text),
                                        Arrays.copyOfRange(bytes, Long.BYTES, bytes.length)))
                .isPresent();
    }

    /** When a cosignature says it was made, in seconds of the epoch. */
    long time(String line) {
        return signature(line).map(bytes -> ByteBuffer.wrap(bytes).getLong()).orElse(0L);
    }

    /** What a cosigner signs. */
    static String cosigned(long time, String text) {
        return "cosignature/v1\ntime " + time + "\n" + text;
    }

    private boolean verified(String text, byte[] signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey());
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        // RFC 8032: y little-endian, the last bit tells whether x is odd.
        var reversed = new byte[raw.length];
        for (int i = 0; i < raw.length; i++) {
            reversed[i] = raw[raw.length - 1 - i];
        }
        boolean odd = reversed[0] < 0;
        reversed[0] &= 0x7f;
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(
                        NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, reversed))));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey key && key.vkey().equals(vkey());
    }

    @Override
    public int hashCode() {
        return vkey().hashCode();
    }

    @Override
    public String toString() {
        return vkey();
    }
}
