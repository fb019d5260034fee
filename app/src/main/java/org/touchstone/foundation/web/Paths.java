package org.touchstone.foundation.web;

import jakarta.servlet.http.HttpServletRequest;

/** Which requests come from programs, to be answered in JSON, and which from people. */
public final class Paths {

    private Paths() {}

    /** Whether a program asks. */
    public static boolean isMachine(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/api/")
                || path.startsWith("/log/proof/")
                || path.startsWith("/log/tile/")
                || (path.startsWith("/sandbox/") && !path.startsWith("/sandbox/pages"));
    }
}
