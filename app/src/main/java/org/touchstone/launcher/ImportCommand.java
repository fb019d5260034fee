package org.touchstone.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.importing.ComplaintImport;

/** The command {@code import complaints}. */
final class ImportCommand {

    private ImportCommand() {}

    static int run(ConfigurableApplicationContext context, Options options) {
        var file = Path.of(options.words().get(1));
        if (!Files.isReadable(file)) {
            throw new PlainSentence("There is no readable file " + file + ".");
        }
        var importing = context.getBean(ComplaintImport.class);
        ComplaintImport.Result result;
        try (var bar = new ProgressBar("rows")) {
            result = importing.run(file, options.get("format").orElse(""), bar::at);
        }
        System.out.println(result.sentence(file));
        return 0;
    }
}
