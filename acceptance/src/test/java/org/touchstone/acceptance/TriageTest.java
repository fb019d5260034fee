package org.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A desk without a mouse. */
@ExtendWith(Acceptance.class)
class TriageTest {

    @Test
    void a_desk_is_worked_by_the_keyboard_alone(Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var first = sandbox.complaint(sandbox.somebody("CONSUMER"), shop);
        var second = sandbox.complaint(sandbox.somebody("CONSUMER"), shop);
        var owner = visitors.atDesk(Language.FA).signedInAs(shop.ownerNationalId());
        owner.opens("/desk");
        owner.hits("?");
        owner.sees("#keys[open]");
        owner.hits("Escape");
        owner.doesNotSee("#keys[open]");

        owner.hits("j");
        owner.hits("x");
        owner.hits("j");
        owner.hits("x");
        assertThat(owner.count("[data-row] input:checked")).isEqualTo(2);
        owner.hits("g");
        owner.standsAt("#person");
        owner.hits("Tab");
        owner.hits("Enter");
        owner.doesNotSee("[data-row] input:checked");
        owner.opens("/desk?whose=mine");
        owner.readsText(first.reference());
        owner.readsText(second.reference());

        owner.hits("j");
        owner.hits("Enter");
        owner.isAt("/desk/" + first.id());
        owner.looksAround();
        owner.hits("n");
        owner.isAt("/desk/" + second.id());
        owner.hits("p");
        owner.isAt("/desk/" + first.id());
        owner.hits("a");
        owner.standsAt("#text");
        owner.opens("/desk/" + first.id());
        owner.hits("u");
        owner.isAt("/desk");
    }
}
