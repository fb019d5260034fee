package org.touchstone.sandbox;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** National IDs of persons that pass their country's check, a different one for each running number. */
final class NationalIds {

    /** Where an Iranian ID was issued; none repeats one digit, so no ID of ten equal digits can come out. */
    private static final List<String> IRANIAN_PLACES = List.of(
            "001", "002", "003", "004", "005", "006", "007", "008", "031", "032", "037", "038", "045", "048", "053",
            "063", "064", "074", "092", "093", "094", "127", "128", "129", "136", "137", "138", "174", "175", "181",
            "208", "209", "228", "229", "230", "258", "259", "298", "299", "443");

    private static final List<String> CHINESE_COUNTIES = List.of(
            "110101", "110105", "110108", "120103", "210102", "310101", "310104", "310115", "320102", "320505",
            "330102", "330106", "330203", "350102", "350203", "370102", "370202", "410105", "420106", "430102",
            "440103", "440106", "440305", "450103", "500103", "510104", "510107", "610103", "610113");

    private static final LocalDate FIRST_BIRTHDAY = LocalDate.of(1955, 1, 1);
    /** Prime, so that any step visits every day; the last birthday is in 2004. */
    private static final int BIRTHDAYS = 18_253;

    private static final int BORN_THE_SAME_DAY = 500;

    private NationalIds() {}

    /** کد ملی: three digits for the place, six for the person, one check digit. Repeats after 40 million numbers. */
    static String iranian(long number) {
        int millions = (int) (number / 1_000_000);
        String place = IRANIAN_PLACES.get((int) ((number + millions) % IRANIAN_PLACES.size()));
        String base = place + Digits.padded(Scatter.permuted(number, 387_431, 1_000_000), 6);
        return base + iranianCheck(base);
    }

    private static int iranianCheck(String base) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += digit(base, i) * (10 - i);
        }
        int rest = sum % 11;
        return rest < 2 ? rest : 11 - rest;
    }

    /** Resident ID of GB 11643: county, birthday, person (odd for men), check. Repeats after 9 million numbers. */
    static String chinese(long number, boolean woman) {
        long day = number % BIRTHDAYS;
        long sameDay = (number / BIRTHDAYS + 37 * day) % BORN_THE_SAME_DAY;
        String county = CHINESE_COUNTIES.get((int) (number % CHINESE_COUNTIES.size()));
        String birthday = FIRST_BIRTHDAY
                .plusDays(Scatter.permuted(number, 7_919, BIRTHDAYS))
                .format(DateTimeFormatter.BASIC_ISO_DATE);
        String base = county + birthday + Digits.padded(2 * sameDay + (woman ? 0 : 1), 3);
        return base + chineseCheck(base);
    }

    private static char chineseCheck(String base) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += digit(base, i) * ((1 << (17 - i)) % 11);
        }
        return "10X98765432".charAt(sum % 11);
    }

    private static int digit(String digits, int at) {
        return digits.charAt(at) - '0';
    }
}
