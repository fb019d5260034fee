package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.touchstone.complaint.Story;
import org.touchstone.complaint.web.DeskPages;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.ReaderCalendar;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Role;
import org.touchstone.issuing.ApplicationKind;
import org.touchstone.probe.Fetched;
import org.touchstone.probe.SiteFindings;
import org.touchstone.record.web.ProfilePages;
import org.touchstone.registers.Register;
import org.touchstone.registry.Likeness;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.issuing.ApplicationState;
import org.touchstone.rules.issuing.ApplicationStep;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.CheckState;
import org.touchstone.rules.issuing.Obstacles;
import org.touchstone.rules.issuing.Verdict;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.text.Redaction;

class TextsTest {

    private static final Pattern KEY = Pattern.compile("say\\(\\s*\"([a-zA-Z0-9.-]+[a-zA-Z0-9])\"");

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_language_says_everything(Language language) {
        assertThat(Texts.in(language).keys()).isEqualTo(Texts.in(Language.EN).keys());
    }

    @Test
    void every_sentence_a_page_asks_for_exists() throws IOException {
        var asked = new TreeSet<String>();
        for (var root : new String[] {"src/main/jte", "src/main/java"}) {
            try (var files = Files.walk(Path.of(root))) {
                for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    KEY.matcher(Files.readString(file)).results().forEach(found -> asked.add(found.group(1)));
                }
            }
        }
        assertThat(asked).hasSizeGreaterThan(250);
        assertThat(Texts.in(Language.EN).keys()).containsAll(asked);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_value_of_the_domain_has_a_name(Language language) {
        var texts = Texts.in(language);
        for (var type : new Class<?>[] {
            ApplicationState.class,
            ApplicationStep.class,
            ApplicationKind.class,
            CheckCode.class,
            CheckState.class,
            Verdict.class,
            Obstacles.Tie.class,
            State.class,
            Remedy.class,
            MarkState.class,
            Likeness.class,
            Role.class,
            DeskPages.Pile.class,
            ProfilePages.Fact.class
        }) {
            Arrays.stream(type.getEnumConstants())
                    .forEach(value -> assertThat(texts.name((Enum<?>) value)).isNotBlank());
        }
        for (var kind : Redaction.Kind.values()) {
            assertThat(texts.has("redaction." + kind.name())).as("%s", kind).isTrue();
        }
        for (var why : Fetched.Why.values()) {
            assertThat(texts.has("unreached." + why)).as("%s", why).isTrue();
        }
        for (var topic : SiteFindings.Topic.values()) {
            assertThat(texts.has("topic." + topic)).as("%s", topic).isTrue();
        }
        for (var register : Register.values()) {
            assertThat(texts.has("waits." + register)).as("%s", register).isTrue();
        }
        for (var state : Story.State.values()) {
            assertThat(texts.has("StoryState." + state.name())).as("%s", state).isTrue();
        }
    }

    /** A sentence with broken braces or a lost apostrophe must fail here, not before a reader. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void every_sentence_can_be_said(Language language) {
        var texts = Texts.in(language);
        for (var key : texts.keys()) {
            if (key.startsWith("finding.") || key.startsWith("remedy.") || key.startsWith("grade.why.")) {
                assertThat(texts.say(key, FACTS)).as(key).isNotBlank().doesNotContain("{");
            } else {
                assertThat(texts.say(key, 1, 2, 3, 4)).as(key).isNotBlank();
            }
        }
    }

    /** Every fact a finding can have; a sentence that asks for another has a hole. */
    private static final Map<String, String> FACTS = Stream.of(
                    "matured",
                    "answered",
                    "kappa",
                    "onTime",
                    "reopened",
                    "refusalsLost",
                    "restricted",
                    "months",
                    "fullMonths",
                    "certificateDays",
                    "offOpen",
                    "offClosedSevere",
                    "offClosed",
                    "delivery",
                    "found",
                    "expected",
                    "seat",
                    "number",
                    "issuer",
                    "until",
                    "expectedTrade",
                    "foundTrade",
                    "city",
                    "postalCode",
                    "where",
                    "mark",
                    "ties",
                    "check",
                    "reason",
                    "topic",
                    "why",
                    "days",
                    "protocols",
                    "headers",
                    "kind")
            .collect(Collectors.toMap(name -> name, name -> "x"));

    @Test
    void dates_are_those_of_the_reader() {
        var day = LocalDate.parse("2026-11-21");
        assertThat(Texts.in(Language.FA).date(day)).isEqualTo("شنبه ۳۰ آبان ۱۴۰۵");
        assertThat(Texts.in(Language.ZH).date(day)).isEqualTo("2026年11月21日");
        assertThat(Texts.in(Language.EN).date(day)).isEqualTo("21 November 2026");
        var instant = Instant.parse("2026-11-21T20:40:00Z");
        assertThat(Texts.in(Language.FA).dateTime(instant)).isEqualTo("یکشنبه ۱ آذر ۱۴۰۵، ساعت ۰۰:۱۰");
        assertThat(Texts.in(Language.EN).dateTime(instant)).isEqualTo("21 November 2026, 20:40 UTC");
    }

    @Test
    void numbers_are_those_of_the_reader() {
        assertThat(Texts.in(Language.FA).number(1234567)).isEqualTo("۱٬۲۳۴٬۵۶۷");
        assertThat(Texts.in(Language.FA).percent(0.92)).isEqualTo("۹۲٪");
        assertThat(Texts.in(Language.EN).duration(Duration.ofHours(28))).isEqualTo("1 day 4 hours");
    }

    @Test
    void a_day_typed_in_either_calendar_is_understood() {
        var day = LocalDate.parse("2026-11-21");
        assertThat(ReaderCalendar.day(new ReaderCalendar.Fields(1405, 8, 30))).contains(day);
        assertThat(ReaderCalendar.day(new ReaderCalendar.Fields(2026, 11, 21))).contains(day);
        assertThat(ReaderCalendar.day(new ReaderCalendar.Fields(1405, 12, 30))).isEmpty();
        assertThat(ReaderCalendar.day(new ReaderCalendar.Fields(1403, 12, 30))).isPresent();
        assertThat(ReaderCalendar.fields(day, Language.FA)).isEqualTo(new ReaderCalendar.Fields(1405, 8, 30));
    }
}
