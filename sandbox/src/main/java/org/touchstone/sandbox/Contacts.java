package org.touchstone.sandbox;

import java.util.List;

/** Telephone numbers and postal codes of plausible form; a mobile number never comes twice below ten million. */
final class Contacts {

    private static final List<String> IRANIAN_MOBILES = List.of(
            "901", "902", "903", "910", "911", "912", "913", "914", "915", "916", "917", "918", "919", "935", "936",
            "937", "938", "939", "990", "991");
    private static final List<String> CHINESE_MOBILES =
            List.of("1340", "1351", "1362", "1373", "1385", "1396", "1508", "1517", "1590", "1776", "1862", "1893");
    private static final List<String> CHINESE_POSTAL_CODES =
            List.of("310012", "200040", "510630", "518057", "100020", "610041", "430074", "210008");
    private static final List<String> IRANIAN_POSTAL_AREAS =
            List.of("1517", "1934", "1968", "1478", "8174", "7134", "9183", "5138", "6135", "4134");

    private Contacts() {}

    /** E.164. English speakers of the sandbox live in Iran. */
    static String mobile(Language language, long number) {
        long serial = Scatter.permuted(number, 6_180_339, 10_000_000);
        return language == Language.ZH
                ? "+86" + one(CHINESE_MOBILES, number) + Digits.padded(serial, 7)
                : "+98" + one(IRANIAN_MOBILES, number) + Digits.padded(serial, 7);
    }

    /** A landline in Tehran or Shanghai, E.164. */
    static String phone(Language language, long number) {
        long serial = Scatter.permuted(number, 7_919_321, 10_000_000);
        return (language == Language.ZH ? "+86216" : "+98218") + Digits.padded(serial, 7);
    }

    /** Ten digits in Iran, where 0, 2 and 5 do not stand everywhere; six in China. */
    static String postalCode(Language language, long number) {
        if (language == Language.ZH) {
            return one(CHINESE_POSTAL_CODES, number);
        }
        var code = new StringBuilder(one(IRANIAN_POSTAL_AREAS, number));
        long left = Scatter.mixed(number) >>> 1;
        code.append("1346789".charAt((int) (left % 7)));
        left /= 7;
        for (int i = 0; i < 5; i++) {
            code.append("013456789".charAt((int) (left % 9)));
            left /= 9;
        }
        return code.toString();
    }

    private static String one(List<String> choices, long number) {
        return choices.get((int) (number % choices.size()));
    }
}
