package org.touchstone.transparency;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One leaf: what everyone may know of a row, and commitments to the rest.
 *
 * @param at when it happened, where the row says so
 * @param logged when the log took it
 * @param table where the row stands
 * @param type what kind of thing happened; absent where the row is not public
 * @param mark the mark it concerns; absent where none, or the row is not public
 * @param commitment SHA-256 of a salt and the disclosed content
 * @param restricted SHA-256 of another salt and the restricted content; absent where there is none
 */
public record Leaf(
        @Nullable Instant at,
        Instant logged,
        String table,
        @Nullable String type,
        @Nullable String mark,
        String commitment,
        @Nullable String restricted) {

    private static final String VERSION = "1";

    /** The leaf of a row. */
    static Leaf of(AuditedTable table, JsonNode row, Instant logged, byte[] commitment, byte @Nullable [] restricted) {
        boolean open = table.isOpen(row);
        var at = table.at(row);
        return new Leaf(
                at == null ? null : OffsetDateTime.parse(at).toInstant(),
                logged,
                table.name(),
                open ? table.type(row) : null,
                open ? table.mark(row) : null,
                base64(commitment),
                restricted == null ? null : base64(restricted));
    }

    /** Its bytes in the log: canonical JSON (RFC 8785). */
    byte[] bytes() {
        var members = new TreeMap<String, String>();
        members.put("v", VERSION);
        put(members, "at", at);
        put(members, "logged", logged);
        put(members, "table", table);
        put(members, "type", type);
        put(members, "mark", mark);
        put(members, "commitment", commitment);
        put(members, "restricted", restricted);
        return CanonicalJson.of(members).getBytes(StandardCharsets.UTF_8);
    }

    private static void put(Map<String, String> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value.toString());
        }
    }

    /** Reads a leaf. Refused when it is none. */
    static Leaf read(byte[] bytes) {
        var json = CanonicalJson.read(new String(bytes, StandardCharsets.UTF_8));
        if (!VERSION.equals(text(json, "v"))) {
            throw new IllegalArgumentException("a leaf of another version");
        }
        var at = text(json, "at");
        return new Leaf(
                at == null ? null : Instant.parse(at),
                Instant.parse(json.path("logged").asString()),
                json.path("table").asString(),
                text(json, "type"),
                text(json, "mark"),
                json.path("commitment").asString(),
                text(json, "restricted"));
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.hasNonNull(name) ? json.get(name).asString() : null;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
