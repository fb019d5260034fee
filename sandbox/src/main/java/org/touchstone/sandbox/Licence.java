package org.touchstone.sandbox;

import java.time.LocalDate;
import java.util.Map;

/**
 * A licence to trade, as the licence registry tells of it.
 *
 * @param issuer who issued it, by language
 * @param validUntil the last day on which it holds unless it is suspended
 */
record Licence(
        String number,
        Trade trade,
        Map<String, String> issuer,
        String holderLegalId,
        String holderName,
        LocalDate validFrom,
        LocalDate validUntil,
        LicenceStatus status) {

    private static final int YEARS = 10;
    private static final LocalDate FIRST_ISSUED = LocalDate.of(2024, 1, 1);
    private static final int ISSUED_WITHIN_DAYS = 700;
    private static final long NUMBERS = 10_000_000_000L;
    private static final Map<String, String> IRANIAN_ISSUER = Map.of(
            "fa", "اتحادیهٔ کسب‌وکارهای اینترنتی (نمونه)",
            "zh", "伊朗网络经营者协会（样例）",
            "en", "Union of Online Businesses of Iran (sample)");
    private static final Map<String, String> CHINESE_ISSUER = Map.of(
            "fa", "ادارهٔ نظارت بر بازار چین (نمونه)",
            "zh", "市场监督管理局（样例）",
            "en", "Administration for Market Regulation of China (sample)");

    /** The licence that every business has: of its own trade, issued at some time in 2024 or 2025 for ten years. */
    static Licence of(RegisteredBusiness business) {
        String legalId = business.legalId();
        LocalDate from = FIRST_ISSUED.plusDays(Scatter.place(legalId.hashCode(), ISSUED_WITHIN_DAYS));
        return new Licence(
                numberOf(legalId),
                business.trade(),
                LegalIds.isChinese(legalId) ? CHINESE_ISSUER : IRANIAN_ISSUER,
                legalId,
                business.legalName(),
                from,
                from.plusYears(YEARS),
                LicenceStatus.VALID);
    }

    /** A different number for each legal ID. */
    static String numberOf(String legalId) {
        if (LegalIds.isChinese(legalId)) {
            long organisation = Long.parseLong(legalId.substring(10, 16), 36);
            return "JY" + legalId.substring(2, 4) + Digits.padded(permuted(organisation), 10);
        }
        return "0" + Digits.padded(permuted(Long.parseLong(legalId.substring(0, 10))), 10);
    }

    private static long permuted(long number) {
        return Scatter.permuted(number, 314_159_261, NUMBERS);
    }

    Licence withStatus(LicenceStatus other) {
        boolean expired = other == LicenceStatus.EXPIRED;
        return new Licence(
                number,
                trade,
                issuer,
                holderLegalId,
                holderName,
                expired ? validFrom.minusYears(YEARS) : validFrom,
                expired ? validFrom.minusDays(1) : validUntil,
                other);
    }

    Licence withTrade(Trade other) {
        return new Licence(number, other, issuer, holderLegalId, holderName, validFrom, validUntil, status);
    }

    Licence heldBy(String legalId, String name) {
        return new Licence(number, trade, issuer, legalId, name, validFrom, validUntil, status);
    }
}
