package org.touchstone.foundation.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;

/** In which language a request is to be answered: asked for, chosen before, or preferred by the browser; else Persian. */
public final class Readers {

    static final String COOKIE = "lang";

    private Readers() {}

    /** The language of a request. */
    public static Language languageOf(HttpServletRequest request) {
        return Language.of(request.getParameter("lang"))
                .or(() -> cookie(request, COOKIE).flatMap(Language::of))
                .or(() -> Language.accepted(request.getHeader("Accept-Language")))
                .orElse(Language.FA);
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
