package org.touchstone.foundation.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;

/**
 * What every page is framed by.
 *
 * @param t what the reader's language says
 * @param caller who is signed in
 * @param csrf the token every form sends back
 * @param address path and query of this page
 * @param sandbox whether this is a sandbox
 * @param baseUrl address of this installation, without a slash at the end
 * @param now the time now
 */
public record Frame(
        Texts t, @Nullable Caller caller, String csrf, String address, boolean sandbox, String baseUrl, Instant now) {

    /** The signed-in person of a page that only signed-in people see. */
    public Caller signedIn() {
        if (caller == null) {
            throw new IllegalStateException("nobody is signed in");
        }
        return caller;
    }

    /** This page in another language. */
    public String inLanguage(Language language) {
        var plain = address.replaceAll("([?&])lang=[^&]*&?", "$1").replaceAll("[?&]$", "");
        return plain + (plain.contains("?") ? "&" : "?") + "lang=" + language.code();
    }
}
