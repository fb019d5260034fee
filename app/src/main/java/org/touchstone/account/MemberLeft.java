package org.touchstone.account;

import java.util.UUID;

/** A person does not act for a business any more. */
public record MemberLeft(UUID person, UUID business) {}
