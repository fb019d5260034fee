package org.touchstone.verifier;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An Ed25519 key of signed notes, as {@code name+id+key} (c2sp.org/signed-note, c2sp.org/tlog-cosignature).
 *
 * @param isWitness whether it cosigns heads with a time, rather than signing notes
 */
record VerificationKey(String name, boolean isWitness, byte[] raw) {
    private static final byte NOTE = 1;
    private static final byte COSIGNATURE = 4;
    private static final int ID_BYTES = 4;
    private static final int SIGNATURE_BYTES = 64;
    /** What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    static VerificationKey parse(String vkey) throws UnreadableInput {
        try {
            String[] parts = vkey.strip().split("\\+", 3);
            byte[] typed = Base64.getDecoder().decode(parts[2]);
            VerificationKey key =
                    new VerificationKey(parts[0], typed[0] == COSIGNATURE, Arrays.copyOfRange(typed, 1, typed.length));
            boolean isSound = typed.length == 1 + Sha256.BYTES
                    && (typed[0] == NOTE || typed[0] == COSIGNATURE)
                    && !parts[0].isEmpty()
                    && Arrays.equals(key.id(), HexFormat.of().parseHex(parts[1]));
            if (isSound) {
                return key;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            // Said below.
        }
        throw new UnreadableInput(Printed.quoted(vkey) + " is no key of the form name+id+key.");
    }

    private byte[] id() {
        byte[] kind = {isWitness ? COSIGNATURE : NOTE};
        return Arrays.copyOf(Sha256.of((name + "\n").getBytes(StandardCharsets.UTF_8), kind, raw), ID_BYTES);
    }

    /** Whether one of a note's signatures is this key's, and sound. */
    boolean signed(SignedNote note) {
        return note.signatures().stream().anyMatch(line -> signed(note.text(), line));
    }

    private boolean signed(String text, String line) {
        String beginning = "— " + name + " ";
        if (!line.startsWith(beginning)) {
            return false;
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(line.substring(beginning.length()));
        } catch (IllegalArgumentException _) {
            return false;
        }
        int before = ID_BYTES + (isWitness ? Long.BYTES : 0);
        if (bytes.length != before + SIGNATURE_BYTES || !Arrays.equals(Arrays.copyOf(bytes, ID_BYTES), id())) {
            return false;
        }
        String message = isWitness
                ? "cosignature/v1\ntime %d\n%s".formatted(ByteBuffer.wrap(bytes).getLong(ID_BYTES), text)
                : text;
        return isSound(message, Arrays.copyOfRange(bytes, before, bytes.length));
    }

    private boolean isSound(String message, byte[] signature) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(X509);
        encoded.writeBytes(raw);
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
            verifier.update(message.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerificationKey key
                && key.name.equals(name)
                && key.isWitness == isWitness
                && Arrays.equals(key.raw, raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }
}
