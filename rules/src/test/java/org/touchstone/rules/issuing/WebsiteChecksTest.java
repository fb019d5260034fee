package org.touchstone.rules.issuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.issuing.CheckState.*;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.touchstone.rules.issuing.WebsiteChecks.Encryption;
import org.touchstone.rules.issuing.WebsiteChecks.Look;
import org.touchstone.rules.issuing.WebsiteChecks.Proof;
import org.touchstone.rules.issuing.WebsiteChecks.Said;
import org.touchstone.rules.issuing.WebsiteChecks.Statement;

class WebsiteChecksTest {

    @ParameterizedTest
    @EnumSource(Proof.class)
    void one_proof_of_control_is_enough(Proof proof) {
        var looks = List.of(
                new Look(Proof.DNS, "d", proof == Proof.DNS, "", false),
                new Look(Proof.FILE, "f", proof == Proof.FILE, "404", false),
                new Look(Proof.META, "m", proof == Proof.META, "", false));
        assertThat(Assessment.stateAfter(WebsiteChecks.control(looks))).isEqualTo(PASSED);
    }

    @Test
    void without_a_proof_everything_that_was_looked_at_is_told() {
        var findings = WebsiteChecks.control(List.of(
                new Look(Proof.DNS, "_x.shop.example", false, "", false),
                new Look(Proof.FILE, "https://shop.example/f", false, "something else", false)));
        assertThat(findings)
                .extracting(Finding::code)
                .containsExactly("control-not-shown", "control-nothing", "control-other");
        assertThat(Assessment.stateAfter(findings)).isEqualTo(NEEDS_INPUT);
    }

    @ParameterizedTest
    @CsvSource({
        "FOUND, true, PASSED",
        "FOUND, false, PASSED",
        "MISSING, true, NEEDS_INPUT",
        "MISSING, false, PASSED",
        "DIFFERENT, true, NEEDS_INPUT",
        "DIFFERENT, false, PASSED",
        "UNCLEAR, true, QUESTION",
        "UNCLEAR, false, PASSED",
    })
    void what_a_website_says(Said said, boolean required, CheckState state) {
        var findings = WebsiteChecks.content(
                List.of(new Statement("RETURNS", said, "https://shop.example/r", "§ 3", "…")),
                required ? Set.of("RETURNS") : Set.of());
        assertThat(Assessment.stateAfter(findings)).isEqualTo(state);
        assertThat(findings.getFirst().fact("topic")).isEqualTo("RETURNS");
    }

    private static Encryption encryption(@Nullable String fault, long days, boolean hsts, boolean redirects) {
        return new Encryption(
                fault,
                "CN=Authority",
                days,
                Instant.parse("2027-01-01T00:00:00Z"),
                List.of("TLS 1.3"),
                List.of(),
                hsts,
                redirects,
                hsts ? List.of() : List.of("X-Content-Type-Options"));
    }

    @ParameterizedTest
    @CsvSource({"EXPIRED", "NOT_YET_VALID", "WRONG_HOST", "SELF_SIGNED", "UNTRUSTED", "WEAK_KEY", "WEAK_SIGNATURE"})
    void a_certificate_that_does_not_hold_is_to_be_mended(String fault) {
        assertThat(Assessment.stateAfter(WebsiteChecks.tls(encryption(fault, 90, true, true))))
                .isEqualTo(NEEDS_INPUT);
    }

    @Test
    void what_is_merely_worth_mending_is_no_obstacle() {
        var findings = WebsiteChecks.tls(encryption(null, 3, false, false));
        assertThat(findings)
                .extracting(Finding::code)
                .containsExactly(
                        "tls-valid", "tls-expires-soon", "hsts-missing", "http-not-redirected", "headers-missing");
        assertThat(Assessment.stateAfter(findings)).isEqualTo(PASSED);
    }

    @Test
    void the_score_is_what_is_there_of_what_is_asked_for_rounded_down() {
        assertThat(WebsiteChecks.score(List.of())).isZero();
        assertThat(WebsiteChecks.score(List.of(
                        Finding.of("a", Verdict.GOOD),
                        Finding.of("b", Verdict.GOOD),
                        Finding.of("c", Verdict.MISSING),
                        Finding.of("d", Verdict.NOTE))))
                .isEqualTo(66);
    }
}
