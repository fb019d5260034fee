package org.touchstone.complaint;

import java.time.Duration;

/**
 * From when on texts count as alike. These are values a regulator should be able to change: they belong into the policy document.
 *
 * @param template how alike two answers of a business are to count as one template, from 0 to 1
 * @param alike how alike two narratives are to belong together, from 0 to 1
 * @param within how close together in time look-alikes are filed
 * @param people how many different people make a flood
 */
record LookalikeRules(double template, double alike, Duration within, int people) {

    /** What the platform is shipped with. */
    static final LookalikeRules SHIPPED = new LookalikeRules(0.85, 0.7, Duration.ofDays(7), 5);
}
