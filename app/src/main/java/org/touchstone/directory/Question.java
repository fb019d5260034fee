package org.touchstone.directory;

import org.jspecify.annotations.Nullable;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.policy.Grade;

/**
 * What is asked of the register. All that is given must hold.
 *
 * @param words name, address, code, or parts of them, as typed; empty for everything
 * @param trade code of a trade
 * @param city a city, in any spelling
 * @param grade a grade; suspended and ended marks keep theirs only as far as they have one
 */
public record Question(
        String words,
        @Nullable String trade,
        @Nullable String city,
        @Nullable MarkState state,
        @Nullable Grade grade) {

    /** Everything. */
    public static final Question ALL = new Question("", null, null, null);

    /** Whatever the grade. */
    public Question(String words, @Nullable String trade, @Nullable String city, @Nullable MarkState state) {
        this(words, trade, city, state, null);
    }

    /** The same in any trade. */
    public Question anyTrade() {
        return new Question(words, null, city, state, grade);
    }

    /** The same in any city. */
    public Question anyCity() {
        return new Question(words, trade, null, state, grade);
    }

    /** The same in any state. */
    public Question anyState() {
        return new Question(words, trade, city, null, grade);
    }

    /** The same with other words. */
    public Question saying(String other) {
        return new Question(other, trade, city, state, grade);
    }
}
