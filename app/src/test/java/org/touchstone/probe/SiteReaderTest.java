package org.touchstone.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.probe.SiteFindings.Outcome.DIFFERENT;
import static org.touchstone.probe.SiteFindings.Outcome.FOUND;
import static org.touchstone.probe.SiteFindings.Outcome.MISSING;
import static org.touchstone.probe.SiteFindings.Outcome.UNCLEAR;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.touchstone.probe.SiteFindings.Finding;
import org.touchstone.probe.SiteFindings.Outcome;
import org.touchstone.probe.SiteFindings.Topic;
import org.touchstone.probe.SiteReader.DeadLink;
import org.touchstone.probe.SiteReader.Source;

class SiteReaderTest {

    private static final URI HOME = URI.create("https://shop.test/");
    private static final Expected BARAN =
            new Expected("شرکت پوشاك باران (سهامی خاص)", "۱۰۱۰۱۲۳۴۵۶۷", "+98 21 8888 1234", "1598745631");

    private static final String PERSIAN = """
            <html lang=fa dir=rtl><head><title>پوشاک باران</title></head><body>
            <header><nav><a href="#terms">قوانین</a> <a href="#contact">تماس با ما</a></nav></header>
            <h1>پوشاک باران</h1>
            <div class=product><h3>مانتو بهاره</h3><p>قیمت: ۱٬۲۵۰٬۰۰۰ تومان</p></div>
            <section id=terms><h2>قوانین و مقررات فروش</h2>
            <p>ثبت سفارش در این فروشگاه به معنای پذیرش این شرایط است. پس از تأیید سفارش، کالا حداکثر تا سه روز کاری تحویل شرکت پست می‌شود و
            رسید خرید برای مشتری پیامک خواهد شد. مسئولیت کالا تا هنگام تحویل با فروشگاه است.</p></section>
            <section id=returns><h2>شرایط بازگشت کالا</h2>
            <p>مشتری می‌تواند تا هفت روز پس از تحویل، کالا را بی هیچ دلیلی بازگرداند و وجه آن ظرف ۴۸ ساعت به حساب او برمی‌گردد.</p></section>
            <section id=privacy><h2>حریم خصوصی</h2>
            <p>نام، نشانی و شمارهٔ تماس شما تنها برای رساندن کالا به کار می‌رود و به هیچ شخص دیگری داده نمی‌شود. اطلاعات شما رمزگذاری و پس از
            پایان دورهٔ قانونی نگهداری، پاک می‌شود. هر زمان بخواهید آن را می‌بینید و اصلاح می‌کنید.</p></section>
            <footer id=contact><h2>تماس با ما</h2>
            <p>پوشاک&zwnj;باران، سهامی خاص، شناسه ملی ۱۰۱۰۱۲۳۴۵۶۷</p>
            <p>نشانی: تهران، خیابان ولیعصر، پلاک ۱۲۳، طبقه ۴، کد پستی ۱۵۹۸۷-۴۵۶۳۱</p>
            <p>تلفن: ۰۲۱-۸۸۸۸۱۲۳۴</p><p>info@shop.test</p></footer>
            </body></html>""";

    private static final String CHINESE = """
            <html lang=zh><body><h1>云山茶行</h1>
            <ul><li>龙井 250克 <b>¥128.00</b></li></ul>
            <h2>服务条款</h2><p>您在本店提交订单即表示同意本条款。订单经确认后，我们将在四十八小时内发货，商品所有权自交付时起转移。
            价格以下单页面显示为准，支付成功后合同成立。如因库存不足无法发货，我们将及时通知您并全额返还已支付的款项。</p>
            <h2 id=th>退换货政策</h2><p>自签收之日起七天内，商品完好的，可以无理由退货，运费由买家承担；质量问题由我们承担往返运费。</p>
            <h2>隐私政策</h2><p>我们仅为完成订单收集您的姓名、地址与手机号码，不向任何第三方出售您的个人信息。信息加密保存，您可随时查询、更正或者删除。我们不会使用您的数据进行画像。</p>
            <h2>联系我们</h2><p>经营者：杭州云山茶业有限公司　统一社会信用代码：91330106MA2B1C3D4E</p>
            <p>地址：浙江省杭州市西湖区龙井路１２号，邮编：310013</p><p>客服电话：0571-8888 6666</p><p>邮箱：kefu@yunshan.test</p>
            </body></html>""";

