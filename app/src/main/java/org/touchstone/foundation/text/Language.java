package org.touchstone.foundation.text;

import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages of the interface. Persian is the default. */
public enum Language {
    FA("fa", "rtl", "فارسی", "fa_IR@calendar=persian;numbers=arabext", "Asia/Tehran"),
    ZH("zh", "ltr", "中文", "zh_CN", "Asia/Shanghai"),
    EN("en", "ltr", "English", "en_GB", "UTC");

    private final String code;
    private final String direction;
    private final String ownName;
    private final ULocale locale;
    private final String zone;

    Language(String code, String direction, String ownName, String locale, String zone) {
        this.code = code;
        this.direction = direction;
        this.ownName = ownName;
        this.locale = new ULocale(locale);
        this.zone = zone;
    }

    /** Value of {@code lang} attributes. */
    public String code() {
        return code;
    }

    /** Value of {@code dir} attributes. */
    public String direction() {
        return direction;
    }

    /** What its readers call it. */
    public String ownName() {
        return ownName;
    }

    /** Calendar, digits and plural rules. */
    public ULocale locale() {
        return locale;
    }

    /** Zone in which its readers are told times; English readers are told UTC. */
    public String zone() {
        return zone;
    }

    /** The language of a code such as {@code zh} or {@code zh-Hans-CN}. */
    public static Optional<Language> of(@Nullable String code) {
        if (code == null || code.isBlank()) {
            return Optional.empty();
        }
        var tag = Locale.forLanguageTag(code.strip()).getLanguage();
        return Arrays.stream(values()).filter(l -> l.code.equals(tag)).findFirst();
    }

    /** The first language of an {@code Accept-Language} header that the interface speaks. */
    public static Optional<Language> accepted(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .map(range -> of(range.getRange()))
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
