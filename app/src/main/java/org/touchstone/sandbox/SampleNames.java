package org.touchstone.sandbox;

import java.util.List;
import java.util.Random;

/**
 * Names of many businesses, as a country would have them: in three scripts, common words often and others seldom. The same number
 * always gives the same business.
 */
final class SampleNames {

    private static final List<String> SYLLABLES = List.of(
            "ba", "ra", "no", "mi", "sa", "te", "ko", "la", "za", "pe", "shi", "da", "go", "ne", "vi", "ar", "ma", "ho",
            "sep", "rin", "tak", "mar", "del", "fan", "kar", "bin", "sam", "nar", "gol", "par", "tan", "mor", "sha",
            "len", "dor", "kin", "ves", "ran", "hil", "fer");
    private static final List<String> PERSIAN_SYLLABLES = List.of(
            "با", "را", "نو", "می", "سا", "ته", "کو", "لا", "زا", "په", "شی", "دا", "گو", "نه", "وی", "آر", "ما", "هو",
            "سپ", "رین", "تک", "مر", "دل", "فن", "کار", "بین", "سام", "نار", "گل", "پر", "تن", "مور", "شا", "لن", "در",
            "کین", "وس", "ران", "هیل", "فر");
    private static final String CHINESE = "汀兰雅妆稚趣园疾风谷烁微锦绣云海天诚信达丰瑞祥和悦美佳艺盛世华宇东方明珠金桥银杏松鹤延年福满堂青竹白鹭清泉朗月星辰晨曦映荷";
    private static final List<String> SUFFIXES = List.of(
            "", "shop", "store", "online", "market", "plus", "kala", "mall", "home", "city", "land", "pro", "direct",
            "express", "one", "house", "world", "center", "group", "trade", "max", "net", "hub", "point", "line",
            "zone", "bazaar", "forosh", "sara", "gar");
    private static final List<String> TRADES = List.of(
            "FASHION", "ELECTRONICS", "HOME", "GROCERY", "BEAUTY", "BOOKS", "SERVICES", "TOYS", "SPORT", "TRAVEL");
    private static final List<List<String>> TRADE_WORDS = List.of(
            List.of("پوشاک", "服饰", "Clothing"),
            List.of("الکترونیک", "数码", "Electronics"),
            List.of("خانه‌آرای", "家居", "Home"),
            List.of("خوراک", "食品", "Grocers"),
            List.of("آرایشی", "化妆品", "Beauty"),
            List.of("کتاب", "书店", "Books"),
            List.of("خدمات", "服务", "Services"),
            List.of("اسباب‌بازی", "玩具", "Toys"),
            List.of("ورزشی", "体育用品", "Sports"),
            List.of("سفر", "旅行", "Travel"));
    private static final List<String> FORMS = List.of("شرکت", "فروشگاه", "فروشگاه‌های", "گروه", "بازرگانی", "مؤسسه");
    private static final List<String> WORDS = List.of(
            "آفتاب",
            "سپیدار",
            "نیلگون",
            "الوند",
            "پارسیان",
            "آریا",
            "کوروش",
            "دماوند",
            "ایرانیان",
            "سپهر",
            "مهر",
            "پردیس",
            "ارغوان",
            "کیمیا",
            "زاگرس",
            "خزر",
            "البرز",
            "یاس",
            "شقایق",
            "نگین",
            "صدف",
            "مروارید",
            "ستاره",
            "خورشید",
            "باران",
            "نسیم",
            "بهار",
            "سبزدشت",
            "چلچراغ",
            "ترمه‌باف");
    private static final List<List<String>> CITIES = List.of(
            List.of(
                    "تهران",
                    "مشهد",
                    "اصفهان",
                    "کرج",
                    "شیراز",
                    "تبریز",
                    "قم",
                    "اهواز",
                    "کرمانشاه",
                    "ارومیه",
                    "رشت",
                    "زاهدان",
                    "همدان",
                    "کرمان",
                    "یزد",
                    "اردبیل",
                    "بندرعباس",
                    "اراک",
                    "زنجان",
                    "سنندج",
                    "قزوین",
                    "ساری",
                    "گرگان",
                    "بوشهر"),
            List.of(
                    "上海市", "北京市", "深圳市", "广州市", "成都市", "杭州市", "重庆市", "武汉市", "苏州市", "西安市", "南京市", "长沙市", "天津市", "郑州市",
                    "东莞市", "青岛市"),
            List.of("London", "Leeds", "Dublin", "Hull", "Bristol", "York", "Derby", "Bath", "Cork", "Perth"));

    private SampleNames() {}

    /**
     * A business.
     *
     * @param label what stands before the top-level domain; no two are alike
     */
    record SampleFirm(String legalName, String label, String trade, String city) {}

    static SampleFirm firm(int number) {
        var random = new Random(number * 31L + 7);
        int script = random.nextInt(10) < 6 ? 0 : random.nextInt(10) < 7 ? 1 : 2;
        int trade = rank(random, TRADES.size());
        var city = CITIES.get(script).get(rank(random, CITIES.get(script).size()));
        int brand = (int) (number * 7919L % 64_000);
        var suffix = SUFFIXES.get(number / 64_000 % SUFFIXES.size());
        var word = TRADE_WORDS.get(trade).get(script);
        var name = switch (script) {
            case 0 ->
                FORMS.get(rank(random, FORMS.size())) + " " + word + " "
                        + (random.nextBoolean()
                                ? brand(PERSIAN_SYLLABLES, brand)
                                : WORDS.get(rank(random, WORDS.size())))
                        + (random.nextInt(3) == 0 ? "" : " " + WORDS.get(rank(random, WORDS.size())));
            case 1 -> city.substring(0, 2) + characters(random) + word + "有限公司";
            default -> capital(brand(SYLLABLES, brand)) + " " + word + (random.nextBoolean() ? " Ltd" : "");
        };
        return new SampleFirm(
                name, brand(SYLLABLES, brand) + suffix + "-" + Integer.toString(number, 36), TRADES.get(trade), city);
    }

    private static String brand(List<String> syllables, int number) {
        int base = syllables.size();
        return syllables.get(number % base)
                + syllables.get(number / base % base)
                + syllables.get(number / base / base % base);
    }

    private static String characters(Random random) {
        var characters = new StringBuilder();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            characters.append(CHINESE.charAt(random.nextInt(CHINESE.length())));
        }
        return characters.toString();
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** A place of 0 … most−1, the n-th about 1/n times as often as the first. */
    private static int rank(Random random, int most) {
        return (int) Math.min(most - 1, Math.floor(Math.pow(most + 1.0, random.nextDouble())) - 1);
    }
}
