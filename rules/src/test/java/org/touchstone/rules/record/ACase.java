package org.touchstone.rules.record;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.Money;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.testing.AComplaint;

/** The facts of a complaint filed a month before the figures are made, with one round of four days and no answer. */
final class ACase {
    static final Instant AS_OF = Instant.parse("2026-11-21T10:00:00Z");

    private Instant submitted = AS_OF.minus(ofDays(30));
    private List<Duration> rounds = List.of(ofDays(4));
    private State state = State.UNANSWERED;
    private @Nullable Integer answeredRound;
    private @Nullable Duration answeredAfter;
    private int missedRounds;
    private @Nullable Duration withdrawnAfter;
    private @Nullable Boolean solved;
    private int reopened;
    private int refusals;
    private int refusalsLost;
    private @Nullable String fingerprint;
    private @Nullable Money returned;
    private CaseFacts.@Nullable SetAside setAside;

    static ACase aCase() {
        return new ACase();
    }

    ACase submitted(Instant instant) {
        submitted = instant;
        return this;
    }

    ACase inRounds(Duration... lengths) {
        rounds = List.of(lengths);
        return this;
    }

    ACase in(State state) {
        this.state = state;
        return this;
    }

    /** In a round from 1; 0 is after the last. Rounds before it were missed. */
    ACase answeredIn(int round, Duration after) {
        answeredRound = round;
        answeredAfter = after;
        missedRounds = (round == 0 ? rounds.size() : round) - 1;
        state = round == 0 ? State.ANSWERED_AFTER_EXPIRY : State.ANSWERED;
        return this;
    }

    ACase answered() {
        return answeredIn(1, ofHours(5));
    }

    ACase answeredAtUnknownTime() {
        answered();
        answeredAfter = null;
        return this;
    }

    ACase missing(int rounds) {
        missedRounds = rounds;
        return this;
    }

    ACase withdrawnAfter(Duration sinceFiling) {
        withdrawnAfter = sinceFiling;
        state = State.WITHDRAWN;
        return this;
    }

    ACase solved(boolean word) {
        solved = word;
        state = word ? State.RESOLVED : State.NOT_RESOLVED;
        return this;
    }

    ACase closedUnrated() {
        state = State.CLOSED_UNRATED;
        return this;
    }

    ACase reopened() {
        reopened = 1;
        return this;
    }

    ACase refused(int asked, int lost) {
        refusals = asked;
        refusalsLost = lost;
        return this;
    }

    ACase saying(String fingerprint) {
        this.fingerprint = fingerprint;
        return this;
    }

    ACase returning(String amount, String currency) {
        returned = AComplaint.money(amount, currency);
        return this;
    }

    ACase setAside(CaseFacts.SetAside why) {
        setAside = why;
        return this;
    }

    CaseFacts facts() {
        var deadlines = new ArrayList<Instant>();
        var due = submitted;
        for (var length : rounds) {
            due = due.plus(length);
            deadlines.add(due);
        }
        return new CaseFacts(
                "MARK-1",
                "OTHER",
                submitted,
                List.copyOf(deadlines),
                "test",
                state,
                answeredRound,
                answeredAfter == null ? null : submitted.plus(answeredAfter),
                missedRounds,
                withdrawnAfter == null ? null : submitted.plus(withdrawnAfter),
                null,
                solved,
                solved == null ? null : 3,
                reopened,
                refusals,
                refusalsLost,
                fingerprint,
                returned,
                setAside);
    }
}
