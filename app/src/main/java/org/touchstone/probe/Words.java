package org.touchstone.probe;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.touchstone.rules.text.PlainText;

/** Words by which shops name things, in Persian, Chinese and English, to be found in search keys. */
final class Words {

    static final Pattern CONTACT =
            any("تماس", "ارتباط با", "پشتیبانی", "contact", "support", "customer service", "联系", "客服", "聯繫");
    static final Pattern ABOUT = any(
            "درباره",
            "معرفی فروشگاه",
            "about",
            "imprint",
            "legal notice",
            "company info",
            "who we are",
            "关于",
            "公司简介",
            "關於");
    static final Pattern TERMS = any(
            "قوانین",
            "مقررات",
            "شرایط فروش",
            "شرایط خرید",
            "شرایط استفاده",
            "شرایط و ضوابط",
            "terms",
            "conditions of sale",
            "user agreement",
            "条款",
            "用户协议",
            "服务协议",
            "购买协议",
            "交易规则",
            "销售条件",
            "條款");
    static final Pattern RETURNS = any(
            "مرجوع",
            "عودت",
            "استرداد",
            "بازگشت کالا",
            "بازگشت وجه",
            "بازگرداندن",
            "بازپس",
            "برگشت کالا",
            "پس دادن",
            "ضمانت بازگشت",
            "returns",
            "return(?! to\\b)(?!ed to)",
            "refund",
            "money.back",
            "退货",
            "退款",
            "退换",
            "退貨",
            "无理由");
    static final Pattern PRIVACY = any(
            "حریم خصوصی",
            "حفاظت از اطلاعات",
            "محرمانگی",
            "اطلاعات شخصی",
            "privacy",
            "data protection",
            "personal data",
            "隐私",
            "个人信息保护",
            "个人信息",
            "隱私");
    static final Pattern SHIPPING = any("ارسال", "تحویل", "shipping", "delivery", "配送", "物流", "运费");

    /** What a text about sale speaks of. */
    static final Pattern ABOUT_SALE = any(
            "سفارش",
            "خرید",
            "فروش",
            "مشتری",
            "تحویل",
            "order",
            "purchase",
            "price",
            "delivery",
            "buyer",
            "customer",
            "payment",
            "订单",
            "购买",
            "交易",
            "商品",
            "支付",
            "消费者",
            "用户");

    /** What a text about personal data speaks of. */
    static final Pattern ABOUT_DATA =
            any("اطلاعات", "داده", "شماره تماس", "data", "information", "cookie", "e-?mail", "信息", "数据", "资料");

    static final Pattern ADDRESS = any(
            "نشانی ?:",
            "ادرس ?:",
            "نشانی پستی",
            "ادرس فروشگاه",
            "ادرس شرکت",
            "دفتر مرکزی ?:",
            "(?<!mail )(?<!ip )(?<!web )address ?:",
            "地址 ?:",
            "地址",
            "地點");
    static final Pattern STREET = any(
            "خیابان",
            "خ\\.",
            "کوچه",
            "پلاک",
            "بلوار",
            "میدان",
            "طبقه",
            "واحد",
            "بزرگراه",
            "street",
            "st\\.",
            "road",
            "rd\\.",
            "avenue",
            "ave\\.",
            "floor",
            "suite",
            "building",
            "lane",
            "省",
            "市",
            "区",
            "路",
            "街",
            "号",
            "室",
            "楼");

    /** A house in a street: its number beside the words for it. */
    static final Pattern HOUSE = Pattern.compile(
            "\\d{1,5}[a-z]?,? (?:[a-z'-]+\\.? ){1,4}(?:street|st\\.|road|rd\\.|avenue|ave\\.|lane)(?![a-z])"
                    + "|(?:خیابان|بلوار|میدان|کوچه).{1,120}پلاک ?:? ?\\d|[省市区].{0,20}[路街道].{0,12}\\d+ ?号");

    static final Pattern PHONE = any(
            "تلفن",
            "تماس",
            "موبایل",
            "همراه",
            "فکس",
            "پشتیبانی",
            "واتساپ",
            "phone",
            "tel",
            "call",
            "mobile",
            "hotline",
            "whatsapp",
            "电话",
            "手机",
            "热线",
            "客服");

    private Words() {}

    /** Latin words begin where no letter stands before; others may stand within. */
    private static Pattern any(String... words) {
        return Pattern.compile(List.of(words).stream()
                .map(Words::folded)
                .map(word -> word.matches("[a-z(].*") && word.chars().anyMatch(c -> c >= 'a' && c <= 'z')
                        ? "(?<![a-z])" + word
                        : word)
                .collect(Collectors.joining("|")));
    }

    /** As {@link PlainText#searchKey} folds it, with what is not a letter of Persian left as it is. */
    private static String folded(String word) {
        return word.chars().anyMatch(c -> c >= 0x0600 && c <= 0x06ff) ? PlainText.searchKey(word) : word;
    }
}
