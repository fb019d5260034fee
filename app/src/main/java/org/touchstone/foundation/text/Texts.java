package org.touchstone.foundation.text;

import com.ibm.icu.text.CompactDecimalFormat;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.policy.Policy;

/** What one language says: sentences, dates, numbers. Immutable; one for each language. */
public final class Texts {

    private static final Map<Language, Texts> ALL = new EnumMap<>(Language.class);

    static {
        for (var language : Language.values()) {
            ALL.put(language, new Texts(language));
        }
    }

    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';
    private static final int HALF_UP = com.ibm.icu.math.BigDecimal.ROUND_HALF_UP;

    private final Language language;
    private final Properties sentences = new Properties();
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    private Texts(Language language) {
        this.language = language;
        var file = "/messages_" + language.code() + ".properties";
        try (var stream = Texts.class.getResourceAsStream(file)) {
            sentences.load(new InputStreamReader(Objects.requireNonNull(stream, file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts of a language. */
    public static Texts in(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    /** The language. */
    public Language language() {
        return language;
    }

    /** All keys, for the test that compares the languages. */
    public Set<String> keys() {
        return new TreeSet<>(sentences.stringPropertyNames());
    }

    /** Whether there is a sentence of that key. */
    public boolean has(String key) {
        return sentences.containsKey(key);
    }

    /**
     * The sentence of a key with its arguments: numbers in the digits of the language, dates and durations as its readers say
     * them. Refuses a key that does not exist: a page with a hole must fail a test, not a reader.
     */
    public String say(String key, @Nullable Object... arguments) {
        var pattern = sentences.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no sentence " + key + " in " + language.code());
        }
        if (arguments.length == 0 && pattern.indexOf('\'') < 0) {
            return pattern;
        }
        var format = formats.computeIfAbsent(key, k -> new MessageFormat(pattern, language.locale()));
        var readable = Arrays.stream(arguments).map(this::readable).toArray();
        // A format of ICU is not safe for two threads at once.
        return format.clone().format(readable);
    }

    /** The sentence of a key with named arguments; each is kept apart from the direction of the text around it. */
    public String say(String key, Map<String, String> named) {
        var pattern = sentences.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no sentence " + key + " in " + language.code());
        }
        var isolated = new HashMap<String, Object>();
        named.forEach((name, value) -> isolated.put(name, FIRST_STRONG_ISOLATE + value + POP_ISOLATE));
        var format = formats.computeIfAbsent(key, k -> new MessageFormat(pattern, language.locale()));
        return format.clone().format(isolated);
    }

    /** What readers call a value of the domain: the sentence {@code State.OPEN} for the state OPEN. */
    public String name(Enum<?> value) {
        return say(value.getDeclaringClass().getSimpleName() + "." + value.name());
    }

    /** The name of a category in a policy, or of a code the policy does not know. */
    public String category(Policy policy, String code) {
        return policy.categories().stream()
                .filter(c -> c.code().equals(code))
                .map(c -> c.name().getOrDefault(language.code(), code))
                .findFirst()
                .orElseGet(() -> code.replace('_', ' ').toLowerCase(Locale.ROOT));
    }

    private @Nullable Object readable(@Nullable Object argument) {
        return switch (argument) {
            case Instant instant -> dateTime(instant);
            case LocalDate day -> date(day);
            case Duration duration -> duration(duration);
            case Enum<?> value -> name(value);
            case null -> "";
            default -> argument;
        };
    }

    /** A whole number. */
    public String number(long value) {
        return NumberFormat.getIntegerInstance(language.locale()).format(value);
    }

    /** A number with at most so many places. */
    public String number(double value, int places) {
        var format = NumberFormat.getNumberInstance(language.locale());
        format.setMaximumFractionDigits(places);
        format.setRoundingMode(HALF_UP);
        return format.format(value);
    }

    /** A share of 0…1 as per cent. */
    public String percent(double share) {
        var format = NumberFormat.getPercentInstance(language.locale());
        format.setMaximumFractionDigits(share > 0 && share < 0.01 ? 1 : 0);
        format.setRoundingMode(HALF_UP);
        return format.format(share);
    }

    /** An amount with its currency. */
    public String money(BigDecimal value, String currency) {
        var format = NumberFormat.getNumberInstance(language.locale());
        format.setMaximumFractionDigits(4);
        var name = has("currency." + currency) ? say("currency." + currency) : currency;
        return format.format(value) + " " + name;
    }

    /** A large amount in few words: 55.5 million. */
    public String shortNumber(BigDecimal value) {
        var format = CompactDecimalFormat.getInstance(language.locale(), CompactDecimalFormat.CompactStyle.LONG);
        format.setMaximumFractionDigits(1);
        return format.format(value);
    }

    /** Hours up to three days, days beyond: the number of a headline. */
    public String headline(Duration duration) {
        return duration.toHours() < 72 ? number(duration.toMinutes() / 60.0, 1) : number(duration.toHours() / 24.0, 1);
    }

    /** The unit of such a headline. */
    public String headlineUnit(Duration duration) {
        return say(duration.toHours() < 72 ? "unit.hours" : "unit.days");
    }

    /** The digits of a code, as the language writes them; nothing else changes. */
    public String digits(String text) {
        if (language != Language.FA) {
            return text;
        }
        var digits = new StringBuilder(text.length());
        text.chars().forEach(c -> digits.append((char) (c >= '0' && c <= '9' ? c - '0' + '۰' : c)));
        return digits.toString();
    }

    /** A day: شنبه ۳۰ آبان ۱۴۰۵ · 2026年11月21日 · 21 November 2026. */
    public String date(LocalDate day) {
        return format(dayPattern(), TimeZone.GMT_ZONE)
                .format(Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    /** The day an instant falls on for the reader. */
    public String date(Instant instant) {
        return format(dayPattern(), TimeZone.getTimeZone(language.zone())).format(Date.from(instant));
    }

    /** Day and time of an instant for the reader; English readers are told UTC. */
    public String dateTime(Instant instant) {
        var pattern = switch (language) {
            case FA -> "EEEE d MMMM y، 'ساعت' HH:mm";
            case ZH -> "y年M月d日 HH:mm";
            case EN -> "d MMMM y, HH:mm 'UTC'";
        };
        return format(pattern, TimeZone.getTimeZone(language.zone())).format(Date.from(instant));
    }

    /** A short date for tables. */
    public String shortDate(Instant instant) {
        var pattern = language == Language.FA ? "yyyy/MM/dd" : "yyyy-MM-dd";
        return format(pattern, TimeZone.getTimeZone(language.zone())).format(Date.from(instant));
    }

    /** The name of a month of this language's calendar, counted from 1. */
    public String month(int month) {
        return say("month." + month);
    }

    private String dayPattern() {
        return switch (language) {
            case FA -> "EEEE d MMMM y";
            case ZH -> "y年M月d日";
            case EN -> "d MMMM y";
        };
    }

    private DateFormat format(String pattern, TimeZone zone) {
        var format = new SimpleDateFormat(pattern, language.locale());
        format.setTimeZone(zone);
        return format;
    }

    /** A length of time in its two largest units: 3 days 4 hours. */
    public String duration(Duration duration) {
        var length = duration.abs();
        if (length.toDays() > 0) {
            return length.toHoursPart() > 0 && length.toDays() < 10
                    ? say(
                            "duration.and",
                            say("duration.days", length.toDays()),
                            say("duration.hours", length.toHoursPart()))
                    : say("duration.days", length.toDays());
        }
        if (length.toHours() > 0) {
            return length.toMinutesPart() > 0
                    ? say(
                            "duration.and",
                            say("duration.hours", length.toHours()),
                            say("duration.minutes", length.toMinutesPart()))
                    : say("duration.hours", length.toHours());
        }
        return say("duration.minutes", Math.max(1, length.toMinutes()));
    }
}
