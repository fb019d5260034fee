package org.touchstone.rules.mark;

import static org.touchstone.rules.mark.MarkParty.*;
import static org.touchstone.rules.mark.MarkState.*;
import static org.touchstone.rules.mark.MarkStep.*;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of legal changes of a mark. From it come the refusal of everything else, the acts an officer is offered, the tests
 * over all pairs of state and step, and the diagram in the documentation.
 *
 * <p>A revoked mark comes back by a granted appeal alone. A mark that is suspended or looked at does not change hands: that
 * would launder its record.
 */
public final class MarkTransitions {

    /** One legal change: in this state these parties may make this step, which leads to that state. */
    public record Edge(MarkState from, MarkStep step, Set<MarkParty> who, MarkState to) {}

    /** Every legal change, once. A mark begins {@link MarkState#ISSUED}. */
    public static final List<Edge> TABLE = table();

    private static List<Edge> table() {
        var t = new Table();
        t.add(ISSUED, PUT_UNDER_REVIEW, UNDER_REVIEW, OFFICER, SENIOR, SYSTEM);
        t.add(UNDER_REVIEW, END_REVIEW, ISSUED, OFFICER, SENIOR, SYSTEM);
        for (var from : EnumSet.of(ISSUED, UNDER_REVIEW)) {
            t.add(from, SUSPEND, SUSPENDED, OFFICER, SENIOR);
        }
        t.add(SUSPENDED, REINSTATE, ISSUED, OFFICER, SENIOR);
        t.add(EXPIRED, REINSTATE, EXPIRED, OFFICER, SENIOR);
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
        return List.copyOf(t.edges);
    }

    private static final class Table {
        private final List<Edge> edges = new ArrayList<>();

        void add(MarkState from, MarkStep step, MarkState to, MarkParty... who) {
            edges.add(new Edge(from, step, Set.of(who), to));
        }
    }

    private MarkTransitions() {}

    /** The legal change for a step in a state, if there is one; of a granted appeal, the first. */
    public static Optional<Edge> find(MarkState from, MarkStep step) {
        return TABLE.stream().filter(e -> e.from() == from && e.step() == step).findFirst();
    }

    /** Whether a step may lead from one state to another. */
    public static boolean leads(MarkState from, MarkStep step, MarkState to) {
        return TABLE.stream().anyMatch(e -> e.from() == from && e.step() == step && e.to() == to);
    }

    /** The steps somebody may make in a state, in the order of the table. */
    public static List<MarkStep> open(MarkState from, Collection<MarkParty> who) {
        return TABLE.stream()
                .filter(e -> e.from() == from && e.who().stream().anyMatch(who::contains))
                .map(Edge::step)
                .distinct()
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
                .collect(Collectors.joining("\n", "stateDiagram-v2\n    [*] --> ISSUED: ISSUE (SYSTEM)\n", "\n"));
    }
}
