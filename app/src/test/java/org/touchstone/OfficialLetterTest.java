package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.document.Judge;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.registry.Host;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.supervision.LetterDocuments;
import org.touchstone.supervision.LetterPaper;
import org.touchstone.supervision.OfficialLetter;
import org.touchstone.supervision.OfficialLetter.LetterKind;
import org.touchstone.supervision.OfficialLetters;
import org.touchstone.supervision.store.OfficialLetterStore;

/** Every kind of letter as it leaves the house, in every language: fit for archives, under the seal, and word for word what its page says. */
class OfficialLetterTest {

    private static final Instant AT = Instant.parse("2026-11-21T08:30:15.250Z");
    private static final String DUE = "2026-12-01T20:29:59Z";
    private static final String HOST = "golpazhuh.example";

    private static final Installation INSTALLATION = Installation.shared();

    static Stream<Arguments> letters() {
        return Arrays.stream(LetterKind.values())
                .flatMap(kind -> Arrays.stream(Language.values()).map(language -> Arguments.of(kind, language)));
    }

    /** Whoever writes to the centre writes in their own language, whatever the document's is. */
    private static String name(Language language) {
        return switch (language) {
            case FA -> "شرکت بازرگانی گل‌پژوهان پارس (سهامی خاص)";
            case ZH -> "古尔帕茹汗商贸有限公司";
            case EN -> "Golpazhuhan Pars Trading Company (1998), Ltd.";
        };
    }

    private static String why(Language language) {
        return switch (language) {
            case FA ->
                "سه شکایت تازه هم بی‌پاسخ ماند؛ از ۱۲ پرونده تنها ۴ پرونده (۳۳٪) به موقع پاسخ گرفت. فرم F-18 پیوست است.";
            case ZH -> "又有三件投诉未获答复；12件投诉中只有4件（33%）按时答复。附表 F-18。";
            case EN ->
                "Three new complaints were left without any answer; only 4 of 12 (33 %) were answered in time. See form F-18.";
        };
    }

    private static Map<String, Object> target(String kind, int value) {
        return Map.of("kind", kind, "value", value);
    }

    private static Map<String, Object> measured(String kind, int value, String measured, boolean met) {
        return Map.of("target", target(kind, value), "measured", measured, "met", met);
    }

    /** What stands in a letter of a kind, by the names under which cases write it. */
    private static Map<String, Object> content(LetterKind kind, Language language) {
        var content = new LinkedHashMap<String, Object>();
        content.put("legalName", name(language));
        content.put("host", HOST);
        content.put("policyVersion", "1405-1");
        switch (kind) {
            case LETTER -> {
                content.put("points", 8);
                content.put("window", "P12M");
                content.put("letterAbove", 7);
                content.put("sizedAbove", 5);
                content.put("orders", 4_210);
                content.put("complaints", List.of("TS-A2B3-C4D5", "TS-E6F7-G8H9", "TS-J2K3-M4N5"));
                content.put("planDue", DUE);
                content.put("appealUntil", DUE);
                content.put("reason", "auto:ladder-letter 8 7");
            }
            case PLAN_ACCEPTED -> {
                content.put("reason", why(language));
                content.put("checkAt", DUE);
                content.put(
                        "targets",
                        List.of(
                                target("CATCH_UP", 100),
                                target("ANSWER_RATE", 95),
                                target("UNANSWERED", 0),
                                target("MEDIAN_HOURS", 48)));
            }
            case PLAN_RETURNED -> {
                content.put("reason", why(language));
                content.put("planDue", DUE);
            }
            case PLAN_MISSED -> content.put("planDue", DUE);
            case SETTLED ->
                content.put(
                        "measured",
                        List.of(measured("CATCH_UP", 100, "100", true), measured("MEDIAN_HOURS", 48, "31.75", true)));
            case CHECK_FAILED ->
                content.put(
                        "measured",
                        List.of(
                                measured("ANSWER_RATE", 95, "88.24", false),
                                measured("UNANSWERED", 1, "3", false),
                                Map.of("target", target("MEDIAN_HOURS", 24), "met", true)));
            case WITHDRAWN -> content.put("reason", why(language));
            case STATEMENT -> {
                content.put("step", MarkStep.SUSPEND);
                content.put("before", MarkState.ISSUED);
                content.put("after", MarkState.SUSPENDED);
                content.put("by", List.of("OFFICER", "SENIOR_OFFICER"));
                content.put("effectiveAt", AT.toString());
                content.put("appealUntil", DUE);
                content.put("reason", why(language));
            }
        }
        return content;
    }

