package org.touchstone.badge.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.touchstone.badge.Badges;
import org.touchstone.badge.Look;
import org.touchstone.foundation.web.Gate;
import org.touchstone.foundation.web.ReadyBytes;

/**
 * Serves the pictures of marks, {@code /m/CODE/badge.svg} and in short {@code /b/CODE.svg}, before anything else is asked: every
 * visitor of every shop loads them. Reads no cookie, sets none, opens no session, writes no line.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class BadgeGate extends Gate {

    /** A cache keeps a picture one second; together with what a node keeps, a suspension is seen everywhere in time. */
    static final String CACHING = "public, max-age=1, must-revalidate";

    /** What the answer depends on: the page that shows it, whether it is shown at all, and whether it may be packed. */
    static final String VARIES = "Referer, Sec-Fetch-Dest, Accept-Encoding";

    private static final String LONG = "/m/";
    private static final String LONG_END = "/badge.svg";
    private static final String SHORT = "/b/";
    private static final String SHORT_END = ".svg";
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,16}");

    private final Badges badges;

    BadgeGate(Badges badges) {
        this.badges = badges;
    }

    @Override
    protected boolean answers(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var code = code(request.getRequestURI());
        if (code == null) {
            return false;
        }
        serve(code, request, response);
        return true;
    }

    private static @Nullable String code(String path) {
        var code = path.startsWith(LONG) && path.endsWith(LONG_END)
                ? path.substring(LONG.length(), Math.max(LONG.length(), path.length() - LONG_END.length()))
                : path.startsWith(SHORT) && path.endsWith(SHORT_END)
                        ? path.substring(SHORT.length(), Math.max(SHORT.length(), path.length() - SHORT_END.length()))
                        : "";
        return CODE.matcher(code).matches() ? code.toUpperCase(Locale.ROOT) : null;
    }

    private void serve(String code, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isReading(request)) {
            response.setHeader("Allow", "GET, HEAD");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        var query = request.getQueryString();
        var look = query == null ? Look.DEFAULT : Look.asked(query);
        var picture = badges.picture(code, look, showingPage(request));
        response.setHeader("Vary", VARIES);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        if (picture.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader("Retry-After", "5");
            response.setHeader("Cache-Control", "no-store");
            Badges.unreachable(look).plain().sendWhole(request, response);
            return;
        }
        response.setHeader("Cache-Control", CACHING);
        var bytes = ReadyBytes.takesPacked(request)
                ? picture.get().packed()
                : picture.get().plain();
        bytes.send(request, response);
    }

    /** The page that shows the picture. Whoever opens the picture by itself sees no page; then the page before proves nothing. */
    private static @Nullable String showingPage(HttpServletRequest request) {
        return "document".equals(request.getHeader("Sec-Fetch-Dest")) ? null : request.getHeader("Referer");
    }
}
