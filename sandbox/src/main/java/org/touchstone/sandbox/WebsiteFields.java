package org.touchstone.sandbox;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads a website that somebody sent, and refuses by name what cannot be served. */
final class WebsiteFields {

    private static final int MOST_ENTRIES = 500;
    private static final int LONGEST_DELAY_MS = 60_000;
    private static final int LONGEST_LINE = 4_000;
    private static final Pattern HOST = Pattern.compile("(?=.{1,253}$)([a-z0-9_-]{1,63}\\.)+[a-z0-9-]{2,63}");
    private static final Pattern PATH = Pattern.compile("/[^\\s?#\\p{Cntrl}]{0,1000}");
    /** Any but those that the server itself must set. */
    private static final Pattern HEADER =
            Pattern.compile("(?i)(?!(connection|content-length|date|transfer-encoding)$)[A-Z0-9-]{1,100}");

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]*");
    private static final Pattern TARGET = Pattern.compile("(https?://|/)[\\x21-\\x7E]{0,2000}");

    private WebsiteFields() {}

    static Website of(Request request) {
        String host = host(request.name());
        Fields fields = request.fields(
                "pages",
                "dns",
                "headers",
                "status",
                "redirects",
                "tls",
                "plain",
                "delayMs",
                "behaviour",
                "addresses",
                "addressSequence");
        if (!fields.has("pages")) {
            throw Fields.missing("pages");
        }
        return new Website(
                host,
                fields.map("pages", MOST_ENTRIES, "texts by path", PATH, WebsiteFields::text),
                fields.map("dns", MOST_ENTRIES, "lists of ASCII texts by name", HOST, WebsiteFields::txt),
                fields.map(
                        "headers", MOST_ENTRIES, "ASCII texts by name of a header", HEADER, WebsiteFields::printable),
                fields.map("status", MOST_ENTRIES, "statuses from 200 to 599 by path", PATH, WebsiteFields::status),
                fields.map("redirects", MOST_ENTRIES, "addresses by path", PATH, WebsiteFields::target),
                fields.maybeOneOf("tls", Website.Tls.class).orElse(Website.Tls.VALID),
                fields.maybeFlag("plain").orElse(false),
                fields.maybeNumber("delayMs", 0, LONGEST_DELAY_MS).orElse(0),
                fields.maybeOneOf("behaviour", Website.Behaviour.class).orElse(Website.Behaviour.NORMAL),
                fields.read("addresses", "a list of IP addresses", WebsiteFields::addresses)
                        .orElse(List.of()),
                fields.read(
                                "addressSequence",
                                "a list of lists of IP addresses",
                                node -> list(node, WebsiteFields::addresses))
                        .orElse(List.of()));
    }

    /** The host in an address of the sandbox. */
    static String host(String name) {
        if (!HOST.matcher(name).matches()) {
            throw new Refused(
                    400, "bad-host", "A host is written in small letters, in punycode, such as shop.example.");
        }
        return name;
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(Fields::isWellFormed);
    }

    private static Optional<String> printable(JsonNode node) {
        return text(node)
                .filter(text ->
                        text.length() <= LONGEST_LINE && PRINTABLE.matcher(text).matches());
    }

    private static Optional<String> target(JsonNode node) {
        return text(node).filter(text -> TARGET.matcher(text).matches());
    }

    private static Optional<List<String>> txt(JsonNode node) {
        return list(node, WebsiteFields::printable);
    }

    private static Optional<Integer> status(JsonNode node) {
        return Optional.of(node)
                .filter(JsonNode::isInt)
                .map(JsonNode::intValue)
                .filter(status -> status >= 200 && status <= 599);
    }

    private static Optional<List<String>> addresses(JsonNode node) {
        return list(node, WebsiteFields::address);
    }

    private static Optional<String> address(JsonNode node) {
        return text(node).filter(WebsiteFields::isAddress);
    }

    private static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static <T> Optional<List<T>> list(JsonNode node, Function<JsonNode, Optional<T>> reader) {
        if (!node.isArray() || node.size() > MOST_ENTRIES) {
            return Optional.empty();
        }
        List<T> read = node.values().stream()
                .flatMap(value -> reader.apply(value).stream())
                .toList();
        return read.size() == node.size() ? Optional.of(read) : Optional.empty();
    }
}
