package org.touchstone.rules.complaint;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the business offers in its answer.
 *
 * @param remedy what is done
 * @param amount how much money, where money is part of it
 * @param by until when; absent where it is done already
 */
public record Offer(
        Remedy remedy, @Nullable Money amount, @Nullable LocalDate by) {}
