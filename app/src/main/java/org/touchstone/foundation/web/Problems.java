package org.touchstone.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriUtils;
import org.touchstone.foundation.text.Texts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that goes wrong leaves by this door: for programs as problem details (RFC 9457) with a stable {@code code}, for
 * people as a page; in the reader's language; never with a stack trace.
 */
@ControllerAdvice
public class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final Pages pages;
    private final JsonMapper json;

    Problems(Pages pages, JsonMapper json) {
        this.pages = pages;
        this.json = json;
    }

    /**
     * What the page of an error says.
     *
     * @param status HTTP status
     * @param sentence what went wrong and what to do
     * @param errors wrong fields with their sentences
     */
    public record ErrorPage(HttpStatus status, String sentence, List<String> errors) {}

    @ExceptionHandler
    View refused(Refused refused) {
        return problem(refused.status(), refused.code(), refused.arguments(), refused.facts(), List.of());
    }

    @ExceptionHandler
    View invalid(InvalidFields invalid) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-fields", List.of(), Map.of(), invalid.errors());
    }

    @ExceptionHandler
    View unreadable(HttpMessageNotReadableException e) {
        if (e.getCause() instanceof DatabindException databind
                && !databind.getPath().isEmpty()) {
            var code = e.getCause() instanceof UnrecognizedPropertyException ? "unknown-field" : "wrong-type";
            var field = databind.getPath().stream()
                    .map(JacksonException.Reference::getPropertyName)
                    .filter(name -> name != null)
                    .collect(Collectors.joining("."));
            return problem(
                    HttpStatus.BAD_REQUEST, "invalid-fields", List.of(), Map.of(), List.of(FieldError.of(field, code)));
        }
        return problem(HttpStatus.BAD_REQUEST, "malformed-body", List.of(), Map.of(), List.of());
    }

    @ExceptionHandler
    View missing(MissingServletRequestParameterException e) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "invalid-fields",
                List.of(),
                Map.of(),
                List.of(FieldError.of(e.getParameterName(), "required")));
    }

    @ExceptionHandler
    View wrongType(MethodArgumentTypeMismatchException e) {
        var field = e.getParameter().getParameterName();
        return problem(
                HttpStatus.BAD_REQUEST,
                "invalid-fields",
                List.of(),
                Map.of(),
                List.of(FieldError.of(field == null ? "" : field, "wrong-type")));
    }

    @ExceptionHandler
    View denied(AccessDeniedException e) {
        return problem(HttpStatus.FORBIDDEN, "forbidden", List.of(), Map.of(), List.of());
    }

    @ExceptionHandler
    View other(Exception e) {
        if (e instanceof ErrorResponse response) {
            var status = HttpStatus.valueOf(response.getStatusCode().value());
            var code = switch (status) {
                case NOT_FOUND -> "not-found";
                case METHOD_NOT_ALLOWED -> "method-not-allowed";
                case UNSUPPORTED_MEDIA_TYPE -> "unsupported-media-type";
                case NOT_ACCEPTABLE -> "not-acceptable";
                case CONTENT_TOO_LARGE -> "too-large";
                default -> "bad-request";
            };
            return problem(status, code, List.of(), Map.of(), List.of());
        }
        if (e instanceof MultipartException) {
            // A form that should bring a file, sent as one that brings none.
            return problem(HttpStatus.BAD_REQUEST, "bad-request", List.of(), Map.of(), List.of());
        }
        log.error("Unexpected failure", e);
        return problem(HttpStatus.INTERNAL_SERVER_ERROR, "unexpected", List.of(), Map.of(), List.of());
    }

    /** A problem as a program or a person reads it, whichever asks. */
    View problem(
            HttpStatus status,
            String code,
            List<Object> arguments,
            Map<String, Object> facts,
            List<FieldError> errors) {
        return (model, request, response) -> {
            var texts = Readers.textsFor(request);
            var sentence = texts.say("problem." + code, arguments.toArray());
            if (!Paths.isMachine(request) && "unauthenticated".equals(code)) {
                response.sendRedirect("/sign-in?back=" + UriUtils.encode(backTo(request), StandardCharsets.UTF_8));
            } else if (Paths.isMachine(request)) {
                write(request, response, status, code, sentence, facts, errors);
            } else {
                var sentences = errors.stream().map(e -> sentence(texts, e)).toList();
                pages.view(status, "error", new ErrorPage(status, sentence, sentences))
                        .render(model, request, response);
            }
        };
    }

    /** Where a visitor is led back to after signing in: the page asked for, or the one whose form was sent. */
    private static String backTo(HttpServletRequest request) {
        var query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    /** Shows a problem to whoever asks; for handlers that stand before the pages. */
    public void show(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code)
            throws IOException {
        show(request, response, new Refused(status, code));
    }

    /** Shows a refusal to whoever asks; for handlers that stand before the pages. */
    public void show(HttpServletRequest request, HttpServletResponse response, Refused refusal) throws IOException {
        try {
            refused(refusal).render(Map.of(), request, response);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The sentence of a wrong field. */
    public static String sentence(Texts texts, FieldError error) {
        return texts.say("field." + error.code(), error.arguments().toArray());
    }

    /** Writes a problem to a program; for filters, which stand before the pages. */
    public void write(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String code,
            @Nullable String sentence,
            Map<String, Object> facts,
            List<FieldError> errors)
            throws IOException {
        var texts = Readers.textsFor(request);
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "/problems/" + code);
        problem.put("title", texts.say("status." + status.value() / 100));
        problem.put("status", status.value());
        problem.put("code", code);
        problem.put("detail", sentence == null ? texts.say("problem." + code) : sentence);
        if (!errors.isEmpty()) {
            var list = new ArrayList<Map<String, Object>>();
            for (var error : errors) {
                list.add(Map.of("field", error.field(), "code", error.code(), "detail", sentence(texts, error)));
            }
            problem.put("errors", list);
        }
        problem.putAll(facts);
        response.setStatus(status.value());
        response.setContentType("application/problem+json");
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, texts.language().code());
        response.setHeader(HttpHeaders.VARY, Readers.CHOOSE_LANGUAGE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
