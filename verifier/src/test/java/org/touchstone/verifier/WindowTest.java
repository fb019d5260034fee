package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.Period;
import org.junit.jupiter.api.Test;

class WindowTest {
    @Test
    void the_window_is_open_at_its_start_and_closed_at_its_end() throws UnreadableInput {
        Window window = Window.endingAt(Instant.parse("2026-11-21T10:00:00Z"), Period.ofMonths(12));

        assertThat(window.holds(Instant.parse("2025-11-21T10:00:00Z"))).isFalse();
        assertThat(window.holds(Instant.parse("2025-11-21T10:00:00.000000001Z")))
                .isTrue();
        assertThat(window.holds(Instant.parse("2026-11-21T10:00:00Z"))).isTrue();
        assertThat(window.holds(Instant.parse("2026-11-21T10:00:00.000000001Z")))
                .isFalse();
    }

    @Test
    void months_are_counted_back_in_the_calendar() throws UnreadableInput {
        Window window = Window.endingAt(Instant.parse("2024-08-31T00:00:00Z"), Period.ofMonths(6));

        assertThat(window.from()).isEqualTo("2024-02-29T00:00:00Z");
    }

    @Test
    void a_window_longer_than_the_calendar_is_refused() {
        assertThatThrownBy(() -> Window.endingAt(Instant.EPOCH, Period.ofYears(Integer.MAX_VALUE)))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("not in the calendar");
    }
}
