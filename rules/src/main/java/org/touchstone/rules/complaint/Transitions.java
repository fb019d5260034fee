package org.touchstone.rules.complaint;

import static org.touchstone.rules.complaint.Party.*;
import static org.touchstone.rules.complaint.State.*;
import static org.touchstone.rules.complaint.Step.*;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of legal changes of a complaint. From it come the refusal of everything else, the buttons a person sees, the tests
 * over all pairs of state and step, and the diagram in the documentation. Setting a complaint aside, correcting the record and
 * extending deadlines change no state and stand in {@link Complaint} alone.
 */
public final class Transitions {

    /** One legal change: in this state these parties may make this step, which leads to that state. */
    public record Edge(State from, Step step, Set<Party> who, State to) {}

    /** Every legal change, once. A complaint begins {@link State#OPEN} when it is filed, or {@link State#NOT_ADMITTED}. */
    public static final List<Edge> TABLE = table();

    private static List<Edge> table() {
        var t = new Table();
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
        return List.copyOf(t.edges);
    }

    private static final class Table {
        private final List<Edge> edges = new ArrayList<>();

        void add(State from, Step step, State to, Party... who) {
            edges.add(new Edge(from, step, Set.of(who), to));
        }
    }

    private Transitions() {}

    /** The legal change for a step in a state, if there is one. */
    public static Optional<Edge> find(State from, Step step) {
        return TABLE.stream().filter(e -> e.from() == from && e.step() == step).findFirst();
    }

    /** The steps a party may make in a state, in the order of the table. */
    public static List<Step> open(State from, Party who) {
        return TABLE.stream()
                .filter(e -> e.from() == from && e.who().contains(who))
                .map(Edge::step)
                .toList();
    }

    /** The table as a Mermaid state diagram, for the documentation. */
    public static String diagram() {
        return TABLE.stream()
                .map(e -> "    %s --> %s: %s (%s)"
                        .formatted(
                                e.from(),
                                e.to(),
                                e.step(),
                                EnumSet.copyOf(e.who()).stream().map(Enum::name).collect(Collectors.joining(", "))))
                .collect(Collectors.joining(
                        "\n",
                        "stateDiagram-v2\n    [*] --> OPEN: FILE (CONSUMER)\n    [*] --> NOT_ADMITTED: FILE (CONSUMER)\n",
                        "\n"));
    }
}
