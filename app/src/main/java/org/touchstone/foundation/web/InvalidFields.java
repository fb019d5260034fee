package org.touchstone.foundation.web;

import java.util.List;

/** A request whose fields are wrong. Nothing has changed; the edge names every field at once. */
public final class InvalidFields extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    /** Wrong in these fields. */
    public InvalidFields(List<FieldError> errors) {
        super("invalid fields");
        this.errors = List.copyOf(errors);
    }

    /** The faults, in the order of the fields. */
    public List<FieldError> errors() {
        return errors;
    }
}
