package org.touchstone.verifier;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the figures need of one row of complaints.csv.
 *
 * @param lastDeadline due instant of the last answer round; null when the row names none
 * @param answeredRound 1…n, 0 = after the last round, null = no answer
 * @param missedRounds rounds passed without an answer before the last one
 * @param answerFingerprint the 16 hexadecimal digits as a number; null when the answer has none
 */
record Complaint(
        Instant submitted,
        @Nullable Instant lastDeadline,
        @Nullable Instant answered,
        @Nullable Instant withdrawn,
        Standing standing,
        ConsumerWord word,
        @Nullable Long answeredRound,
        long missedRounds,
        long reopened,
        long refusals,
        long refusalsLost,
        @Nullable Long answerFingerprint,
        @Nullable Money moneyReturned) {
    static final String FILE = "complaints.csv";
    static final List<String> COLUMNS = List.of(
            "mark",
            "submitted",
            "roundDeadlines",
            "answered",
            "state",
            "solved",
            "reopened",
            "answeredRound",
            "missedRounds",
            "withdrawn",
            "refusals",
            "refusalsLost",
            "answerFingerprint",
            "moneyReturned",
            "currency");

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-fA-F]{16}");

    static Complaint of(Row row) throws UnreadableInput {
        return new Complaint(
                row.presentInstant("submitted"),
                row.lastInstant("roundDeadlines"),
                row.instant("answered"),
                row.instant("withdrawn"),
                Standing.of(row.presentText("state"), row.textIfThere("setAside")),
                word(row),
                row.knownCount("answeredRound"),
                row.count("missedRounds"),
                row.count("reopened"),
                row.count("refusals"),
                row.count("refusalsLost"),
                fingerprint(row),
                money(row));
    }

    boolean isAdmitted() {
        return standing.isAdmitted();
    }

    /** Answered in a round, or its last deadline passed before any withdrawal, so that leaving does not erase the point. */
    boolean isMatured(Instant asOf) {
        return standing.isAdmitted() && (isAnsweredInARound() || (standing.canExpire() && lastDeadlinePassed(asOf)));
    }

    boolean isAnsweredInARound() {
        return answeredRound != null && answeredRound >= 1;
    }

    boolean isLate() {
        return answeredRound != null && answeredRound >= 2;
    }

    boolean hasUnknownAnswerTime() {
        return answeredRound != null && answered == null;
    }

    /** From submission to the answer, or without one to the instant until which silence was seen. */
    AnswerTime answerTime(Instant asOf) {
        if (answered != null) {
            return new AnswerTime(Duration.between(submitted, answered), true);
        }
        Instant seenUntil = withdrawn != null && withdrawn.isBefore(asOf) ? withdrawn : asOf;
        return new AnswerTime(Duration.between(submitted, seenUntil), false);
    }

    private boolean lastDeadlinePassed(Instant asOf) {
        return lastDeadline != null
                && !lastDeadline.isAfter(asOf)
                && (withdrawn == null || !withdrawn.isBefore(lastDeadline));
    }

    private static ConsumerWord word(Row row) throws UnreadableInput {
        String solved = row.text("solved");
        return switch (solved) {
            case "true" -> ConsumerWord.SOLVED;
            case "false" -> ConsumerWord.NOT_SOLVED;
            case "" -> ConsumerWord.SILENT;
            default -> throw row.refusal("solved", "is neither true nor false nor empty: " + Printed.quoted(solved));
        };
    }

    private static @Nullable Long fingerprint(Row row) throws UnreadableInput {
        String digits = row.text("answerFingerprint");
        if (digits.isEmpty()) {
            return null;
        }
        if (!FINGERPRINT.matcher(digits).matches()) {
            throw row.refusal("answerFingerprint", "is not 16 hexadecimal digits: " + Printed.quoted(digits));
        }
        return Long.parseUnsignedLong(digits, 16);
    }

    private static @Nullable Money money(Row row) throws UnreadableInput {
        BigDecimal amount = row.amount("moneyReturned");
        return amount == null ? null : new Money(amount, row.presentText("currency"));
    }
}
