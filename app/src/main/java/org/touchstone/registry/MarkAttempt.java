package org.touchstone.registry;

import org.touchstone.rules.mark.MarkRefusal;

/** What came of something somebody tried to do to a mark. */
public sealed interface MarkAttempt<T> {

    /** It was done; this is what stands now. */
    record Done<T>(T value) implements MarkAttempt<T> {}

    /** It was refused; nothing has changed but what time did. */
    record Refused<T>(MarkRefusal why) implements MarkAttempt<T> {}

    /** What was done. What was refused leaves by the door of problems. */
    default T done() {
        return switch (this) {
            case Done<T>(var value) -> value;
            case Refused<T>(var why) -> throw MarkProblems.problem(why);
        };
    }
}
