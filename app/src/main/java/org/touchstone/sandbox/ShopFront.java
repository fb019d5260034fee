package org.touchstone.sandbox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.text.Language;
import org.touchstone.issuing.Answers;

/** The home page of an invented shop that says everything a shop has to say, in the language of its applicant. */
final class ShopFront {

    private ShopFront() {}

    static String page(Language language, Answers answers) {
        var page = switch (language) {
            case FA -> PERSIAN;
            case ZH -> CHINESE;
            case EN -> ENGLISH;
        };
        return page.replace("NAME", escaped(answers.legalName()))
                .replace("NUMBER", escaped(answers.legalId()))
                .replace("PHONE", escaped(answers.phone()))
                .replace("POST", escaped(answers.postalCode()))
                .replace("HOST", escaped(answers.host()));
    }

    private static String escaped(@Nullable String text) {
        return Optional.ofNullable(text)
                .orElse("")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private static final String PERSIAN = """
            <!doctype html><html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>NAME</title></head><body>
            <h1>NAME</h1>
            <p>هدفون بی‌سیم، ۲٬۴۵۰٬۰۰۰ تومان – افزودن به سبد خرید</p>
            <h2 id="contact">تماس با ما</h2>
            <p>این فروشگاه را NAME با شناسهٔ ملی NUMBER اداره می‌کند.</p>
            <p>تلفن: PHONE، کد پستی: POST، ایمیل: help@HOST</p>
            <h2 id="terms">شرایط فروش</h2>
            <p>سفارش با تأیید ما قطعی می‌شود. کالا تا سه روز کاری پس از پرداخت با پست یا پیک فرستاده می‌شود. قیمت‌ها با مالیات است و تا پیش از
            ارسال می‌توانید سفارش را بی‌هزینه لغو کنید. پرداخت از درگاه بانکی انجام می‌شود. آنچه اینجا نیامده تابع قانون تجارت الکترونیکی است.</p>
            <h2 id="returns">مرجوعی و بازگشت وجه</h2>
            <p>تا ۷ روز پس از دریافت، بدون ذکر دلیل می‌توانید کالا را برگردانید. وجه تا سه روز پس از رسیدن کالا به حساب شما برمی‌گردد. هزینهٔ
            برگشت کالای معیوب با ماست.</p>
            <h2 id="privacy">حریم خصوصی</h2>
            <p>نام، نشانی و شمارهٔ شما را فقط برای رساندن سفارش نگه می‌داریم و به کسی جز شرکت پست نمی‌دهیم. دو سال پس از آخرین سفارش اطلاعات
            شما پاک می‌شود. هر وقت بخواهید می‌توانید بپرسید چه چیزی از شما نگه داشته‌ایم.</p>
            </body></html>
            """;

    private static final String CHINESE = """
            <!doctype html><html lang="zh"><head><meta charset="utf-8"><title>NAME</title></head><body>
            <h1>NAME</h1>
            <p>无线耳机 ¥399.00 加入购物车</p>
            <h2 id="contact">联系我们</h2>
            <p>本店经营者：NAME，统一社会信用代码：NUMBER。</p>
            <p>电话：PHONE，邮编：POST，邮箱：help@HOST</p>
            <h2 id="terms">销售条款</h2>
            <p>订单经我们确认后生效。付款后三个工作日内发货，由快递或邮政配送。标价含税。发货前可免费取消订单。付款通过银行支付网关完成。
            本条款未规定的事项，依照《电子商务法》处理。订单详情、发票和售后记录可在个人中心查询。</p>
            <h2 id="returns">退换货与退款</h2>
            <p>自收到商品之日起 7 天内可无理由退货。我们收到退货后三个工作日内退款至原支付账户。商品存在质量问题的，退换货运费由我们承担，
            并可选择换货、维修或退款。</p>
            <h2 id="privacy">隐私政策</h2>
            <p>我们仅为配送订单保存您的姓名、地址和电话，除承运人外不向任何人提供个人信息。最后一笔订单两年后删除。您可随时查询、更正或要求
            删除我们保存的个人信息。</p>
            </body></html>
            """;

    private static final String ENGLISH = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>NAME</title></head><body>
            <h1>NAME</h1>
            <p>Wireless headphones, €59.00 – add to basket</p>
            <h2 id="contact">Contact us</h2>
            <p>This shop is run by NAME, registered under the number NUMBER.</p>
            <p>Telephone PHONE, postal code POST, e-mail help@HOST</p>
            <h2 id="terms">Terms of sale</h2>
            <p>An order is binding once we confirm it. We send the goods within three working days of payment, by post or courier. Prices
            include all taxes, and until we send it an order can be cancelled free of charge. Payment is by card through the gateway of our
            bank. Whatever is not settled here follows the law of electronic commerce.</p>
            <h2 id="returns">Returns and refunds</h2>
            <p>You may return whatever you bought within 14 days of receiving it, without giving a reason. We refund the price within seven
            days of the goods coming back to us; faulty goods we collect at our own cost.</p>
            <h2 id="privacy">Privacy policy</h2>
            <p>We keep your name, address and telephone number to deliver what you ordered, give them to nobody but the carrier, and delete
            them two years after your last order. You may ask at any time what we keep about you.</p>
            </body></html>
            """;
}
