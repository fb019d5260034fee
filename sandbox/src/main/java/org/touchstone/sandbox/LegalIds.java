package org.touchstone.sandbox;

import java.util.List;

/** IDs of legal entities that pass their country's check, a different one for each running number. */
final class LegalIds {

    private static final int[] IRANIAN_WEIGHTS = {29, 27, 23, 19, 17};
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CREDIT_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final List<String> CHINESE_REGISTRARS = List.of(
            "110105", "110108", "310104", "310115", "320505", "330106", "330110", "350203", "420106", "440106",
            "440300", "510107");

    private LegalIds() {}

    /** The ID of a business in the country whose people speak this language; in English, an Iranian one. */
    static String of(Language language, long number) {
        return language == Language.ZH ? chinese(number) : iranian(number);
    }

    static boolean isChinese(String legalId) {
        return legalId.length() == 18;
    }

    /** شناسه ملی اشخاص حقوقی. Repeats after ten million numbers. */
    private static String iranian(long number) {
        String base = "140" + Digits.padded(Scatter.permuted(number, 2_718_281, 10_000_000), 7);
        int tens = base.charAt(9) - '0' + 2;
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += (base.charAt(i) - '0' + tens) * IRANIAN_WEIGHTS[i % 5];
        }
        return base + sum % 11 % 10;
    }

    /** Unified social credit code of GB 32100: an enterprise (91), its registrar, its organisation code, check. */
    private static String chinese(long number) {
        String registrar = CHINESE_REGISTRARS.get((int) (number % CHINESE_REGISTRARS.size()));
        String base = "91" + registrar + organisationCode(number);
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += CREDIT_CODE_ALPHABET.indexOf(base.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return base + CREDIT_CODE_ALPHABET.charAt((31 - sum % 31) % 31);
    }

    /** Organisation code of GB 11714, which carries a check character of its own. */
    private static String organisationCode(long number) {
        long left = Scatter.permuted(number, 387_420_479, 887_503_681L); // 31⁶
        var code = new StringBuilder("MA");
        for (int i = 0; i < 6; i++) {
            code.append(CREDIT_CODE_ALPHABET.charAt((int) (left % 31)));
            left /= 31;
        }
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += Character.digit(code.charAt(i), 36) * ORGANISATION_WEIGHTS[i];
        }
        return code.append("0123456789X0".charAt(11 - sum % 11)).toString();
    }
}
