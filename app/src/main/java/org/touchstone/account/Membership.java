package org.touchstone.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person in the team of a business.
 *
 * @param since since when
 * @param addedBy who invited the person; absent for those who came with the mark
 */
public record Membership(
        Person person,
        UUID business,
        BusinessRole role,
        Instant since,
        @Nullable String addedBy) {}
