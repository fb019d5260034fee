package org.touchstone.registry;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.touchstone.foundation.web.Refused;
import org.touchstone.rules.mark.MarkRefusal;

/** Refusals of the rules of marks on their way to the reader. */
public final class MarkProblems {

    private MarkProblems() {}

    /** The refusal as a problem with a stable code. */
    public static Refused problem(MarkRefusal refusal) {
        return switch (refusal) {
            case MarkRefusal.WrongState r ->
                new Refused(
                        HttpStatus.CONFLICT,
                        "wrong-state",
                        List.of(r.state()),
                        Map.of("state", r.state(), "step", r.step()));
            case MarkRefusal.NotYours _ -> new Refused(HttpStatus.FORBIDDEN, "forbidden");
            case MarkRefusal.NoReason _ -> new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "reason-required");
            case MarkRefusal.OnlyOnce r ->
                new Refused(HttpStatus.CONFLICT, "only-once", List.of(r.step()), Map.of("step", r.step()));
            case MarkRefusal.DecisionPending r ->
                new Refused(HttpStatus.CONFLICT, "decision-pending", List.of(r.step()), Map.of("step", r.step()));
            case MarkRefusal.DeadlinePassed r ->
                new Refused(HttpStatus.CONFLICT, "deadline-passed", List.of(r.due()), Map.of("due", r.due()));
            case MarkRefusal.OwnDecision _ -> new Refused(HttpStatus.FORBIDDEN, "own-decision");
            case MarkRefusal.Involved _ -> new Refused(HttpStatus.FORBIDDEN, "involved");
            case MarkRefusal.LetterOpen _ -> new Refused(HttpStatus.CONFLICT, "letter-open");
            case MarkRefusal.SecondOfficerNeeded _ -> new Refused(HttpStatus.FORBIDDEN, "second-officer-needed");
            case MarkRefusal.NothingToDecide _ -> new Refused(HttpStatus.CONFLICT, "nothing-waits");
            case MarkRefusal.TooEarly r ->
                new Refused(HttpStatus.CONFLICT, "too-early", List.of(r.from()), Map.of("from", r.from()));
            case MarkRefusal.NotLonger r ->
                new Refused(
                        HttpStatus.CONFLICT, "not-longer", List.of(r.expiresAt()), Map.of("expiresAt", r.expiresAt()));
            case MarkRefusal.StillSuspended _ -> new Refused(HttpStatus.CONFLICT, "still-suspended");
            case MarkRefusal.HostTaken r ->
                new Refused(HttpStatus.CONFLICT, "host-marked-already", List.of(), Map.of("host", r.host()));
            case MarkRefusal.HostGone r ->
                new Refused(HttpStatus.CONFLICT, "host-gone", List.of(r.host()), Map.of("host", r.host()));
            case MarkRefusal.AlreadySo _ -> new Refused(HttpStatus.CONFLICT, "already-so");
        };
    }
}
