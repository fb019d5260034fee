package org.touchstone.policy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.record.Simulation;

/**
 * A version of the policy being prepared. Its document never changes: what is simulated is what is approved and published.
 *
 * @param hash of the document; a simulation is of exactly this
 * @param baseVersion the version it was made from and would follow
 * @param author who drafted it
 * @param endedAt when it was published, rejected or withdrawn
 * @param words what was said to it, the oldest first
 * @param simulation what it would have made of the stored history; absent until it was simulated
 */
public record PolicyDraft(
        UUID id,
        Policy policy,
        String hash,
        String baseVersion,
        UUID author,
        State state,
        Instant createdAt,
        @Nullable Instant proposedAt,
        @Nullable Instant endedAt,
        List<Word> words,
        @Nullable Simulated simulation) {

    /** How many different people approve a version, none of them its author. */
    public static final int APPROVALS = 2;

    /** Where a draft stands. The second approval publishes it. */
    public enum State {
        DRAFT,
        PROPOSED,
        PUBLISHED,
        REJECTED,
        WITHDRAWN;

        /** Whether nothing more can happen to it. */
        public boolean ended() {
            return this != DRAFT && this != PROPOSED;
        }
    }

    /** What somebody said to a draft. */
    public enum Verdict {
        APPROVED,
        REJECTED,
        WITHDRAWN
    }

    /**
     * What somebody said to a draft, with reasons.
     *
     * @param person who
     */
    public record Word(UUID person, Instant at, Verdict verdict, String reasons) {

        @Override
        public String toString() {
            return verdict + " at " + at;
        }
    }

    /**
     * What the document would have made of the stored history.
     *
     * @param asOf what happened later is not in it
     */
    public record Simulated(Instant asOf, Simulation result) {}

    /** The approvals so far. */
    public List<Word> approvals() {
        return words.stream().filter(w -> w.verdict() == Verdict.APPROVED).toList();
    }

    /** Whether a person has spoken on it. */
    public boolean hasSpoken(UUID person) {
        return words.stream().anyMatch(w -> w.person().equals(person));
    }
}
