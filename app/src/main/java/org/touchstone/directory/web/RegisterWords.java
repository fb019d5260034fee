package org.touchstone.directory.web;

import org.touchstone.foundation.text.Texts;
import org.touchstone.registry.ReasonWords;
import org.touchstone.registry.RegisterChange;

/** What is said of entries and changes of the register. */
final class RegisterWords {

    private RegisterWords() {}

    /** What was done, for programs. */
    static String step(RegisterChange change) {
        var step = change.step();
        return step == null ? "ISSUE" : step.name();
    }

    /** What was done. */
    static String did(Texts t, RegisterChange change) {
        var step = change.step();
        return step == null ? t.say("register.issued") : t.name(step);
    }

    /** Why it was done. The reason of an issue names the program that did it, which is of no use to readers. */
    static String why(Texts t, RegisterChange change) {
        return change.step() == null ? t.say("register.issued-why") : ReasonWords.of(t, change.reason());
    }

    /** The name of a trade. */
    static String trade(Texts t, String code) {
        return t.has("trade." + code) ? t.say("trade." + code) : code;
    }
}
