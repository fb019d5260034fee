package org.touchstone.acceptance;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The sentences of the pages in one language, so that the tests ask for a meaning and not for a wording. */
final class Sentences {

    private static final Map<Language, Sentences> ALL = new EnumMap<>(Language.class);

    private final Language language;
    private final Properties sentences = new Properties();

    private Sentences(Language language) {
        this.language = language;
        var file = Programs.ROOT.resolve("app/src/main/resources/messages_" + language.code() + ".properties");
        try (var reader = Files.newBufferedReader(file)) {
            sentences.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static synchronized Sentences in(Language language) {
        return ALL.computeIfAbsent(language, Sentences::new);
    }

    Set<String> keys() {
        return sentences.stringPropertyNames();
    }

    String say(String key, Object... arguments) {
        var pattern = pattern(key);
        return arguments.length == 0 && pattern.indexOf('\'') < 0
                ? pattern
                : new MessageFormat(pattern, language.locale()).format(arguments);
    }

    /** The part of a sentence before what it is filled with. */
    String beginning(String key) {
        return pattern(key).replaceFirst("\\{.*$", "").strip();
    }

    /** A sentence with {@code filling} wherever it is filled, for finding it in a longer text. */
    Pattern pattern(String key, String filling) {
        return Pattern.compile(Arrays.stream(pattern(key).split("\\{\\d}", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(filling)));
    }

    private String pattern(String key) {
        var pattern = sentences.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no sentence " + key + " in " + language);
        }
        return pattern;
    }
}
