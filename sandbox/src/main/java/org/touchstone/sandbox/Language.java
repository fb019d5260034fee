package org.touchstone.sandbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The language in which a person is written to; as a code {@code fa}, {@code zh} or {@code en}. */
public enum Language {
    FA,
    ZH,
    EN;

    /** The two-letter code of ISO 639. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Language> of(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code().equals(code))
                .findFirst();
    }

    @JsonCreator
    static Language known(String code) {
        return of(code).orElseThrow(() -> new IllegalArgumentException("no such language"));
    }

    /** The language whose script a name is written in; anything neither Persian nor Chinese counts as English. */
    static Language ofScript(String name) {
        return name.codePoints()
                .mapToObj(Character.UnicodeScript::of)
                .<Language>mapMulti((script, found) -> {
                    switch (script) {
                        case ARABIC -> found.accept(FA);
                        case HAN -> found.accept(ZH);
                        default -> {}
                    }
                })
                .findFirst()
                .orElse(EN);
    }
}
