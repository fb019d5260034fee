package org.touchstone.rules.issuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.issuing.CheckState.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.touchstone.rules.issuing.Registered.Address;
import org.touchstone.rules.issuing.Registered.Business;
import org.touchstone.rules.issuing.Registered.Licence;
import org.touchstone.rules.issuing.Registered.Taxpayer;

class RegisterChecksTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final String ID = "14003456789";
    private static final Applied APPLIED =
            new Applied("شرکت پوشاک ترمه‌باف آفتاب", ID, "FASHION", "1234567890", null, null);

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }

    private static Business business(String name, boolean active, boolean runs) {
        return new Business(name, active, "FASHION", "1234567890", runs);
    }

    @Test
    void a_business_is_in_order_when_it_is_active_run_by_the_applicant_and_named_so() {
        var findings = RegisterChecks.business(APPLIED, Optional.of(business("شركت پوشاك ترمه باف آفتاب", true, true)));
        assertThat(codes(findings)).containsExactly("business-active", "business-owner", "name-registered");
        assertThat(Assessment.stateAfter(findings)).isEqualTo(PASSED);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, پوشاک دیگر, NEEDS_INPUT, name-differs",
        "true, false, شرکت پوشاک ترمه‌باف آفتاب, BARRED, business-of-another",
        "false, true, شرکت پوشاک ترمه‌باف آفتاب, BARRED, business-dissolved",
    })
    void what_differs_is_named(boolean active, boolean runs, String name, CheckState state, String code) {
        var findings = RegisterChecks.business(APPLIED, Optional.of(business(name, active, runs)));
        assertThat(codes(findings)).contains(code);
        assertThat(Assessment.stateAfter(findings)).isEqualTo(state);
    }

    @Test
    void a_business_the_register_does_not_know_is_a_number_to_correct() {
        assertThat(Assessment.stateAfter(RegisterChecks.business(APPLIED, Optional.empty())))
                .isEqualTo(NEEDS_INPUT);
    }

    @Test
    void another_seat_is_said_and_is_no_obstacle() {
        var findings = RegisterChecks.business(
                APPLIED, Optional.of(new Business(APPLIED.legalName(), true, "FASHION", "9999999999", true)));
        assertThat(codes(findings)).contains("address-not-seat");
        assertThat(Assessment.stateAfter(findings)).isEqualTo(PASSED);
    }

    private static Licence licence(String holder, String name, String trade, int days, boolean valid) {
        return new Licence("77", trade, Map.of("fa", "اتحادیه"), holder, name, TODAY.plusDays(days), valid);
    }

    @ParameterizedTest
    @CsvSource({
        "14003456789, شرکت پوشاک ترمه‌باف آفتاب, FASHION, 10, true, licence-valid, PASSED",
        "14003456789, شرکت پوشاک ترمه‌باف آفتاب, FASHION, 0, true, licence-valid, PASSED",
        "14003456789, شرکت پوشاک ترمه‌باف آفتاب, FASHION, -1, true, licence-expired, NEEDS_INPUT",
        "14003456789, شرکت پوشاک ترمه‌باف آفتاب, FASHION, 10, false, licence-not-valid, NEEDS_INPUT",
        "14003456789, شرکت پوشاک ترمه‌باف آفتاب, BOOKS, 10, true, licence-other-trade, NEEDS_INPUT",
        "14003456789, کتاب برگ‌ریزان, FASHION, 10, true, licence-contradicts, QUESTION",
        "14009999999, کتاب برگ‌ریزان, FASHION, 10, true, licence-contradicts, QUESTION",
    })
    void a_licence(String holder, String name, String trade, int days, boolean valid, String code, CheckState state) {
        var findings = RegisterChecks.licence(APPLIED, List.of(licence(holder, name, trade, days, valid)), TODAY);
        assertThat(codes(findings)).containsExactly(code);
        assertThat(Assessment.stateAfter(findings)).isEqualTo(state);
    }

    @Test
    void somebody_elses_licence_is_refused_when_it_is_named() {
        var named = new Applied(APPLIED.legalName(), ID, "FASHION", "1234567890", "77", null);
        var findings =
                RegisterChecks.licence(named, List.of(licence("14009999999", "دیگری", "FASHION", 10, true)), TODAY);
        assertThat(codes(findings)).containsExactly("licence-of-another");
        assertThat(Assessment.stateAfter(findings)).isEqualTo(BARRED);
    }

    @Test
    void of_several_licences_the_one_of_the_trade_that_lasts_longest_counts() {
        var findings = RegisterChecks.licence(
                APPLIED,
                List.of(
                        licence(ID, APPLIED.legalName(), "BOOKS", 900, true),
                        licence(ID, APPLIED.legalName(), "FASHION", -30, true),
                        licence(ID, APPLIED.legalName(), "FASHION", 30, true)),
                TODAY);
        assertThat(codes(findings)).containsExactly("licence-valid");
        assertThat(findings.getFirst().fact("until")).isEqualTo("2026-12-25");
    }

    @Test
    void without_a_licence_there_is_no_mark() {
        assertThat(Assessment.stateAfter(RegisterChecks.licence(APPLIED, List.of(), TODAY)))
                .isEqualTo(NEEDS_INPUT);
    }

    @Test
    void an_address_exists_or_it_does_not() {
        assertThat(Assessment.stateAfter(RegisterChecks.address(
                        APPLIED, Optional.of(new Address("1234567890", "تهران", "تهران", "خیابان آزادی")))))
                .isEqualTo(PASSED);
        assertThat(Assessment.stateAfter(RegisterChecks.address(APPLIED, Optional.empty())))
                .isEqualTo(NEEDS_INPUT);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "true, 411, 88, -, tax-active, PASSED",
                "true, 411, 88, 411, tax-active, PASSED",
                "true, 411, 88, 88, terminal-own, PASSED",
                "true, 411, 88, 99, tax-number-differs, NEEDS_INPUT",
                "false, 411, 88, -, tax-contradicts, QUESTION",
                "false, 411, -, -, tax-inactive, NEEDS_INPUT",
            })
    void a_taxpayer(
            boolean active,
            String number,
            @Nullable String terminal,
            @Nullable String named,
            String code,
            CheckState state) {
        var applied = new Applied(APPLIED.legalName(), ID, "FASHION", "1234567890", null, named);
        var findings = RegisterChecks.tax(
                applied, Optional.of(new Taxpayer(number, active, terminal == null ? List.of() : List.of(terminal))));
        assertThat(codes(findings)).containsExactly(code);
        assertThat(Assessment.stateAfter(findings)).isEqualTo(state);
    }

    @Test
    void a_mobile_number_of_somebody_else_can_be_put_right() {
        assertThat(Assessment.stateAfter(RegisterChecks.identity(true, true))).isEqualTo(PASSED);
        assertThat(Assessment.stateAfter(RegisterChecks.identity(true, false))).isEqualTo(NEEDS_INPUT);
        assertThat(Assessment.stateAfter(RegisterChecks.identity(false, false))).isEqualTo(NEEDS_INPUT);
    }
}
