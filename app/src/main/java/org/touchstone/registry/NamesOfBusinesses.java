package org.touchstone.registry;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.touchstone.account.BusinessNames;
import org.touchstone.registry.store.BusinessStore;

/** Tells the pages of teams what a business is called. */
@Component
class NamesOfBusinesses implements BusinessNames {

    private final BusinessStore businesses;

    NamesOfBusinesses(BusinessStore businesses) {
        this.businesses = businesses;
    }

    @Override
    public Optional<String> nameOf(UUID business) {
        return businesses.nameOf(business);
    }
}