    private static final String ENGLISH = """
            <html><head><title>Wren &amp; Co</title><script type="application/ld+json">
            {"@context":"https://schema.org","@graph":[{"@type":"Product","offers":{"@type":"Offer","price":"12.50","priceCurrency":"EUR"}}]}
            </script></head><body><h1>Wren</h1>
            <h2>Terms of sale</h2><p>By placing an order you accept these terms. Prices include all taxes. Delivery takes two to five days after the
            order has been paid. Ownership passes to the customer on delivery of the goods.</p>
            <h2>Returns &amp; refunds</h2><p>You may return goods within 14 days of delivery for a full refund.</p>
            <h2>Privacy</h2><p>We use your name, address and e-mail only to deliver what you ordered. Your data is never sold, is stored encrypted and is
            erased when the law allows. Write to us to see, to correct or to erase it at any time.</p>
            <h2>Contact</h2><address>Wren Trading Ltd., 12 Mill Road, Floor 2, Cambridge, registration number 09876543</address>
            <p>Phone: +44 1223 555 019</p><p>hello [at] wren [dot] example</p></body></html>""";

    private static List<Finding> read(Expected expected, String... pages) {
        var sources = new ArrayList<Source>();
        for (int i = 0; i < pages.length; i++) {
            sources.add(new Source(i == 0 ? HOME : URI.create(HOME + "page" + i), pages[i], null));
        }
        return SiteReader.read(sources, List.of(), expected);
    }

    private static Finding of(List<Finding> findings, Topic topic) {
        return findings.stream().filter(f -> f.topic() == topic).findFirst().orElseThrow();
    }

    private static Finding finding(Topic topic, String body) {
        return of(read(Expected.NOTHING, "<body><h1>Shop</h1><p>" + "welcome to the shop ".repeat(5) + body), topic);
    }

    @Test
    void a_persian_shop_of_one_page_is_found_whole() {
        var findings = read(BARAN, PERSIAN);
        assertThat(findings).extracting(Finding::topic).containsExactly(Topic.values());
        assertThat(findings)
                .allSatisfy(f -> assertThat(f.outcome()).as(f.toString()).isEqualTo(FOUND));
        assertThat(of(findings, Topic.RETURNS).days()).isEqualTo(7);
        assertThat(of(findings, Topic.RETURNS).where()).hasToString("https://shop.test/#returns");
        assertThat(of(findings, Topic.RETURNS).place()).isEqualTo("شرایط بازگشت کالا");
        assertThat(of(findings, Topic.RETURNS).excerpt()).contains("هفت روز");
        assertThat(of(findings, Topic.PHONE).value()).isEqualTo("02188881234");
        assertThat(of(findings, Topic.PHONE).excerpt()).isEqualTo("تلفن: ۰۲۱-۸۸۸۸۱۲۳۴");
        assertThat(of(findings, Topic.PRICES).value()).isEqualTo("IRT");
        assertThat(of(findings, Topic.ADDRESS).where()).hasToString("https://shop.test/#contact");
    }

    @Test
    void a_chinese_shop_of_one_page_is_found_whole() {
        var expected = new Expected("杭州云山茶业有限公司", "91330106MA2B1C3D4E", "057188886666", "310013");
        var findings = read(expected, CHINESE);
        assertThat(findings)
                .allSatisfy(f -> assertThat(f.outcome()).as(f.toString()).isEqualTo(FOUND));
        assertThat(of(findings, Topic.RETURNS).days()).isEqualTo(7);
        assertThat(of(findings, Topic.PRICES).value()).isEqualTo("CNY");
        assertThat(of(findings, Topic.EMAIL).value()).isEqualTo("kefu@yunshan.test");
    }

    @Test
    void an_english_shop_of_one_page_is_found_whole() {
        var findings = read(new Expected("Wren Trading Limited", "09876543", "+44 1223 555019", null), ENGLISH);
        assertThat(findings)
                .allSatisfy(f -> assertThat(f.outcome()).as(f.toString()).isEqualTo(FOUND));
        assertThat(of(findings, Topic.RETURNS).days()).isEqualTo(14);
        assertThat(of(findings, Topic.PRICES).value()).isEqualTo("EUR");
        assertThat(of(findings, Topic.EMAIL).value()).isEqualTo("hello@wren.example");
    }

    @Test
    void without_expectations_what_is_there_is_told() {
        assertThat(of(read(Expected.NOTHING, PERSIAN), Topic.IDENTITY).value()).isEqualTo("10101234567");
        assertThat(read(Expected.NOTHING, PERSIAN))
                .allSatisfy(f -> assertThat(f.outcome()).isEqualTo(FOUND));
    }

