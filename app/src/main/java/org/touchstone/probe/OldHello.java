package org.touchstone.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Asks a server whether it would still speak TLS 1.0 or 1.1. Our own Java does not speak them any more (RFC 8996), so the greeting
 * (RFC 4346, 7.4.1.2) is written by hand; the first words of the answer tell, and no connection is ever completed.
 */
final class OldHello {

    static final int TLS_1_0 = 0x0301;
    static final int TLS_1_1 = 0x0302;

    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** AES and 3DES in CBC mode, by ECDHE, DHE and RSA; the last is the signal of RFC 5746. */
    private static final int[] SUITES = {
        0xc009, 0xc00a, 0xc013, 0xc014, 0x0033, 0x0039, 0x002f, 0x0035, 0xc008, 0xc012, 0x0016, 0x000a, 0x00ff
    };

    private OldHello() {}

    static boolean isAccepted(InputStream in, OutputStream out, String host, int version) throws IOException {
        out.write(hello(host, version));
        out.flush();
        var answer = new DataInputStream(in);
        if (answer.readUnsignedByte() != HANDSHAKE) {
            return false;
        }
        answer.readUnsignedShort();
        answer.readUnsignedShort();
        if (answer.readUnsignedByte() != SERVER_HELLO) {
            return false;
        }
        answer.skipNBytes(3);
        return answer.readUnsignedShort() == version;
    }

    private static byte[] hello(String host, int version) throws IOException {
        var body = block(out -> {
            out.writeShort(version);
            var random = new byte[32];
            RANDOM.nextBytes(random);
            out.write(random);
            out.writeByte(0);
            out.writeShort(SUITES.length * 2);
            for (int suite : SUITES) {
                out.writeShort(suite);
            }
            out.writeByte(1);
            out.writeByte(0);
            sized(out, block(extensions -> {
                extensions.writeShort(0);
                var name = host.getBytes(StandardCharsets.US_ASCII);
                extensions.writeShort(name.length + 5);
                extensions.writeShort(name.length + 3);
                extensions.writeByte(0);
                sized(extensions, name);
                // The groups x25519, secp256r1, secp384r1 and secp521r1; points without compression.
                extensions.write(new byte[] {0, 10, 0, 10, 0, 8, 0, 29, 0, 23, 0, 24, 0, 25});
                extensions.write(new byte[] {0, 11, 0, 2, 1, 0});
            }));
        });
        return block(out -> {
            out.writeByte(HANDSHAKE);
            out.writeShort(TLS_1_0);
            out.writeShort(body.length + 4);
            out.writeByte(CLIENT_HELLO);
            out.writeByte(0);
            sized(out, body);
        });
    }

    private static void sized(DataOutputStream out, byte[] block) throws IOException {
        out.writeShort(block.length);
        out.write(block);
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] block(Writing writing) throws IOException {
        var bytes = new ByteArrayOutputStream();
        writing.to(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
