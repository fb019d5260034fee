package org.touchstone.account.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.touchstone.account.SignIn;
import org.touchstone.account.store.PersonStore.Bearer;
import org.touchstone.foundation.web.Cookies;
import org.touchstone.foundation.web.Readers;

/** Knows people by the session cookie of their browser. One that is over is removed; the page is then a visitor's. */
class SessionFilter extends OncePerRequestFilter {

    /** Name of the session cookie. */
    static final String COOKIE = "session";

    private final SignIn signIn;
    private final Cookies cookies;

    SessionFilter(SignIn signIn, Cookies cookies) {
        this.signIn = signIn;
        this.cookies = cookies;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/assets/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var secret = Readers.cookie(request, COOKIE);
        var bearer = secret.flatMap(signIn::bearer).filter(Bearer::live).filter(b -> "SESSION".equals(b.kind()));
        if (bearer.isPresent()) {
            response.setHeader("Cache-Control", "no-store");
            SignedIn.during(bearer.get().person().caller(), () -> chain.doFilter(request, response));
        } else {
            if (secret.isPresent()) {
                cookies.set(response, COOKIE, "", Duration.ZERO);
            }
            chain.doFilter(request, response);
        }
    }
}
