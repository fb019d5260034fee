package org.touchstone.probe;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What ended a fetch, on its way up to {@link Fetched.NotReached}. */
final class Ended extends IOException {

    private static final long serialVersionUID = 1L;

    final Fetched.Why why;
    final @Nullable TlsFault tlsFault;

    Ended(Fetched.Why why, String detail) {
        this(why, null, detail, null);
    }

    Ended(Fetched.Why why, @Nullable TlsFault tlsFault, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.why = why;
        this.tlsFault = tlsFault;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
