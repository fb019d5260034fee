package org.touchstone.complaint.web;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.touchstone.complaint.Attempt;
import org.touchstone.complaint.CaseFile;
import org.touchstone.foundation.web.Refused;
import org.touchstone.registry.Host;
import org.touchstone.rules.complaint.Refusal;

/** Refusals of the rules on their way to the reader. */
final class Refusals {

    private Refusals() {}

    /** The case of an attempt that was done; the refusal of one that was not leaves by the door of problems. */
    static CaseFile done(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Done done -> done.file();
            case Attempt.Refused refused -> throw problem(refused.refusal());
        };
    }

    static Refused problem(Refusal refusal) {
        return switch (refusal) {
            case Refusal.WrongState r ->
                new Refused(
                        HttpStatus.CONFLICT,
                        "wrong-state",
                        List.of(r.state()),
                        Map.of("state", r.state(), "step", r.step()));
            case Refusal.DeadlinePassed r ->
                new Refused(HttpStatus.CONFLICT, "deadline-passed", List.of(r.due()), Map.of("due", r.due()));
            case Refusal.OnlyOnce r ->
                new Refused(HttpStatus.CONFLICT, "only-once", List.of(r.step()), Map.of("step", r.step()));
            case Refusal.AppealPending _ -> new Refused(HttpStatus.CONFLICT, "appeal-pending");
            case Refusal.NothingToDecide r ->
                new Refused(HttpStatus.CONFLICT, "nothing-to-decide", List.of(r.step()), Map.of("step", r.step()));
            case Refusal.AlreadySo _ -> new Refused(HttpStatus.CONFLICT, "decided-already");
            case Refusal.IdentityUnverified _ -> new Refused(HttpStatus.FORBIDDEN, "identity-unverified");
            case Refusal.InvoiceRequired _ -> new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "invoice-required");
            case Refusal.WebsiteNotMarked r ->
                new Refused(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "website-not-marked",
                        List.of(new Host(r.host()).readable(), r.purchasedOn()),
                        Map.of("host", r.host(), "purchasedOn", r.purchasedOn()));
            case Refusal.PurchaseOutOfRange r ->
                new Refused(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "purchase-out-of-range",
                        List.of(r.earliest(), r.latest()),
                        Map.of("earliest", r.earliest(), "latest", r.latest()));
            case Refusal.UnknownCategory r ->
                new Refused(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "unknown-category",
                        List.of(String.join(", ", r.known())),
                        Map.of("known", r.known()));
            case Refusal.DailyLimitReached r ->
                new Refused(
                        HttpStatus.CONFLICT,
                        "daily-limit",
                        List.of(r.limit(), r.nextAllowedOn()),
                        Map.of("nextAllowedOn", r.nextAllowedOn()));
            case Refusal.DuplicateComplaint r ->
                new Refused(
                        HttpStatus.CONFLICT,
                        "duplicate-complaint",
                        List.of(r.reference()),
                        Map.of("reference", r.reference()));
        };
    }
}
