package org.touchstone.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.touchstone.foundation.text.Language;

/** Remembers the language a reader chose by {@code ?lang=}. */
@Component
class LanguageChoice implements HandlerInterceptor {

    private final Cookies cookies;

    LanguageChoice(Cookies cookies) {
        this.cookies = cookies;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!Paths.isMachine(request)) {
            Language.of(request.getParameter("lang"))
                    .ifPresent(l -> cookies.set(response, Readers.COOKIE, l.code(), Duration.ofDays(365)));
        }
        return true;
    }
}
