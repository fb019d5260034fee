package org.touchstone.verifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The register as a dump has it, brought up to date by what changed since. */
final class RegisterDump {
    private static final int LONGEST_LINE = 4_000;
    /** Of several lines about one address the first of these counts. */
    private static final List<Integer> BEST = List.of(Standings.VALID, Standings.SUSPENDED, Standings.INVALID);

    private IssuerRules rules;
    private final Map<String, RegisterEntry> byCode = new TreeMap<>();
    private String next;
    private long changes;

    private RegisterDump(IssuerRules rules, String next) {
        this.rules = rules;
        this.next = next;
    }

    /**
     * Reads a dump line by line.
     *
     * @param manifest the signed manifest, verified
     * @param plain the lines, unpacked
     */
    static RegisterDump read(IssuerRules rules, Claims manifest, InputStream plain) throws NotAccepted, IOException {
        Claims file = manifest.object("file");
        RegisterDump dump = new RegisterDump(rules, manifest.text("next"));
        MessageDigest digest = sha256();
        try (DigestInputStream bytes = new DigestInputStream(plain, digest);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()))) {
            String before = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                RegisterEntry entry = entry(line);
                if (entry.code().compareTo(before) <= 0) {
                    throw new NotAccepted("order", "its lines are not in the order of codes, each once");
                }
                before = entry.code();
                dump.byCode.put(entry.code(), entry);
            }
        } catch (CharacterCodingException e) {
            throw new NotAccepted("malformed", "it is not in UTF-8");
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(file.text("sha256"))) {
            throw new NotAccepted("hash", "its bytes are not those the manifest has signed");
        }
        if (file.count("entries") != dump.byCode.size()) {
            throw new NotAccepted("count", "it does not have as many lines as the manifest says");
        }
        return dump;
    }

    private static RegisterEntry entry(String line) throws NotAccepted {
        if (line.length() > LONGEST_LINE) {
            throw new NotAccepted("malformed", "a line is too long");
        }
        return RegisterEntry.of(Claims.parse(line.getBytes(StandardCharsets.UTF_8)));
    }

    /** Applies changes; whether there are more. Refused: changes that do not begin where these end. */
    boolean apply(String token) throws NotAccepted {
        Claims claims = rules.register(token, "register-changes+jwt");
        if (!claims.text("since").equals(next)) {
            throw new NotAccepted("gap", "these changes do not follow the ones before");
        }
        for (Claims line : claims.objects("entries")) {
            RegisterEntry entry = RegisterEntry.of(line);
            byCode.put(entry.code(), entry);
            changes++;
        }
        next = claims.text("next");
        return claims.members().values().get("more") == Json.Literal.TRUE;
    }

    /** The rules as of a later instant, for all that is applied from now on. */
    IssuerRules rules(Instant now) {
        rules = new IssuerRules(rules.issuer(), rules.keys(), rules.kinds(), now);
        return rules;
    }

    /** The rules as of the newest instant given. */
    IssuerRules rules() {
        return rules;
    }

    /** Where to ask on. */
    String next() {
        return next;
    }

    long changes() {
        return changes;
    }

    Map<String, RegisterEntry> byCode() {
        return byCode;
    }

    /**
     * How an origin stands. An address whose mark gave way to another is on several lines: it is covered if one of them covers, else
     * suspended if one of them is.
     */
    Optional<Integer> standing(String origin, Instant now) {
        return byCode.values().stream()
                .filter(entry -> entry.origin().equals(origin))
                .map(entry -> entry.standing(now))
                .min(Comparator.comparingInt(BEST::indexOf));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
