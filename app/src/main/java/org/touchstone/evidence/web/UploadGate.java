package org.touchstone.evidence.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;
import org.touchstone.evidence.Evidence;
import org.touchstone.foundation.web.Problems;
import org.touchstone.foundation.web.Readers;

/**
 * The gate of uploads. Files stay in memory until they are sealed, so that none lies readable on a disk; the gate sees to it that
 * they fit there. It reads the parts before anybody else asks for them: what is too large or torn is answered here, clearly,
 * whether its length was told beforehand or not. Other addresses take no more in this form than in any other.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class UploadGate extends OncePerRequestFilter {

    /** Room for the largest file, for one a little too large to be told so on its own page, and for the fields beside it. */
    private static final long LARGEST_UPLOAD = 16L << 20;

    private static final long LARGEST_OTHER = 1_000_000;

    /** Where anybody may send one picture, which is read and not kept. */
    private static final String PHOTO = "/check/photo";

    private static final long LARGEST_PHOTO = (10L << 20) + 64_000;

    /** An upload is held as parts, as bytes and sealed. */
    private static final int COPIES = 4;

    private static final int ROOM =
            (int) Math.max(COPIES * 17L, Runtime.getRuntime().maxMemory() / (2L << 20));

    private final Semaphore room = new Semaphore(ROOM, true);
    private final Problems problems;

    UploadGate(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        if (request.getRequestURI().equals(PHOTO)) {
            if (length < 0 || length > LARGEST_PHOTO) {
                refuse(request, response, HttpStatus.CONTENT_TOO_LARGE, "photo-too-large");
            } else {
                pass(request, response, chain, length);
            }
        } else if (!request.getRequestURI().endsWith("/evidence")) {
            if (length < 0 || length > LARGEST_OTHER) {
                refuse(request, response, HttpStatus.CONTENT_TOO_LARGE, "too-large");
            } else {
                chain.doFilter(request, response);
            }
        } else if (length > LARGEST_UPLOAD) {
            refuseTooLarge(request, response);
        } else if (request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && Readers.cookie(request, "session").isEmpty()) {
            refuse(request, response, HttpStatus.UNAUTHORIZED, "unauthenticated");
        } else {
            pass(request, response, chain, length < 0 ? LARGEST_UPLOAD : length);
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain, long length)
            throws ServletException, IOException {
        int needed = COPIES * (int) ((length >> 20) + 1);
        if (!enter(Math.min(needed, ROOM))) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "30");
            refuse(request, response, HttpStatus.SERVICE_UNAVAILABLE, "evidence-busy");
            return;
        }
        try {
            if (partsAreSound(request, response)) {
                chain.doFilter(request, response);
            }
        } finally {
            room.release(Math.min(needed, ROOM));
        }
    }

    private boolean enter(int needed) {
        try {
            return room.tryAcquire(needed, 10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean partsAreSound(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            request.getParts();
            return true;
        } catch (IOException | ServletException | IllegalStateException e) {
            if (isAboutSize(e)) {
                refuseTooLarge(request, response);
            } else {
                refuse(request, response, HttpStatus.BAD_REQUEST, "evidence-torn");
            }
            return false;
        }
    }

    private static boolean isAboutSize(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getSimpleName().contains("Size")) {
                return true;
            }
        }
        return false;
    }

    private void refuseTooLarge(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var refusal = Evidence.tooLarge();
        problems.show(new QueryOnly(request), response, refusal);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code)
            throws IOException {
        problems.show(new QueryOnly(request), response, status, code);
    }

    /** The request without the body, which nobody may ask for parameters any more. */
    private static final class QueryOnly extends HttpServletRequestWrapper {

        QueryOnly(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            var query = getQueryString();
            try {
                return query == null
                        ? null
                        : UriComponentsBuilder.newInstance()
                                .query(query)
                                .build()
                                .getQueryParams()
                                .getFirst(name);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }
}
