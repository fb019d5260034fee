package org.touchstone.sandbox;

/** What the business registry tells about a legal entity. */
record RegisteredBusiness(
        String legalId, String legalName, Trade trade, String phone, String postalCode, String ownerNationalId) {

    static RegisteredBusiness of(Business business, Person owner) {
        return new RegisteredBusiness(
                business.legalId(),
                business.legalName(),
                business.trade(),
                business.phone(),
                business.postalCode(),
                owner.nationalId());
    }

    Business business() {
        return new Business(legalId, legalName, trade, phone, postalCode);
    }

    RegisteredBusiness withLegalName(String otherName) {
        return new RegisteredBusiness(legalId, otherName, trade, phone, postalCode, ownerNationalId);
    }

    @Override
    public String toString() {
        return legalId;
    }
}
