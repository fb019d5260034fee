package org.touchstone.rules.issuing;

import org.jspecify.annotations.Nullable;

/**
 * What an applicant says of the business, as the checks compare it.
 *
 * @param legalId number of the legal entity, in its normal form
 * @param trade code of the trade
 * @param postalCode digits only
 * @param licenceNumber a licence the applicant names; absent where the register is to be searched
 * @param taxNumber a tax or sales-terminal number the applicant names; absent likewise
 */
public record Applied(
        String legalName,
        String legalId,
        String trade,
        String postalCode,
        @Nullable String licenceNumber,
        @Nullable String taxNumber) {

    @Override
    public String toString() {
        return legalName;
    }
}
