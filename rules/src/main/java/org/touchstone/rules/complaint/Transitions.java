package org.touchstone.rules.complaint;

import static org.touchstone.rules.complaint.Party.*;
import static org.touchstone.rules.complaint.State.*;
import static org.touchstone.rules.complaint.Step.*;

import java.util.EnumSet;
import org.touchstone.rules.process.TransitionTable;

/**
 * The table of legal changes of a complaint. From it come the refusal of everything else, the buttons a person sees, the tests
 * over all pairs of state and step, and the diagram in the documentation. Setting a complaint aside, correcting the record and
 * extending deadlines change no state and stand in {@link Complaint} alone.
 */
public final class Transitions {

    /** Every legal change, once. A complaint begins {@link State#OPEN} when it is filed, or {@link State#NOT_ADMITTED}. */
    public static final TransitionTable<State, Step, Party> TABLE = table();

    private Transitions() {}

    private static TransitionTable<State, Step, Party> table() {
        var t = new TransitionTable.Writer<State, Step, Party>()
                .begins(OPEN, "FILE (CONSUMER)")
                .begins(NOT_ADMITTED, "FILE (CONSUMER)");
        t.add(NOT_ADMITTED, ADMIT, OPEN, CENTRE);
        t.add(NOT_ADMITTED, KEEP_OUT, NOT_ADMITTED, CENTRE);

        t.add(OPEN, ANSWER, ANSWERED, BUSINESS);
        t.add(OPEN, ASK_INFORMATION, WAITING_CONSUMER, BUSINESS);
        t.add(WAITING_CONSUMER, GIVE_INFORMATION, OPEN, CONSUMER);
        t.add(WAITING_CONSUMER, PASS_INFORMATION, OPEN, TIME);
        t.add(OPEN, REFUSE, REFUSAL_REVIEW, BUSINESS);
        t.add(REFUSAL_REVIEW, UPHOLD_REFUSAL, EXCLUDED, CENTRE);
        t.add(REFUSAL_REVIEW, DENY_REFUSAL, OPEN, CENTRE);
        t.add(OPEN, PASS_ROUND, OPEN, TIME);
        t.add(OPEN, PASS_LAST_ROUND, UNANSWERED, TIME);
        t.add(UNANSWERED, ANSWER, ANSWERED_AFTER_EXPIRY, BUSINESS);

        t.add(ANSWERED, RATE_SOLVED, RESOLVED, CONSUMER);
        t.add(ANSWERED, RATE_NOT_SOLVED, NOT_RESOLVED, CONSUMER);
        t.add(ANSWERED, STAY_SILENT, CLOSED_UNRATED, TIME);
        t.add(RESOLVED, CONFIRM_KEPT, RESOLVED, CONSUMER);
        t.add(RESOLVED, REOPEN, OPEN, CONSUMER);

        t.add(NOT_RESOLVED, ASK_MEDIATION, MEDIATION, CONSUMER, BUSINESS);
        t.add(UNANSWERED, ASK_MEDIATION, MEDIATION, CONSUMER, BUSINESS, CENTRE);
        t.add(ANSWERED_AFTER_EXPIRY, ASK_MEDIATION, MEDIATION, CONSUMER, BUSINESS);
        t.add(MEDIATION, PROPOSE_SETTLEMENT, MEDIATION, CENTRE);
        t.add(MEDIATION, ACCEPT_SETTLEMENT, MEDIATION, CONSUMER, BUSINESS);
        t.add(MEDIATION, COMPLETE_SETTLEMENT, SETTLED, CONSUMER, BUSINESS);
        t.add(MEDIATION, DECLINE_SETTLEMENT, MEDIATION, CONSUMER, BUSINESS);
        t.add(SETTLED, CONFIRM_SETTLEMENT, SETTLED, CONSUMER);
        t.add(SETTLED, REPORT_BREACH, SETTLED, CONSUMER);
        t.add(MEDIATION, RULE, RULED, CENTRE);
        t.add(SETTLED, RULE, RULED, CENTRE);
        t.add(RULED, CONFIRM_COMPLIANCE, COMPLIED, CONSUMER, CENTRE);
        t.add(RULED, REFER, REFERRED, CENTRE);

        t.add(EXCLUDED, APPEAL, EXCLUDED, CONSUMER);
        t.add(EXCLUDED, GRANT_APPEAL, OPEN, CENTRE);
        t.add(EXCLUDED, DENY_APPEAL, EXCLUDED, CENTRE);
        t.add(RULED, APPEAL, RULED, CONSUMER, BUSINESS);
        t.add(RULED, GRANT_APPEAL, MEDIATION, CENTRE);
        t.add(RULED, DENY_APPEAL, RULED, CENTRE);

        for (var open : EnumSet.of(
                OPEN, WAITING_CONSUMER, REFUSAL_REVIEW, ANSWERED, UNANSWERED, ANSWERED_AFTER_EXPIRY, MEDIATION)) {
            t.add(open, WITHDRAW, WITHDRAWN, CONSUMER);
        }
        return t.table();
    }
}
