package org.touchstone.directory.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.util.UriComponentsBuilder;
import org.touchstone.directory.Question;
import org.touchstone.directory.index.RegisterIndex.Place;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Refused;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.policy.Grade;

/** Questions to the register as they stand in addresses. */
final class Asking {

    private static final int LONGEST = 200;
    private static final int LONGEST_CITY = 100;

    private Asking() {}

    /** Reads a question; what is wrong is noted. */
    static Question read(
            Check check,
            @Nullable String q,
            @Nullable String trade,
            @Nullable String city,
            @Nullable String state,
            @Nullable String grade) {
        var words = check.optionalText("q", q, LONGEST);
        var place = check.optionalText("city", city, LONGEST_CITY);
        var known = trade == null || trade.isBlank() ? null : trade.strip().toUpperCase(Locale.ROOT);
        if (known != null && !trades().contains(known)) {
            check.fault("trade", "unknown-trade");
            known = null;
        }
        @Nullable MarkState standing = state == null || state.isBlank() ? null : check.oneOf("state", state, MarkState.class);
        @Nullable Grade graded = grade == null || grade.isBlank() ? null : check.oneOf("grade", grade, Grade.class);
        return new Question(words == null ? "" : words, known, place, standing, graded);
    }

    /** Reads a question or refuses it. */
    static Question sound(
            @Nullable String q,
            @Nullable String trade,
            @Nullable String city,
            @Nullable String state,
            @Nullable String grade) {
        var check = new Check();
        var question = read(check, q, trade, city, state, grade);
        check.done();
        return question;
    }

    /** The trades of the platform. */
    static List<String> trades() {
        return Texts.in(Language.EN).keys().stream()
                .filter(k -> k.startsWith("trade."))
                .map(k -> k.substring("trade.".length()))
                .toList();
    }

    /** An address with a question in it. */
    static String address(String path, Question question) {
        return builder(path, question).encode().build().toUriString();
    }

    /** The address of a numbered page after a place. */
    static String address(String path, Question question, Place after, int page) {
        return address(path, question, after) + "&page=" + page;
    }

    /** The address of the page after a place. */
    static String address(String path, Question question, Place after) {
        return builder(path, question)
                .queryParam("cursor", text(after, question))
                .encode()
                .build()
                .toUriString();
    }

    private static UriComponentsBuilder builder(String path, Question question) {
        var builder = UriComponentsBuilder.fromPath(path);
        if (!question.words().isBlank()) {
            builder.queryParam("q", question.words().replace("{", "").replace("}", ""));
        }
        if (question.trade() != null) {
            builder.queryParam("trade", question.trade());
        }
        if (question.city() != null) {
            builder.queryParam("city", question.city().replace("{", "").replace("}", ""));
        }
        if (question.state() != null) {
            builder.queryParam("state", question.state());
        }
        if (question.grade() != null) {
            builder.queryParam("grade", question.grade());
        }
        return builder;
    }

    /** A place as it travels; it fits the question it belongs to. */
    static String text(Place place, Question question) {
        var plain = (place.relaxed() ? "r" : "s") + (place.rekeyed() ? "k" : "") + ":"
                + Integer.toHexString(Float.floatToIntBits(place.score())) + ":" + place.code() + ":"
                + Integer.toHexString(hash(question));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** The place of a text form; nothing where there is none. Refuses anything else, and the place of another question. */
    static @Nullable Place place(@Nullable String text, Question question) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(":", -1);
            if (parts.length == 4
                    && parts[0].matches("[rs]k?")
                    && parts[2].matches("[A-Z0-9]{1,20}")
                    && Integer.parseUnsignedInt(parts[3], 16) == hash(question)) {
                float score = Float.intBitsToFloat(Integer.parseUnsignedInt(parts[1], 16));
                if (Float.isFinite(score) && score >= 0) {
                    return new Place(parts[0].startsWith("r"), parts[0].endsWith("k"), score, parts[2]);
                }
            }
        } catch (IllegalArgumentException e) {
            // Not a cursor of ours.
        }
        throw new Refused(HttpStatus.BAD_REQUEST, "bad-cursor");
    }

    private static int hash(Question question) {
        var state = question.state();
        var grade = question.grade();
        return Objects.hash(
                question.words(),
                question.trade(),
                question.city(),
                state == null ? null : state.name(),
                grade == null ? null : grade.name());
    }
}
