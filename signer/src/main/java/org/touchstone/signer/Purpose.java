package org.touchstone.signer;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key is for. A key never serves two purposes. */
public enum Purpose {
    /** Marks, their status and everything else this installation states as an entity (ES256). */
    MARK("ES256", "SHA256withECDSAinP1363Format"),
    /** Heads of the transparency log (Ed25519, as signed notes have it). */
    LOG("Ed25519", "Ed25519"),
    /** The right of others to issue marks of a kind that is ours (ES256). */
    OWNER("ES256", "SHA256withECDSAinP1363Format"),
    /** The centre's seal on letters and other documents (ES256). */
    SEAL("ES256", "SHA256withECDSAinP1363Format");

    private final String algorithm;
    private final String signature;

    Purpose(String algorithm, String signature) {
        this.algorithm = algorithm;
        this.signature = signature;
    }

    /** The algorithm, by its name in signed tokens. */
    public JWSAlgorithm algorithm() {
        return JWSAlgorithm.parse(algorithm);
    }

    /** The algorithm, by its name in the Java platform; its signatures are the bytes that tokens carry. */
    String signature() {
        return signature;
    }

    /** As it stands in names of keys and in commands: {@code mark}, {@code log}, {@code owner}, {@code seal}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The purpose of a word. */
    public static Optional<Purpose> of(String word) {
        return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst();
    }
}
