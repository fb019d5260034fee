package org.touchstone.badge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.touchstone.badge.Look.Size;
import org.touchstone.badge.Look.Theme;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.registry.Host;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The picture of a mark in every look. */
class PainterTest {

    private static final Instant AT = Instant.parse("2026-11-25T12:00:00Z");
    private static final Host HOST = Host.in("nilgoonafzar.example").orElseThrow();

    static Stream<Look> looks() {
        return Arrays.stream(Language.values())
                .flatMap(l -> Arrays.stream(Size.values())
                        .flatMap(s -> Arrays.stream(Theme.values()).map(t -> new Look(l, s, t))));
    }

    private static Document read(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void says_the_state_and_the_address_in_the_readers_script_and_asks_nobody_anything(Look look) throws Exception {
        var t = Texts.in(look.language());
        for (var face : Face.values()) {
            var svg = Painter.draw(look, face, HOST, null, true, AT);
            var picture = read(svg);
            var root = picture.getDocumentElement();
            assertThat(root.getAttribute("lang")).isEqualTo(look.language().code());
            assertThat(root.getAttribute("direction")).isEqualTo(look.language().direction());
            assertThat(root.getAttribute("width"))
                    .isEqualTo(String.valueOf(look.size().width()));
            assertThat(root.getElementsByTagName("title").item(0).getTextContent())
                    .contains(t.say("badge.face." + face.name()))
                    .contains("nilgoonafzar.example")
                    .doesNotContain("{");
            assertThat(svg).contains(">nilgoonafzar.example</text>");
            assertThat(svg.replace("http://www.w3.org/2000/svg", ""))
                    .doesNotContain("http", "href", "script", "url(", "@import", "@font", "<image", "foreignObject");
            assertThat(Picture.of(svg).packed().bytes().length).isLessThan(4096).isLessThan(1400);
        }
    }

    @Test
    void every_face_has_a_shape_and_a_word_of_its_own() {
        var shapes = new HashSet<String>();
        for (var face : Face.values()) {
            assertThat(shapes.add(face.shape())).isTrue();
        }
        for (var language : Language.values()) {
            var t = Texts.in(language);
            for (var kind : new String[] {"badge.face.", "badge.short."}) {
                assertThat(Arrays.stream(Face.values())
                                .map(f -> t.say(kind + f.name()))
                                .distinct())
                        .hasSize(Face.values().length);
            }
            assertThat(t.keys().stream().filter(k -> k.startsWith("badge.")).map(t::say))
                    .noneMatch(words -> words.strip().equalsIgnoreCase("trusted"));
        }
    }

    @Test
    void follows_the_readers_light_and_dark_or_what_is_asked_for() {
        assertThat(Painter.draw(look("theme=auto"), Face.VALID, HOST, null, true, AT))
                .contains("@media(prefers-color-scheme:dark)");
        var light = Painter.draw(look("theme=light"), Face.VALID, HOST, null, true, AT);
        var dark = Painter.draw(look("theme=dark"), Face.VALID, HOST, null, true, AT);
        assertThat(light).doesNotContain("@media").isNotEqualTo(dark);
        assertThat(dark).doesNotContain("@media").contains("#7fd0b6");
    }

    @Test
    void tells_the_day_in_the_readers_calendar_and_asks_to_compare_where_nothing_is_proven() {
        assertThat(Painter.draw(look("l=fa"), Face.VALID, HOST, null, true, AT)).contains("۱۴۰۵/۰۹/۰۴");
        assertThat(Painter.draw(look("l=en"), Face.VALID, HOST, null, true, AT)).contains("Checked 2026-11-25");
        assertThat(Painter.draw(look("l=en"), Face.VALID, HOST, null, false, AT))
                .contains("Compare the address");
        assertThat(Painter.draw(look("l=en"), Face.UNREACHABLE, null, null, false, null))
                .contains("Look again");
    }

    @Test
    void shows_a_grade_where_one_is_given_and_no_word_of_it_where_none_is() {
        assertThat(Painter.draw(look("l=en&s=l"), Face.VALID, HOST, "A", true, AT))
                .contains("grade A");
        assertThat(Painter.draw(look("l=en&s=l"), Face.VALID, HOST, null, true, AT))
                .doesNotContain("grade");
    }

    @Test
    void keeps_the_end_of_an_address_that_is_too_long_and_shows_other_scripts_as_they_read() {
        var longest = Host.in("x".repeat(60) + "." + "y".repeat(60) + ".bank-of-somewhere.example")
                .orElseThrow();
        for (var look : looks().toList()) {
            assertThat(Painter.draw(look, Face.VALID, longest, null, true, AT))
                    .containsPattern(">…[^<]*where\\.example</text>");
        }
        var persian = Host.in("xn--hhbbbed.example").orElseThrow();
        assertThat(Painter.draw(look("l=fa"), Face.VALID, persian, null, true, AT))
                .contains("direction=\"ltr\"", ">نمونه.example</text>");
    }

    private static Look look(String query) {
        return Look.asked(query);
    }

    @Test
    void what_is_asked_for_wrongly_is_as_by_default() {
        assertThat(Look.asked("")).isEqualTo(Look.DEFAULT);
        assertThat(Look.asked("l=de&s=xxl&theme=pink&x&=&&y=1")).isEqualTo(Look.DEFAULT);
        for (var look : looks().toList()) {
            assertThat(Look.asked(look.query())).isEqualTo(look);
        }
    }
}
