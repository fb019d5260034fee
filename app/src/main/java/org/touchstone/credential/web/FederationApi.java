package org.touchstone.credential.web;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.credential.Answer;
import org.touchstone.credential.Federation;
import org.touchstone.credential.Statements;
import org.touchstone.credential.Wire;
import org.touchstone.signer.KeysUnusable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The endpoints of OpenID Federation 1.0 for an issuer of trust marks (sections 8.4 to 8.7, 9), and its keys. Nobody signs in;
 * whatever may be asked here is public.
 */
@RestController
class FederationApi {

    private static final Logger log = LoggerFactory.getLogger(FederationApi.class);
    private static final CacheControl KEYS =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();
    private static final CacheControl NEVER = CacheControl.noStore();

    private final Federation federation;
    private final Statements statements;
    private final JsonMapper json;

    FederationApi(Federation federation, Statements statements, JsonMapper json) {
        this.federation = federation;
        this.statements = statements;
        this.json = json;
    }

    /** An error as the standard writes it (8.9). */
    static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final HttpStatus status;
        private final String error;

        Failed(HttpStatus status, String error, String description) {
            super(description);
            this.status = status;
            this.error = error;
        }
    }

    @ExceptionHandler
    ResponseEntity<byte[]> failed(Failed failed) {
        var body = new LinkedHashMap<String, Object>();
        body.put(Wire.ERROR, failed.error);
        body.put(Wire.ERROR_DESCRIPTION, failed.getMessage());
        return answer(failed.status, Wire.JSON, json.writeValueAsBytes(body), NEVER);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> cannotSign(KeysUnusable e) {
        log.error("Nothing can be signed: {}", e.getMessage());
        return failed(new Failed(
                HttpStatus.SERVICE_UNAVAILABLE, Wire.TEMPORARILY_UNAVAILABLE, "nothing can be signed at this moment"));
    }

    @GetMapping(Wire.CONFIGURATION_PATH)
    ResponseEntity<byte[]> configuration() {
        return token(Wire.ENTITY_STATEMENT, federation.configuration(), KEYS);
    }

    @GetMapping(Wire.JWKS_PATH)
    ResponseEntity<byte[]> keys() {
        var body = federation.publicKeys().toString().getBytes(StandardCharsets.UTF_8);
        return answer(HttpStatus.OK, Wire.JWKS_JSON, body, KEYS);
    }

    @GetMapping(Wire.HISTORICAL_KEYS_PATH)
    ResponseEntity<byte[]> historicalKeys() {
        return token(Wire.KEY_SET, federation.historicalKeys(), KEYS);
    }

    @GetMapping(Wire.TRUST_MARK_PATH)
    ResponseEntity<byte[]> trustMark(
            @RequestParam(name = Wire.TRUST_MARK_TYPE, required = false) @Nullable String type,
            @RequestParam(name = Wire.SUB, required = false) @Nullable String sub) {
        needOurs(type);
        return switch (statements.statementOf(needed(Wire.SUB, sub))) {
            case Answer.Signed signed -> answer(HttpStatus.OK, Wire.mediaType(Wire.TRUST_MARK), signed.body(), NEVER);
            case Answer.NotCovering not ->
                throw new Failed(
                        HttpStatus.NOT_FOUND,
                        Wire.NOT_FOUND,
                        "the mark of this entity is " + not.state() + " and states nothing");
            case Answer.NoRight ended ->
                throw new Failed(
                        HttpStatus.NOT_FOUND,
                        Wire.NOT_FOUND,
                        "the delegation of this kind of marks ended " + ended.ended());
            case Answer.Unknown() ->
                throw new Failed(HttpStatus.NOT_FOUND, Wire.NOT_FOUND, "this entity has no such trust mark");
        };
    }

    @PostMapping(value = Wire.TRUST_MARK_STATUS_PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<byte[]> status(
            @RequestParam(name = Wire.TRUST_MARK_CLAIM, required = false) @Nullable String trustMark) {
        try {
            var response = statements
                    .statusOf(needed(Wire.TRUST_MARK_CLAIM, trustMark))
                    .orElseThrow(() ->
                            new Failed(HttpStatus.NOT_FOUND, Wire.NOT_FOUND, "this trust mark was not issued here"));
            return token(Wire.STATUS_RESPONSE, response, NEVER);
        } catch (ParseException e) {
            throw new Failed(HttpStatus.BAD_REQUEST, Wire.INVALID_REQUEST, "trust_mark is no signed JWT");
        }
    }

    /** Ours: a signed answer about an address, also that it has no mark. */
    @GetMapping(Wire.TRUST_MARK_STATUS_PATH)
    ResponseEntity<byte[]> answerAbout(
            @RequestParam(name = Wire.TRUST_MARK_TYPE, required = false) @Nullable String type,
            @RequestParam(name = Wire.SUB, required = false) @Nullable String sub) {
        needOurs(type);
        var subject = needed(Wire.SUB, sub);
        if (!subject.matches("https://[a-z0-9.-]{1,253}(:[0-9]{1,5})?")) {
            throw new Failed(
                    HttpStatus.BAD_REQUEST,
                    Wire.INVALID_REQUEST,
                    "sub is the origin of a website: https, its name in punycode and lower case, no slash at the end");
        }
        return token(Wire.MARK_STATUS, statements.answerAbout(subject), NEVER);
    }

    @GetMapping(Wire.TRUST_MARK_LIST_PATH)
    ResponseEntity<byte[]> list(
            @RequestParam(name = Wire.TRUST_MARK_TYPE, required = false) @Nullable String type,
            @RequestParam(name = Wire.SUB, required = false) @Nullable String sub) {
        needOurs(type);
        var marked = sub == null
                ? federation.marked()
                : statements.statementOf(sub) instanceof Answer.Signed ? List.of(sub) : List.<String>of();
        return answer(HttpStatus.OK, Wire.JSON, json.writeValueAsBytes(marked), NEVER);
    }

    private void needOurs(@Nullable String type) {
        if (!statements.type().equals(needed(Wire.TRUST_MARK_TYPE, type))) {
            throw new Failed(
                    HttpStatus.NOT_FOUND,
                    Wire.NOT_FOUND,
                    "marks of this type are not issued here; ours is " + statements.type());
        }
    }

    private static String needed(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new Failed(HttpStatus.BAD_REQUEST, Wire.INVALID_REQUEST, name + " is missing");
        }
        return value;
    }

    private static ResponseEntity<byte[]> token(String typ, String jwt, CacheControl cache) {
        return answer(HttpStatus.OK, Wire.mediaType(typ), jwt.getBytes(StandardCharsets.US_ASCII), cache);
    }

    private static ResponseEntity<byte[]> answer(HttpStatus status, String type, byte[] body, CacheControl cache) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .cacheControl(cache)
                .body(body);
    }
}
