package org.touchstone.foundation.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.touchstone.foundation.text.Language;

/**
 * What PDFBox takes out of a document is what was put in. The comparison leaves white space out, because a line that is full ends
 * where the text has no space (in Chinese), and nothing else: no letter is normalised, no mark and no half-space left out, and the
 * order is the order of reading.
 */
class ReadBackTest {

    private static final Instant MADE = Instant.parse("2026-11-21T08:30:00Z");
    private static final Printer PRINTER = new Printer();
    private static final long FIRST_SEED = Long.getLong("forall.seed", 1398);

    private static byte[] pdf(Language language, String body) {
        return PRINTER.print(
                "<html lang=\"%s\" dir=\"%s\"><head><title>Test</title></head><body>%s</body></html>"
                        .formatted(language.code(), language.direction(), body),
                language,
                MADE);
    }

    private static String paragraph(String text) {
        return "<p>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</p>";
    }

    /** The text of a document without its page numbers, which stand last on every page. */
    private static String text(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            var text = new StringBuilder();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                var lines = stripper.getText(document).strip().lines().toList();
                lines.subList(0, lines.size() - 1)
                        .forEach(line -> text.append(line).append('\n'));
            }
            return text.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String black(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void readsBack(Language language, String text) {
        assertThat(black(text(pdf(language, paragraph(text)))))
                .as(language + " " + text)
                .isEqualTo(black(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "گل‌های پژمردهٔ چمن‌زار می‌چیدند؛ ژاله گفت: «پچ‌پچ نکنید!»",
                "شمارۀ TS-AB12-CD34 به مبلغ ۱٬۲۰۰٬۰۰۰ ریال (معادل ۴٫۵٪) تا ۳۰ آبان ۱۴۰۵، ساعت ۱۲:۳۰ [۱]",
                "فروشگاه (shop.example) پاسخ نداد؛ نشانی https://touchstone.example/v/AB12?x=1&y=2 را ببینید.",
                "سفارش 1234 / 5678 از 12-34 و PDFها و 中文 هم، (English) و «quoted»؟",
                "لا لآ لأ لإ بلا مسئله مؤسسه رؤیا گُلِ سَرِ سبد حتماً",
                "The word سلام and (درود) stand in English, with «پاسخ»; 12 of ۱۲.",
                "商家（shop.example）于 2026-11-21 退款 1,200,000 里亚尔，已完成92%。日月一二",
                "It’s done – “well” done… 50 % & <more>",
                "چسبیده: فارسیabc و abcفارسی، سال۱۴۰۴ و ۱۲۳ریال، به/از (الف)ب[ج]"
            })
    void what_is_written_is_read_back(String text) {
        for (var language : Language.values()) {
            readsBack(language, text);
        }
    }

    private static String pick(RandomGenerator random, String... of) {
        return of[random.nextInt(of.length)];
    }

    private static String letters(RandomGenerator random, String of, int least, int most) {
        return IntStream.range(0, random.nextInt(least, most + 1))
                .mapToObj(i -> String.valueOf(of.charAt(random.nextInt(of.length()))))
                .collect(Collectors.joining());
    }

    private static String word(RandomGenerator random, Language language) {
        return switch (random.nextInt(10)) {
            case 0 -> letters(random, "abcdefgxyzABCXYZ", 1, 9);
            case 1 -> letters(random, "0123456789", 1, 6);
            case 2 -> letters(random, "۰۱۲۳۴۵۶۷۸۹", 1, 6);
            case 3 ->
                pick(
                        random,
                        "12:30",
                        "۱۲:۳۰",
                        "۱٬۲۰۰٬۰۰۰",
                        "1,200",
                        "۹۲٪",
                        "92%",
                        "TS-AB12-CD34",
                        "shop.example",
                        "a/b");
            case 4 -> pick(random, "(", "«", "[", "“") + word(random, language) + pick(random, ")", "»", "]", "”");
            case 5 -> word(random, language) + pick(random, "،", "؛", "؟", ".", "!", ":", ",", "…", "。", "，");
            default ->
                language == Language.FA
                        ? Stream.generate(() -> letters(random, "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئؤأءۀ", 1, 6))
                                .limit(random.nextInt(1, 4))
                                .collect(Collectors.joining(pick(random, "\u200C", "", "ٔ", "ّ", "ً")))
                        : language == Language.ZH
                                ? letters(random, "一二日月目见长马鸟龙的是投诉商家退款里亚尔于已完成没有送到", 1, 12)
                                : letters(random, "abcdefghijklmnopqrstuvwxyzéüß’", 1, 10);
        };
    }

    private static String sentence(RandomGenerator random, Language mostly) {
        return IntStream.range(0, random.nextInt(3, 40))
                .mapToObj(i -> word(
                        random,
                        random.nextInt(8) == 0 ? List.of(Language.values()).get(random.nextInt(3)) : mostly))
                .collect(Collectors.joining(" "));
    }

    /** Of letters, digits, signs and marks in any order, with words of the other languages between. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void random_sentences_are_read_back(Language language) {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 60; seed++) {
            var random = new SplittableRandom(seed);
            var text = sentence(random, language);
            assertThat(black(text(pdf(language, paragraph(text)))))
                    .as("seed " + seed + ": " + text)
                    .isEqualTo(black(text));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_paragraph_over_pages_and_a_table_are_read_in_their_order(Language language) {
        var random = new SplittableRandom(FIRST_SEED);
        var text =
                IntStream.range(0, 90).mapToObj(i -> sentence(random, language)).collect(Collectors.joining(" "));
        var cells =
                IntStream.range(0, 24).mapToObj(i -> sentence(random, language)).toList();
        var table = new StringBuilder("<table><tbody>");
        for (int i = 0; i < cells.size(); i += 3) {
            table.append("<tr><td>")
                    .append(cells.get(i))
                    .append("</td><td>")
                    .append(cells.get(i + 1))
                    .append("</td><td>")
                    .append(cells.get(i + 2))
                    .append("</td></tr>");
        }
        var pdf = pdf(language, paragraph(text) + table.append("</tbody></table>"));
        DocumentsTest.picture("read-back-" + language.code(), pdf);
        assertThat(black(text(pdf))).isEqualTo(black(text + String.join("", cells)));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void what_is_printed_is_fit_for_archives_and_for_all_readers(Language language) {
        var random = new SplittableRandom(FIRST_SEED);
        var body = "<h1>" + sentence(random, language) + "</h1>" + paragraph(sentence(random, Language.FA))
                + "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead><tbody><tr><td>c</td><td>"
                + sentence(random, language)
                + "</td></tr></tbody></table><p><img alt=\"code\" style=\"width:30mm\" src=\""
                + QrCode.of("https://touchstone.example/v/1").data() + "\"/></p>";
        assertThat(Judge.faults(pdf(language, body))).isEmpty();
    }

    /** Half-spaces and the letters Persian added to Arabic are no less letters than others. */
    @Test
    void nothing_is_normalised() {
        var text = text(pdf(Language.FA, paragraph("می\u200Cرود هٔ ۀ یٔ ئ ك ک ي ی")));
        assertThat(text.strip().replaceAll("\\s+", " ")).isEqualTo("می\u200Cرود هٔ ۀ یٔ ئ ك ک ي ی");
    }
}
