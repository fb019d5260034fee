package org.touchstone.foundation.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers some addresses ahead of everything else, for what every visitor of every shop loads: no session, no cookie, no line
 * written, nothing that a page needs.
 */
public abstract class Gate implements Filter {

    @Override
    public final void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        if (!(any instanceof HttpServletRequest request
                && answer instanceof HttpServletResponse response
                && answers(request, response))) {
            chain.doFilter(any, answer);
        }
    }

    /** Answers a request, or leaves it untouched and returns false where it is for somebody else. */
    protected abstract boolean answers(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** Whether something is only to be read. */
    protected static boolean isReading(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }
}
