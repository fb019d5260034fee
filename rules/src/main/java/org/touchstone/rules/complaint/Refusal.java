package org.touchstone.rules.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Why a step on a complaint, or its filing, was refused. A value with the facts inside; nothing has changed. */
public sealed interface Refusal {

    /** Why a complaint so refused may still be put before the centre; empty where the consumer can mend it. */
    default Optional<Inadmissible> inadmissible() {
        return switch (this) {
            case WebsiteNotMarked _ -> Optional.of(Inadmissible.WEBSITE_NOT_MARKED);
            case PurchaseOutOfRange _ -> Optional.of(Inadmissible.PURCHASE_OUT_OF_RANGE);
            case DuplicateComplaint _ -> Optional.of(Inadmissible.DUPLICATE);
            case DailyLimitReached _ -> Optional.of(Inadmissible.DAILY_LIMIT);
            default -> Optional.empty();
        };
    }

    /** The step has no edge from the present state. */
    record WrongState(State state, Step step) implements Refusal {}

    /** The time for the step is over. */
    record DeadlinePassed(Instant due) implements Refusal {}

    /** A step that may be made once was made before. */
    record OnlyOnce(Step step) implements Refusal {}

    /** An appeal against the last decision has not been decided yet. */
    record AppealPending() implements Refusal {}

    /** What the step would answer to is not there: no proposal, no breach, nothing ordered, no appeal. */
    record NothingToDecide(Step step) implements Refusal {}

    /** The complaint is set aside already, or counts already. */
    record AlreadySo() implements Refusal {}

    /** The consumer's identity has not been verified (sources 2). */
    record IdentityUnverified() implements Refusal {}

    /** The invoice number is mandatory (sources 2). */
    record InvoiceRequired() implements Refusal {}

    /** The website carried no valid mark on the day of the purchase. */
    record WebsiteNotMarked(String host, LocalDate purchasedOn) implements Refusal {}

    /** The purchase lies in the future, or too far back. */
    record PurchaseOutOfRange(LocalDate earliest, LocalDate latest) implements Refusal {}

    /** The policy has no such category. */
    record UnknownCategory(List<String> known) implements Refusal {}

    /** One person may file so many complaints about one website on one day (sources 2). */
    record DailyLimitReached(int limit, LocalDate nextAllowedOn) implements Refusal {}

    /** The person complained about this invoice of this website before. */
    record DuplicateComplaint(String reference) implements Refusal {}
}
