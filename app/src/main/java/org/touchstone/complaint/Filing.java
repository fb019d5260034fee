package org.touchstone.complaint;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.touchstone.registry.Host;
import org.touchstone.rules.complaint.Money;
import org.touchstone.rules.complaint.Remedy;

/**
 * What a consumer files.
 *
 * @param website the address of the shop
 * @param invoiceNumber as it stands on the invoice; mandatory (sources 2)
 * @param narrative what happened, in the consumer's words
 * @param publishNarrative whether the consumer consents to its publication
 * @param amount what is at stake
 * @param remedy what the consumer asks for
 */
public record Filing(
        Host website,
        String invoiceNumber,
        LocalDate purchasedOn,
        String category,
        String narrative,
        boolean publishNarrative,
        @Nullable Money amount,
        Remedy remedy) {

    @Override
    public String toString() {
        return "filing about " + website;
    }
}