    /** A letter kept as the platform keeps it. Its year is one nobody else writes in. */
    private static OfficialLetter written(LetterKind kind, Language language) {
        var store = INSTALLATION.part(OfficialLetterStore.class);
        var letter = new OfficialLetter(
                UUID.randomUUID(),
                store.nextNumber(1999),
                "Qm9hdG1hbi0x",
                kind,
                "TSLETTER",
                UUID.randomUUID(),
                null,
                null,
                AT,
                content(kind, language),
                List.of(),
                List.of());
        store.add(letter);
        return store.find(letter.id()).orElseThrow();
    }

    /** The words of the whole sheet, from what page and letter say and not from the document's template. */
    private static String words(OfficialLetter letter, Texts t) {
        var paper = LetterPaper.of(letter, t);
        var centre = INSTALLATION.part(Settings.class).organization();
        var address = INSTALLATION.part(OfficialLetters.class).address(letter);
        var words = Stream.of(
                        Stream.of(t.say("letter.number"), letter.number(), t.say("letter.date"), t.date(AT)),
                        Stream.of(centre, t.say("official.office")),
                        Stream.of(t.say("letter.to"), paper.legalName()),
                        Stream.of(Host.in(paper.host()).orElseThrow().readable()),
                        Stream.of(t.say("letter.subject"), paper.subject()),
                        paper.body().stream(),
                        paper.points().stream().map(point -> "–" + point),
                        Stream.of(t.say("letter.rights")),
                        paper.rights().stream().map(right -> "–" + right),
                        Stream.of(t.say("official.office"), t.say("letter.sealed", centre, t.date(AT))),
                        Stream.of(t.say("letter.verify", letter.number()), address))
                .flatMap(parts -> parts);
        return String.join(" ", words.toList());
    }

    private static String read(byte[] pdf, Texts t) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var read = new StringBuilder();
            int pages = document.getNumberOfPages();
            for (int page = 1; page <= pages; page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                var text = black(stripper.getText(document));
                var number = black(t.say("document.page", page, pages));
                assertThat(text).endsWith(number);
                read.append(text, 0, text.length() - number.length());
            }
            return read.toString();
        }
    }

    /** Without white space, and without what only keeps directions apart: that is seen, not read. */
    private static String black(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .filter(c -> c < 0x2066 || c > 0x2069)
                .filter(c -> c != 0x200E && c != 0x200F && (c < 0x202A || c > 0x202E))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @MethodSource("letters")
    void a_letter_is_sealed_fit_for_archives_and_says_what_its_page_says(LetterKind kind, Language language)
            throws Exception {
        var letter = written(kind, language);
        var t = Texts.in(language);
        var pdf = INSTALLATION.part(LetterDocuments.class).of(letter, language);
        Files.write(
                Files.createDirectories(Path.of("target", "documents"))
                        .resolve("official-" + kind + "-" + language.code() + ".pdf"),
                pdf);
        assertThat(Judge.faults(pdf)).isEmpty();
        assertThat(SealTest.isSealed(pdf, SealTest.published(INSTALLATION))).isTrue();
        assertThat(read(pdf, t)).isEqualTo(black(words(letter, t)));
        assertThat(INSTALLATION
                        .part(OfficialLetterStore.class)
                        .find(letter.id())
                        .orElseThrow()
                        .documents())
                .extracting(OfficialLetter.Document::sha256)
                .containsExactly(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(pdf)));
    }
}
