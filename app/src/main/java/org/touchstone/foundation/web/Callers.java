package org.touchstone.foundation.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;

/** The maker of the present request. */
public final class Callers {

    private Callers() {}

    /** The caller, if anybody is signed in. */
    public static Optional<Caller> current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        @Nullable Object principal = authentication == null ? null : authentication.getPrincipal();
        return principal instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }

    /** The caller. Refused with {@code unauthenticated} when nobody is signed in. */
    public static Caller required() {
        return current().orElseThrow(() -> new Refused(HttpStatus.UNAUTHORIZED, "unauthenticated"));
    }

    /** The caller as an officer. Refused with {@code forbidden} to everybody else. */
    public static Caller officer() {
        var caller = required();
        if (!caller.isOfficer()) {
            throw new Refused(HttpStatus.FORBIDDEN, "forbidden");
        }
        return caller;
    }

    /** The caller as one who may read every case. Refused with {@code forbidden} to everybody else. */
    public static Caller reader() {
        var caller = required();
        if (!caller.readsCases()) {
            throw new Refused(HttpStatus.FORBIDDEN, "forbidden");
        }
        return caller;
    }
}
