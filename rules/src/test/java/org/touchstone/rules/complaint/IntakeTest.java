package org.touchstone.rules.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.touchstone.rules.complaint.Refusal.IdentityUnverified;
import org.touchstone.rules.complaint.Refusal.InvoiceRequired;
import org.touchstone.rules.complaint.Refusal.PurchaseOutOfRange;
import org.touchstone.rules.complaint.Refusal.UnknownCategory;
import org.touchstone.rules.complaint.Refusal.WebsiteNotMarked;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.testing.Policies;

class IntakeTest {

    private static final Policy POLICY = Policies.oneRoundOfFourDays();

    /** 3 May in Tehran, a second before midnight, and the midnight after it. */
    private static final Instant BEFORE_MIDNIGHT = Instant.parse("2026-05-03T20:29:59Z");

    private static final Instant MIDNIGHT = Instant.parse("2026-05-03T20:30:00Z");
    private static final LocalDate THIRD_OF_MAY = LocalDate.of(2026, 5, 3);

    private boolean identityVerified = true;
    private boolean marked = true;
    private String invoice = "INV-17";
    private LocalDate purchasedOn = LocalDate.of(2026, 4, 20);
    private String category = "NOT_DELIVERED";

    private Object refusal(Instant now) {
        return new Intake(identityVerified, "shop.example", marked, invoice, purchasedOn, category)
                .refusal(now, POLICY)
                .<Object>map(r -> r)
                .orElse("admitted");
    }

    private Object refusal() {
        return refusal(BEFORE_MIDNIGHT);
    }

    @Test
    void a_complaint_with_everything_in_order_is_admitted() {
        assertThat(refusal()).isEqualTo("admitted");
    }

    @Test
    void the_identity_must_be_verified() {
        identityVerified = false;
        assertThat(refusal()).isEqualTo(new IdentityUnverified());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void the_invoice_number_is_mandatory(String typed) {
        invoice = typed;
        assertThat(refusal()).isEqualTo(new InvoiceRequired());
    }

    @Test
    void the_category_must_be_one_of_the_policy() {
        category = "WEATHER";
        assertThat(refusal())
                .isEqualTo(new UnknownCategory(List.of(
                        "NOT_DELIVERED",
                        "NOT_AS_ORDERED",
                        "REFUND_NOT_PAID",
                        "LATE_DELIVERY",
                        "AFTER_SALES",
                        "OTHER")));
    }

    @Test
    void the_website_must_have_been_marked_on_the_day_of_the_purchase() {
        marked = false;
        assertThat(refusal()).isEqualTo(new WebsiteNotMarked("shop.example", purchasedOn));
    }

    @Test
    void a_purchase_of_today_is_admitted_and_one_of_tomorrow_is_not() {
        purchasedOn = THIRD_OF_MAY;
        assertThat(refusal(BEFORE_MIDNIGHT)).isEqualTo("admitted");
        purchasedOn = THIRD_OF_MAY.plusDays(1);
        assertThat(refusal(BEFORE_MIDNIGHT)).isEqualTo(new PurchaseOutOfRange(LocalDate.of(2025, 5, 3), THIRD_OF_MAY));
    }

    @Test
    void today_begins_at_midnight_in_tehran() {
        purchasedOn = THIRD_OF_MAY.plusDays(1);
        assertThat(refusal(BEFORE_MIDNIGHT)).isInstanceOf(PurchaseOutOfRange.class);
        assertThat(refusal(MIDNIGHT)).isEqualTo("admitted");
    }

    @Test
    void a_purchase_may_lie_a_year_back_to_the_day() {
        purchasedOn = LocalDate.of(2025, 5, 3);
        assertThat(refusal(BEFORE_MIDNIGHT)).isEqualTo("admitted");
        assertThat(refusal(MIDNIGHT))
                .isEqualTo(new PurchaseOutOfRange(LocalDate.of(2025, 5, 4), LocalDate.of(2026, 5, 4)));
    }

    @Test
    void a_year_before_a_leap_day_is_the_last_of_february() {
        purchasedOn = LocalDate.of(2027, 2, 28);
        assertThat(refusal(Instant.parse("2028-02-29T08:00:00Z"))).isEqualTo("admitted");
        purchasedOn = LocalDate.of(2027, 2, 27);
        assertThat(refusal(Instant.parse("2028-02-29T08:00:00Z"))).isInstanceOf(PurchaseOutOfRange.class);
    }

    @Test
    void of_several_reasons_the_first_is_named() {
        identityVerified = false;
        invoice = "";
        category = "WEATHER";
        purchasedOn = THIRD_OF_MAY.plusDays(9);
        marked = false;
        assertThat(refusal()).isInstanceOf(IdentityUnverified.class);
        identityVerified = true;
        assertThat(refusal()).isInstanceOf(InvoiceRequired.class);
        invoice = "۱۷";
        assertThat(refusal()).isInstanceOf(UnknownCategory.class);
        category = "OTHER";
        assertThat(refusal()).isInstanceOf(PurchaseOutOfRange.class);
        purchasedOn = THIRD_OF_MAY;
        assertThat(refusal()).isInstanceOf(WebsiteNotMarked.class);
        marked = true;
        assertThat(refusal()).isEqualTo("admitted");
    }
}
