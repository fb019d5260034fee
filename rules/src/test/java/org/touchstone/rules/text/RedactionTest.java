package org.touchstone.rules.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.touchstone.rules.testing.ForAll.forAll;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.touchstone.rules.text.Redaction.Kind;

class RedactionTest {

    private static String redacted(String text) {
        return Redaction.of(text, List.of()).text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    سلام من سارا احمدی هستم و شماره ام ۰۹۱۲-۳۴۵ ۶۷ ۸۹ است | سلام من ⟦NAME⟧ هستم و شماره ام ⟦PHONE⟧ است
                    آقای مهندس رضا کریمی از پشتیبانی گفت فردا زنگ می‌زند | آقای مهندس ⟦NAME⟧ از پشتیبانی گفت فردا زنگ می‌زند
                    سرکار خانم میرزایی منتظر تماس است | سرکار خانم ⟦NAME⟧ منتظر تماس است
                    نام من کیاشا دولتشاهی است | نام من ⟦NAME⟧ است
                    اینجانب مريم كريمي شکایت دارم | اینجانب ⟦NAME⟧ شکایت دارم
                    به نام علی‌رضا نیک‌پور واریز شد | به نام ⟦NAME⟧ واریز شد
                    کارت ۶۰۳۷ ۹۹۱۱ ۲۲۳۳ ۴۴۵۵ | کارت ⟦CARD⟧
                    کارتم ۶۰۳۷۹۹۱۱۲۲۳۳۴۴۵۵ بود | کارتم ⟦CARD⟧ بود
                    شبا IR06 0960 0000 0001 0032 4200 01 | شبا ⟦ACCOUNT⟧
                    به شماره حساب ۰۱۰-۱۲۳۴۵۶-۷ ریختم | به شماره حساب ⟦ACCOUNT⟧ ریختم
                    کد ملی ۰۰۱۲۳۴۵۶۷۹ | کد ملی ⟦IDENTITY⟧
                    آدرس: تهران، خیابان آزادی، کوچه شهید رضوانی، پلاک ۱۲، واحد ۳. کد پستی ۱۴۳۵۶-۷۸۹۰۱ | آدرس: ⟦ADDRESS⟧. کد پستی ⟦POSTCODE⟧
                    به خیابان ولیعصر نرسیده به میدان ونک، ساختمان نور طبقه سوم فرستادند | به ⟦ADDRESS⟧ به ⟦ADDRESS⟧ فرستادند
                    ایمیل ali@shop.ir و آیدی @ali_shop | ایمیل ⟦EMAIL⟧ و آیدی ⟦HANDLE⟧
                    پلاک پیک ۱۲ ب ۳۴۵ ایران ۶۷ بود | پلاک پیک ⟦PLATE⟧ بود
                    """)
    void persian(String text, String expected) {
        assertThat(redacted(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    我叫王小明，我住在北京市朝阳区建国路88号3号楼502室 | 我叫⟦NAME⟧，我住在⟦ADDRESS⟧
                    我是李强，电话13812345678 | 我是⟦NAME⟧，电话⟦PHONE⟧
                    张女士把包裹放在上海市浦东新区世纪大道100号 | ⟦NAME⟧女士把包裹放在⟦ADDRESS⟧
                    欧阳先生说手机是１３９－１２３４－５６７８ | ⟦NAME⟧先生说手机是⟦PHONE⟧
                    身份证11010519491231002X | 身份证⟦IDENTITY⟧
                    卡号6222 0212 3456 7890 123，户名：陈佳琪 | 卡号⟦CARD⟧，户名：⟦NAME⟧
                    微信号：wang_xm88 | 微信号：⟦HANDLE⟧
                    邮编100020，座机010-65551234 | 邮编⟦POSTCODE⟧，座机⟦PHONE⟧
                    粤B12345的司机 | ⟦PLATE⟧的司机
                    订单号20261102334455 | 订单号⟦NUMBER⟧
                    客服小王不理我 | 客服小⟦NAME⟧不理我
                    """)
    void chinese(String text, String expected) {
        assertThat(redacted(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    My name is Alice Barlow. | My name is ⟦NAME⟧.
                    my name is kiyasha dolat and it broke | my name is ⟦NAME⟧ and it broke
                    I spoke to Mr. Goodwin and Mrs Ana Lopez Cruz | I spoke to Mr. ⟦NAME⟧ and Mrs ⟦NAME⟧
                    The agent Sarah told me to wait | The agent ⟦NAME⟧ told me to wait
                    I live at 12 Baker Street, Apt 4B, in London | I live at ⟦ADDRESS⟧, in London
                    send it to 2200 N. Main St, Springfield, IL 62704 | send it to ⟦ADDRESS⟧
                    PO Box 345 | ⟦ADDRESS⟧
                    Call me at (415) 555-0199 or +44 20 7946 0958 | Call me at ⟦PHONE⟧ or ⟦PHONE⟧
                    by card ending 4242 | by card ending ⟦CARD⟧
                    card 4111-1111-1111-1111 | card ⟦CARD⟧
                    account number 000123456789 | account number ⟦ACCOUNT⟧
                    GB82 WEST 1234 5698 7654 32 is mine | ⟦ACCOUNT⟧ is mine
                    my SSN is 123-45-6789 | my SSN is ⟦IDENTITY⟧
                    passport no K1234567 | passport no ⟦IDENTITY⟧
                    write to john (at) gmail (dot) com | write to ⟦EMAIL⟧
                    SW1A 1AA | ⟦POSTCODE⟧
                    see https://t.me/abc?x=1 and www.x.example/y | see ⟦LINK⟧ and ⟦LINK⟧
                    order 112-3344556-778899 | order ⟦NUMBER⟧
                    telegram: john_smith9 | telegram: ⟦HANDLE⟧
                    """)
    void english(String text, String expected) {
        assertThat(redacted(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "مبلغ ۱٬۲۰۰٬۰۰۰ تومان در تاریخ ۱۴۰۵/۰۸/۳۰ پرداخت شد",
                "۲۵۰۰۰۰۰ ریال و ۵۰۰۰۰ تومن و ۳ میلیون تومان",
                "پس از ۲۰ روز کاری خبری نشد و واحد پشتیبانی جواب نداد",
                "آقای راننده در را باز نکرد و خانم محترم قطع کرد",
                "I paid $1,299.00 on 2026-11-02 and 45000 rials on 12/11/2026",
                "It took 14 days; the 2024 model has 128 GB and 10000 mAh",
                "Dear Customer Support, will you refund? May I ask? Mark the box.",
                "我花了30000元买了手机，2026年11月2日下单，等了15天",
                "商家在市区的路上发货，小区门口签收，小程序打不开，何时退款？",
                "高兴不起来，马上处理，金额不对",
                "12,500,000"
            })
    void amounts_dates_and_plain_words_stay(String text) {
        assertThat(redacted(text)).isEqualTo(text);
    }

    @Test
    void a_known_name_is_found_anywhere_and_however_it_is_typed() {
        var found = Redaction.of("كيان‌مهر گفت: از کيانمهر بپرسید", List.of("کیان‌مهر"));
        assertThat(found.text()).isEqualTo("⟦NAME⟧ گفت: از ⟦NAME⟧ بپرسید");
        assertThat(Redaction.of("Zyx Wvut wrote; ZYX again", List.of("Zyx Wvut"))
                        .text())
                .isEqualTo("⟦NAME⟧ ⟦NAME⟧ wrote; ⟦NAME⟧ again");
    }

    @Test
    void a_find_taken_back_stays_in_the_text() {
        var found = Redaction.of("Mr Goodwin, 0912 345 6789", List.of());
        assertThat(found.keeping(Set.of(0)).text()).isEqualTo("Mr Goodwin, ⟦PHONE⟧");
        assertThat(found.keeping(Set.of(1, 7, -1)).text()).isEqualTo("Mr ⟦NAME⟧, 0912 345 6789");
    }

    @Test
    void words_the_writer_names_are_hidden_wherever_they_stand() {
        var found =
                Redaction.of("خانهٔ آبی کنار رودخانه؛ خانه‌ی آبي", List.of()).hiding(List.of("آبی", "رودخانه"));
        assertThat(found.text()).isEqualTo("خانهٔ ⟦WORDS⟧ کنار ⟦WORDS⟧؛ خانه‌ی ⟦WORDS⟧");
        assertThat(Redaction.of("My Parrot sings", List.of())
                        .hiding(List.of("parrot", " "))
                        .text())
                .isEqualTo("My ⟦WORDS⟧ sings");
        assertThat(Redaction.of("code ۱۲۳", List.of()).hiding(List.of("123")).text())
                .isEqualTo("code ⟦WORDS⟧");
    }

    @Test
    void pieces_make_the_text_again_and_finds_never_overlap() {
        var letters = "علی 0912۳۴@.,،-/\n王明路号Mr Ab IR\u200c\u202e\ud835\udfd7\ud83d\ude00";
        forAll(random -> {
                    var text = new StringBuilder();
                    for (int left = random.nextInt(80); left > 0; left--) {
                        int at = random.nextInt(letters.length());
                        text.append(letters.charAt(at));
                    }
                    return text.toString();
                })
                .holds(text -> {
                    var redaction = Redaction.of(text, List.of("علی", "Ab"));
                    var again = new StringBuilder();
                    redaction.pieces().forEach(p -> again.append(p.text()));
                    assertThat(again).hasToString(text);
                    int last = 0;
                    for (var find : redaction.finds()) {
                        assertThat(find.start()).isGreaterThanOrEqualTo(last).isLessThan(find.end());
                        last = find.end();
                    }
                });
    }

    @Test
    void what_prints_a_redaction_prints_no_text() {
        assertThat(Redaction.of("Mr Goodwin", List.of())).hasToString("1 finds");
        assertThat(Redaction.of("Mr Goodwin", List.of()).pieces().toString()).doesNotContain("Goodwin");
    }

    /** Hostile texts of the longest length allowed: no pattern may run away or exhaust the stack. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "1",
                "1 ",
                "王",
                "路1",
                "خیابان ",
                "خیابان آزادی، ",
                "Aa ",
                "a.",
                "a@",
                "IR1 ",
                "@a",
                "1/1.",
                "آقای علی ",
                "http://a."
            })
    void no_text_takes_long(String part) {
        var text = part.repeat(5000 / part.length());
        var redaction = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Redaction.of(text, List.of("علی")));
        assertThat(redaction.original()).isEqualTo(text);
    }

    @Test
    void every_kind_is_found_in_this_test() {
        var all = """
                Mr Goodwin 0912 345 6789, card 4111 1111 1111 1111, account number 12345678, SSN 123-45-6789, a@b.cc,
                12 Baker Street, postcode SW1A 1AA, https://x.cc/1, order 998877665, plate ABC 1234, @someone""";
        assertThat(Redaction.of(all, List.of()).hiding(List.of("order")).finds())
                .extracting(Redaction.Find::kind)
                .contains(Kind.values());
    }
}
