package org.touchstone.account;

/** What a member may do for a business. */
public enum BusinessRole {
    /** Everything: also invites and removes people and sets up webhooks. */
    MANAGER,
    /** Reads complaints and answers them. */
    AGENT,
    /** Reads complaints only. */
    READER;

    /** Whether this role may answer, assign and write for the business. */
    public boolean mayAnswer() {
        return this != READER;
    }
}
