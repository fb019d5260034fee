package org.touchstone.rules.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.text.PlainText;

/**
 * The checks before a complaint is admitted that need nothing but its facts. The daily limit and the search for duplicates are
 * the database's: only it can decide between two filings at the same instant.
 *
 * @param identityVerified whether the identity registry knows the consumer (sources 2)
 * @param host the website complained about
 * @param markedOnPurchaseDay whether the website carried a valid mark on that day
 * @param invoiceNumber as typed; mandatory (sources 2)
 * @param purchasedOn day of the purchase
 * @param category category code
 */
public record Intake(
        boolean identityVerified,
        String host,
        boolean markedOnPurchaseDay,
        String invoiceNumber,
        LocalDate purchasedOn,
        String category) {

    /** The first reason not to admit the complaint now, if there is one. */
    public Optional<Refusal> refusal(Instant now, Policy policy) {
        var today = policy.dayOf(now);
        var earliest = today.minus(policy.purchaseWithin());
        if (!identityVerified) {
            return Optional.of(new Refusal.IdentityUnverified());
        }
        if (PlainText.searchKey(invoiceNumber).isEmpty()) {
            return Optional.of(new Refusal.InvoiceRequired());
        }
        if (!policy.hasCategory(category)) {
            return Optional.of(new Refusal.UnknownCategory(
                    policy.categories().stream().map(Policy.Category::code).toList()));
        }
        if (purchasedOn.isAfter(today) || purchasedOn.isBefore(earliest)) {
            return Optional.of(new Refusal.PurchaseOutOfRange(earliest, today));
        }
        if (!markedOnPurchaseDay) {
            return Optional.of(new Refusal.WebsiteNotMarked(host, purchasedOn));
        }
        return Optional.empty();
    }
}
