package org.touchstone.supervision;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.InvalidFields;
import org.touchstone.rules.supervision.CaseRefusal;
import org.touchstone.rules.supervision.CurePlan.Fault;

/** What came of something somebody tried to do in a case of supervision. */
public sealed interface CaseAttempt {

    /** It was done; this is how the case stands now. */
    record Done(SupervisionCase now) implements CaseAttempt {}

    /** It was refused; nothing has changed. */
    record Refused(CaseRefusal why) implements CaseAttempt {}

    /** What was done. What was refused leaves by the door of problems. */
    default SupervisionCase done() {
        return switch (this) {
            case Done(var now) -> now;
            case Refused(var why) -> throw problem(why);
        };
    }

    private static RuntimeException problem(CaseRefusal refusal) {
        return switch (refusal) {
            case CaseRefusal.WrongState r ->
                new org.touchstone.foundation.web.Refused(
                        HttpStatus.CONFLICT,
                        "wrong-state",
                        List.of(r.state()),
                        Map.of("state", r.state(), "step", r.step()));
            case CaseRefusal.NotYours _ -> new org.touchstone.foundation.web.Refused(HttpStatus.FORBIDDEN, "forbidden");
            case CaseRefusal.DecisionPending _ ->
                new org.touchstone.foundation.web.Refused(HttpStatus.CONFLICT, "proposal-waits");
            case CaseRefusal.Involved _ -> new org.touchstone.foundation.web.Refused(HttpStatus.FORBIDDEN, "involved");
            case CaseRefusal.NothingRecommended _ ->
                new org.touchstone.foundation.web.Refused(HttpStatus.CONFLICT, "nothing-waits");
            case CaseRefusal.BadPlan(var fault) ->
                new InvalidFields(List.of(
                        switch (fault) {
                            case Fault.NoTarget _ -> FieldError.of("targets", "required");
                            case Fault.Twice _ -> FieldError.of("targets", "twice");
                            case Fault.NotToCome _ -> FieldError.of("checkOn", "not-in-the-future");
                            case Fault.TooFar(var latest) -> FieldError.of("checkOn", "too-far", latest);
                        }));
        };
    }
}
