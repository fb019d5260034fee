package org.touchstone.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * What registries are to say of one business instead of what they would say by themselves; null is "as usual".
 *
 * @param licenceHolder the legal ID of another business, or any other name to stand on the licence
 */
record Fact(
        String legalId,
        @Nullable LicenceStatus licenceStatus,
        @Nullable Trade licenceTrade,
        @Nullable String licenceHolder,
        @Nullable TaxStatus taxStatus,
        @Nullable BusinessStatus businessStatus) {

    static Fact of(String legalId) {
        return new Fact(legalId, null, null, null, null, null);
    }

    Fact withBusinessStatus(BusinessStatus status) {
        return new Fact(legalId, licenceStatus, licenceTrade, licenceHolder, taxStatus, status);
    }

    /** What is said later replaces what was said before; what is not said again stays. */
    Fact then(Fact later) {
        return new Fact(
                legalId,
                later.licenceStatus == null ? licenceStatus : later.licenceStatus,
                later.licenceTrade == null ? licenceTrade : later.licenceTrade,
                later.licenceHolder == null ? licenceHolder : later.licenceHolder,
                later.taxStatus == null ? taxStatus : later.taxStatus,
                later.businessStatus == null ? businessStatus : later.businessStatus);
    }
}
