package org.touchstone.directory.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.touchstone.directory.Question;
import org.touchstone.directory.index.RegisterIndex.Place;
import org.touchstone.registry.Host;
import org.touchstone.registry.RegisterEntry;
import org.touchstone.rules.mark.MarkState;

/** What people type, and what they mean by it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisterIndexTest {

    private static final Instant ISSUED = Instant.parse("2025-10-20T08:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private RegisterIndex index;

    @BeforeAll
    void open() throws IOException {
        index = RegisterIndex.open(folder.resolve("register"));
        index.add(List.of(
                entry("AAAAAAA1", "شرکت نیلگون‌افزار سپیدار", "nilgoonafzar.example", "ELECTRONICS", "تهران"),
                entry("AAAAAAA2", "شرکت پوشاک ترمه‌باف آفتاب", "termehbaf.example", "FASHION", "تهران"),
                entry("AAAAAAA3", "مؤسسه کتاب برگ‌ریزان", "bargrizan.example", "BOOKS", "اصفهان"),
                entry("AAAAAAA4", "فروشگاه‌های زنجیره‌ای کوروش", "ofoghkourosh.example", "GROCERY", "تهران"),
                entry("AAAAAAA5", "شرکت خدمات سفر کوچ‌نشان", "koochneshan.example", "TRAVEL", "شیراز"),
                entry("AAAAAAA6", "شرکت خانه‌آرای چلچراغ", "chelcheragh.example", "HOME", "مشهد"),
                entry("AAAAAAA7", "کتابفروشی ۲۰۲۴ پارسیان", "ketab2024.example", "BOOKS", "تبریز"),
                entry("AAAAAAA8", "گروه صنعتی آرین یزد", "نیلوفر.example", "HOME", "یزد"),
                entry("BBBBBBB1", "杭州汀兰雅妆有限公司", "tinglan.example", "BEAUTY", "杭州市"),
                entry("BBBBBBB2", "上海稚趣园玩具有限公司", "zhiquyuan.example", "TOYS", "上海市"),
                entry("BBBBBBB3", "广州疾风谷体育用品有限公司", "jifenggu.example", "SPORT", "广州市"),
                entry("BBBBBBB4", "深圳烁微数码有限公司", "shuowei.example", "ELECTRONICS", "深圳市"),
                entry("BBBBBBB5", "北京东方书店", "书店.example", "BOOKS", "北京市"),
                entry("CCCCCCC1", "Lanternwood Home Services Ltd", "lanternwood.example", "SERVICES", null),
                entry("CCCCCCC2", "Fernhollow Books Ltd", "fernhollow-books.example", "BOOKS", null),
                entry("CCCCCCC3", "Café Müller & Söhne GmbH", "cafe-mueller.example", "GROCERY", "Vienna"),
                entry("CCCCCCC4", "The Book Company", "thebook.example", "BOOKS", "Leeds"),
                entry("CCCCCCC5", "Harbour Electronics 360", "harbour360.example", "ELECTRONICS", "Hull"),
                entry("CCCCCCC6", "Booker Garden Supplies", "booker-garden.example", "HOME", "Leeds"),
                entry("CCCCCCC7", "Dr.Phone Repairs", "drphone.example", "SERVICES", "Bath"),
                entry("CCCCCCC8", "Drapery and Drums", "drapery.example", "HOME", "Bath")));
        index.settle();
        index.show();
        index.keep("7");
    }

    @AfterAll
    void close() throws IOException {
        index.close();
    }

    private static RegisterEntry entry(String code, String name, String host, String trade, @Nullable String city) {
        return new RegisterEntry(
                code,
                MarkState.ISSUED,
                Host.in(host).orElseThrow(),
                UUID.nameUUIDFromBytes(code.getBytes(StandardCharsets.UTF_8)),
                name,
                trade,
                city,
                ISSUED,
                ISSUED.plusSeconds(94_608_000),
                null,
                null,
                name.hashCode());
    }

    private List<String> found(Question question) {
        return index.search(question, null, 50).hits().stream()
                .map(hit -> hit.entry().code())
                .toList();
    }

    private List<String> found(String words) {
        return found(Question.ALL.saying(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "نیلگون‌افزار                     | AAAAAAA1 | half-space as written",
                "نیلگون افزار                     | AAAAAAA1 | a blank for the half-space",
                "نیلگونافزار                      | AAAAAAA1 | neither",
                "نيلگون‌افزار                     | AAAAAAA1 | Arabic ye",
                "نیلگون افزار سپیدار              | AAAAAAA1 | whole name without legal form",
                "شرکت نیلگون‌افزار سپیدار         | AAAAAAA1 | whole name with legal form",
                "نیلگون                           | AAAAAAA1 | first part",
                "نیلگ                             | AAAAAAA1 | beginning",
                "نیگلون افزار                     | AAAAAAA1 | two letters exchanged",
                "نیلکون افزار                     | AAAAAAA1 | another letter",
                "سپیدر                            | AAAAAAA1 | a letter missing",
                "ترمه باف                         | AAAAAAA2 | half-space as blank",
                "ترمه‌بافـ آفتاب                  | AAAAAAA2 | tatweel",
                "پوشاک آفتاپ                      | AAAAAAA2 | a wrong letter in one of two words",
                "كتاب برگ‌ريزان                   | AAAAAAA3 | Arabic kaf and ye",
                "موسسه کتاب برگریزان              | AAAAAAA3 | hamza left out, joined",
                "فروشگاههای زنجیره‌ای             | AAAAAAA4 | plural joined",
                "فروشگاه های زنجیره ای            | AAAAAAA4 | plural apart",
                "فروشگاه‌هاى کوروش                | AAAAAAA4 | alef maqsura",
                "کورش                             | AAAAAAA4 | old spelling",
                "کوچ نشان                         | AAAAAAA5 | half-space as blank",
                "چل چراغ                          | AAAAAAA6 | written apart",
                "خانه ارای                        | AAAAAAA6 | madda left out",
                "کتابفروشی 2024                   | AAAAAAA7 | Latin digits",
                "کتابفروشی ٢٠٢٤                   | AAAAAAA7 | Arabic digits",
                "کتاب فروشی ２０２４               | AAAAAAA7 | full-width digits, written apart",
                "آرین یزد                         | AAAAAAA8 | name and city alike",
                "نیلوفر                           | AAAAAAA8 | unicode host",
                "xn--wgb5aihl40f.example          | AAAAAAA8 | punycode host",
                "نیلوفر.example                   | AAAAAAA8 | unicode host with domain",
                "汀兰雅妆                          | BBBBBBB1 | middle of the name",
                "汀蘭雅妝                          | BBBBBBB1 | traditional",
                "杭州汀兰雅妆有限公司                | BBBBBBB1 | whole name",
                "汀兰雅装                          | BBBBBBB1 | one character wrong",
                "稚趣圆玩具                        | BBBBBBB2 | one character wrong",
                "上海玩具                          | BBBBBBB2 | parts that do not touch",
                "疾風谷                            | BBBBBBB3 | traditional",
                "烁微数码                          | BBBBBBB4 | part",
                "ｓｈｕｏｗｅｉ                      | BBBBBBB4 | full-width letters",
                "書店                              | BBBBBBB5 | traditional, host in Chinese",
                "lantern wood                     | CCCCCCC1 | written apart",
                "Lanternwod                       | CCCCCCC1 | a letter missing",
                "lantenrwood home                 | CCCCCCC1 | exchanged",
                "LANTERNWOOD HOME SERVICES LIMITED | CCCCCCC1 | another legal form, capitals",
                "fernhollow                       | CCCCCCC2 | first word",
                "fern hollow books                | CCCCCCC2 | written apart",
                "https://www.fernhollow-books.example/shop?x=1 | CCCCCCC2 | pasted address",
                "hollow-books                     | CCCCCCC2 | part of the host",
                "nhollo                           | CCCCCCC2 | inside of the host",
                "cafe muller                      | CCCCCCC3 | accents left out",
                "Café Mueler                      | CCCCCCC3 | accents and a slip",
                "the book company                 | CCCCCCC4 | only legal-form words beside one",
                "book                             | CCCCCCC4 | exact before beginning",
                "harbour 360                      | CCCCCCC5 | number",
                "harbour ۳۶۰                      | CCCCCCC5 | Persian digits",
                "habour electronics               | CCCCCCC5 | a letter missing",
                "dr.phone                         | CCCCCCC7 | a name that reads like an address",
                "Dr Phone                         | CCCCCCC7 | its dot left out",
                "ccccccc6                         | CCCCCCC6 | code in small letters",
                "booker-garden.exmaple            | CCCCCCC6 | wrong end of the host"
            })
    void the_first_hit_is_what_was_meant(String typed, String code, String why) {
        assertThat(found(typed)).as("%s: %s", why, typed).first().isEqualTo(code);
    }

    @Test
    void exact_and_beginning_stand_before_what_resembles() {
        assertThat(found("book")).containsSubsequence("CCCCCCC4", "CCCCCCC6");
        assertThat(found("booker")).first().isEqualTo("CCCCCCC6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzzzqqqq", "هیچکس", "没有这样的店铺啊", "!!!", "...", "x y z q"})
    void nothing_is_found_where_nothing_resembles(String typed) {
        assertThat(found(typed)).isEmpty();
    }

    @Test
    void filters_narrow_and_go_together() {
        assertThat(found(new Question("", "BOOKS", null, null)))
                .containsExactly("AAAAAAA3", "AAAAAAA7", "BBBBBBB5", "CCCCCCC2", "CCCCCCC4");
        assertThat(found(new Question("", "BOOKS", "leeds", null))).containsExactly("CCCCCCC4");
        assertThat(found(new Question("", null, "تهران", null))).containsExactly("AAAAAAA1", "AAAAAAA2", "AAAAAAA4");
        assertThat(found(new Question("", null, "廣州市", null))).containsExactly("BBBBBBB3");
        assertThat(found(new Question("book", null, null, MarkState.REVOKED))).isEmpty();
        assertThat(found(new Question("کتاب", "BOOKS", null, MarkState.ISSUED)))
                .first()
                .isEqualTo("AAAAAAA3");
    }

    @Test
    void a_city_and_a_trade_are_words_too() {
        assertThat(found("کتاب اصفهان")).first().isEqualTo("AAAAAAA3");
        assertThat(found("books leeds")).first().isEqualTo("CCCCCCC4");
        assertThat(found("深圳")).contains("BBBBBBB4");
    }

    @Test
    void what_was_meant_is_suggested() {
        assertThat(index.search(Question.ALL.saying("fernhollaw"), null, 5).suggestion())
                .isEqualTo("fernhollow");
        assertThat(index.search(Question.ALL.saying("fernhollow"), null, 5).suggestion())
                .isNull();
    }

    @Test
    void an_answer_divides_by_trade_city_and_state() {
        var division = index.divide(Question.ALL, false);
        assertThat(division.all()).isEqualTo(21);
        assertThat(division.exact()).isTrue();
        assertThat(division.trades()).containsEntry("BOOKS", 5L).containsEntry("ELECTRONICS", 3L);
        assertThat(division.cities()).containsEntry("تهران", 3L).containsEntry("Leeds", 2L);
        assertThat(division.states()).containsOnly(Map.entry("ISSUED", 21L));
    }

    @Test
    void what_a_field_is_narrowed_to_does_not_narrow_its_own_values() {
        var division = index.divide(new Question("", "BOOKS", null, null), false);
        assertThat(division.all()).isEqualTo(5);
        assertThat(division.trades()).containsEntry("BOOKS", 5L).containsEntry("ELECTRONICS", 3L);
        assertThat(division.cities()).containsEntry("Leeds", 1L).doesNotContainKey("تهران");
        division = index.divide(new Question("", "BOOKS", "Leeds", null), false);
        assertThat(division.all()).isEqualTo(1);
        assertThat(division.trades()).containsOnly(Map.entry("BOOKS", 1L), Map.entry("HOME", 1L));
        assertThat(division.cities()).containsEntry("اصفهان", 1L).containsEntry("Leeds", 1L);
    }

    /** Both ways, with the keys on which keyboards differ, in part, and with an error on top. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "jvli fht | ترمه باف | AAAAAAA2",
                "JVLI FHT | ترمه باف | AAAAAAA2",
                "tv,a'hi ;,va | فروشگاه کورش | AAAAAAA4",
                ";jhftv,ad 2024 | کتابفروشی 2024 | AAAAAAA7",
                "بثقدا | fernh | CCCCCCC2",
                "ثمثزفقخدهزس | electronics | CCCCCCC5",
                "زاثمزاثقشلا | chelcheragh | AAAAAAA6",
            })
    void a_word_of_the_other_keyboard_is_read(String typed, String meant, String code) {
        var answer = index.search(Question.ALL.saying(typed), null, 5);
        assertThat(answer.shownFor()).isEqualTo(meant);
        assertThat(answer.hits()).extracting(hit -> hit.entry().code()).contains(code);
        var codes = new ArrayList<String>();
        index.each(Question.ALL.saying(meant), e -> codes.add(e.code()));
        assertThat(codes).contains(code);
    }

    @Test
    void what_is_found_as_written_is_not_read_otherwise() {
        for (var typed : List.of("books", "کتاب", "fernhollaw", "汀兰", "zz", "qqqqzzzz")) {
            assertThat(index.search(Question.ALL.saying(typed), null, 5).shownFor())
                    .as(typed)
                    .isNull();
        }
    }

    @Test
    void a_later_page_of_the_other_keyboard_goes_on() {
        var question = Question.ALL.saying("آخخن".replace("آ", "ذ"));
        var first = index.search(question, null, 2);
        assertThat(first.shownFor()).isEqualTo("book");
        var second = index.search(question, first.hits().getLast().place(), 2);
        assertThat(second.shownFor()).isEqualTo("book");
        assertThat(second.hits()).isNotEmpty().doesNotContainAnyElementsOf(first.hits());
        assertThat(index.place(question, second.hits().getLast().place(), 2))
                .contains(first.hits().getLast().place());
        assertThat(index.place(question, second.hits().getLast().place(), 500)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dernhollow, CCCCCCC2",
        "efrnhollow, CCCCCCC2",
        "hlectronics, CCCCCCC5",
        "hharbour, CCCCCCC5",
        "منیلگون‌افزار, AAAAAAA1",
        "هتاب, AAAAAAA3",
    })
    void a_slip_in_the_first_letter_is_forgiven(String typed, String code) {
        var answer = index.search(Question.ALL.saying(typed), null, 5);
        assertThat(answer.relaxed()).isTrue();
        assertThat(answer.hits()).extracting(hit -> hit.entry().code()).contains(code);
    }

    @Test
    void what_answers_is_marked() {
        var answer = index.search(Question.ALL.saying("lantern home"), null, 5);
        assertThat(marked(answer, "Lanternwood Home Services Ltd")).isEqualTo("[Lanternwood] [Home] Services Ltd");
        answer = index.search(Question.ALL.saying("汀蘭"), null, 5);
        assertThat(marked(answer, "杭州汀兰雅妆有限公司")).isEqualTo("杭州[汀兰]雅妆有限公司");
        answer = index.search(Question.ALL.saying("fernhollaw"), null, 5);
        assertThat(marked(answer, "Fernhollow Books Ltd")).isEqualTo("[Fernhollow] Books Ltd");
        answer = index.search(Question.ALL.saying("كتاب"), null, 5);
        assertThat(marked(answer, "مؤسسه کتاب برگ‌ریزان")).isEqualTo("مؤسسه [کتاب] برگ‌ریزان");
    }

    private static String marked(RegisterIndex.Answer answer, String text) {
        return answer.marked().pieces(text).stream()
                .map(p -> p.marked() ? "[" + p.text() + "]" : p.text())
                .collect(Collectors.joining());
    }

    /** Pages give each entry once, in one order, whatever their size, with entries in several segments and some replaced meanwhile. */
    @Test
    void pages_are_stable() throws IOException {
        try (var many = RegisterIndex.open(folder.resolve("many"))) {
            for (int part = 0; part < 7; part++) {
                var entries = new ArrayList<RegisterEntry>();
                for (int i = part; i < 700; i += 7) {
                    var code = "D%07d".formatted((i * 379) % 700);
                    entries.add(entry(
                            code,
                            i % 3 == 0 ? "Common Shop" : "Common Shop of Number " + i,
                            "shop" + i + ".example",
                            i % 2 == 0 ? "BOOKS" : "HOME",
                            null));
                }
                many.put(entries);
                many.show();
                if (part > 3) {
                    // Replaced within a segment and across segments.
                    many.put(entries.subList(0, 40));
                    many.put(entries.subList(0, 20));
                    many.show();
                }
            }
            for (var question : List.of(
                    Question.ALL,
                    Question.ALL.saying("common"),
                    Question.ALL.saying("commen shap"),
                    new Question("shop", "BOOKS", null, null))) {
                var whole = paged(many, question, 200);
                assertThat(whole).hasSize(question.trade() == null ? 700 : 350).doesNotHaveDuplicates();
                assertThat(paged(many, question, 7)).isEqualTo(whole);
            }
            assertThat(paged(many, Question.ALL, 13)).isSorted();
        }
    }

    private static List<String> paged(RegisterIndex index, Question question, int limit) {
        var codes = new ArrayList<String>();
        @Nullable Place place = null;
        boolean more = true;
        while (more) {
            var answer = index.search(question, place, limit);
            answer.hits().forEach(hit -> codes.add(hit.entry().code()));
            place = answer.hits().isEmpty() ? null : answer.hits().getLast().place();
            more = answer.more();
        }
        return codes;
    }

    @Test
    void everything_can_be_taken_out() {
        var codes = new HashSet<String>();
        index.each(Question.ALL, e -> codes.add(e.code()));
        assertThat(codes).hasSize(21);
        var books = new HashSet<String>();
        index.each(new Question("", "BOOKS", null, null), e -> books.add(e.code()));
        assertThat(books).hasSize(5);
    }

    @Test
    void what_was_not_finished_or_cannot_be_read_is_thrown_away() throws IOException {
        var place = folder.resolve("broken");
        try (var begun = RegisterIndex.open(place)) {
            begun.add(List.of(entry("E0000001", "Half Done", "half.example", "BOOKS", null)));
            begun.show();
            assertThat(begun.isComplete()).isFalse();
        }
        try (var again = RegisterIndex.open(place)) {
            assertThat(again.isComplete()).isFalse();
            assertThat(again.size()).isZero();
            again.add(List.of(entry("E0000001", "All Done", "all.example", "BOOKS", null)));
            again.keep("41");
        }
        try (var again = RegisterIndex.open(place)) {
            assertThat(again.isComplete()).isTrue();
            assertThat(again.horizon()).contains("41");
            assertThat(again.size()).isEqualTo(1);
        }
        try (var files = Files.list(place)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.writeString(file, "not an index");
            }
        }
        try (var again = RegisterIndex.open(place)) {
            assertThat(again.isComplete()).isFalse();
            assertThat(again.size()).isZero();
        }
    }

    @Test
    void a_folder_another_node_uses_is_left_alone() throws IOException {
        try (var first = RegisterIndex.open(folder.resolve("shared"));
                var second = RegisterIndex.open(folder.resolve("shared"))) {
            assertThat(second.folder()).isNotEqualTo(first.folder());
        }
    }
}
