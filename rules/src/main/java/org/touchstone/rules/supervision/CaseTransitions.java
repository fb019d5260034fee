package org.touchstone.rules.supervision;

import static org.touchstone.rules.supervision.CaseParty.*;
import static org.touchstone.rules.supervision.CaseState.*;
import static org.touchstone.rules.supervision.CaseStep.*;

import java.util.EnumSet;
import org.touchstone.rules.process.TransitionTable;

/**
 * The table of legal changes of a case of supervision. From it come the refusal of everything else, the acts people are offered, the
 * tests over all pairs of state and step, and the diagram in the documentation.
 */
public final class CaseTransitions {

    /** Every legal change, once. */
    public static final TransitionTable<CaseState, CaseStep, CaseParty> TABLE = table();

    private CaseTransitions() {}

    private static TransitionTable<CaseState, CaseStep, CaseParty> table() {
        var t = new TransitionTable.Writer<CaseState, CaseStep, CaseParty>().begins(LETTER, "SEND_LETTER (TIME)");
        t.add(LETTER, GIVE_PLAN, PLAN_GIVEN, OWNER);
        // A plan that comes late is better than none.
        t.add(FAILED, GIVE_PLAN, PLAN_GIVEN, OWNER);
        t.add(LETTER, MISS_PLAN, FAILED, TIME);
        t.add(PLAN_GIVEN, ACCEPT_PLAN, CURING, OFFICER);
        t.add(PLAN_GIVEN, RETURN_PLAN, LETTER, OFFICER);
        t.add(CURING, PASS_CHECK, SETTLED, TIME);
        t.add(CURING, FAIL_CHECK, FAILED, TIME);
        for (var open : EnumSet.of(LETTER, PLAN_GIVEN, CURING, FAILED)) {
            t.add(open, STATE, open, OWNER);
            t.add(open, RECOMMEND, open, TIME);
            t.add(open, NOT_FOLLOW, open, OFFICER);
            t.add(open, SETTLE, SETTLED, OFFICER);
            t.add(open, WITHDRAW, WITHDRAWN, OFFICER);
            t.add(open, SUSPEND, SUSPENDED, DECISION);
            t.add(open, REVOKE, CaseState.REVOKED, DECISION);
            t.add(open, SET_ASIDE, WITHDRAWN, DECISION);
        }
        t.add(SUSPENDED, STATE, SUSPENDED, OWNER);
        t.add(SUSPENDED, RECOMMEND, SUSPENDED, TIME);
        t.add(SUSPENDED, NOT_FOLLOW, SUSPENDED, OFFICER);
        t.add(SUSPENDED, REINSTATE, SETTLED, DECISION);
        t.add(SUSPENDED, REVOKE, CaseState.REVOKED, DECISION);
        t.add(SUSPENDED, SET_ASIDE, WITHDRAWN, DECISION);
        return t.table();
    }
}
