package org.touchstone.foundation.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.DatabaseClock;

/** Makes pages out of compiled templates. Each template takes the frame {@code f} and one model {@code m}. */
@Component
public class Pages {

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), "touchstone.pages");
    private final Settings settings;
    private final DatabaseClock clock;

    Pages(Settings settings, DatabaseClock clock) {
        this.settings = settings;
        this.clock = clock;
        templates.setBinaryStaticContent(true);
    }

    /** A page. */
    public View view(String template, Object model) {
        return view(HttpStatus.OK, template, model);
    }

    /** A page with a status of its own, such as a form with faults. */
    public View view(HttpStatus status, String template, Object model) {
        return (ignored, request, response) -> {
            response.setStatus(status.value());
            response.setContentType("text/html;charset=UTF-8");
            response.setHeader("Vary", Readers.CHOOSE_LANGUAGE);
            var output = new Utf8ByteOutput();
            templates.render(template + ".jte", Map.of("f", frame(request), "m", model), output);
            response.setContentLength(output.getContentLength());
            output.writeTo(response.getOutputStream());
        };
    }

    private Frame frame(HttpServletRequest request) {
        var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        var query = request.getQueryString();
        var base = settings.baseUrl().toString();
        return new Frame(
                Readers.textsFor(request),
                Callers.current().orElse(null),
                token == null ? "" : token.getToken(),
                request.getRequestURI() + (query == null ? "" : "?" + query),
                settings.sandbox(),
                base.endsWith("/") ? base.substring(0, base.length() - 1) : base,
                clock.instant());
    }
}
