package org.touchstone.sandbox;

import java.util.List;

/** Invents people and businesses, each from a running number and nothing else. */
final class Newcomers {

    /** Numbers up to here belong to the cast, so that nobody invented can share an identifier with it. */
    private static final long CAST = 1_000;

    private static final Trade[] TRADES = Trade.values();
    private static final List<Language> LANGUAGES =
            List.of(Language.FA, Language.ZH, Language.FA, Language.EN, Language.FA);

    private static final List<String> PERSIAN_FIRST = List.of(
            "آفتاب", "باران", "پردیس", "ترنج", "چکاد", "دریا", "روشنا", "ژرف", "سپیدار", "شکوفه", "کیمیا", "گلبرگ");
    private static final List<String> PERSIAN_SECOND = List.of(
            "گستر", "پویان", "آرا", "پردازان", "سازان", "نوین", "مهرگان", "اندیش", "آوران", "یاران", "پیشگامان");
    private static final List<String> CHINESE_CITIES = List.of("杭州", "上海", "广州", "深圳", "成都", "武汉", "南京", "厦门");
    private static final List<String> CHINESE_FIRST = List.of("青", "云", "锦", "禾", "澄", "知", "朗", "棠", "砚", "溪", "星");
    private static final List<String> CHINESE_SECOND = List.of("舟", "屿", "禾", "途", "岚", "序", "渡", "宁", "川", "品", "诺");
    private static final List<String> ENGLISH_FIRST = List.of(
            "Amber", "Birch", "Copper", "Dove", "Elder", "Flint", "Harbour", "Ivy", "Juniper", "Larch", "Meadow");
    private static final List<String> ENGLISH_SECOND = List.of(
            "gate", "stone", "field", "brook", "wick", "mere", "croft", "ridge", "haven", "moor", "well", "bank");

    private Newcomers() {}

    static Language languageOf(long number) {
        return LANGUAGES.get((int) (number % LANGUAGES.size()));
    }

    static Person person(long number, Role role, Language language, List<Business> businesses) {
        long unique = CAST + number;
        Names.FullName name = Names.of(language, unique);
        return new Person(
                "person-" + number,
                name.written(),
                List.of(role),
                language == Language.ZH ? NationalIds.chinese(unique, name.woman()) : NationalIds.iranian(unique),
                Contacts.mobile(language, unique),
                name.latin() + number + "@example.com",
                language,
                businesses);
    }

    static Business business(long number, Language language) {
        Trade trade = tradeOf(number);
        return business(number, language, legalName(number, language, trade), trade);
    }

    static Business business(long number, Language language, String legalName, Trade trade) {
        long unique = CAST + number;
        return new Business(
                LegalIds.of(language, unique),
                legalName,
                trade,
                Contacts.phone(language, unique),
                Contacts.postalCode(language, unique));
    }

    static Trade tradeOf(long number) {
        return TRADES[(int) (number % TRADES.length)];
    }

    private static String legalName(long number, Language language, Trade trade) {
        return switch (language) {
            case FA ->
                "شرکت " + persian(trade) + " " + one(PERSIAN_FIRST, number) + " " + one(PERSIAN_SECOND, number + 1);
            case ZH ->
                one(CHINESE_CITIES, number)
                        + one(CHINESE_FIRST, number + 1)
                        + one(CHINESE_SECOND, number + 2)
                        + chinese(trade)
                        + "有限公司";
            case EN -> one(ENGLISH_FIRST, number) + one(ENGLISH_SECOND, number + 1) + " " + english(trade) + " Ltd";
        };
    }

    private static String one(List<String> choices, long number) {
        return choices.get(Scatter.place(number, choices.size()));
    }

    private static String persian(Trade trade) {
        return switch (trade) {
            case ELECTRONICS -> "الکترونیک";
            case FASHION -> "پوشاک";
            case BOOKS -> "کتاب";
            case GROCERY -> "مواد غذایی";
            case TRAVEL -> "خدمات سفر";
            case HOME -> "لوازم خانگی";
            case BEAUTY -> "آرایشی و بهداشتی";
            case TOYS -> "اسباب‌بازی";
            case SPORT -> "لوازم ورزشی";
            case SERVICES -> "خدمات";
        };
    }

    private static String chinese(Trade trade) {
        return switch (trade) {
            case ELECTRONICS -> "电子科技";
            case FASHION -> "服饰";
            case BOOKS -> "图书";
            case GROCERY -> "食品";
            case TRAVEL -> "旅行服务";
            case HOME -> "家居";
            case BEAUTY -> "美妆";
            case TOYS -> "玩具";
            case SPORT -> "体育用品";
            case SERVICES -> "生活服务";
        };
    }

    private static String english(Trade trade) {
        return switch (trade) {
            case ELECTRONICS -> "Electronics";
            case FASHION -> "Clothing";
            case BOOKS -> "Books";
            case GROCERY -> "Foods";
            case TRAVEL -> "Travel";
            case HOME -> "Homeware";
            case BEAUTY -> "Beauty";
            case TOYS -> "Toys";
            case SPORT -> "Sports";
            case SERVICES -> "Services";
        };
    }
}
