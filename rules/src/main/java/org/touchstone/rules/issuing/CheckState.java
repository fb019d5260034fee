package org.touchstone.rules.issuing;

/** Where one check of an application stands. */
public enum CheckState {
    /** Not begun, or being done at this moment. */
    PENDING,
    /** Whom it asks does not answer; it is tried again by itself. */
    WAITING,
    /** Nothing stands in the way. */
    PASSED,
    /** The applicant has something to put right. */
    NEEDS_INPUT,
    /** An officer has a question to decide. */
    QUESTION,
    /** An obstacle that refuses the mark. */
    BARRED;

    /** Whether the check has said what it has to say. */
    public boolean isDone() {
        return this != PENDING && this != WAITING;
    }
}
