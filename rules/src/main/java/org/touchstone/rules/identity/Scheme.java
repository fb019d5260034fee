package org.touchstone.rules.identity;

import java.util.Locale;

/** The schemes of identity numbers in use, each with its published checksum. */
public enum Scheme {
    /** کد ملی: ten digits, weights 10…2, modulo 11. Eight or nine digits lack leading zeros. All equal digits are refused. */
    IRAN_NATIONAL_ID {
        @Override
        String normal(String compact) {
            return compact.matches("\\d{8,9}") ? "0".repeat(10 - compact.length()) + compact : compact;
        }

        @Override
        boolean accepts(String value) {
            if (!value.matches("\\d{10}") || value.chars().distinct().count() == 1) {
                return false;
            }
            int sum = 0;
            for (int i = 0; i < 9; i++) {
                sum += digit(value, i) * (10 - i);
            }
            int rest = sum % 11;
            return digit(value, 9) == (rest < 2 ? rest : 11 - rest);
        }
    },

    /** شناسه ملی of a legal entity: eleven digits, weights 29 27 23 19 17 twice over digit + tens digit + 2, modulo 11. */
    IRAN_LEGAL_ENTITY_ID {
        private static final int[] WEIGHTS = {29, 27, 23, 19, 17, 29, 27, 23, 19, 17};

        @Override
        boolean accepts(String value) {
            if (!value.matches("\\d{11}") || value.chars().distinct().count() == 1) {
                return false;
            }
            int shift = digit(value, 9) + 2;
            int sum = 0;
            for (int i = 0; i < 10; i++) {
                sum += (digit(value, i) + shift) * WEIGHTS[i];
            }
            return digit(value, 10) == sum % 11 % 10;
        }
    },

    /** 居民身份证号 (GB 11643): eighteen places, ISO 7064 MOD 11-2, the last may be X. */
    CHINA_RESIDENT_ID {
        private static final String CHECKS = "10X98765432";

        @Override
        boolean accepts(String value) {
            if (!value.matches("\\d{17}[\\dX]")) {
                return false;
            }
            int sum = 0;
            int weight = 1;
            for (int i = 16; i >= 0; i--) {
                weight = weight * 2 % 11;
                sum += digit(value, i) * weight;
            }
            return value.charAt(17) == CHECKS.charAt(sum % 11);
        }
    },

    /** 统一社会信用代码 (GB 32100-2015): eighteen places of 31 characters, weights 3^i, modulo 31. */
    CHINA_UNIFIED_SOCIAL_CREDIT_CODE {
        private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

        @Override
        boolean accepts(String value) {
            if (value.length() != 18 || value.chars().anyMatch(c -> ALPHABET.indexOf(c) < 0)) {
                return false;
            }
            int sum = 0;
            int weight = 1;
            for (int i = 0; i < 17; i++) {
                sum += ALPHABET.indexOf(value.charAt(i)) * weight;
                weight = weight * 3 % 31;
            }
            return ALPHABET.indexOf(value.charAt(17)) == (31 - sum % 31) % 31;
        }
    };

    /** The compact form in capital letters; schemes with optional leading zeros put them back. */
    String normal(String compact) {
        return compact.toUpperCase(Locale.ROOT);
    }

    /** Whether the value has this scheme's form and passes its check. */
    abstract boolean accepts(String value);

    private static int digit(String value, int place) {
        return value.charAt(place) - '0';
    }
}
