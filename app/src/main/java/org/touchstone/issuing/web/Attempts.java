package org.touchstone.issuing.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.touchstone.foundation.web.Refused;
import org.touchstone.issuing.Application;
import org.touchstone.issuing.Attempt;

/** Refusals of the issuing module on their way to the reader. */
final class Attempts {

    private Attempts() {}

    /** The application of an attempt that was done; the refusal of one that was not leaves by the door of problems. */
    static Application done(Optional<Attempt> attempt) {
        return switch (attempt.orElseThrow(Refused::notFound)) {
            case Attempt.Done(var application) -> application;
            case Attempt.WrongState(var state, var step) ->
                throw new Refused(
                        HttpStatus.CONFLICT, "wrong-state", List.of(state), Map.of("state", state, "step", step));
            case Attempt.Incomplete() -> throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "application-incomplete");
            case Attempt.DeadlinePassed(var due) ->
                throw new Refused(HttpStatus.CONFLICT, "deadline-passed", List.of(due), Map.of("due", due));
            case Attempt.OnlyOnce(var step) ->
                throw new Refused(HttpStatus.CONFLICT, "only-once", List.of(step), Map.of("step", step));
            case Attempt.EvidenceChanged(var run) ->
                throw new Refused(HttpStatus.CONFLICT, "evidence-changed", List.of(), Map.of("run", run));
            case Attempt.OwnDecision() -> throw new Refused(HttpStatus.FORBIDDEN, "own-decision");
        };
    }
}
