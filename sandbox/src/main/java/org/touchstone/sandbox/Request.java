package org.touchstone.sandbox;

/** A request whose body has been read. */
record Request(String method, String path, Query query, String body) {

    /** The last segment of the path. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The JSON object of the body, which may have these fields and no other. */
    Fields fields(String... known) {
        return Fields.of(body, known);
    }
}
