package org.touchstone.foundation.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;

/**
 * In which language a request is to be answered: asked for, chosen before, or preferred by the browser; else Persian. Who asks for it is
 * going to answer in it, so the answer is told to vary with what chose it.
 */
public final class Readers {

    static final String COOKIE = "lang";

    /** Headers of a request that choose the language of its answer. */
    static final String CHOOSE_LANGUAGE = "Accept-Language, Cookie";

    private Readers() {}

    /** The language of a request. */
    public static Language languageOf(HttpServletRequest request) {
        varies(
                RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now
                        ? now.getResponse()
                        : null);
        return Language.of(request.getParameter("lang"))
                .or(() -> cookie(request, COOKIE).flatMap(Language::of))
                .or(() -> Language.accepted(request.getHeader("Accept-Language")))
                .orElse(Language.FA);
    }

    private static void varies(@Nullable HttpServletResponse answer) {
        if (answer != null && !answer.getHeaders(HttpHeaders.VARY).contains(CHOOSE_LANGUAGE)) {
            answer.addHeader(HttpHeaders.VARY, CHOOSE_LANGUAGE);
        }
    }

    /** What that language says. */
    public static Texts textsFor(HttpServletRequest request) {
        return Texts.in(languageOf(request));
    }

    /** The value of a cookie. */
    public static Optional<String> cookie(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(c -> c.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
