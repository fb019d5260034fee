package org.touchstone.verifier;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges recorded answers, one JSON object a line: whether a shop at {@code origin} may be taken for one with a mark, by a
 * statement, the status a shop serves itself, a credential or a dump of the register and what was fetched to check it. docs/status.md has the form.
 */
final class Judgement {
    private Judgement() {}

    /** Prints for each line its name, a tab, and {@code accepted} or the word why not. */
    static void print(Path file, PrintStream out) throws UnreadableInput {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.filter(line -> !line.isBlank()).forEach(line -> out.println(of(line)));
        } catch (IOException | UncheckedIOException e) {
            throw new UnreadableInput("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
    }

    private static String of(String line) {
        String name = "?";
        try {
            Claims recorded = Claims.parse(line.getBytes(StandardCharsets.UTF_8));
            name = recorded.text("name");
            judge(recorded);
            return name + "\taccepted";
        } catch (NotAccepted e) {
            return name + "\t" + e.word();
        }
    }

    private static void judge(Claims recorded) throws NotAccepted {
        String issuer = recorded.text("issuer");
        IssuerRules rules = new IssuerRules(
                issuer,
                PublicKeys.of(recorded.object("jwks")),
                Set.of(KindOwner.ownKind(issuer)),
                recorded.seconds("now"));
        Map<String, KindOwner> owners = Map.of();
        if (recorded.has("configuration")) {
            try {
                Claims configuration = rules.configuration(recorded.text("configuration"));
                owners = KindOwner.named(configuration);
                rules = new IssuerRules(issuer, rules.keys(), KindOwner.kinds(configuration, issuer), rules.now());
            } catch (NotAccepted e) {
                throw e.of("configuration");
            }
        }
        switch (recorded.text("kind")) {
            case "statement" -> statement(recorded, rules, owners);
            case "status" -> rules.stapled(recorded.text("token"), recorded.text("origin"));
            case "credential" -> credential(recorded, rules);
            case "dump" -> dump(recorded, rules);
            default -> throw new NotAccepted("malformed", "there is no such kind");
        }
    }

    private static void statement(Claims recorded, IssuerRules rules, Map<String, KindOwner> owners)
            throws NotAccepted {
        String token = recorded.text("token");
        IssuerRules.Statement statement = rules.statement(token, recorded.text("origin"));
        KindOwner.isDelegated(statement, owners.get(statement.kind()), rules, new HashSet<>());
        String uri = statement.status().uri();
        String list = fetched(recorded, uri);
        int standing;
        try {
            standing = rules.statusList(uri, list).at(statement.status().idx());
        } catch (NotAccepted e) {
            throw e.of("list");
        }
        IssuerRules.covers(standing);
        if (recorded.has("response")) {
            try {
                rules.response(recorded.text("response"), token);
            } catch (NotAccepted e) {
                throw e.of("response");
            }
        }
    }

    private static void credential(Claims recorded, IssuerRules rules) throws NotAccepted {
        IssuerRules.Credential credential = rules.credential(recorded.text("token"), recorded.text("origin"));
        for (Map.Entry<String, IssuerRules.Reference> place :
                credential.status().entrySet()) {
            String uri = place.getValue().uri();
            String list = fetched(recorded, uri);
            int bit;
            try {
                bit = rules.bitstring(uri, place.getKey(), list)
                        .at(place.getValue().idx());
            } catch (NotAccepted e) {
                throw e.of("list");
            }
            if (bit != 0) {
                throw place.getKey().equals("revocation")
                        ? new NotAccepted("invalid", "the mark is revoked")
                        : new NotAccepted("suspended", "the mark is suspended");
            }
        }
    }

    private static void dump(Claims recorded, IssuerRules rules) throws NotAccepted {
        Claims manifest = rules.register(recorded.text("token"), "register-dump+jwt");
        byte[] lines = recorded.text("file").getBytes(StandardCharsets.UTF_8);
        RegisterDump dump;
        try {
            dump = RegisterDump.read(rules, manifest, new ByteArrayInputStream(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> changes = recorded.has("changes") ? recorded.texts("changes") : List.of();
        for (String token : changes) {
            try {
                dump.apply(token);
            } catch (NotAccepted e) {
                throw e.of("changes");
            }
        }
        String origin = recorded.text("origin");
        IssuerRules.covers(dump.standing(origin, rules.now())
                .orElseThrow(() -> new NotAccepted("absent", "the register does not have this address")));
    }

    private static String fetched(Claims recorded, String uri) throws NotAccepted {
        return recorded.object("fetched")
                .textIfThere(uri)
                .orElseThrow(() -> new NotAccepted("list-missing", "its list could not be fetched"));
    }
}
