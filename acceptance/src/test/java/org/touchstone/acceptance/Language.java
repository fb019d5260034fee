package org.touchstone.acceptance;

import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;

/** Whom the pages are written for: how their readers write digits and days. */
enum Language {
    FA("fa", "rtl", "fa-IR", "fa_IR@calendar=persian;numbers=arabext", "EEEE d MMMM y", "Asia/Tehran"),
    ZH("zh", "ltr", "zh-CN", "zh_CN", "y年M月d日", "Asia/Shanghai"),
    EN("en", "ltr", "en-GB", "en_GB", "d MMMM y", "UTC");

    private final String code;
    private final String direction;
    private final String browserLocale;
    private final ULocale locale;
    private final String day;
    private final ZoneId zone;

    Language(String code, String direction, String browserLocale, String locale, String day, String zone) {
        this.code = code;
        this.direction = direction;
        this.browserLocale = browserLocale;
        this.locale = new ULocale(locale);
        this.day = day;
        this.zone = ZoneId.of(zone);
    }

    String code() {
        return code;
    }

    String direction() {
        return direction;
    }

    /** What a browser of such a reader names in {@code Accept-Language}. */
    String browserLocale() {
        return browserLocale;
    }

    ULocale locale() {
        return locale;
    }

    /** What the pages say under a key. */
    String say(String key, Object... arguments) {
        return Sentences.in(this).say(key, arguments);
    }

    /** A number or code as its readers type it. */
    String digits(String latin) {
        if (this != FA) {
            return latin;
        }
        var typed = new StringBuilder(latin.length());
        latin.chars().forEach(c -> typed.append((char) (c >= '0' && c <= '9' ? c - '0' + '۰' : c)));
        return typed.toString();
    }

    String digits(int number) {
        return digits(String.valueOf(number));
    }

    /** A day in words, as its readers say it. */
    String inWords(LocalDate date) {
        var format = new SimpleDateFormat(day, locale);
        format.setTimeZone(TimeZone.GMT_ZONE);
        return format.format(at(date));
    }

    /** The day of an instant in words, where its readers are. */
    String inWords(Instant instant) {
        return inWords(LocalDate.ofInstant(instant, zone));
    }

    /** A day in the three numbers of its readers' calendar. */
    Day day(LocalDate date) {
        var calendar = Calendar.getInstance(TimeZone.GMT_ZONE, locale);
        calendar.setTime(at(date));
        return new Day(
                calendar.get(Calendar.YEAR), calendar.get(Calendar.MONTH) + 1, calendar.get(Calendar.DAY_OF_MONTH));
    }

    private static Date at(LocalDate date) {
        return Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /**
     * A day as three numbers.
     *
     * @param month counted from 1
     */
    record Day(int year, int month, int day) {}
}
