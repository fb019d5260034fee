package org.touchstone.rules.testing;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule that must hold for every value a generator makes. The same seeds are tried in every run; {@code -Dforall.seed=…}
 * begins elsewhere. A failure names its seed and the smallest failing value found.
 */
public final class ForAll<T> {

    private static final long FIRST_SEED = Long.getLong("forall.seed", 1398);

    private final Function<RandomGenerator, T> generator;
    private final Function<T, Stream<T>> smaller;
    private final int times;

    private ForAll(Function<RandomGenerator, T> generator, Function<T, Stream<T>> smaller, int times) {
        this.generator = generator;
        this.smaller = smaller;
        this.times = times;
    }

    public static <T> ForAll<T> forAll(Function<RandomGenerator, T> generator) {
        return new ForAll<>(generator, _ -> Stream.empty(), 500);
    }

    /** How a failing value is made smaller: every value one step simpler. */
    public ForAll<T> shrinking(Function<T, Stream<T>> smaller) {
        return new ForAll<>(generator, smaller, times);
    }

    public ForAll<T> times(int times) {
        return new ForAll<>(generator, smaller, times);
    }

    public void holds(Consumer<T> rule) {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + times; seed++) {
            var value = generator.apply(new SplittableRandom(seed));
            var failure = failure(rule, value);
            if (failure != null) {
                throw smallest(rule, value, failure, seed);
            }
        }
    }

    private AssertionError smallest(Consumer<T> rule, T failing, Throwable why, long seed) {
        for (var candidate : (Iterable<T>) smaller.apply(failing)::iterator) {
            var failure = failure(rule, candidate);
            if (failure != null) {
                return smallest(rule, candidate, failure, seed);
            }
        }
        return new AssertionError("does not hold (seed %d) for %s%n%s".formatted(seed, failing, why.getMessage()), why);
    }

    private static <T> @Nullable Throwable failure(Consumer<T> rule, T value) {
        try {
            rule.accept(value);
            return null;
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }
}
