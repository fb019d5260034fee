package org.touchstone.rules.grade;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.rules.testing.ForAll.forAll;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.issuing.Verdict;
import org.touchstone.rules.issuing.WebsiteChecks;
import org.touchstone.rules.issuing.WebsiteChecks.Encryption;
import org.touchstone.rules.record.Figures;

class SeenTest {

    private static final Instant NOW = AGrade.NOW;

    private static List<Finding> tls(boolean hsts, List<String> missing) {
        return WebsiteChecks.tls(new Encryption(
                null, "CN=Authority", 60, NOW.plus(ofDays(60)), List.of("TLS 1.3"), List.of(), hsts, true, missing));
    }

    private static Seen look(Seen before, Map<CheckCode, List<Finding>> found, Map<CheckCode, List<Finding>> faults) {
        return Seen.after(before, NOW, found, faults);
    }

    @Test
    void a_look_notes_what_the_indices_rest_on() {
        var seen =
                Seen.after(null, NOW, Map.of(CheckCode.TLS, tls(false, List.of("Content-Security-Policy"))), Map.of());
        var site = seen.site();
        assertThat(site).isNotNull();
        assertThat(site.encrypted()).isTrue();
        assertThat(site.certificateUntil()).isEqualTo(NOW.plus(ofDays(60)));
        assertThat(site.missing()).containsExactly(Protection.HSTS, Protection.CONTENT_SECURITY_POLICY);
        assertThat(seen.checks()).containsExactly(Map.entry(CheckCode.TLS, true));
        assertThat(seen.looksOf(30)).isEqualTo(1);
        assertThat(seen.reachedOf(30)).isEqualTo(1);
    }

    @Test
    void who_does_not_answer_takes_nothing_away() {
        var before = Seen.after(null, NOW, Map.of(CheckCode.TLS, tls(true, List.of())), Map.of());
        var registerDown = look(before, Map.of(), Map.of());
        assertThat(registerDown.differsFrom(before)).isFalse();

        var notReached = Map.of(CheckCode.TLS, WebsiteChecks.notReached("shop.example", "TIMEOUT"));
        var siteDown = look(before, notReached, notReached);
        assertThat(siteDown.site()).isEqualTo(before.site());
        assertThat(siteDown.checks()).containsExactly(Map.entry(CheckCode.TLS, false));
        assertThat(siteDown.reachedOf(30)).isEqualTo(1);
        assertThat(siteDown.looksOf(30)).isEqualTo(2);
        assertThat(siteDown.reachedOf(1)).isZero();
        assertThat(siteDown.differsFrom(before)).isTrue();
    }

    @Test
    void looks_of_long_ago_are_forgotten() {
        var down = Map.of(CheckCode.CONTENT, WebsiteChecks.notReached("shop.example", "TIMEOUT"));
        var up = Map.of(CheckCode.CONTENT, List.of(Finding.of("content-found", Verdict.GOOD)));
        var seen = Seen.after(null, NOW, down, down);
        for (int i = 0; i < 100; i++) {
            seen = look(seen, up, Map.of());
        }
        assertThat(seen.looks()).isEqualTo(60);
        assertThat(seen.reachedOf(60)).isEqualTo(60);
        assertThat(look(seen, up, Map.of()).differsFrom(seen)).isFalse();
    }

    @Test
    void a_complaint_leaves_the_window_at_the_first_instant_at_which_it_is_not_in_it() {
        forAll(random -> Instant.parse("2023-11-01T00:00:00Z").plusSeconds(random.nextLong(100_000_000L)))
                .holds(submitted -> {
                    for (var window : List.of(Period.ofMonths(12), Period.ofMonths(6), Period.ofMonths(1))) {
                        var leaves = Figures.windowLeft(submitted, window);
                        assertThat(submitted.isAfter(Figures.windowStart(leaves, window)))
                                .isFalse();
                        assertThat(submitted.isAfter(Figures.windowStart(leaves.minusNanos(1000), window)))
                                .isTrue();
                    }
                });
        assertThat(Figures.windowLeft(Instant.parse("2024-02-29T10:00:00Z"), Period.ofMonths(12)))
                .isEqualTo("2025-03-01T00:00:00Z");
    }
}
