package org.touchstone.transparency;

import java.nio.charset.StandardCharsets;
import org.touchstone.foundation.secrecy.Sha256;

/** The hashing of RFC 6962, section 2.1. A leaf can never pass for an inner node. */
public final class Merkle {

    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private Merkle() {}

    /** The root of the tree without leaves. */
    static byte[] empty() {
        return Sha256.digest().digest();
    }

    /** The hash of a leaf. */
    public static byte[] leaf(byte[] leaf) {
        var digest = Sha256.digest();
        digest.update((byte) 0);
        return digest.digest(leaf);
    }

    /** The hash of an inner node. */
    static byte[] node(byte[] left, byte[] right) {
        var digest = Sha256.digest();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /** The commitment to a content: nobody who has not the salt can tell what was committed to. */
    static byte[] commitment(byte[] salt, String content) {
        var digest = Sha256.digest();
        digest.update(salt);
        return digest.digest(content.getBytes(StandardCharsets.UTF_8));
    }
}
