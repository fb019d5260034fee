package org.touchstone.supervision;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A numbered letter or statement of reasons of the centre. What it says is fixed when it is written; its documents are made from that.
 *
 * @param number without gaps within a year, such as {@code 2026-000017}
 * @param secret makes the address by which anyone who holds the document can verify it; nobody guesses it
 * @param code of the mark
 * @param business whom it is addressed to
 * @param supervision the case it belongs to, where there is one
 * @param decision the decision it states the reasons of, where there is one
 * @param content what it says, by the names of its template
 * @param delivery how it reached the business
 * @param documents the signed documents made so far
 */
public record OfficialLetter(
        UUID id,
        String number,
        String secret,
        LetterKind kind,
        String code,
        UUID business,
        @Nullable UUID supervision,
        @Nullable UUID decision,
        Instant at,
        Map<String, Object> content,
        List<Delivery> delivery,
        List<Document> documents) {

    /** What a letter is about. */
    public enum LetterKind {
        /** The letter that asks for a plan (sources 10). */
        LETTER,
        /** The plan was accepted. */
        PLAN_ACCEPTED,
        /** A better plan is asked for. */
        PLAN_RETURNED,
        /** No plan came in time. */
        PLAN_MISSED,
        /** The promises came true, or enough was done; the letter is settled. */
        SETTLED,
        /** The promises did not come true. */
        CHECK_FAILED,
        /** The letter is taken back. */
        WITHDRAWN,
        /** Reasons of a decision about the mark. */
        STATEMENT
    }

    /** How a letter reached the business. */
    public enum Reached {
        /** It lay on the desk from then on. */
        LAID,
        /** A gateway took a message that says so. */
        TOLD,
        /** Somebody of the business opened it. */
        OPENED
    }

    /** A proof of delivery. */
    public record Delivery(Instant at, Reached how) {}

    /**
     * A signed document.
     *
     * @param language its code
     */
    public record Document(String language, Instant at, String sha256) {}

    /** When a message about it went out; absent while none has. */
    public @Nullable Instant toldAt() {
        return first(Reached.TOLD);
    }

    /** When somebody of the business first opened it; absent while nobody has. */
    public @Nullable Instant openedAt() {
        return first(Reached.OPENED);
    }

    private @Nullable Instant first(Reached how) {
        return delivery.stream()
                .filter(d -> d.how() == how)
                .map(Delivery::at)
                .findFirst()
                .orElse(null);
    }

    @Override
    public String toString() {
        return "letter " + number;
    }
}
