package org.touchstone.foundation.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.foundation.secrecy.Vault;

/**
 * Makes a POST of the interface safe to repeat. The answer is stored in the very transaction of its effect, so that the same key
 * and body give the same answer and one effect even across a crash; the same key with another body is refused.
 */
@Component
@Order(0)
class Idempotency extends OncePerRequestFilter {

    private static final int LARGEST_BODY = 1_000_000;
    private static final String PLACE = "idempotent_answer.body";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final TransactionTemplate transaction;
    private final Problems problems;

    Idempotency(JdbcClient jdbc, Vault vault, PlatformTransactionManager manager, Problems problems) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.transaction = new TransactionTemplate(manager);
        this.problems = problems;
    }

    /** Files are left alone: the same file sent again is the evidence there is already, whatever the key. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return !"POST".equals(request.getMethod())
                || !request.getRequestURI().startsWith("/api/")
                || (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/"));
    }

    private record Answer(
            byte[] request,
            int status,
            String contentType,
            @Nullable String location,
            String body) {}

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            refuse(request, response, HttpStatus.CONTENT_TOO_LARGE, "too-large");
            return;
        }
        var repeatable = new Repeatable(request, body);
        var key = request.getHeader("Idempotency-Key");
        if (key == null) {
            chain.doFilter(repeatable, response);
        } else if (key.isBlank() || key.length() > 200) {
            refuse(request, response, HttpStatus.BAD_REQUEST, "idempotency-key-invalid");
        } else {
            once(key, body, repeatable, response, chain);
        }
    }

    private void once(
            String key, byte[] body, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var caller = callerName();
        var fingerprint = Tokens.hash(request.getMethod() + " " + request.getRequestURI() + "\n"
                + new String(body, StandardCharsets.ISO_8859_1));
        var wrapped = new ContentCachingResponseWrapper(response);
        Optional<Answer> earlier;
        try {
            earlier = transaction.execute(status -> {
                if (!claim(caller, key, fingerprint)) {
                    return find(caller, key);
                }
                try {
                    chain.doFilter(request, wrapped);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (ServletException e) {
                    throw new IllegalStateException(e);
                }
                if (wrapped.getStatus() >= 400) {
                    status.setRollbackOnly();
                } else {
                    keep(caller, key, wrapped);
                }
                return Optional.empty();
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (earlier == null || earlier.isEmpty()) {
            wrapped.copyBodyToResponse();
        } else if (MessageDigest.isEqual(earlier.get().request(), fingerprint)) {
            replay(earlier.get(), response);
        } else {
            refuse(request, response, HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused");
        }
    }

    /** Waits for another request with the same key that is under way. */
    private boolean claim(String caller, String key, byte[] fingerprint) {
        return jdbc.sql("""
                        INSERT INTO idempotent_answer (caller, key, request, status, headers, body, made_at)
                        VALUES (:caller, :key, :request, 0, '{}', '', touchstone_now())
                        ON CONFLICT DO NOTHING
                        """)
                        .param("caller", caller)
                        .param("key", key)
                        .param("request", fingerprint)
                        .update()
                == 1;
    }

    private void keep(String caller, String key, ContentCachingResponseWrapper response) {
        var type = response.getContentType();
        var location = response.getHeader(HttpHeaders.LOCATION);
        jdbc.sql("""
                UPDATE idempotent_answer
                SET status = :status, body = :body,
                    headers = jsonb_build_object('contentType', :type::text, 'location', :location::text)
                WHERE caller = :caller AND key = :key
                """)
                .param("status", response.getStatus())
                .param("body", vault.seal(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8), PLACE))
                .param("type", type == null ? "application/json" : type)
                .param("location", location)
                .param("caller", caller)
                .param("key", key)
                .update();
    }

    private Optional<Answer> find(String caller, String key) {
        return jdbc.sql("""
                        SELECT request, status, headers ->> 'contentType' AS type, headers ->> 'location' AS location, body
                        FROM idempotent_answer WHERE caller = :caller AND key = :key
                        """)
                .param("caller", caller)
                .param("key", key)
                .query((row, n) -> new Answer(
                        row.getBytes("request"),
                        row.getInt("status"),
                        row.getString("type"),
                        row.getString("location"),
                        Objects.requireNonNull(vault.open(row.getBytes("body"), PLACE))))
                .optional();
    }

    private static void replay(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        response.setHeader("Idempotent-Replayed", "true");
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code)
            throws IOException {
        problems.write(request, response, status, code, null, Map.of(), List.of());
    }

    private static String callerName() {
        return Callers.current().map(Caller::actor).orElse("anonymous");
    }

    private static final class Repeatable extends HttpServletRequestWrapper {
        private final byte[] body;

        Repeatable(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return bytes.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("read at once");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
