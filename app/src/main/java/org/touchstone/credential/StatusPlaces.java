package org.touchstone.credential;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.credential.store.CredentialStore;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkIssued;
import org.touchstone.registry.Registry;

/** Gives every mark its place in the status lists: with its issue, or at the next start for marks from before there were lists. */
@Component
public class StatusPlaces {

    private final CredentialStore store;
    private final Registry registry;
    private final TransactionTemplate transaction;

    StatusPlaces(CredentialStore store, Registry registry, TransactionTemplate transaction) {
        this.store = store;
        this.registry = registry;
        this.transaction = transaction;
    }

    /** The place of a mark. */
    public StatusPlace of(String code) {
        return store.place(code);
    }

    /** In the transaction of the issue. */
    @EventListener
    void issued(MarkIssued issued) {
        store.place(issued.code());
    }

    @Order(1)
    @EventListener(ApplicationStartedEvent.class)
    void giveTheRest() {
        if (store.countPlaces() < registry.count()) {
            transaction.executeWithoutResult(t -> {
                try (var all = registry.all()) {
                    all.map(Mark::code).toList().forEach(store::place);
                }
            });
        }
    }
}