    @Test
    void what_differs_from_what_was_expected_is_told_with_what_is_there() {
        var findings = read(new Expected("شرکت پوشاک آفتاب", "10109999999", "02177771234", "1111111111"), PERSIAN);
        assertThat(of(findings, Topic.IDENTITY)).satisfies(f -> differs(f, "LEGAL_ID", "10101234567"));
        assertThat(of(findings, Topic.PHONE)).satisfies(f -> differs(f, "PHONE", "02188881234"));
        assertThat(of(findings, Topic.ADDRESS)).satisfies(f -> differs(f, "POSTAL_CODE", "1598745631"));
    }

    private static void differs(Finding finding, String reason, String value) {
        assertThat(finding.outcome()).isEqualTo(DIFFERENT);
        assertThat(finding.reason()).isEqualTo(reason);
        assertThat(finding.value()).isEqualTo(value);
    }

    @Test
    void the_name_of_a_competitor_is_not_ones_own() {
        var rival = "<p>Better than Rival Trading Ltd since 1990, ask anybody in the whole town about us</p>";
        var own = new Expected("Wren Trading Limited", null, null, null);
        assertThat(of(read(own, "<body>" + rival), Topic.IDENTITY).outcome()).isEqualTo(DIFFERENT);
        assertThat(of(read(own, "<body>" + rival + "<p>Wren Trading Ltd"), Topic.IDENTITY)
                        .outcome())
                .isEqualTo(FOUND);
        // Part of another name is not the name.
        assertThat(of(read(own, "<body><p>Northwren Trading Ltd"), Topic.IDENTITY)
                        .outcome())
                .isEqualTo(DIFFERENT);
    }

    @Test
    void half_an_identity_is_not_clear() {
        var own = new Expected("Wren Trading Ltd", "09876543", null, null);
        assertThat(of(read(own, "<body><p>This shop is run by Wren Trading Ltd"), Topic.IDENTITY))
                .satisfies(f -> assertThat(f.outcome()).isEqualTo(UNCLEAR))
                .satisfies(f -> assertThat(f.reason()).isEqualTo("LEGAL_ID"));
        assertThat(of(read(own, "<body><p>Nothing about who runs it"), Topic.IDENTITY)
                        .outcome())
                .isEqualTo(MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div style='display:none'>%s</div>",
                "<div style='DISPLAY : NONE !important'>%s</div>",
                "<div hidden>%s</div>",
                "<div style='visibility:hidden'><p>%s</p></div>",
                "<div style='opacity:0'>%s</div>",
                "<div style='font-size:0px'>%s</div>",
                "<div style='position:absolute;left:-9999px'>%s</div>",
                "<div style='height:0;overflow:hidden'>%s</div>",
                "<style>.x, #y { color:red; display : none }</style><div class=x>%s</div>",
                "<style>/* a */ @media print{.a{color:red}} .x{display:none}</style><div class=x>%s</div>",
                "<!-- %s -->",
                "<script>var a = `%s`</script>",
                "<template>%s</template>",
                "<noscript>%s</noscript>",
                "<iframe srcdoc='x'>%s</iframe>",
                "<textarea hidden>%s</textarea>",
                "<select><option>%s</select>"
            })
    void what_nobody_sees_does_not_count(String around) {
        var body = PERSIAN.replaceAll("(?s).*<body>|</body>.*", "").replace("'", "");
        var welcome = "<body><p>" + "به فروشگاه ما خوش آمدید ".repeat(5) + "</p>";
        assertThat(read(BARAN, welcome + around.formatted(body)))
                .allSatisfy(f -> assertThat(f.outcome()).as(f.toString()).isEqualTo(MISSING));
    }

    @Test
    void what_is_hidden_on_paper_only_counts() {
        var sheet = "<style>@media print { p, section { display:none } } details{}</style>";
        assertThat(read(BARAN, PERSIAN.replace("</head>", sheet + "</head>")))
                .allSatisfy(f -> assertThat(f.outcome()).isEqualTo(FOUND));
    }

    @Test
    void a_short_text_that_comes_to_the_point_is_enough_under_its_heading() {
        var page = new Source(
                HOME,
                "<h1>Shop</h1><h2>Privacy</h2><p>We keep personal data only as long as the delivery of your order takes.</p>"
                        + "<h2>Returns</h2><p>Send it back within 14 days and we refund you.</p>",
                null);
        var findings = SiteReader.read(List.of(page), List.of(), Expected.NOTHING);
        assertThat(of(findings, Topic.PRIVACY).outcome()).isEqualTo(FOUND);
        assertThat(of(findings, Topic.RETURNS).outcome()).isEqualTo(FOUND);
    }

