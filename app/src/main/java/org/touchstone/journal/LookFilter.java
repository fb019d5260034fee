package org.touchstone.journal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Writes down which cases staff saw in a request once it has been answered. */
@Component
@ConditionalOnWebApplication
class LookFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(LookFilter.class);

    private final Looks looks;

    LookFilter(Looks looks) {
        this.looks = looks;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.getAttribute(Looks.ATTRIBUTE) instanceof Looks.Seen seen) {
                try {
                    looks.write(seen);
                } catch (RuntimeException e) {
                    log.error("a look at a case could not be written down", e);
                }
            }
        }
    }
}
