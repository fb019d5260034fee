package org.touchstone.issuing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.Finding;

/**
 * What a look at a living mark found that is to be put right.
 *
 * @param cureBy by when
 * @param actedAt when the mark was put under review because it was not
 */
public record OpenFinding(
        String mark,
        CheckCode check,
        Finding finding,
        Instant foundAt,
        Instant cureBy,
        @Nullable Instant actedAt) {}
