package org.touchstone.sandbox;

/** What the business registry tells about a legal entity. */
record BusinessEntry(
        String legalId,
        String legalName,
        Trade trade,
        String phone,
        String postalCode,
        String ownerNationalId,
        BusinessStatus status) {

    static BusinessEntry of(RegisteredBusiness business, BusinessStatus status) {
        return new BusinessEntry(
                business.legalId(),
                business.legalName(),
                business.trade(),
                business.phone(),
                business.postalCode(),
                business.ownerNationalId(),
                status);
    }

    BusinessEntry withLegalName(String otherName) {
        return new BusinessEntry(legalId, otherName, trade, phone, postalCode, ownerNationalId, status);
    }

    /** The same entity, said to belong to somebody else and to sit elsewhere. */
    BusinessEntry ownedBy(String otherOwner, String otherPostalCode) {
        return new BusinessEntry(legalId, legalName, trade, phone, otherPostalCode, otherOwner, status);
    }

    @Override
    public String toString() {
        return legalId;
    }
}
