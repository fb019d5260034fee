package org.touchstone.transparency.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.foundation.web.Refused;
import org.touchstone.transparency.TransparencyLog;
import org.touchstone.transparency.TransparencyLog.SignedHead;

/** The log as files: head, tiles and bundles of entries (C2SP tlog-tiles). What is full never changes. */
@RestController
class LogFilesApi {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final Pattern TILE = Pattern.compile(
            "/log/tile/([0-9]|[1-5][0-9]|6[0-3]|entries)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");
    private static final int FULL = 256;

    private final TransparencyLog log;

    LogFilesApi(TransparencyLog log) {
        this.log = log;
    }

    @GetMapping("/log/checkpoint")
    ResponseEntity<byte[]> head() {
        return text(log.head().map(SignedHead::note).orElseThrow(Refused::notFound));
    }

    /** The newest head that witnesses cosigned; a little older than the newest of all. */
    @GetMapping("/log/cosigned")
    ResponseEntity<byte[]> cosigned() {
        return text(log.cosignedHead().map(SignedHead::note).orElseThrow(Refused::notFound));
    }

    @GetMapping("/log/vkey")
    ResponseEntity<byte[]> key() {
        return text(log.vkey() + "\n");
    }

    @GetMapping("/log/witnesses")
    ResponseEntity<byte[]> witnesses() {
        return text(lines(log.witnessKeys()));
    }

    @GetMapping("/log/tile/**")
    ResponseEntity<byte[]> tile(HttpServletRequest request) {
        var path = TILE.matcher(request.getRequestURI());
        if (!path.matches()) {
            throw Refused.notFound();
        }
        int width = path.group(3) == null ? FULL : Integer.parseInt(path.group(3));
        if (path.group(3) != null && width >= FULL) {
            throw Refused.notFound();
        }
        long n = Long.parseLong(path.group(2).replace("/", "").replace("x", ""));
        return ResponseEntity.ok()
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(log.tile(path.group(1), n, width).orElseThrow(Refused::notFound));
    }

    private static String lines(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static ResponseEntity<byte[]> text(String text) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofSeconds(1)).cachePublic())
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .contentType(TEXT)
                .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
