package org.touchstone.account.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.touchstone.account.SignIn;
import org.touchstone.account.store.PersonStore.Bearer;
import org.touchstone.foundation.web.Problems;

/** Knows programs by their bearer token. A wrong, revoked or expired one is refused, also where none is needed. */
class BearerFilter extends OncePerRequestFilter {

    private static final String PREFIX = "Bearer ";

    private final SignIn signIn;
    private final Problems problems;

    BearerFilter(SignIn signIn, Problems problems) {
        this.signIn = signIn;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        var bearer = header.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                ? signIn.bearer(header.substring(PREFIX.length()).strip())
                : Optional.<Bearer>empty();
        if (bearer.isEmpty() || !bearer.get().live()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            var code = bearer.isEmpty() ? "token-unknown" : "token-expired";
            problems.write(request, response, HttpStatus.UNAUTHORIZED, code, null, Map.of(), List.of());
            return;
        }
        SignedIn.during(bearer.get().person().caller(), () -> chain.doFilter(request, response));
    }
}
