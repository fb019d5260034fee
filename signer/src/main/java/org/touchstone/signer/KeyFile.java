package org.touchstone.signer;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file of one key: what everyone may know, and either the private key (PKCS#8) or the token that holds it. Only its owner can
 * read it; a change is written beside it and put in its place at once, so that a crash leaves the old or the new one.
 */
record KeyFile(SigningKey key, PrivatePart part) {

    static KeyFile read(Path file) {
        try {
            var json = JSONObjectUtils.parse(Files.readString(file));
            var purpose = Purpose.of(text(json, "purpose")).orElseThrow(() -> new ParseException("purpose", 0));
            var jwk = JWK.parse(JSONObjectUtils.getJSONObject(json, "public"));
            var part = part(json, purpose);
            var key = new SigningKey(
                    text(json, "kid"),
                    purpose,
                    jwk,
                    Instant.parse(text(json, "created")),
                    instant(json, "retired"),
                    instant(json, "revoked"),
                    JSONObjectUtils.getString(json, "reason"),
                    part instanceof PrivatePart.InToken token ? token.words() : null);
            if (!key.kid().equals(jwk.getKeyID())
                    || !file.getFileName().toString().equals(key.kid() + ".json")) {
                throw new ParseException("kid", 0);
            }
            return new KeyFile(key, part);
        } catch (ParseException | GeneralSecurityException | IllegalArgumentException | DateTimeException e) {
            // The cause may quote the file, and the file has a private key: it goes no further.
            throw new KeysUnusable("The key file " + file + " is damaged; put back the copy from your backup.");
        } catch (IOException e) {
            throw new KeysUnusable("The key file " + file + " cannot be read.", e);
        }
    }

    private static PrivatePart part(Map<String, Object> json, Purpose purpose)
            throws ParseException, GeneralSecurityException {
        if (json.containsKey("private")) {
            var bytes = Base64.getDecoder().decode(text(json, "private"));
            var family = purpose == Purpose.LOG ? "Ed25519" : "EC";
            return new PrivatePart.InFile(
                    KeyFactory.getInstance(family).generatePrivate(new PKCS8EncodedKeySpec(bytes)));
        }
        if (!json.containsKey("token")) {
            return new PrivatePart.Destroyed();
        }
        var token = JSONObjectUtils.getJSONObject(json, "token");
        return new PrivatePart.InToken(
                text(token, "library"),
                JSONObjectUtils.getLong(token, "slot"),
                text(token, "alias"),
                text(token, "pin-file"));
    }

    private static String text(Map<String, Object> json, String name) throws ParseException {
        var value = JSONObjectUtils.getString(json, name);
        if (value == null) {
            throw new ParseException(name, 0);
        }
        return value;
    }

    private static @Nullable Instant instant(Map<String, Object> json, String name) throws ParseException {
        var value = JSONObjectUtils.getString(json, name);
        return value == null ? null : Instant.parse(value);
    }

    void write(Path folder) throws IOException {
        var json = new LinkedHashMap<String, Object>();
        json.put("kid", key.kid());
        json.put("purpose", key.purpose().word());
        json.put("created", key.created().toString());
        put(json, "retired", key.retired());
        put(json, "revoked", key.revoked());
        put(json, "reason", key.reason());
        json.put("public", key.jwk().toJSONObject());
        switch (part) {
            case PrivatePart.InFile file ->
                json.put(
                        "private", Base64.getEncoder().encodeToString(file.key().getEncoded()));
            case PrivatePart.InToken token ->
                json.put(
                        "token",
                        Map.of(
                                "library",
                                token.library(),
                                "slot",
                                token.slot(),
                                "alias",
                                token.alias(),
                                "pin-file",
                                token.pinFile()));
            case PrivatePart.Destroyed() -> {}
        }
        replace(folder.resolve(key.kid() + ".json"), JSONObjectUtils.toJSONString(json) + "\n");
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }

    private static void replace(Path file, String content) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (var channel = FileChannel.open(
                fresh,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public String toString() {
        return "the file of " + key.kid();
    }
}
