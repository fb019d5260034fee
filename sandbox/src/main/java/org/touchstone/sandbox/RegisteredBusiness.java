package org.touchstone.sandbox;

/** A legal entity and its owner, as it is kept. */
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

    @Override
    public String toString() {
        return legalId;
    }
}
