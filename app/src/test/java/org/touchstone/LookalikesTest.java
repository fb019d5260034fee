package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.touchstone.complaint.Lookalikes;
import org.touchstone.complaint.TextSketch;
import org.touchstone.complaint.WordDiff;
import org.touchstone.rules.text.PlainText;

/** Texts that are nearly the same are found; those that are merely about the same thing are not. */
class LookalikesTest {

    private static final String ANSWER = """
            با سلام و احترام، سفارش شما با شماره ۱۲۳۴۵۶۷ بررسی شد. متأسفانه تأخیر به دلیل حجم بالای سفارش‌ها بوده است و مبلغ ۲٬۵۰۰٬۰۰۰ \
            تومان تا ۱۴۰۵/۰۸/۳۰ به کارت شما بازگردانده می‌شود. آقای رضایی، از شکیبایی شما سپاسگزاریم.""";

    private final Installation installation = Installation.shared();
    private final Lookalikes lookalikes = installation.part(Lookalikes.class);

    private void remember(UUID business, String answer, String fingerprint) {
        lookalikes.rememberAnswer(business, TextSketch.of(answer), fingerprint);
    }

    private Optional<String> template(UUID business, String answer) {
        return lookalikes.templateOf(business, TextSketch.of(answer));
    }

    private static double likeness(String one, String other) {
        return TextSketch.of(one).likeness(TextSketch.of(other).bytes());
    }

    @Test
    void an_answer_given_again_with_another_name_number_amount_and_day_has_the_fingerprint_of_the_first() {
        var business = UUID.randomUUID();
        var first = PlainText.fingerprint(ANSWER);
        remember(business, ANSWER, first);
        var again = ANSWER.replace("۱۲۳۴۵۶۷", "99887766")
                .replace("۲٬۵۰۰٬۰۰۰", "780,000")
                .replace("۱۴۰۵/۰۸/۳۰", "1405/09/12")
                .replace("رضایی", "محمدی");
        assertThat(PlainText.fingerprint(again)).isNotEqualTo(first);
        assertThat(template(business, again)).contains(first);
        assertThat(template(business, again + " روز خوش.")).contains(first);
    }

    @Test
    void another_answer_or_another_business_has_none() {
        var business = UUID.randomUUID();
        remember(business, ANSWER, "first");
        assertThat(template(business, "کالای شما امروز دوباره ارسال شد و فردا به دست شما می‌رسد؛ پوزش ما را بپذیرید."))
                .isEmpty();
        assertThat(template(UUID.randomUUID(), ANSWER)).isEmpty();
    }

    @Test
    void remembering_twice_keeps_the_first() {
        var business = UUID.randomUUID();
        remember(business, "We sent it again today by courier.", "a");
        remember(business, "Something wholly different was said here.", "a");
        assertThat(template(business, "We sent it again today by courier!")).isEqualTo(Optional.of("a"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The parcel never came and nobody answers the phone, I want my money back now | The parcel never came and nobody answers the phone. I want my money back! | 0.85 | 1
                    我在这家店买了手机，付款后一直没有发货，客服也不回复，请帮我退款 | 我在这家店买了手机，付款后一直没有发货，客服也不回复，请帮忙退款 | 0.75 | 1
                    گوشی را خریدم و پول دادم ولی نرسید و کسی پاسخگو نیست | گوشي را خريدم و پول دادم ولي نرسيد و كسي پاسخگو نيست | 0.99 | 1
                    The parcel never came and nobody answers the phone, I want my money back now | I ordered shoes in size 42 and got size 40 in another colour | 0 | 0.3
                    我在这家店买了手机，付款后一直没有发货 | 衣服颜色和图片不一样，质量很差 | 0 | 0.3
                    """)
    void likeness_is_that_of_the_words(String one, String other, double least, double most) {
        assertThat(likeness(one, other)).isBetween(least, most);
    }

    @Test
    void no_word_of_a_text_is_kept() {
        var business = UUID.randomUUID();
        remember(business, "The walrus parcel was lost in Greenhill.", "w");
        var kept = installation
                .jdbc()
                .sql("SELECT a::text FROM answer_sketch a WHERE business_id = :business")
                .param("business", business)
                .query(String.class)
                .single();
        assertThat(kept).doesNotContain("walrus").doesNotContain("Greenhill");
    }

    @Test
    void differences_are_shown_word_by_word() {
        assertThat(WordDiff.of("the red shoe came", "the blue shoe came"))
                .containsExactly(
                        new WordDiff.Part("the ", false),
                        new WordDiff.Part("red", true),
                        new WordDiff.Part(" shoe came", false));
        assertThat(WordDiff.of("买了手机", "买了电脑"))
                .containsExactly(new WordDiff.Part("买了", false), new WordDiff.Part("手机", true));
        assertThat(WordDiff.of("same", "same")).containsExactly(new WordDiff.Part("same", false));
    }

    /** Sketches of random texts, searched as filing and answering search them. */
    @Test
    void a_hundred_thousand_sketches_are_searched_in_no_time() {
        var jdbc = installation.jdbc();
        var business = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO answer_sketch (business_id, fingerprint, sketch, bands, at)
                        SELECT :business, 'f' || n, decode(repeat(md5(n::text), 16), 'hex'),
                               (SELECT array_agg(hashtextextended(n::text, band)) FROM generate_series(1, 25) band), touchstone_now()
                        FROM generate_series(1, 100000) n
                        """).param("business", business).update();
        jdbc.sql("ANALYZE answer_sketch").update();
        remember(business, ANSWER, "sought");
        template(business, ANSWER);
        long begun = System.nanoTime();
        int rounds = 50;
        for (int i = 0; i < rounds; i++) {
            assertThat(template(business, ANSWER + " " + "خ".repeat(i % 3))).contains("sought");
        }
        var each = Duration.ofNanos((System.nanoTime() - begun) / rounds);
        System.out.println("a search among 100,000 sketches, the sketch included: " + each.toNanos() / 1000 + " µs");
        var plan = String.join(
                "\n",
                jdbc.sql(
                                "EXPLAIN SELECT fingerprint FROM answer_sketch WHERE business_id = :business AND bands && :bands")
                        .param("business", business)
                        .param("bands", TextSketch.of(ANSWER).bands())
                        .query(String.class)
                        .list());
        jdbc.sql("DELETE FROM answer_sketch WHERE business_id = :business")
                .param("business", business)
                .update();
        assertThat(plan).contains("answer_sketch_bands");
    }
}
