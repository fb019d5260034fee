package org.touchstone.foundation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.Settings;

/** The few cookies there are: none for mere visitors but the language they chose. */
@Component
public class Cookies {

    private final boolean secure;

    Cookies(Settings settings) {
        this.secure = "https".equals(settings.baseUrl().getScheme());
    }

    /** Sets a cookie scripts cannot read; an age of zero removes it. */
    public void set(HttpServletResponse response, String name, String value, Duration age) {
        var cookie = ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