    @Test
    void a_link_that_leads_nowhere_is_not_clear() {
        var dead = List.of(new DeadLink(URI.create("https://shop.test/terms"), "قوانین و مقررات", Topic.TERMS));
        var finding = of(
                SiteReader.read(
                        List.of(new Source(HOME, "<a href=/terms>قوانین و مقررات</a>", null)), dead, Expected.NOTHING),
                Topic.TERMS);
        assertThat(finding.outcome()).isEqualTo(UNCLEAR);
        assertThat(finding.reason()).isEqualTo("BROKEN_LINK");
        assertThat(finding.where()).hasToString("https://shop.test/terms");
    }

    @Test
    void a_page_that_hardly_says_anything_or_shows_a_picture_is_not_clear() {
        var url = URI.create("https://shop.test/privacy");
        assertThat(reason(Topic.PRIVACY, new Source(url, "<h1>Privacy</h1><p>Coming soon, data.", Topic.PRIVACY)))
                .isEqualTo("TOO_SHORT");
        assertThat(reason(Topic.PRIVACY, new Source(url, "<h1>Privacy</h1><img src=policy.png>", Topic.PRIVACY)))
                .isEqualTo("PICTURE_ONLY");
        assertThat(reason(
                        Topic.PRIVACY,
                        new Source(url, "<h1>Shop</h1><p>" + "lorem ipsum dolor ".repeat(20), Topic.PRIVACY)))
                .isEqualTo("ONLY_NAMED");
    }

    private static String reason(Topic topic, Source page) {
        var home = new Source(HOME, "<p>Welcome</p><a href=/privacy>Privacy</a>", null);
        var finding = of(SiteReader.read(List.of(home, page), List.of(), Expected.NOTHING), topic);
        assertThat(finding.outcome()).isEqualTo(UNCLEAR);
        return finding.reason();
    }

