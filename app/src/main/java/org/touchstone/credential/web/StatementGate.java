package org.touchstone.credential.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.touchstone.credential.Answer;
import org.touchstone.credential.Statements;
import org.touchstone.credential.Wire;
import org.touchstone.foundation.web.Gate;
import org.touchstone.foundation.web.Problems;
import org.touchstone.foundation.web.Readers;
import org.touchstone.foundation.web.ReadyBytes;
import org.touchstone.signer.KeysUnusable;

/**
 * Hands out statements and statuses of marks as the bytes they are, ahead of everything else: no session, no cookie, nothing that
 * a page needs. A mark that covers nothing has no statement, and never an old one.
 */
final class StatementGate extends Gate {

    private static final Logger log = LoggerFactory.getLogger(StatementGate.class);
    private static final Pattern PATH = Pattern.compile("/m/([A-Za-z0-9]{1,32})/(statement|status)");
    /** A withdrawn mark may be believed this long by whoever asked just before; browsers and proxies ask again after it. */
    private static final String CACHE = "public, max-age=2, must-revalidate";

    private static final String STATEMENT_TYPE = Wire.mediaType(Wire.TRUST_MARK);
    private static final String STATUS_TYPE = Wire.mediaType(Wire.MARK_STATUS);

    private final Statements statements;
    private final Problems problems;

    StatementGate(Statements statements, Problems problems) {
        this.statements = statements;
        this.problems = problems;
    }

    @Override
    protected boolean answers(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = PATH.matcher(request.getRequestURI());
        if (!isReading(request) || !path.matches()) {
            return false;
        }
        try {
            answer(request, response, path.group(1), "status".equals(path.group(2)));
        } catch (KeysUnusable e) {
            log.error("Nothing can be signed: {}", e.getMessage());
            refuse(request, response, HttpStatus.SERVICE_UNAVAILABLE, "cannot-sign", Map.of());
        }
        return true;
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, String code, boolean status)
            throws IOException {
        switch (status ? statements.status(code) : statements.statement(code)) {
            case Answer.Signed signed -> send(request, response, signed, status ? STATUS_TYPE : STATEMENT_TYPE);
            case Answer.NotCovering not ->
                refuse(
                        request,
                        response,
                        HttpStatus.GONE,
                        "mark-not-covering",
                        Map.of("state", not.state().name()));
            case Answer.NoRight ended ->
                refuse(
                        request,
                        response,
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "delegation-ended",
                        Map.of("ended", ended.ended().toString()));
            case Answer.Unknown() -> refuse(request, response, HttpStatus.NOT_FOUND, "no-such-mark", Map.of());
        }
    }

    private static void send(
            HttpServletRequest request, HttpServletResponse response, Answer.Signed signed, String type)
            throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, CACHE);
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        response.setHeader("X-Content-Type-Options", "nosniff");
        new ReadyBytes(signed.body(), type, signed.etag(), false).send(request, response);
    }

    private void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String code,
            Map<String, Object> facts)
            throws IOException {
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        var sentence = Readers.textsFor(request).say("problem." + code);
        problems.write(request, response, status, code, sentence, facts, List.of());
    }
}
