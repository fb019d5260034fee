package org.touchstone.sandbox;

import java.util.HashMap;
import java.util.Map;

/** What goes back to the client, always UTF-8. */
record Answer(int status, Map<String, String> headers, String text) {

    static Answer ok(Object value) {
        return json(200, value);
    }

    static Answer json(int status, Object value) {
        return of(status, "application/json", Json.text(value));
    }

    static Answer of(int status, String contentType, String text) {
        return new Answer(status, Map.of("Content-Type", contentType), text);
    }

    /** Done, with nothing to say. */
    static Answer nothing() {
        return new Answer(204, Map.of(), "");
    }

    Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, text);
    }

    /** A page that loads nothing and runs nothing. */
    static Answer page(String html) {
        return new Answer(
                200,
                Map.of(
                        "Content-Type",
                        "text/html; charset=utf-8",
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"),
                html);
    }
}
