package org.touchstone.registers;

import java.util.Optional;
import java.util.function.Function;

/** What came of asking a register. */
public sealed interface RegisterAnswer<T> {

    /** The register answered; empty when it knows nothing of what was asked. */
    record Known<T>(Optional<T> entry) implements RegisterAnswer<T> {}

    /**
     * The register did not answer, or is spared because it did not answer lately. Nothing is known, and nothing is assumed.
     *
     * @param why for the log: {@code not-configured}, {@code spared}, {@code no-answer}, {@code not-understood}, or a status
     */
    record NoAnswer<T>(Register register, String why) implements RegisterAnswer<T> {}

    /** The answer with its entry read another way. */
    default <R> RegisterAnswer<R> map(Function<T, R> reading) {
        return switch (this) {
            case Known<T>(var entry) -> new Known<>(entry.map(reading));
            case NoAnswer<T>(var register, var why) -> new NoAnswer<>(register, why);
        };
    }
}
