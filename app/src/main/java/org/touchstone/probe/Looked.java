package org.touchstone.probe;

import java.util.List;

/**
 * What a question about a name came to.
 *
 * @param <T> what was asked for
 */
public sealed interface Looked<T> {

    /**
     * There is an answer.
     *
     * @param values in the order of the answer; at least one
     * @param ttlSeconds how long the least lasting of them may be remembered
     */
    record Found<T>(List<T> values, long ttlSeconds) implements Looked<T> {
        public Found {
            values = List.copyOf(values);
        }
    }

    /**
     * There is none.
     *
     * @param why in what way
     * @param detail for a log: what the servers said
     */
    record Nothing<T>(Why why, String detail) implements Looked<T> {}

    /** In what way there is no answer. */
    enum Why {
        /** The name does not exist. */
        NO_SUCH_NAME,
        /** The name exists, without what was asked for. */
        NO_ANSWER,
        /** No server gave an answer in time, or only failures: later it may be different. */
        UNREACHABLE
    }

    /** The values; empty where there are none, for whatever reason. */
    default List<T> values() {
        return switch (this) {
            case Found<T>(var values, var _) -> values;
            case Nothing<T> _ -> List.of();
        };
    }
}
