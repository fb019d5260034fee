package org.touchstone.badge.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
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
import org.touchstone.badge.Picture;

/**
 * Serves the pictures of marks, {@code /m/CODE/badge.svg} and in short {@code /b/CODE.svg}, before anything else is asked: every
 * visitor of every shop loads them. Reads no cookie, sets none, opens no session, writes no line.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class BadgeGate implements Filter {

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
    public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        if (any instanceof HttpServletRequest request && answer instanceof HttpServletResponse response) {
            var code = code(request.getRequestURI());
            if (code != null) {
                serve(code, request, response);
                return;
            }
        }
        chain.doFilter(any, answer);
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
        var method = request.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        var query = request.getQueryString();
        var look = query == null ? Look.DEFAULT : Look.asked(query);
        var picture = badges.picture(code, look, showingPage(request));
        if (picture.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader("Retry-After", "5");
            response.setHeader("Cache-Control", "no-store");
            send(Badges.unreachable(look), false, request, response);
            return;
        }
        boolean packed = acceptsPacked(request);
        var tag = packed ? picture.get().packedTag() : picture.get().tag();
        response.setHeader("Cache-Control", CACHING);
        response.setHeader("ETag", tag);
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setHeader("Vary", VARIES);
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        send(picture.get(), packed, request, response);
    }

    /** The page that shows the picture. Whoever opens the picture by itself sees no page; then the page before proves nothing. */
    private static @Nullable String showingPage(HttpServletRequest request) {
        return "document".equals(request.getHeader("Sec-Fetch-Dest")) ? null : request.getHeader("Referer");
    }

    private static boolean acceptsPacked(HttpServletRequest request) {
        var accepted = request.getHeader("Accept-Encoding");
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }

    private static void send(Picture picture, boolean packed, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Vary", VARIES);
        response.setContentType("image/svg+xml;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        var bytes = packed ? picture.packed() : picture.plain();
        response.setContentLength(bytes.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(bytes);
        }
    }
}
