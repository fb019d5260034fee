package org.touchstone.rules.grade;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.policy.Grade;
import org.touchstone.rules.policy.Grading.Cap;

/**
 * Something a business can do, and exactly what its grade would be then if nothing else changed.
 *
 * @param total the total then; absent without a grade
 * @param grade the grade then; absent where there would still be none
 */
public record Raise(
        Deed deed, @Nullable BigDecimal total, @Nullable Grade grade) {

    /** What can be done. */
    public sealed interface Deed {

        /** Answer so many more complaints in the first round. */
        record Answer(int complaints) implements Deed {}

        /** Put right what a check found. */
        record Mend(CheckCode check) implements Deed {}

        /** Have the website encrypted with a certificate that browsers accept. */
        record Encrypt() implements Deed {}

        /** Renew the certificate. */
        record Renew() implements Deed {}

        /** Add protections for visitors. */
        record Protect(Set<Protection> protections) implements Deed {}

        /** Mend what an incident was about, so that the centre can close it. */
        record Close(String incident, boolean severe) implements Deed {}

        /** What holds the grade down comes to its end. */
        record Lift(Cap cap) implements Deed {}

        /** Everything the business can do at once, with so many complaints answered. */
        record All(int complaints) implements Deed {}
    }
}
