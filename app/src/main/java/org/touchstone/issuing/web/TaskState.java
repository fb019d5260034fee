package org.touchstone.issuing.web;

import org.touchstone.issuing.ApplicationCheck;

/** Where a task of an applicant, or one check, stands for its reader; from the best to the worst. */
public enum TaskState {
    /** In order. */
    DONE,
    /** Nothing to look at yet. */
    OPEN,
    /** Being looked at this moment. */
    UNDER_WAY,
    /** What is asked does not answer. */
    WAITING,
    /** An officer decides. */
    QUESTION,
    PUT_RIGHT,
    BARRED;

    /** Of one check. */
    public static TaskState of(ApplicationCheck check) {
        return switch (check.state()) {
            case PENDING -> check.isUnderWay() ? UNDER_WAY : OPEN;
            case WAITING -> WAITING;
            case PASSED -> DONE;
            case NEEDS_INPUT -> PUT_RIGHT;
            case QUESTION -> QUESTION;
            case BARRED -> BARRED;
        };
    }

    /** The sign it is shown with. */
    public String shape() {
        return switch (this) {
            case DONE -> "ok";
            case OPEN -> "neutral";
            case UNDER_WAY, WAITING, QUESTION -> "wait";
            case PUT_RIGHT -> "late";
            case BARRED -> "bad";
        };
    }
}
