package org.touchstone.foundation.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Bidi;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;

/** Documents in three languages: letters joined, lines and tables in the right order, nothing lost and nothing given away. */
class DocumentsTest {

    private static final Instant MADE = Instant.parse("2026-11-21T08:30:00Z");
    private static final Printer PRINTER = new Printer();

    private static String page(Language language, String body) {
        return "<html lang=\"%s\" dir=\"%s\"><head><title>Test</title></head><body>%s</body></html>"
                .formatted(language.code(), language.direction(), body);
    }

    private static byte[] pdf(Language language, String body) {
        return PRINTER.print(page(language, body), language, MADE);
    }

    private static String text(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The characters as they are drawn: each with its place. */
    private static List<TextPosition> drawn(byte[] pdf) {
        var positions = new ArrayList<TextPosition>();
        try (var document = Loader.loadPDF(pdf)) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition position) {
                    positions.add(position);
                }
            }.getText(document);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return positions;
    }

    private static float placeOf(byte[] pdf, String character) {
        return drawn(pdf).stream()
                .filter(p -> p.getUnicode().equals(character))
                .findFirst()
                .orElseThrow()
                .getX();
    }

    /** A picture of every page beside the test reports, for the eye. */
    static void picture(String name, byte[] pdf) {
        var folder = Path.of("target", "documents");
        try (var document = Loader.loadPDF(pdf)) {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name + ".pdf"), pdf);
            for (int i = 0; i < document.getNumberOfPages(); i++) {
                BufferedImage image = new PDFRenderer(document).renderImageWithDPI(i, 80);
                ImageIO.write(
                        image,
                        "png",
                        folder.resolve(name + "-" + (i + 1) + ".png").toFile());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What ICU leaves standing alone: the letters Persian added to Arabic, each as isolated, first, middle and last. */
    @ParameterizedTest
    @CsvSource({
        "پ, FB56, FB58, FB59, FB57",
        "چ, FB7A, FB7C, FB7D, FB7B",
        "گ, FB92, FB94, FB95, FB93",
        "ک, FB8E, FB90, FB91, FB8F",
        "ی, FBFC, FBFE, FBFF, FBFD",
        "ب, FE8F, FE91, FE92, FE90",
        "ه, FEE9, FEEB, FEEC, FEEA",
        "ئ, FE89, FE8B, FE8C, FE8A"
    })
    void a_letter_that_joins_both_ways_has_four_forms(
            String letter, String alone, String first, String middle, String last) {
        assertThat(hex(shaped(letter))).containsExactly(alone);
        assertThat(hex(shaped(letter.repeat(3)))).containsExactly(first, middle, last);
    }

    @ParameterizedTest
    @CsvSource({"ژ, FB8A, FB8B", "ا, FE8D, FE8E", "د, FEA9, FEAA", "ر, FEAD, FEAE", "و, FEED, FEEE", "ۀ, FBA4, FBA5"})
    void a_letter_that_joins_back_only_has_two(String letter, String alone, String last) {
        assertThat(hex(shaped("ب" + letter + letter))).containsExactly("FE91", last, alone);
    }

    @Test
    void lam_and_alef_are_one_form() {
        assertThat(hex(shaped("لا لآ لأ لإ بلا بلآ بلأ بلإ")))
                .containsExactly(
                        "FEFB", "20", "FEF5", "20", "FEF7", "20", "FEF9", "20", "FE91", "FEFC", "20", "FE91", "FEF6",
                        "20", "FE91", "FEF8", "20", "FE91", "FEFA");
    }

    @Test
    void a_zero_width_non_joiner_parts_and_a_mark_does_not() {
        assertThat(hex(shaped("می\u200Cگ"))).containsExactly("FEE3", "FBFD", "200C", "FB92");
        assertThat(hex(shaped("گُپ"))).containsExactly("FB94", "64F", "FB57");
        assertThat(hex(shaped("هٔ"))).containsExactly("FBA4");
    }

    /** The regression the shaper is there for, looked for in the finished PDF. */
    @Test
    void persian_letters_are_joined_in_the_pdf() {
        var glyphs = new TreeSet<Integer>();
        drawn(pdf(Language.FA, "<p>پیچ گژپ یک کیک چپ پچپچ</p>")).forEach(p -> glyphs.add(p.getCharacterCodes()[0]));
        assertThat(glyphs)
                .containsAll(glyphs("\uFB58\uFB59\uFB57\uFB7C\uFB7D\uFB7B\uFB94\uFB8B\uFBFE\uFBFF\uFB8F\uFB90"))
                .doesNotContainAnyElementsOf(glyphs("چگکیژ"));
    }

    private static List<Integer> glyphs(String characters) {
        try (var font = new TTFParser()
                .parse(new RandomAccessReadBuffer(
                        DocumentsTest.class.getResourceAsStream("/document/Vazirmatn-Regular.ttf")))) {
            var lookup = font.getUnicodeCmapLookup();
            return characters.codePoints().map(lookup::getGlyphId).boxed().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void what_is_written_can_be_read_out_again(Language language) {
        var t = Texts.in(language);
        var day = t.date(LocalDate.parse("2026-11-21"));
        var money = t.money(new BigDecimal("1200000"), "IRR");
        var body = switch (language) {
            case FA ->
                "<h1>شمارۀ پیگیری <bdi dir=\"ltr\">TS-AB12-CD34</bdi></h1><p>فروشگاه گل\u200Cپژوه (shop.example) مبلغ "
                        + money + " را تا " + day + " پس می\u200Cدهد؛ «پچپچ» [۱] ۹۲٪.</p>";
            case ZH ->
                "<h1>投诉 <bdi dir=\"ltr\">TS-AB12-CD34</bdi></h1><p>商家（shop.example）于" + day + "退款" + money
                        + "，已完成92%。</p>";
            case EN ->
                "<h1>Case <bdi dir=\"ltr\">TS-AB12-CD34</bdi></h1><p>The shop (shop.example) pays " + money + " by "
                        + day + "; done 92%.</p>";
        };
        body += "<div class=\"words\" dir=\"auto\">کالا نرسید. شمارهٔ سفارش من 1234 است (در shop.example).</div>"
                + "<div class=\"words\" dir=\"auto\">货物没有送到，订单号 1234。</div>"
                + "<div class=\"words\" dir=\"auto\">It never came – order 1234.</div>";
        var pdf = pdf(language, body);
        picture("sample-" + language.code(), pdf);
        var text = text(pdf).replaceAll("\\s+", " ");
        assertThat(text).contains("TS-AB12-CD34", "shop.example", "货物没有送到，订单号 1234。", "It never came – order 1234.");
        assertThat(text).contains("سفارش من", "کالا نرسید").doesNotContain("#");
        if (language == Language.FA) {
            assertThat(text)
                    .contains("شمارۀ پیگیری", "گل‌پژوه", "۱٬۲۰۰٬۰۰۰", "۱۴۰۵", "آبان", "شنبه", "«پچپچ»", "صفحهٔ ۱ از ۱");
        } else {
            assertThat(text).contains(day, money, "92%", language == Language.EN ? "Page 1 of 1" : "1 / 1");
        }
    }

    /** Every line stands as the Unicode algorithm wants it, whatever runs into it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "شماره TS-AB12-CD34 به مبلغ ۱٬۲۰۰٬۰۰۰ ریال",
                "فروشگاه (shop.example) در ۳۰ آبان ۱۴۰۵، ساعت ۱۲:۳۰ [۱]",
                "سفارش 1234 / 5678 «پچپچ» ۹۲٪ و 中文 هم",
            })
    void mixed_runs_stand_in_their_order(String line) {
        var pdf = pdf(Language.FA, "<p>" + line + "</p>");
        var drawn = drawn(pdf).stream()
                .filter(p -> p.getY() < 200)
                .sorted(Comparator.comparingDouble(TextPosition::getX))
                .map(TextPosition::getUnicode)
                .collect(Collectors.joining());
        var expected = new Bidi(line, Bidi.RTL).writeReordered(Bidi.DO_MIRRORING);
        assertThat(drawn.strip()).isEqualTo(expected);
    }

    @Test
    void brackets_stand_on_the_right_sides() {
        var pdf = pdf(Language.FA, "<p>گل (پژوه) رز</p>");
        assertThat(placeOf(pdf, "(")).isLessThan(placeOf(pdf, ")"));
        assertThat(placeOf(pdf, "گ")).isGreaterThan(placeOf(pdf, ")"));
    }

    @Test
    void the_first_column_stands_where_reading_begins() {
        var table = "<table><tr><td>A</td><td>B</td><td>C</td></tr></table>";
        var persian = pdf(Language.FA, table);
        assertThat(placeOf(persian, "A")).isGreaterThan(placeOf(persian, "B"));
        assertThat(placeOf(persian, "B")).isGreaterThan(placeOf(persian, "C"));
        var english = pdf(Language.EN, table);
        assertThat(placeOf(english, "A")).isLessThan(placeOf(english, "C"));
    }

    @Test
    void a_long_table_repeats_its_head_and_pages_are_counted() throws IOException {
        var rows = new StringBuilder("<table><thead><tr><th>ردیف</th><th>رویداد</th></tr></thead><tbody>");
        for (int i = 1; i <= 120; i++) {
            rows.append("<tr><td>%d</td><td>فروشگاه پاسخ داد</td></tr>".formatted(i));
        }
        var pdf = pdf(Language.FA, rows.append("</tbody></table>").toString());
        picture("long-table", pdf);
        try (var document = Loader.loadPDF(pdf)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(2);
            for (int i = 1; i <= pages; i++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(i);
                stripper.setEndPage(i);
                var t = Texts.in(Language.FA);
                assertThat(stripper.getText(document))
                        .contains("رویداد")
                        .contains("صفحهٔ " + t.number(i) + " از " + t.number(pages));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_document_names_its_language_and_title_and_nobody(Language language) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(language, "<p>x</p>"))) {
            var catalog = document.getDocumentCatalog();
            assertThat(catalog.getLanguage()).isEqualTo(language.code());
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getStructureTreeRoot()).isNotNull();
            var information = document.getDocumentInformation();
            assertThat(information.getTitle()).isEqualTo("Test");
            assertThat(information.getProducer()).isEqualTo("Touchstone");
            assertThat(information.getAuthor()).isNull();
            assertThat(information.getCreator()).isNull();
            assertThat(information.getCreationDate().toInstant()).isEqualTo(MADE);
            assertThat(new String(catalog.getMetadata().toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                    .doesNotContain(System.getProperty("user.name") + "<");
        }
    }

    @Test
    void the_same_document_has_the_same_bytes() {
        assertThat(pdf(Language.FA, "<p>گل 中文</p>")).isEqualTo(pdf(Language.FA, "<p>گل 中文</p>"));
    }

    /** The Chinese font weighs four megabytes; only the glyphs used leave with a document. */
    @Test
    void only_the_glyphs_used_are_embedded() {
        assertThat(pdf(Language.ZH, "<p>投诉案卷</p>")).hasSizeLessThan(60_000);
    }

    /** Marks that keep directions apart go before what they set apart, and do not move its first letter to the other end. */
    @ParameterizedTest
    @ValueSource(strings = {"1999-000022", "TS-AB12-CD34", "shop-1.example"})
    void what_is_set_apart_stands_on_paper_as_it_is_written(String code) {
        var pdf = pdf(Language.FA, "<p>شمارهٔ \u2066" + code + "\u2069 را ببینید</p>");
        assertThat(drawn(pdf).stream()
                        .filter(p -> p.getUnicode().matches("[A-Za-z0-9.-]"))
                        .sorted(Comparator.comparingDouble(TextPosition::getX))
                        .map(TextPosition::getUnicode)
                        .collect(Collectors.joining()))
                .isEqualTo(code);
    }

    /** Lines that hold nothing to draw are no fault. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void empty_words_and_marks_without_a_form_are_drawn_as_nothing(Language language) {
        var pdf = pdf(
                language,
                "<p>گل</p><p>\u200F</p><p dir=\"rtl\"><bdi></bdi> <bdi>\u200C</bdi></p><p dir=\"rtl\">\n</p>"
                        + "<div class=\"words\" dir=\"rtl\">گل\n\nرز\n</div>");
        assertThat(text(pdf).replaceAll("\\s+", " ")).contains("گل گل رز");
    }

    @Test
    void nothing_outside_the_document_is_opened() {
        assertThat(text(pdf(Language.EN, "<p>x<img alt=\"y\" src=\"file:///etc/hostname\"/></p>")))
                .contains("x");
    }

    private static String shaped(String text) {
        return ArabicShaper.shape(text).stream().map(ArabicShaper.Form::drawn).collect(Collectors.joining());
    }

    private static List<String> hex(String text) {
        return text.codePoints().mapToObj(c -> "%X".formatted(c)).toList();
    }
}
