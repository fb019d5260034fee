package org.touchstone.sandbox;

import static org.touchstone.sandbox.Language.EN;
import static org.touchstone.sandbox.Language.FA;
import static org.touchstone.sandbox.Language.ZH;

import java.util.List;

/**
 * The people who are always there, the same at each start. The number of a person makes the identifiers: once given it
 * stays, and it is not given again.
 */
final class Cast {

    private static final List<Person> EVERYONE = List.of(
            woman(1, Role.CONSUMER, FA, "نرگس فرهمندنیا", "narges.farahmandnia"),
            man(2, Role.CONSUMER, FA, "بهنام صالحی‌پور", "behnam.salehipour"),
            woman(3, Role.CONSUMER, FA, "الهام توکلی‌راد", "elham.tavakolirad"),
            man(4, Role.CONSUMER, FA, "پیمان شکیبامهر", "peyman.shakibamehr"),
            woman(5, Role.CONSUMER, FA, "زهره کاویانی‌فر", "zohreh.kavianifar"),
            woman(6, Role.CONSUMER, ZH, "顾晓岚", "xiaolan.gu"),
            man(7, Role.CONSUMER, ZH, "冯立诚", "licheng.feng"),
            woman(8, Role.CONSUMER, ZH, "蒋雨晴", "yuqing.jiang"),
            man(9, Role.CONSUMER, ZH, "陶文彬", "wenbin.tao"),
            woman(10, Role.CONSUMER, EN, "Hannah Whitcombe", "hannah.whitcombe"),
            man(11, Role.CONSUMER, EN, "Marcus Ellingham", "marcus.ellingham"),
            woman(12, Role.CONSUMER, EN, "Priya Nandakumar", "priya.nandakumar"),
            owner(
                    13,
                    FA,
                    false,
                    "کامران نیک‌سرشت",
                    "kamran@nilgoun.example",
                    "شرکت نیلگون‌افزار سپیدار",
                    Trade.ELECTRONICS),
            owner(
                    14,
                    FA,
                    true,
                    "سمانه بهرامی‌کیا",
                    "samaneh@termeh-aftab.example",
                    "شرکت پوشاک ترمه‌باف آفتاب",
                    Trade.FASHION),
            owner(15, FA, false, "حمید ورزنده", "hamid@bargrizan.example", "مؤسسه کتاب برگ‌ریزان", Trade.BOOKS),
            owner(16, FA, true, "لیلا دهقان‌منش", "leila@sabzdasht.example", "شرکت خوراک سبزدشت الوند", Trade.GROCERY),
            owner(
                    17,
                    FA,
                    false,
                    "آرش تیموری‌نژاد",
                    "arash@kouchneshan.example",
                    "شرکت خدمات سفر کوچ‌نشان",
                    Trade.TRAVEL),
            owner(18, FA, true, "فاطمه رجبی‌اصل", "fatemeh@chelcheragh.example", "شرکت خانه‌آرای چلچراغ", Trade.HOME),
            owner(19, ZH, false, "梁启川", "liang@tinglan.example", "杭州汀兰雅妆有限公司", Trade.BEAUTY),
            owner(20, ZH, true, "孟秋实", "meng@zhiqu.example", "上海稚趣园玩具有限公司", Trade.TOYS),
            owner(21, ZH, true, "曹曼青", "cao@jifenggu.example", "广州疾风谷体育用品有限公司", Trade.SPORT),
            owner(22, ZH, false, "邹明远", "zou@shuowei.example", "深圳烁微数码有限公司", Trade.ELECTRONICS),
            owner(
                    23,
                    EN,
                    true,
                    "Eleanor Marchbanks",
                    "eleanor@lanternwood.example",
                    "Lanternwood Home Services Ltd",
                    Trade.SERVICES),
            owner(24, EN, false, "Thomas Hargrave", "thomas@fernhollow.example", "Fernhollow Books Ltd", Trade.BOOKS),
            man(25, Role.OFFICER, FA, "داریوش پاک‌نهاد", "dariush.paknahad"),
            woman(26, Role.OFFICER, ZH, "韩静怡", "jingyi.han"),
            woman(27, Role.SENIOR_OFFICER, FA, "شیرین مقدم‌نیا", "shirin.moghadamnia"),
            man(28, Role.APPEALS_OFFICER, FA, "نادر دادورنیا", "nader.dadvarnia"),
            woman(29, Role.AUDITOR, EN, "Rebecca Thornbury", "rebecca.thornbury"),
            man(30, Role.ASSESSOR, ZH, "罗思齐", "siqi.luo"),
            woman(31, Role.ADMIN, FA, "یاسمن افروزیان", "yasaman.afrouzian"));

    private Cast() {}

    static List<Person> everyone() {
        return EVERYONE;
    }

    private static Person woman(int number, Role role, Language language, String name, String mailbox) {
        return person(number, role, language, true, name, mailbox + "@example.com", List.of());
    }

    private static Person man(int number, Role role, Language language, String name, String mailbox) {
        return person(number, role, language, false, name, mailbox + "@example.com", List.of());
    }

    private static Person owner(
            int number, Language language, boolean woman, String name, String email, String legalName, Trade trade) {
        var business = new Business(
                LegalIds.of(language, number),
                legalName,
                trade,
                Contacts.phone(language, number),
                Contacts.postalCode(language, number));
        return person(number, Role.OWNER, language, woman, name, email, List.of(business));
    }

    private static Person person(
            int number,
            Role role,
            Language language,
            boolean woman,
            String name,
            String email,
            List<Business> businesses) {
        return new Person(
                "cast-" + number,
                name,
                List.of(role),
                language == Language.ZH ? NationalIds.chinese(number, woman) : NationalIds.iranian(number),
                Contacts.mobile(language, number),
                email,
                language,
                businesses);
    }
}
