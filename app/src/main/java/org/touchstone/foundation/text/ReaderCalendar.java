package org.touchstone.foundation.text;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.TimeZone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;

/** Days in the calendar of the reader: three fields on a page and one day in the database. */
public final class ReaderCalendar {

    private ReaderCalendar() {}

    /**
     * A day as three numbers.
     *
     * @param month counted from 1
     */
    public record Fields(int year, int month, int day) {}

    /** The three numbers of a day in a language's calendar. */
    public static Fields fields(LocalDate day, Language language) {
        var calendar = calendar(language);
        calendar.setTime(Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
        return new Fields(
                calendar.get(Calendar.YEAR), calendar.get(Calendar.MONTH) + 1, calendar.get(Calendar.DAY_OF_MONTH));
    }

    /**
     * The day of three numbers, or nothing where the calendar has no such day. A year above 1900 is taken as Gregorian and a
     * year from 1300 to 1600 as Persian, whatever the language: people copy dates from invoices.
     */
    public static Optional<LocalDate> day(Fields fields) {
        var persian = fields.year() >= 1300 && fields.year() <= 1600;
        var calendar = calendar(persian ? Language.FA : Language.EN);
        calendar.setLenient(false);
        calendar.clear();
        calendar.set(fields.year(), fields.month() - 1, fields.day());
        try {
            return Optional.of(Instant.ofEpochMilli(calendar.getTimeInMillis())
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Calendar calendar(Language language) {
        return Calendar.getInstance(TimeZone.GMT_ZONE, language.locale());
    }
}
