package org.touchstone.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.touchstone.credential.KeyKeeping;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;
import org.touchstone.signer.SigningKey;

/** The command {@code keys}: what an operator does with the keys that sign. */
final class KeysCommand {

    /** Options that only this command knows. */
    static final Set<String> OPTIONS =
            Set.of("purpose", "reason", "to", "type", "until", "out", "library", "slot", "alias", "pin-file");

    private static final List<String> ACTS = List.of("list", "rotate", "revoke", "delegate", "use-token");

    private KeysCommand() {}

    /** Whether the words of a command are one of these acts. */
    static boolean knows(List<String> words) {
        return !words.isEmpty()
                && ACTS.contains(words.getFirst())
                && words.size() == ("revoke".equals(words.getFirst()) ? 2 : 1);
    }

    /** Lists the keys as they lie in the folder; nothing is started for it, and nothing made. */
    static int list(Options options) {
        var folder = options.get("keys").map(Path::of).orElse(options.data().resolve("keys"));
        var keys = Keys.in(folder, () -> {
            throw new IllegalStateException("nothing is made here");
        });
        var all = Arrays.stream(Purpose.values())
                .flatMap(purpose -> keys.all(purpose).stream())
                .toList();
        if (all.isEmpty()) {
            System.out.println("There are no signing keys in " + folder + " yet; the first is made when it is needed.");
        }
        all.forEach(key -> System.out.println(line(key)));
        return 0;
    }

    private static String line(SigningKey key) {
        var where = key.token() == null ? "file" : "token, " + key.token();
        return "%-16s %-8s since %s  %s  (%s)"
                .formatted(key.kid(), key.purpose().algorithm(), key.created(), standing(key), where);
    }

    private static String standing(SigningKey key) {
        if (key.revoked() != null) {
            return "revoked " + key.revoked() + ": " + key.reason();
        }
        return key.retired() == null ? "signs" : "retired " + key.retired();
    }

    static int run(ConfigurableApplicationContext context, Options options) {
        var keeping = context.getBean(KeyKeeping.class);
        switch (options.words().getFirst()) {
            case "rotate" -> {
                var key = keeping.rotate(purpose(options, "mark"));
                System.out.println(
                        "The key " + key.kid() + " signs from now on. Running nodes take it within seconds.");
            }
            case "revoke" -> {
                var key = keeping.revoke(options.words().get(1), needed(options, "reason"));
                System.out.println(
                        "The key " + key.kid()
                                + " is revoked: nothing it signed counts any more. What shops serve themselves must be fetched anew.");
            }
            case "use-token" -> {
                var key = keeping.useToken(
                        purpose(options, "mark"),
                        Path.of(needed(options, "library")),
                        slot(options),
                        needed(options, "alias"),
                        Path.of(needed(options, "pin-file")));
                System.out.println("The " + key.token() + " signs from now on, as " + key.kid() + ".");
            }
            case "delegate" -> delegate(keeping, options);
            default -> throw new IllegalStateException(options.words().getFirst());
        }
        return 0;
    }

    private static void delegate(KeyKeeping keeping, Options options) {
        var to = needed(options, "to");
        var delegation = keeping.delegate(to, options.get("type").orElse(null), until(options));
        var out = options.get("out");
        if (out.isEmpty()) {
            System.out.println(delegation);
            return;
        }
        try {
            Files.writeString(Path.of(out.get()), delegation + "\n");
        } catch (IOException e) {
            throw new PlainSentence("The file " + out.get() + " cannot be written.", e);
        }
        System.out.println("The delegation to " + to + " stands in " + out.get()
                + "; give it and our keys (/.well-known/jwks.json) to them.");
    }

    private static @Nullable Instant until(Options options) {
        var typed = options.get("until");
        try {
            return typed.isEmpty()
                    ? null
                    : LocalDate.parse(typed.get())
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException e) {
            throw new PlainSentence("The day " + typed.get() + " is not written as 2027-12-31.", e);
        }
    }

    private static Purpose purpose(Options options, String usual) {
        var typed = options.get("purpose").orElse(usual);
        return Purpose.of(typed)
                .orElseThrow(() -> new PlainSentence("There is no purpose " + typed + "; it is one of "
                        + Arrays.stream(Purpose.values()).map(Purpose::word).collect(Collectors.joining(", ")) + "."));
    }

    private static long slot(Options options) {
        var typed = needed(options, "slot");
        if (!typed.matches("\\d{1,18}")) {
            throw new PlainSentence("The slot " + typed + " is no number.");
        }
        return Long.parseLong(typed);
    }

    private static String needed(Options options, String name) {
        return options.get(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new PlainSentence("The option --" + name + " is missing; keys --help says more."));
    }
}
