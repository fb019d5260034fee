package org.touchstone.registry;

import java.util.Map;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.policy.Grade;

/**
 * How many marks there are, by where they stand now. A mark whose address belongs to a newer one is left out.
 *
 * @param states every mark, by its state; a validity that has passed is seen
 * @param grades the marks that cover their website, by grade
 * @param ungraded those of them about which too little is known
 */
public record MarkTally(Map<MarkState, Long> states, Map<Grade, Long> grades, long ungraded) {}
