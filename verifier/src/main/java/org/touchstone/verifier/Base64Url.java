package org.touchstone.verifier;

import java.util.Arrays;

/** Base64url without padding (RFC 4648, 5), strictly: each string of bytes has one form only. */
final class Base64Url {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            VALUES[ALPHABET.charAt(i)] = (byte) i;
        }
    }

    private Base64Url() {}

    /** Refused: padding, white space, characters of plain base64, a length that cannot be, bits left over that are not zero. */
    static byte[] decode(String text) throws NotAccepted {
        int rest = text.length() % 4;
        if (rest == 1) {
            throw malformed();
        }
        byte[] bytes = new byte[text.length() / 4 * 3 + (rest == 0 ? 0 : rest - 1)];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = c < VALUES.length ? VALUES[c] : -1;
            if (value < 0) {
                throw malformed();
            }
            buffer = buffer << 6 | value;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        if (buffer != 0) {
            throw malformed();
        }
        return bytes;
    }

    private static NotAccepted malformed() {
        return new NotAccepted("malformed", "it is not base64url without padding");
    }
}
