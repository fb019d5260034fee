package org.touchstone.verifier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashing of a Merkle tree (RFC 6962, 2.1), written from the RFC. */
final class Sha256 {
    static final int BYTES = 32;

    private Sha256() {}

    static byte[] leaf(byte[] entry) {
        return of(new byte[] {0}, entry);
    }

    static byte[] node(byte[] left, byte[] right) {
        return of(new byte[] {1}, left, right);
    }

    static byte[] of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
