package org.touchstone.credential.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.credential.Answer;
import org.touchstone.credential.MarkCredentials;
import org.touchstone.credential.StatusLists;
import org.touchstone.credential.StatusPurpose;
import org.touchstone.credential.Wire;
import org.touchstone.foundation.web.Refused;

/** Lists of standings, credentials for wallets, and what their words mean. Everything here is public and the same for everyone. */
@RestController
class StatusApi {

    /** A suspension must be seen everywhere in five seconds. */
    private static final CacheControl LIVE =
            CacheControl.maxAge(Duration.ofSeconds(2)).cachePublic().mustRevalidate();

    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final StatusLists lists;
    private final MarkCredentials credentials;

    StatusApi(StatusLists lists, MarkCredentials credentials) {
        this.lists = lists;
        this.credentials = credentials;
    }

    /** Where all Token Status Lists are (draft-ietf-oauth-status-list, Status List Aggregation). */
    @GetMapping(Wire.AGGREGATION_PATH)
    ResponseEntity<Map<String, List<String>>> aggregation() {
        return ResponseEntity.ok()
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .cacheControl(LIVE)
                .body(Map.of(Wire.STATUS_LISTS, lists.addresses()));
    }

    /** A Token Status List. Lists of the past are not kept: asked for one, the draft wants 501. */
    @GetMapping(Wire.STATUS_LIST_PATH + "{number:[0-9]{1,9}}")
    ResponseEntity<byte[]> list(@PathVariable int number, HttpServletRequest request) {
        if (request.getParameter("time") != null) {
            throw new Refused(HttpStatus.NOT_IMPLEMENTED, "status-of-the-past");
        }
        return token(Wire.STATUS_LIST_TOKEN, lists.list(number));
    }

    /** A Bitstring Status List. */
    @GetMapping(Wire.BITSTRING_PATH + "{purpose}/{number:[0-9]{1,9}}")
    ResponseEntity<byte[]> bitstring(@PathVariable String purpose, @PathVariable int number) {
        return token(Wire.CREDENTIAL, StatusPurpose.of(purpose).flatMap(p -> lists.bitstring(p, number)));
    }

    /** A mark as a credential. */
    @GetMapping("/m/{code}/credential")
    ResponseEntity<byte[]> credential(@PathVariable String code) {
        return switch (credentials.credential(code)) {
            case Answer.Signed signed -> token(Wire.CREDENTIAL, Optional.of(signed));
            case Answer.NotCovering not ->
                throw new Refused(
                        HttpStatus.GONE,
                        "mark-not-covering",
                        List.of(),
                        Map.of("state", not.state().name()));
            case Answer.NoRight ended ->
                throw new Refused(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "delegation-ended",
                        List.of(),
                        Map.of("ended", ended.ended().toString()));
            case Answer.Unknown() -> throw Refused.notFound();
        };
    }

    /** The words of our credentials beyond those of VC 2.0. Never changes; other words get another number. */
    @GetMapping(Wire.CONTEXT_PATH)
    ResponseEntity<Resource> context() {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "application/ld+json")
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .cacheControl(FOR_EVER)
                .body(new ClassPathResource("contexts/mark-v1.jsonld"));
    }

    private static ResponseEntity<byte[]> token(String typ, Optional<Answer.Signed> found) {
        var signed = found.orElseThrow(Refused::notFound);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, Wire.mediaType(typ))
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .cacheControl(LIVE)
                .eTag(signed.etag())
                .body(signed.body());
    }
}
