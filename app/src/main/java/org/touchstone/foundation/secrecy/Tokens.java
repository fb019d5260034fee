package org.touchstone.foundation.secrecy;

import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets that are handed out once and kept only as hashes, and references that people can read out. */
public final class Tokens {

    /** Without 0 O 1 I L: nobody confuses them on the telephone. */
    private static final String READABLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /** A secret of 256 random bits, as text that fits into a header and a cookie. */
    public static String secret() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is stored of a secret. */
    public static byte[] hash(String secret) {
        return Sha256.of(secret);
    }

    /** A random reference of readable characters. */
    public static String reference(int length) {
        var reference = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            reference.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
        }
        return reference.toString();
    }

    /** A random code of six digits. */
    public static String sixDigits() {
        return "%06d".formatted(RANDOM.nextInt(1_000_000));
    }
}
