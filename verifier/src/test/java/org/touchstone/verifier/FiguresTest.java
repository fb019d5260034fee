package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.verifier.ComplaintBuilder.AS_OF;
import static org.touchstone.verifier.ComplaintBuilder.aComplaint;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Window WINDOW = new Window(Instant.parse("2025-11-21T10:00:00Z"), AS_OF);
    private static final Index INDEX = new Index(AS_OF, Period.ofMonths(12), BigDecimal.valueOf(7), 10, 30, List.of());

    private final Map<String, MarkRecord> marks = new LinkedHashMap<>();

    @Test
    void rates_shrink_towards_the_mean_of_the_trade() {
        mark("few", "books", 1, 1);
        mark("many", "books", 59, 99);
        mark("elsewhere", "shoes", 0, 50);

        // μ of books = 60/100. few: (1 + 7·0.6)/(1 + 7) = 0.65. many: (59 + 4.2)/106 = 0.59623.
        assertThat(cell("few", "shrunkAnswerRate")).isEqualTo("0.6500");
        assertThat(cell("many", "shrunkAnswerRate")).isEqualTo("0.5962");
        assertThat(cell("elsewhere", "shrunkAnswerRate")).isEqualTo("0.0000");
    }

    @Test
    void without_a_trade_the_mean_is_that_of_all_marks() {
        mark("tradeless", "", 3, 3);
        mark("shop", "books", 0, 3);

        // μ = 3/6: (3 + 3.5)/(3 + 7) = 0.65.
        assertThat(cell("tradeless", "shrunkAnswerRate")).isEqualTo("0.6500");
        assertThat(cell("shop", "shrunkAnswerRate")).isEqualTo("0.0000");
    }

    @Test
    void nothing_matured_leaves_every_rate_empty() {
        mark("quiet", "books", 0, 0);
        mark("busy", "books", 4, 5);

        for (String rate : List.of(
                "answerRate",
                "answerRateLow",
                "answerRateHigh",
                "shrunkAnswerRate",
                "lateShare",
                "solvedOfRated",
                "solvedOfAll",
                "solvedOfficial",
                "solvedCoverage",
                "reopenedShare",
                "templateShare",
                "medianHours",
                "p90Hours")) {
            assertThat(cell("quiet", rate)).as(rate).isEmpty();
        }
        assertThat(cell("quiet", "matured")).isEqualTo("0");
        assertThat(cell("quiet", "tooFew")).isEqualTo("true");
    }

    @Test
    void fewer_than_ten_matured_are_too_few_to_judge() {
        mark("nine", "books", 9, 9);
        mark("ten", "books", 9, 10);

        assertThat(cell("nine", "tooFew")).isEqualTo("true");
        assertThat(cell("ten", "tooFew")).isEqualTo("false");
    }

    @Test
    void from_thirty_matured_a_mark_has_a_place_among_its_trade() {
        mark("best", "books", 30, 30);
        mark("unranked", "books", 29, 29);
        mark("worst", "books", 10, 40);
        mark("elsewhere", "shoes", 1, 30);

        assertThat(List.of(cell("best", "rank"), cell("best", "ranked"))).containsExactly("1", "2");
        assertThat(List.of(cell("worst", "rank"), cell("worst", "ranked"))).containsExactly("2", "2");
        assertThat(List.of(cell("unranked", "rank"), cell("unranked", "ranked")))
                .containsExactly("", "");
        assertThat(List.of(cell("elsewhere", "rank"), cell("elsewhere", "ranked")))
                .containsExactly("1", "1");
    }

    @Test
    void equal_rounded_rates_share_the_best_place() {
        Map<String, Place> places = Place.byRate(Map.of(
                "a", new BigDecimal("0.9000"),
                "b", new BigDecimal("0.8000"),
                "c", new BigDecimal("0.8000"),
                "d", new BigDecimal("0.7000")));

        assertThat(places)
                .isEqualTo(
                        Map.of("a", new Place(1, 4), "b", new Place(2, 4), "c", new Place(2, 4), "d", new Place(4, 4)));
    }

    @Test
    void the_place_is_decided_on_the_rounded_rate() {
        // μ = 39999/40000, so the exact rates are 0.99995001 and 0.99999999; both are published as 1.0000.
        mark("a", "books", 19_999, 20_000);
        mark("b", "books", 20_000, 20_000);

        assertThat(cell("a", "shrunkAnswerRate")).isEqualTo("1.0000");
        assertThat(cell("a", "rank")).isEqualTo("1");
        assertThat(cell("b", "rank")).isEqualTo("1");
    }

    @Test
    void shares_are_of_the_answered_the_rated_or_the_matured() {
        mark("shop", "books", 0, 1);
        record("shop")
                .add(aComplaint().answeredInRound(2).saying(ConsumerWord.SOLVED).build());
        record("shop")
                .add(aComplaint()
                        .answeredInRound(1)
                        .saying(ConsumerWord.NOT_SOLVED)
                        .reopened()
                        .build());
        record("shop")
                .add(aComplaint().answeredInRound(1).in(Standing.CLOSED_UNRATED).build());

        assertThat(cell("shop", "lateShare")).isEqualTo("0.3333");
        assertThat(cell("shop", "solvedOfRated")).isEqualTo("0.5000");
        assertThat(cell("shop", "solvedOfAll")).isEqualTo("0.2500");
        assertThat(cell("shop", "solvedOfficial")).isEqualTo("0.6667");
        assertThat(cell("shop", "solvedCoverage")).isEqualTo("0.5000");
        assertThat(cell("shop", "reopenedShare")).isEqualTo("0.2500");
    }

    @Test
    void template_answers_are_a_share_of_those_with_a_fingerprint() {
        mark("shop", "books", 4, 4);
        LongStream.of(5, 5, 5, 6)
                .forEach(print -> record("shop")
                        .add(aComplaint().answeredInRound(1).fingerprint(print).build()));

        assertThat(cell("shop", "templateShare")).isEqualTo("0.7500");
    }

    @Test
    void complaints_are_counted_per_ten_thousand_orders() {
        mark("shop", "books", 1, 3);
        record("shop").addOrders(4_000);
        record("shop").addOrders(5_000);

        assertThat(cell("shop", "orders")).isEqualTo("9000");
        assertThat(cell("shop", "complaintsPer10000")).isEqualTo("3.33");
        assertThat(cell("shop", "unansweredPer10000")).isEqualTo("2.22");
    }

    @Test
    void without_orders_nothing_is_said_per_order() {
        mark("unknown", "books", 1, 3);
        mark("none", "books", 1, 3);
        record("none").addOrders(0);

        for (String column : List.of("orders", "complaintsPer10000", "unansweredPer10000")) {
            assertThat(cell("unknown", column)).isEmpty();
            assertThat(cell("none", column)).isEmpty();
        }
    }

    private void mark(String code, String trade, int answered, int matured) {
        MarkRecord history = new MarkRecord(trade);
        for (int i = 0; i < matured; i++) {
            history.add((i < answered ? aComplaint().answeredInRound(1) : aComplaint()).build());
        }
        marks.put(code, history);
    }

    private MarkRecord record(String mark) {
        return Objects.requireNonNull(marks.get(mark));
    }

    private String cell(String mark, String column) {
        Figures figures =
                Objects.requireNonNull(Figures.of(marks, INDEX, WINDOW).get(mark));
        return Column.ALL.stream()
                .filter(candidate -> candidate.name().equals(column))
                .map(candidate -> candidate.expected().apply(figures).shown())
                .findFirst()
                .orElseThrow();
    }
}
