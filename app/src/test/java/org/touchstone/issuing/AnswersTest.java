package org.touchstone.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.touchstone.rules.issuing.CheckCode;

class AnswersTest {

    private static final Answers BUSINESS_ONLY = Answers.NONE
            .withBusiness("14000000000", "Shop", "GROCERY", null, null)
            .withHost("shop.example");

    @Test
    void what_ties_an_applicant_to_a_revoked_mark_is_looked_at_whenever_it_is_given() {
        var withContact = BUSINESS_ONLY.withContact("1234567890", "+982112345678", null);
        assertThat(withContact.affectedSince(BUSINESS_ONLY)).contains(CheckCode.BUSINESS);
        assertThat(withContact.withContact("1234567890", "+982187654321", null).affectedSince(withContact))
                .contains(CheckCode.BUSINESS, CheckCode.CONTENT)
                .doesNotContain(CheckCode.ADDRESS, CheckCode.CONTROL);
        assertThat(withContact
                        .withBusiness("14000000000", "Shop", "GROCERY", null, "T-1")
                        .affectedSince(withContact))
                .containsExactlyInAnyOrder(CheckCode.BUSINESS, CheckCode.TAX);
    }

    @Test
    void an_address_of_mail_changes_no_check() {
        var withContact = BUSINESS_ONLY.withContact("1234567890", "+982112345678", null);
        assertThat(withContact
                        .withContact("1234567890", "+982112345678", "a@shop.example")
                        .affectedSince(withContact))
                .isEmpty();
    }
}