    @Test
    void a_list_of_links_under_a_heading_is_no_text() {
        var footer = "<footer><h4>قوانین و مقررات</h4><ul>"
                + "<li><a href=/a>شرایط خرید و فروش در فروشگاه اینترنتی ما برای مشتریان گرامی</a>".repeat(6)
                + "</ul></footer>";
        assertThat(finding(Topic.TERMS, footer).outcome()).isEqualTo(UNCLEAR);
        assertThat(finding(Topic.TERMS, footer).reason()).isEqualTo("ONLY_NAMED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "تا ۱۴ روز پس از دریافت، امکان مرجوع کردن کالا وجود دارد | 14",
                "مهلت بازگشت کالا: ده روز کاری پس از تحویل است | 10",
                "ضمانت بازگشت وجه تا سی روز پس از خرید از فروشگاه | 30",
                "Return it within thirty days and get a full refund | 30",
                "30-day money-back returns on everything we sell | 30",
                "自收到商品之日起15天内可申请退货，运费自理，请保持包装完好 | 15",
            })
    void the_days_of_returning_are_read(String sentence, int days) {
        var finding = finding(Topic.RETURNS, "<p>" + sentence);
        assertThat(finding.outcome()).isEqualTo(FOUND);
        assertThat(finding.days()).isEqualTo(days);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Return to top of the page",
                "بازگشت به بالای صفحه",
                "ارسال رایگان تا ۷ روز",
                "Delivered within 14 days",
            })
    void what_is_not_about_returning_goods_is_not_taken_for_it(String sentence) {
        assertThat(finding(Topic.RETURNS, "<p>" + sentence).outcome()).isEqualTo(MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "۲۵۰٬۰۰۰ تومان | IRT",
                "2,500,000 ریال | IRR",
                "١٢٠٠ ريال | IRR",
                "¥ 128.00 | CNY",
                "99元 | CNY",
                "$19.99 | USD",
                "20 € | EUR",
                "1,200 IRR | IRR",
            })
    void prices_are_read_with_their_currency(String price, String currency) {
        assertThat(finding(Topic.PRICES, "<p>" + price).value()).isEqualTo(currency);
    }

    @ParameterizedTest
    @ValueSource(strings = {"۰ تومان", "برای قیمت تماس بگیرید", "model 1200 of 2024", "10% off", "$"})
    void what_is_no_price_is_not_taken_for_one(String text) {
        assertThat(finding(Topic.PRICES, "<p>" + text).outcome()).isEqualTo(MISSING);
    }

    @Test
    void prices_for_programs_count_in_both_vocabularies() {
        assertThat(finding(
                                Topic.PRICES,
                                "<div itemscope><meta itemprop=priceCurrency content=IRR><span itemprop=price content=120000>x</span></div>")
                        .value())
                .isEqualTo("IRR");
        assertThat(finding(Topic.PRICES, "<script type='application/ld+json'>{ broken </script>")
                        .outcome())
                .isEqualTo(MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "تلفن: ۰۲۱ ۸۸۸۸ ۱۲۳۴ | 02188881234",
                "پشتیبانی ٠٩١٢٣٤٥٦٧٨٩ | 09123456789",
                "Call (021) 8888-1234 | 02188881234",
                "+98 912 345 6789 | +989123456789",
                "电话：０２１－６６６６８８８８ | 02166668888",
                "热线 400-800-1234 | 4008001234",
                "13812345678 | 13812345678",
            })
    void telephones_are_read_in_any_digits(String text, String number) {
        assertThat(finding(Topic.PHONE, "<p>" + text).value()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "کد پستی ۰۱۵۹۸۷۴۵۶۳",
                "شماره ثبت 0123456789",
                "2024/01/02",
                "1,250,000 تومان",
                "ISBN 9783161484100",
                "0.12345678"
            })
    void other_numbers_are_no_telephones(String text) {
        assertThat(finding(Topic.PHONE, "<p>" + text).outcome()).isEqualTo(MISSING);
    }

    @Test
    void a_form_alone_is_a_way_to_write_but_no_address() {
        var finding = finding(Topic.EMAIL, "<form id=write>Write to us <textarea name=t></textarea></form>");
        assertThat(finding.outcome()).isEqualTo(UNCLEAR);
        assertThat(finding.reason()).isEqualTo("FORM_ONLY");
        assertThat(finding.where()).hasToString("https://shop.test/#write");
        assertThat(finding(Topic.EMAIL, "<img src=logo@2x.png>").outcome()).isEqualTo(MISSING);
    }

    @Test
    void a_page_made_by_a_script_alone_is_not_clear() {
        var findings = read(BARAN, "<body><div id=root></div><script src=/app.js></script>");
        assertThat(findings).allSatisfy(f -> {
            assertThat(f.outcome()).isEqualTo(UNCLEAR);
            assertThat(f.reason()).isEqualTo("SCRIPT_ONLY");
        });
    }

    @Test
    void links_are_chosen_one_of_each_kind() {
        var home = PageText.of(HOME, """
                <a href=/>خانه</a> <a href=/blog/contact-lenses>عدسی</a> <a href=/تماس>تماس با ما</a> <a href="/p/7">بازگرداندن کالا</a>
                <a href=/privacy-policy><img src=x></a> <a href=/tos>Terms of service</a> <a href=/about>关于我们</a>
                <a href=/shipping>Delivery</a> <a href="mailto:a@b.test">contact</a> <a href="javascript:x">terms</a>""");
        assertThat(SiteReader.links(home, 6))
                .extracting(SiteReader.Link::url)
                .containsExactly(
                        "https://shop.test/تماس",
                        "https://shop.test/p/7",
                        "https://shop.test/tos",
                        "https://shop.test/privacy-policy",
                        "https://shop.test/about",
                        "https://shop.test/shipping");
        assertThat(SiteReader.links(home, 2)).hasSize(2);
    }

    @Test
    void a_deep_and_a_long_page_are_read_in_time() {
        var deep = "<div>".repeat(50_000) + "تلفن 02188881234";
        var long1 = "<p>" + "a ".repeat(1_000_000) + "<p>" + "1".repeat(500_000) + "<p>" + "شرکت ".repeat(100_000);
        long begun = System.nanoTime();
        assertThat(read(BARAN, deep, long1)).hasSize(Topic.values().length);
        assertThat((System.nanoTime() - begun) / 1_000_000).isLessThan(20_000);
    }

    @Test
    void excerpts_are_short_and_hold_what_was_found() {
        var text = "bla bla bla ".repeat(60) + "write to hello@wren.example " + "bla bla ".repeat(60);
        var finding = finding(Topic.EMAIL, "<p>" + text);
        assertThat(finding.excerpt()).contains("hello@wren.example").hasSizeLessThanOrEqualTo(160);
        assertThat(Arrays.stream(Outcome.values()).toList()).contains(finding.outcome());
    }
}
