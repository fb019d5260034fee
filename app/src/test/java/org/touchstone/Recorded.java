package org.touchstone;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** What somebody recorded of a check of a mark, for two verifiers to judge; and what a forger would make of it. */
final class Recorded {

    private final LinkedHashMap<String, Object> line;

    private Recorded(Map<String, Object> line) {
        this.line = new LinkedHashMap<>(line);
    }

    static Recorded of(String kind, String issuer, Object jwks, long now, String origin, String token) {
        return new Recorded(new LinkedHashMap<>(
                Map.of("kind", kind, "issuer", issuer, "jwks", jwks, "now", now, "origin", origin, "token", token)));
    }

    /** The same with another member. */
    Recorded with(String name, Object value) {
        var other = new Recorded(line);
        other.line.put(name, value);
        return other;
    }

    /** The same without a member. */
    Recorded without(String name) {
        var other = new Recorded(line);
        other.line.remove(name);
        return other;
    }

    /** The same with something else answered at an address. */
    Recorded fetching(String address, @Nullable String token) {
        var fetched = new LinkedHashMap<String, Object>();
        if (line.get("fetched") instanceof Map<?, ?> before) {
            before.forEach((uri, body) -> fetched.put(String.valueOf(uri), body));
        }
        fetched.put(address, token);
        if (token == null) {
            fetched.remove(address);
        }
        return with("fetched", fetched);
    }

    /** The same with its token changed. */
    Recorded token(UnaryOperator<String> change) {
        return with("token", change.apply(String.valueOf(line.get("token"))));
    }

    /** The same with the answer at an address changed. */
    Recorded answer(String address, UnaryOperator<String> change) {
        return line.get("fetched") instanceof Map<?, ?> fetched
                ? fetching(address, change.apply(String.valueOf(fetched.get(address))))
                : this;
    }

    long now() {
        return line.get("now") instanceof Long now ? now : 0;
    }

    String json(String name) {
        var named = new LinkedHashMap<String, Object>();
        named.put("name", name);
        named.putAll(line);
        return Http.JSON.writeValueAsString(named);
    }

    // Tokens.

    static Map<String, Object> claims(String token) {
        return parsed(token.split("\\.")[1]);
    }

    private static Map<String, Object> parsed(String part) {
        return Http.JSON.readValue(
                Base64.getUrlDecoder().decode(part), new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    private static String encoded(Object value) {
        return base64(Http.JSON.writeValueAsBytes(value));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Signs anew what was changed; by the name of a key and the bytes to sign. */
    record Signing(BiFunction<String, byte[], byte[]> key) {

        UnaryOperator<String> payload(Consumer<Map<String, Object>> change) {
            return both(header -> {}, change);
        }

        UnaryOperator<String> header(Consumer<Map<String, Object>> change) {
            return both(change, payload -> {});
        }

        private UnaryOperator<String> both(
                Consumer<Map<String, Object>> ofHeader, Consumer<Map<String, Object>> ofPayload) {
            return token -> {
                var header = parsed(token.split("\\.")[0]);
                var payload = parsed(token.split("\\.")[1]);
                var kid = String.valueOf(header.get("kid"));
                ofHeader.accept(header);
                ofPayload.accept(payload);
                var signed = encoded(header) + "." + encoded(payload);
                return signed + "." + base64(key.apply(kid, signed.getBytes(StandardCharsets.US_ASCII)));
            };
        }
    }

    /** The token with one bit of a part turned over. */
    static UnaryOperator<String> turned(int part) {
        return token -> {
            var parts = new ArrayList<>(List.of(token.split("\\.")));
            var bytes = Base64.getUrlDecoder().decode(parts.get(part));
            bytes[bytes.length / 2] ^= 1;
            parts.set(part, base64(bytes));
            return String.join(".", parts);
        };
    }

    /** The token saying something else under the signature it had. */
    static UnaryOperator<String> unsigned(Consumer<Map<String, Object>> change) {
        return token -> {
            var parts = token.split("\\.");
            var payload = parsed(parts[1]);
            change.accept(payload);
            return parts[0] + "." + encoded(payload) + "." + parts[2];
        };
    }

    /** The token that says of itself that nobody signed it. */
    static String ofNobody(String token) {
        var header = parsed(token.split("\\.")[0]);
        header.put("alg", "none");
        return encoded(header) + "." + token.split("\\.")[1] + ".";
    }

    /** The token signed with the public key as if it were a secret. */
    static UnaryOperator<String> byPublicKey(byte[] secret) {
        return token -> {
            var header = parsed(token.split("\\.")[0]);
            header.put("alg", "HS256");
            var signed = encoded(header) + "." + token.split("\\.")[1];
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
