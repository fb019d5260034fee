package org.touchstone.rules.issuing;

import static org.touchstone.rules.issuing.ApplicationState.*;
import static org.touchstone.rules.issuing.ApplicationStep.*;
import static org.touchstone.rules.issuing.ApplicationTransitions.Hand.*;

import org.touchstone.rules.process.TransitionTable;

/**
 * The table of legal changes of an application. From it come the refusal of everything else, the buttons a person sees, the tests
 * over all pairs of state and step, and the diagram in the documentation.
 */
public final class ApplicationTransitions {

    /** Whose hand makes a step. */
    public enum Hand {
        APPLICANT,
        /** The decision rule, without anybody's hand. */
        RULE,
        OFFICER,
        APPEALS_OFFICER
    }

    /** Every legal change, once. */
    public static final TransitionTable<ApplicationState, ApplicationStep, Hand> TABLE = new TransitionTable.Writer<
                    ApplicationState, ApplicationStep, Hand>()
            .begins(DRAFT, "")
            .add(DRAFT, CHANGE, DRAFT, APPLICANT)
            .add(DRAFT, SUBMIT, CHECKING, APPLICANT)
            .add(DRAFT, WITHDRAW, WITHDRAWN, APPLICANT)
            .add(CHECKING, NEED_INPUT, NEEDS_INPUT, RULE)
            .add(CHECKING, ISSUE, ISSUED, RULE)
            .add(CHECKING, REFUSE, REFUSED, RULE)
            .add(CHECKING, ANSWER_QUESTION, CHECKING, OFFICER)
            .add(CHECKING, WITHDRAW, WITHDRAWN, APPLICANT)
            .add(NEEDS_INPUT, CHANGE, NEEDS_INPUT, APPLICANT)
            .add(NEEDS_INPUT, SUBMIT, CHECKING, APPLICANT)
            .add(NEEDS_INPUT, ANSWER_QUESTION, NEEDS_INPUT, OFFICER)
            .add(NEEDS_INPUT, REFUSE, REFUSED, RULE)
            .add(NEEDS_INPUT, WITHDRAW, WITHDRAWN, APPLICANT)
            .add(REFUSED, APPEAL, REFUSED, APPLICANT)
            .add(REFUSED, GRANT_APPEAL, CHECKING, APPEALS_OFFICER)
            .add(REFUSED, DENY_APPEAL, REFUSED, APPEALS_OFFICER)
            .table();

    private ApplicationTransitions() {}
}
