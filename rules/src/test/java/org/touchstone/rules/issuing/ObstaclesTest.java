package org.touchstone.rules.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.touchstone.rules.issuing.Obstacles.RevokedMark;
import org.touchstone.rules.issuing.Obstacles.Tie;

class ObstaclesTest {

    private static final Instant SINCE = Instant.parse("2021-11-25T00:00:00Z");

    private static Set<Tie> ties(String names) {
        return Arrays.stream(names.split("\\|")).map(Tie::valueOf).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, revoked-owner, BARRED",
        "BUSINESS, revoked-owner, BARRED",
        "TERMINAL, revoked-owner, BARRED",
        "PHONE, revoked-tie, QUESTION",
        "ADDRESS, revoked-tie, QUESTION",
        "PHONE|ADDRESS, revoked-tie, BARRED",
    })
    void a_revoked_owner_does_not_come_back_and_chance_is_looked_at(String names, String code, CheckState state) {
        var findings =
                Obstacles.revoked(List.of(new RevokedMark("ABCD2345", SINCE.plusSeconds(1), ties(names))), SINCE);
        assertThat(findings).extracting(Finding::code).containsExactly(code);
        assertThat(Assessment.stateAfter(findings)).isEqualTo(state);
    }

    @Test
    void after_the_bar_of_the_policy_the_past_is_past() {
        assertThat(Obstacles.revoked(
                        List.of(new RevokedMark("ABCD2345", SINCE.minusSeconds(1), Set.of(Tie.OWNER))), SINCE))
                .isEmpty();
    }

    @Test
    void a_host_carries_one_mark() {
        assertThat(Obstacles.host(true, false)).extracting(Finding::code).containsExactly("host-marked");
        assertThat(Obstacles.host(false, true)).extracting(Finding::code).containsExactly("host-marked-already");
        assertThat(Obstacles.host(false, false)).isEmpty();
    }

    @Test
    void an_expired_mark_keeps_its_address_for_a_while_and_its_owner_renews_it() {
        var free = SINCE.plusSeconds(60);
        var day = LocalDate.parse("2027-02-01");
        assertThat(Obstacles.expiredAt(false, "ABCD2345", free, day, SINCE))
                .containsExactly(Finding.of("host-kept", Verdict.BARRED, "mark", "ABCD2345", "until", "2027-02-01"));
        assertThat(Obstacles.expiredAt(false, "ABCD2345", free, day, free)).isEmpty();
        assertThat(Obstacles.expiredAt(true, "ABCD2345", free, day, free.plusSeconds(1)))
                .extracting(Finding::code)
                .containsExactly("host-to-renew");
    }

    @Test
    void a_shared_telephone_and_address_are_not_the_same_hands() {
        assertThat(Obstacles.sameHands(Set.of(Tie.PHONE, Tie.ADDRESS))).isFalse();
        assertThat(Obstacles.sameHands(Set.of(Tie.TERMINAL))).isTrue();
    }
}
