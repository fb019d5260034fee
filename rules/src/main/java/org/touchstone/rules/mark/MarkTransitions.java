package org.touchstone.rules.mark;

import static org.touchstone.rules.mark.MarkParty.*;
import static org.touchstone.rules.mark.MarkState.*;
import static org.touchstone.rules.mark.MarkStep.*;

import java.util.EnumSet;
import org.touchstone.rules.process.TransitionTable;

/**
 * The table of legal changes of a mark. From it come the refusal of everything else, the acts an officer is offered, the tests
 * over all pairs of state and step, and the diagram in the documentation.
 *
 * <p>A revoked mark comes back by a granted appeal alone. A mark that is suspended or looked at does not change hands: that
 * would launder its record.
 */
public final class MarkTransitions {

    /** Every legal change, once. A mark begins {@link MarkState#ISSUED}. */
    public static final TransitionTable<MarkState, MarkStep, MarkParty> TABLE = table();

    private MarkTransitions() {}

    private static TransitionTable<MarkState, MarkStep, MarkParty> table() {
        var t = new TransitionTable.Writer<MarkState, MarkStep, MarkParty>().begins(ISSUED, "ISSUE (SYSTEM)");
        t.add(ISSUED, PUT_UNDER_REVIEW, UNDER_REVIEW, OFFICER, SENIOR, SYSTEM);
        t.add(UNDER_REVIEW, END_REVIEW, ISSUED, OFFICER, SENIOR, SYSTEM);
        for (var from : EnumSet.of(ISSUED, UNDER_REVIEW)) {
            t.add(from, SUSPEND, SUSPENDED, OFFICER, SENIOR);
        }
        // By itself only where the letter a suspension followed from is set aside.
        t.add(SUSPENDED, REINSTATE, ISSUED, OFFICER, SENIOR, SYSTEM);
        t.add(EXPIRED, REINSTATE, EXPIRED, OFFICER, SENIOR, SYSTEM);
        for (var from : EnumSet.of(ISSUED, UNDER_REVIEW, SUSPENDED, EXPIRED)) {
            t.add(from, REVOKE, REVOKED, OFFICER, SENIOR);
        }
        for (var from : EnumSet.of(ISSUED, UNDER_REVIEW, SUSPENDED)) {
            t.add(from, EXPIRE, EXPIRED, TIME);
        }
        t.add(ISSUED, RENEW, ISSUED, OWNER, SYSTEM);
        t.add(UNDER_REVIEW, RENEW, UNDER_REVIEW, OWNER, SYSTEM);
        t.add(EXPIRED, RENEW, ISSUED, OWNER, SYSTEM);
        t.add(ISSUED, MOVE_HOST, ISSUED, OWNER, SYSTEM);
        t.add(UNDER_REVIEW, MOVE_HOST, UNDER_REVIEW, OWNER, SYSTEM);
        t.add(ISSUED, MOVE_OWNER, ISSUED, OWNER, SYSTEM);
        for (var from : EnumSet.of(ISSUED, UNDER_REVIEW, SUSPENDED, EXPIRED)) {
            t.add(from, CHANGE_DATA, from, OWNER, SYSTEM);
        }
        for (var from : EnumSet.of(ISSUED, UNDER_REVIEW)) {
            t.add(from, WATCH, from, SYSTEM);
            t.add(from, LETTER, from, SYSTEM);
        }
        for (var from : MarkState.values()) {
            t.add(from, END_WATCH, from, SYSTEM);
            t.add(from, CLOSE_LETTER, from, SYSTEM);
        }
        // Who lost the mark does not hold the address for ever.
        t.add(REVOKED, RELEASE, REVOKED, SYSTEM);
        t.add(EXPIRED, RELEASE, EXPIRED, SYSTEM);
        // What a granted appeal reverses goes back to where it came from, or stays where it has gone since.
        t.add(UNDER_REVIEW, GRANT_APPEAL, ISSUED, APPEALS);
        t.add(SUSPENDED, GRANT_APPEAL, ISSUED, APPEALS);
        t.add(SUSPENDED, GRANT_APPEAL, UNDER_REVIEW, APPEALS);
        t.add(SUSPENDED, GRANT_APPEAL, EXPIRED, APPEALS);
        t.add(REVOKED, GRANT_APPEAL, ISSUED, APPEALS);
        t.add(REVOKED, GRANT_APPEAL, UNDER_REVIEW, APPEALS);
        t.add(REVOKED, GRANT_APPEAL, SUSPENDED, APPEALS);
        t.add(REVOKED, GRANT_APPEAL, EXPIRED, APPEALS);
        for (var state : MarkState.values()) {
            t.add(state, GRANT_APPEAL, state, APPEALS);
            t.add(state, DENY_APPEAL, state, APPEALS);
        }
        return t.table();
    }
}
