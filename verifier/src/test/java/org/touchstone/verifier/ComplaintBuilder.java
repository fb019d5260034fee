package org.touchstone.verifier;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A complaint of 1 March 2026 with one round of four days and no answer, unless said otherwise. */
final class ComplaintBuilder {
    static final Instant AS_OF = Instant.parse("2026-11-21T10:00:00Z");
    static final Instant SUBMITTED = Instant.parse("2026-03-01T00:00:00Z");
    static final Instant LAST_DEADLINE = SUBMITTED.plus(Duration.ofDays(4));

    private Instant submitted = SUBMITTED;
    private @Nullable Instant lastDeadline = LAST_DEADLINE;
    private @Nullable Instant answered;
    private @Nullable Instant withdrawn;
    private Standing standing = Standing.COUNTED;
    private ConsumerWord word = ConsumerWord.SILENT;
    private @Nullable Long answeredRound;
    private long missedRounds;
    private long reopened;
    private long refusals;
    private long refusalsLost;
    private @Nullable Long fingerprint;
    private @Nullable Money money;

    static ComplaintBuilder aComplaint() {
        return new ComplaintBuilder();
    }

    ComplaintBuilder submitted(Instant when) {
        submitted = when;
        return this;
    }

    ComplaintBuilder lastDeadline(@Nullable Instant when) {
        lastDeadline = when;
        return this;
    }

    ComplaintBuilder answeredInRound(long round) {
        return answeredInRound(round, Duration.ofDays(1));
    }

    ComplaintBuilder answeredInRound(long round, Duration after) {
        answeredRound = round;
        answered = submitted.plus(after);
        return this;
    }

    ComplaintBuilder answeredAtUnknownTime() {
        answeredRound = 1L;
        return this;
    }

    ComplaintBuilder withdrawn(Instant when) {
        withdrawn = when;
        return this;
    }

    ComplaintBuilder in(Standing now) {
        standing = now;
        return this;
    }

    ComplaintBuilder saying(ConsumerWord said) {
        word = said;
        return this;
    }

    ComplaintBuilder missedRounds(long rounds) {
        missedRounds = rounds;
        return this;
    }

    ComplaintBuilder reopened() {
        reopened = 1;
        return this;
    }

    ComplaintBuilder refusals(long asked, long lost) {
        refusals = asked;
        refusalsLost = lost;
        return this;
    }

    ComplaintBuilder fingerprint(long value) {
        fingerprint = value;
        return this;
    }

    ComplaintBuilder moneyReturned(String amount, String currency) {
        money = new Money(new BigDecimal(amount), currency);
        return this;
    }

    Complaint build() {
        return new Complaint(
                submitted,
                lastDeadline,
                answered,
                withdrawn,
                standing,
                word,
                answeredRound,
                missedRounds,
                reopened,
                refusals,
                refusalsLost,
                fingerprint,
                money);
    }
}
