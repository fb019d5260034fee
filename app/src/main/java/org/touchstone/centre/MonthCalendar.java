package org.touchstone.centre;

import java.time.LocalDate;
import java.util.Locale;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.ReaderCalendar;
import org.touchstone.foundation.text.ReaderCalendar.Fields;

/** The calendar whose months figures are counted by: readers of Persian have theirs. */
public enum MonthCalendar {
    GREGORIAN(Language.EN),
    PERSIAN(Language.FA);

    private final Language language;

    MonthCalendar(Language language) {
        this.language = language;
    }

    /** The calendar readers of a language count by. */
    public static MonthCalendar of(Language language) {
        return language == Language.FA ? PERSIAN : GREGORIAN;
    }

    /**
     * A month, or what of it lies within a period.
     *
     * @param year in its calendar
     * @param number counted from 1
     * @param from its first day
     * @param until the day after its last
     */
    public record Month(int year, int number, LocalDate from, LocalDate until) {

        /** How data names it: year and month of its calendar. */
        public String key() {
            return String.format(Locale.ROOT, "%04d-%02d", year, number);
        }
    }

    /** The whole month a day lies in. */
    public Month month(LocalDate day) {
        var fields = ReaderCalendar.fields(day, language);
        return new Month(
                fields.year(),
                fields.month(),
                first(fields.year(), fields.month()),
                first(fields.year(), fields.month() + 1));
    }

    /** The first day of a month; months beyond the twelfth are those of the next year, and so backwards. */
    public LocalDate first(int year, int month) {
        int months = year * 12 + month - 1;
        return ReaderCalendar.day(new Fields(Math.floorDiv(months, 12), Math.floorMod(months, 12) + 1, 1))
                .orElseThrow();
    }

    /** The same day a year earlier; the last of its month where that month was shorter then. */
    public LocalDate yearBefore(LocalDate day) {
        var fields = ReaderCalendar.fields(day, language);
        return ReaderCalendar.day(new Fields(fields.year() - 1, fields.month(), fields.day()))
                .orElseGet(() -> first(fields.year() - 1, fields.month() + 1).minusDays(1));
    }
}
