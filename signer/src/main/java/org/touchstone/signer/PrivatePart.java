package org.touchstone.signer;

import java.security.PrivateKey;

/** Where the private part of a key is. Says nothing of it when printed. */
sealed interface PrivatePart {

    /** In the file of the key. */
    record InFile(PrivateKey key) implements PrivatePart {
        @Override
        public String toString() {
            return "a private key in a file";
        }
    }

    /**
     * In a hardware token that is spoken to by PKCS#11.
     *
     * @param library path of the maker's library
     * @param slot number of the slot the token is in
     * @param alias label of the key in it
     * @param pinFile file with the token's PIN
     */
    record InToken(String library, long slot, String alias, String pinFile) implements PrivatePart {
        /** As an operator reads it. */
        String words() {
            return "key " + alias + " of slot " + slot;
        }
    }

    /** Destroyed when the key was revoked. */
    record Destroyed() implements PrivatePart {}
}
