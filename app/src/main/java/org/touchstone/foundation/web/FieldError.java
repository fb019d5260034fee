package org.touchstone.foundation.web;

import java.util.List;

/**
 * What is wrong with one field of a request.
 *
 * @param field name of the field as the sender knows it
 * @param code stable name of the fault; {@code field.CODE} is its sentence
 * @param arguments facts for the sentence
 */
public record FieldError(String field, String code, List<Object> arguments) {

    /** A fault with facts. */
    public static FieldError of(String field, String code, Object... arguments) {
        return new FieldError(field, code, List.of(arguments));
    }
}
