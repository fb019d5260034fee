package org.touchstone.sandbox;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import org.touchstone.foundation.text.Language;

/** What sample people write, in their own language. */
final class SampleTexts {

    private final Properties texts = new Properties();

    SampleTexts(Language language) {
        var file = "/sample/texts_" + language.code() + ".properties";
        try (var stream = SampleTexts.class.getResourceAsStream(file)) {
            texts.load(new InputStreamReader(Objects.requireNonNull(stream, file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the texts of a kind. */
    String any(String kind, Random random) {
        List<String> keys = texts.stringPropertyNames().stream()
                .filter(k -> k.equals(kind) || k.startsWith(kind + "."))
                .sorted()
                .toList();
        return texts.getProperty(keys.get(random.nextInt(keys.size())));
    }
}
