package org.touchstone.credential;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.touchstone.rules.mark.MarkState;

/** What a Bitstring Status List tells of credentials (Bitstring Status List 1.0, 2.1). */
public enum StatusPurpose {
    /** Taken away. An expired mark is not in it: the validity of its credential says so. */
    REVOCATION(MarkState.REVOKED),
    /** Not valid until reinstated. */
    SUSPENSION(MarkState.SUSPENDED);

    private final MarkState state;

    StatusPurpose(MarkState state) {
        this.state = state;
    }

    /** The state of marks whose bit is set. */
    MarkState state() {
        return state;
    }

    /** As it stands in credentials and addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The purpose of a word. */
    public static Optional<StatusPurpose> of(String word) {
        return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst();
    }
}
