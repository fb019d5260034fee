package org.touchstone.supervision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.text.Texts;
import org.touchstone.registry.ReasonWords;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.supervision.CureTarget;
import org.touchstone.supervision.OfficialLetter.LetterKind;

/**
 * A letter as it is read, in one language. Page and document are made from it, so that they say the same.
 *
 * @param subject what it is about
 * @param body its paragraphs
 * @param points what is listed after them: promises, and what was measured of them
 * @param rights what the business can do about it
 */
public record LetterPaper(
        OfficialLetter letter,
        String legalName,
        String host,
        String subject,
        List<String> body,
        List<String> points,
        List<String> rights) {

    /** The letter in the words of a language. */
    public static LetterPaper of(OfficialLetter letter, Texts t) {
        var words = new Words(letter.content(), t);
        var host = words.text("host");
        return new LetterPaper(
                letter,
                words.text("legalName"),
                host,
                letter.kind() == LetterKind.STATEMENT
                        ? t.say("letter.subject.STATEMENT", words.step("step"), host)
                        : t.say("letter.subject." + letter.kind(), host),
                words.body(letter.kind()),
                words.points(),
                words.rights(letter.kind()));
    }

    private record Words(Map<String, Object> content, Texts t) {

        private boolean has(String key) {
            return content.get(key) != null;
        }

        private String text(String key) {
            return Objects.toString(content.get(key), "");
        }

        private long number(String key) {
            return new BigDecimal(text(key)).longValue();
        }

        private Instant at(String key) {
            return Instant.parse(text(key));
        }

        private MarkStep step(String key) {
            return MarkStep.valueOf(text(key));
        }

        private List<String> body(LetterKind kind) {
            var body = new ArrayList<String>();
            switch (kind) {
                case LETTER -> letter(body);
                case STATEMENT -> statement(body);
                case PLAN_ACCEPTED -> body.add(t.say("letter.PLAN_ACCEPTED", at("checkAt")));
                case PLAN_RETURNED -> body.add(t.say("letter.PLAN_RETURNED", at("planDue")));
                case PLAN_MISSED -> body.add(t.say("letter.PLAN_MISSED", at("planDue")));
                case SETTLED -> body.add(t.say(has("measured") ? "letter.SETTLED.kept" : "letter.SETTLED"));
                case CHECK_FAILED, WITHDRAWN -> body.add(t.say("letter." + kind));
            }
            if (kind != LetterKind.LETTER && has("reason")) {
                body.add(t.say("letter.reasons", ReasonWords.of(t, text("reason"))));
            }
            return List.copyOf(body);
        }

        private void letter(List<String> body) {
            body.add(t.say(
                    "letter.LETTER.points",
                    number("points"),
                    Period.parse(text("window")).toTotalMonths(),
                    number("letterAbove")));
            if (has("orders")) {
                var orders = new BigDecimal(text("orders"));
                var rate = BigDecimal.valueOf(number("points") * 10_000).divide(orders, 2, RoundingMode.HALF_UP);
                body.add(t.say(
                        "letter.LETTER.orders",
                        orders.longValue(),
                        t.number(rate.doubleValue(), 2),
                        t.number(new BigDecimal(text("sizedAbove")).doubleValue(), 0)));
            } else {
                body.add(t.say("letter.LETTER.orders-unknown"));
            }
            if (content.get("complaints") instanceof List<?> complaints && !complaints.isEmpty()) {
                // A reference reads from left to right, whatever stands around it.
                body.add(t.say(
                        "letter.LETTER.complaints",
                        complaints.stream()
                                .map(reference -> "\u2066" + reference + "\u2069")
                                .collect(Collectors.joining(t.say("list.comma")))));
            }
            body.add(t.say("letter.LETTER.plan", at("planDue")));
            body.add(t.say("letter.LETTER.follows"));
        }

        private void statement(List<String> body) {
            var after = has("after") ? MarkState.valueOf(text("after")) : MarkState.valueOf(text("before"));
            body.add(t.say(
                    "letter.STATEMENT.decided",
                    step("step"),
                    at("effectiveAt"),
                    MarkState.valueOf(text("before")),
                    after));
            if (has("appealed")) {
                body.add(t.say("letter.STATEMENT.appealed." + text("step"), step("appealed"), at("appealedAt")));
            }
            if (has("points")) {
                body.add(t.say(
                        "letter.STATEMENT.points",
                        number("points"),
                        Period.parse(text("window")).toTotalMonths()));
            }
            if (has("orders")) {
                body.add(t.say("letter.STATEMENT.orders", number("orders")));
            }
            if (content.get("by") instanceof List<?> by) {
                body.add(t.say(
                        "letter.STATEMENT.by",
                        String.join(
                                t.say("letter.and"),
                                by.stream()
                                        .map(role -> t.say("mark.by." + role))
                                        .toList())));
            }
        }

        private List<String> points() {
            return Stream.concat(
                            list("targets").map(this::promise), list("measured").map(this::outcome))
                    .toList();
        }

        @SuppressWarnings("unchecked")
        private Stream<Map<String, Object>> list(String key) {
            return content.get(key) instanceof List<?> items
                    ? items.stream().map(item -> (Map<String, Object>) item)
                    : Stream.empty();
        }

        private String promise(Map<String, Object> target) {
            return LetterPaper.promise(
                    t,
                    CureTarget.Kind.valueOf(String.valueOf(target.get("kind"))),
                    new BigDecimal(String.valueOf(target.get("value"))).intValue());
        }

        @SuppressWarnings("unchecked")
        private String outcome(Map<String, Object> measured) {
            var value = measured.get("measured");
            return LetterPaper.outcome(
                    t,
                    promise((Map<String, Object>) Objects.requireNonNull(measured.get("target"))),
                    value == null ? null : new BigDecimal(String.valueOf(value)),
                    Boolean.TRUE.equals(measured.get("met")));
        }

        private List<String> rights(LetterKind kind) {
            var rights = new ArrayList<String>();
            if (kind == LetterKind.LETTER
                    || kind == LetterKind.PLAN_RETURNED
                    || kind == LetterKind.PLAN_MISSED
                    || kind == LetterKind.CHECK_FAILED) {
                rights.add(t.say("letter.right.answer"));
            }
            if (has("appealUntil")) {
                rights.add(t.say("letter.right.appeal", at("appealUntil")));
            }
            rights.add(t.say("letter.right.public"));
            return List.copyOf(rights);
        }
    }

    /** A promise in words. */
    public static String promise(Texts t, CureTarget.Kind kind, int value) {
        return t.say("target." + kind, value);
    }

    /** What came of a promise, in words. */
    public static String outcome(Texts t, String promise, @Nullable BigDecimal measured, boolean met) {
        return measured == null
                ? t.say("target.nothing", promise)
                : t.say(
                        met ? "target.met" : "target.missed",
                        promise,
                        t.number(
                                measured.doubleValue(),
                                measured.stripTrailingZeros().scale() <= 0 ? 0 : 2));
    }
}
