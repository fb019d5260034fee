package org.touchstone.transparency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashing of RFC 6962, section 2.1. A leaf can never pass for an inner node. */
public final class Merkle {

    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private Merkle() {}

    /** The root of the tree without leaves. */
    static byte[] empty() {
        return sha256().digest();
    }

    /** The hash of a leaf. */
    public static byte[] leaf(byte[] leaf) {
        var digest = sha256();
        digest.update((byte) 0);
        return digest.digest(leaf);
    }

    /** The hash of an inner node. */
    static byte[] node(byte[] left, byte[] right) {
        var digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /** The commitment to a content: nobody who has not the salt can tell what was committed to. */
    static byte[] commitment(byte[] salt, String content) {
        var digest = sha256();
        digest.update(salt);
        return digest.digest(content.getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
