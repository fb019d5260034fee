package org.touchstone.credential.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.credential.RegisterDump;
import org.touchstone.credential.RegisterDump.Token;
import org.touchstone.credential.Wire;
import org.touchstone.foundation.web.ReadyBytes;
import org.touchstone.foundation.web.Refused;

/** The register for payment gateways. */
@RestController
class DumpApi {

    private static final String NDJSON = "application/x-ndjson";
    private static final CacheControl A_MINUTE =
            CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic();
    private static final CacheControl LIVE =
            CacheControl.maxAge(Duration.ofSeconds(2)).cachePublic().mustRevalidate();
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final RegisterDump register;

    DumpApi(RegisterDump register) {
        this.register = register;
    }

    /** The signed manifest of the newest dump; with {@code since} what changed after it, signed. */
    @GetMapping(Wire.DUMP_PATH)
    ResponseEntity<byte[]> dump(@RequestParam(required = false) @Nullable String since) {
        if (since == null) {
            return token(Wire.REGISTER_DUMP, register.manifest(), A_MINUTE);
        }
        var changes = since.matches("[0-9]{1,18}") ? register.since(Long.parseLong(since)) : Optional.<Token>empty();
        return token(
                Wire.REGISTER_CHANGES,
                changes.orElseThrow(() -> new Refused(HttpStatus.GONE, "register-since-unknown")),
                LIVE);
    }

    /** A dump: one JSON object a line. Never changes; sent as it lies, packed, to whoever can unpack it. */
    @GetMapping(Wire.DUMP_PATH + "/{id}")
    void file(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String accepted,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, defaultValue = "") String known,
            HttpServletResponse response)
            throws IOException {
        var dump = register.named(id).orElseThrow(Refused::notFound);
        var etag = "W/\"" + dump.sha256() + "\"";
        response.setHeader(HttpHeaders.ETAG, etag);
        response.setHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER);
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        if (ReadyBytes.isKnown(known, etag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(NDJSON);
        if (accepted.contains("gzip")) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            register.copy(dump, response.getOutputStream());
            return;
        }
        try (var plain = new GZIPInputStream(register.gzipped(dump), 1 << 16)) {
            plain.transferTo(response.getOutputStream());
        }
    }

    private static ResponseEntity<byte[]> token(String typ, Token token, CacheControl cache) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, Wire.mediaType(typ))
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .cacheControl(cache)
                .eTag(token.etag())
                .body(token.jwt().getBytes(StandardCharsets.US_ASCII));
    }
}
