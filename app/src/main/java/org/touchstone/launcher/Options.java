package org.touchstone.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.touchstone.foundation.PlainSentence;

/**
 * What the operator asked for: options of the command line, and beneath them the file {@code touchstone.properties} of the data
 * folder. Unknown ones are refused by name.
 *
 * @param values option names without dashes, to values
 * @param words what is not an option
 */
record Options(Map<String, String> values, List<String> words) {

    /** Every setting an operator may give, with what it means. docs/operations.md is made from this list. */
    static final Map<String, String> SETTINGS = settings();

    private static final Set<String> SWITCHES = Set.of("empty", "no-sandbox", "help");

    /** What the launcher itself acts on; everything else it hands to the platform as it is. */
    private static final Set<String> OF_THE_LAUNCHER = Set.of(
            "port",
            "data",
            "empty",
            "no-sandbox",
            "database-url",
            "database-user",
            "database-password",
            "base-url",
            "sandbox-url",
            "mail-host",
            "mail-port",
            "mail-user",
            "mail-password");

    /** The settings that are the platform's own. */
    static List<String> forThePlatform() {
        return SETTINGS.keySet().stream()
                .filter(name -> !OF_THE_LAUNCHER.contains(name))
                .toList();
    }

    private static Map<String, String> settings() {
        var all = new LinkedHashMap<String, String>();
        all.put("port", "port of the platform (default 8080)");
        all.put("data", "folder that holds everything (default ./data)");
        all.put("empty", "start without sample data");
        all.put(
                "no-sandbox",
                "a real installation: no sample people, no clock to advance, gateways and registries set below");
        all.put(
                "database-url",
                "an external PostgreSQL, as jdbc:postgresql://HOST:PORT/NAME (default: an embedded one in the data folder)");
        all.put("database-user", "its user");
        all.put("database-password", "its password");
        all.put("keys", "folder of the encryption keys; the same on all nodes of one database (default DATA/keys)");
        all.put("base-url", "address under which people reach this installation (default http://localhost:PORT)");
        all.put("sandbox-url", "a sandbox program that runs already, instead of one of our own");
        all.put("identity-url", "identity registry");
        all.put("mobile-url", "registry that tells whether a mobile number is a person's own");
        all.put("business-url", "register of companies and guilds");
        all.put("licence-url", "register of licences of trades");
        all.put("address-url", "register of postal addresses");
        all.put("tax-url", "register of taxpayers and their sales terminals");
        all.put("registry-token", "bearer token sent to every registry");
        all.put("orders-url", "registry of order volumes");
        all.put("sms-url", "SMS gateway");
        all.put("mail-host", "mail server");
        all.put("mail-port", "its port");
        all.put("mail-user", "its user");
        all.put("mail-password", "its password");
        all.put("mail-from", "sender of mail");
        all.put(
                "mail-in-url",
                "mailbox of answers by mail, as imaps://USER:PASSWORD@HOST/FOLDER (default: answers by mail are off)");
        all.put("mail-in-address", "address of that mailbox; ADDRESS+anything must reach it too");
        all.put("oidc-issuer", "issuer address of an OpenID Connect provider");
        all.put("oidc-client-id", "client identifier there");
        all.put("oidc-client-secret", "client secret there");
        all.put("oidc-national-id-claim", "claim that carries a verified identity number (default national_id)");
        all.put(
                "evidence-s3-endpoint",
                "address of an S3 store for files of evidence (default: they are kept in DATA/evidence)");
        all.put("evidence-s3-bucket", "bucket there, which must exist (default touchstone)");
        all.put("evidence-s3-region", "region there (default us-east-1)");
        all.put("evidence-s3-access-key", "access key there");
        all.put("evidence-s3-secret-key", "secret key there");
        all.put(
                "evidence-s3-path-style",
                "true if the bucket stands in the path, false if in the host name (default true)");
        all.put("probe-dns", "name server to ask about other people's websites, as HOST:PORT (default: the system's)");
        all.put(
                "probe-http-port",
                "port that stands for port 80 of websites on this machine; other than 80 only in a sandbox (default 80)");
        all.put(
                "probe-https-port",
                "port that stands for port 443 of websites on this machine; other than 443 only in a sandbox (default 443)");
        all.put(
                "probe-ca",
                "file of further certificates of authorities (PEM) to trust when looking at websites; only in a sandbox");
        all.put(
                "organization",
                "name of the operator, in signed statements, in the certificate of the seal and at the head of letters (default Touchstone)");
        all.put(
                "delegation",
                "file of the delegation received from the owner of a kind of marks (default: the kind is this installation's own)");
        all.put("delegation-keys", "file of that owner's public keys (JWK set)");
        all.put(
                "log-witnesses",
                "file of the witnesses that cosign the transparency log, one to a line: KEY ADDRESS (default: none)");
        all.put(
                "publication-notice-days",
                "how many days before its figures become public a business is told (default 14)");
        return all;
    }

    static Options parse(List<String> arguments, Set<String> furtherOptions) {
        var values = new LinkedHashMap<String, String>();
        var words = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            var parts = argument.substring(2).split("=", 2);
            var name = parts[0];
            if (!SETTINGS.containsKey(name) && !SWITCHES.contains(name) && !furtherOptions.contains(name)) {
                throw new PlainSentence("There is no option --" + name + "; --help lists them.");
            }
            if (SWITCHES.contains(name)) {
                values.put(name, "true");
            } else if (parts.length == 2) {
                values.put(name, parts[1]);
            } else if (i + 1 < arguments.size()) {
                values.put(name, arguments.get(++i));
            } else {
                throw new PlainSentence("The option --" + name + " needs a value.");
            }
        }
        return new Options(values, words).withFile();
    }

    /** Beneath the options, the settings of the file in the data folder. */
    private Options withFile() {
        var file = data().resolve("touchstone.properties");
        if (!Files.exists(file)) {
            return this;
        }
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new PlainSentence("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
        var all = new LinkedHashMap<String, String>();
        for (var key : properties.stringPropertyNames()) {
            if (!SETTINGS.containsKey(key) || "data".equals(key)) {
                throw new PlainSentence(
                        "The file " + file + " has an unknown key " + key + "; start --help lists the known ones.");
            }
            all.put(key, properties.getProperty(key));
        }
        all.putAll(values);
        return new Options(all, words);
    }

    boolean has(String name) {
        return "true".equals(values.get(name));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Path data() {
        return Path.of(values.getOrDefault("data", "data")).toAbsolutePath().normalize();
    }

    int port() {
        var typed = values.getOrDefault("port", "8080");
        if (!typed.matches("\\d{1,5}") || Integer.parseInt(typed) > 65535) {
            throw new PlainSentence("The port " + typed + " is not a number from 0 to 65535.");
        }
        return Integer.parseInt(typed);
    }
}
