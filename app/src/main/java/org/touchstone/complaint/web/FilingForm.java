package org.touchstone.complaint.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.touchstone.complaint.Filing;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Refused;
import org.touchstone.registry.Host;
import org.touchstone.rules.complaint.Remedy;

/**
 * A complaint as it is typed, page by page or in one piece. The same checks hold for people and programs; a draft keeps it
 * encrypted until it is filed.
 */
record FilingForm(
        @Nullable String website,
        @Nullable String category,
        @Nullable String narrative,
        boolean publishNarrative,
        @Nullable String invoiceNumber,
        @Nullable String purchasedOn,
        @Nullable String amount,
        @Nullable String currency,
        @Nullable String remedy) {

    static final FilingForm EMPTY = new FilingForm(null, null, null, false, null, null, null, null, null);

    static final int LONGEST_NARRATIVE = 5000;

    FilingForm withShop(String host) {
        return new FilingForm(
                host, category, narrative, publishNarrative, invoiceNumber, purchasedOn, amount, currency, remedy);
    }

    FilingForm withProblem(String newCategory, String newNarrative, boolean publish) {
        return new FilingForm(
                website, newCategory, newNarrative, publish, invoiceNumber, purchasedOn, amount, currency, remedy);
    }

    FilingForm withPurchase(String invoice, String day, String newAmount, String newCurrency) {
        return new FilingForm(
                website, category, narrative, publishNarrative, invoice, day, newAmount, newCurrency, remedy);
    }

    FilingForm withRemedy(String newRemedy) {
        return new FilingForm(
                website,
                category,
                narrative,
                publishNarrative,
                invoiceNumber,
                purchasedOn,
                amount,
                currency,
                newRemedy);
    }

    /** Checks category and narrative. */
    void checkProblem(Check check) {
        check.line("category", category, 80);
        check.text("narrative", narrative, LONGEST_NARRATIVE);
    }

    /** Checks invoice, day and amount. */
    void checkPurchase(Check check) {
        check.line("invoiceNumber", invoiceNumber, 80);
        check.day("purchasedOn", purchasedOn);
        check.money("amount", amount, currency);
    }

    /** Checks the remedy. */
    void checkRemedy(Check check) {
        check.oneOf("remedy", remedy, Remedy.class);
    }

    /** The whole, checked. Refused with every wrong field named; a missing invoice has a code of its own (sources 2). */
    Filing filing() {
        var check = new Check();
        var host = Host.in(website);
        if (host.isEmpty()) {
            check.fault("website", website == null || website.isBlank() ? "required" : "not-an-address");
        }
        var newCategory = check.line("category", category, 80);
        var text = check.text("narrative", narrative, LONGEST_NARRATIVE);
        var invoice = check.optionalText("invoiceNumber", invoiceNumber, 80);
        var day = check.day("purchasedOn", purchasedOn);
        var money = check.money("amount", amount, currency);
        var wanted = remedy == null ? Remedy.OTHER : check.oneOf("remedy", remedy, Remedy.class);
        check.done();
        if (invoice == null) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "invoice-required");
        }
        return new Filing(
                host.orElseThrow(),
                invoice.replaceAll("\\s+", " "),
                day,
                newCategory.toUpperCase(Locale.ROOT).replace('-', '_'),
                text,
                publishNarrative,
                money,
                wanted);
    }
}
