package org.touchstone.foundation.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * A refusal on its way to the reader: a stable code, whose sentence is {@code problem.CODE} in each language, and its facts.
 * Made at the edge from the refusal values of the use cases.
 */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient List<Object> arguments;
    private final transient Map<String, Object> facts;

    /** A refusal whose sentence has arguments, and whose machine form has named facts. */
    public Refused(HttpStatus status, String code, List<Object> arguments, Map<String, Object> facts) {
        super(code);
        this.status = status;
        this.code = code;
        this.arguments = List.copyOf(arguments);
        this.facts = Map.copyOf(facts);
    }

    /** A refusal without facts. */
    public Refused(HttpStatus status, String code, Object... arguments) {
        this(status, code, List.of(arguments), Map.of());
    }

    /** What is asked for does not exist, or not for this reader. */
    public static Refused notFound() {
        return new Refused(HttpStatus.NOT_FOUND, "not-found");
    }

    /** Refuses with not-found where there is nothing. */
    public static void unlessFound(Optional<?> found) {
        if (found.isEmpty()) {
            throw notFound();
        }
    }

    /** The HTTP status. */
    public HttpStatus status() {
        return status;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** Facts for the sentence. */
    public List<Object> arguments() {
        return arguments;
    }

    /** Named facts for programs. */
    public Map<String, Object> facts() {
        return facts;
    }
}
