package org.touchstone.rules.complaint;

import static org.touchstone.rules.complaint.Party.BUSINESS;
import static org.touchstone.rules.complaint.Party.CONSUMER;
import static org.touchstone.rules.complaint.Party.TIME;
import static org.touchstone.rules.complaint.State.ANSWERED;
import static org.touchstone.rules.complaint.State.ANSWERED_AFTER_EXPIRY;
import static org.touchstone.rules.complaint.State.CLOSED_UNRATED;
import static org.touchstone.rules.complaint.State.MEDIATION;
import static org.touchstone.rules.complaint.State.NOT_RESOLVED;
import static org.touchstone.rules.complaint.State.OPEN;
import static org.touchstone.rules.complaint.State.REFUSAL_REVIEW;
import static org.touchstone.rules.complaint.State.RESOLVED;
import static org.touchstone.rules.complaint.State.UNANSWERED;
import static org.touchstone.rules.complaint.State.WAITING_CONSUMER;
import static org.touchstone.rules.complaint.State.WITHDRAWN;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table of legal changes of a complaint. From it come the refusal of everything else, the buttons a person sees, the tests
 * over all pairs of state and step, and the diagram in the documentation.
 */
public final class Transitions {

    /** One legal change: in this state this party may make this step, which leads to that state. */
    public record Edge(State from, Step step, Party who, State to) {}

    /** Every legal change, once. A complaint begins {@link State#OPEN} when it is filed. */
    public static final List<Edge> TABLE = List.of(
            new Edge(OPEN, Step.ANSWER, BUSINESS, ANSWERED),
            new Edge(OPEN, Step.PASS_ROUND, TIME, OPEN),
            new Edge(OPEN, Step.PASS_LAST_ROUND, TIME, UNANSWERED),
            new Edge(UNANSWERED, Step.ANSWER, BUSINESS, ANSWERED_AFTER_EXPIRY),
            new Edge(ANSWERED, Step.RATE_SOLVED, CONSUMER, RESOLVED),
            new Edge(ANSWERED, Step.RATE_NOT_SOLVED, CONSUMER, NOT_RESOLVED),
            new Edge(ANSWERED, Step.STAY_SILENT, TIME, CLOSED_UNRATED),
            new Edge(OPEN, Step.WITHDRAW, CONSUMER, WITHDRAWN),
            new Edge(WAITING_CONSUMER, Step.WITHDRAW, CONSUMER, WITHDRAWN),
            new Edge(REFUSAL_REVIEW, Step.WITHDRAW, CONSUMER, WITHDRAWN),
            new Edge(ANSWERED, Step.WITHDRAW, CONSUMER, WITHDRAWN),
            new Edge(UNANSWERED, Step.WITHDRAW, CONSUMER, WITHDRAWN),
            new Edge(ANSWERED_AFTER_EXPIRY, Step.WITHDRAW, CONSUMER, WITHDRAWN),
            new Edge(MEDIATION, Step.WITHDRAW, CONSUMER, WITHDRAWN));

    private Transitions() {}

    /** The legal change for a step in a state, if there is one. */
    public static Optional<Edge> find(State from, Step step) {
        return TABLE.stream().filter(e -> e.from() == from && e.step() == step).findFirst();
    }

    /** The steps a party may make in a state, in the order of the table. */
    public static List<Step> open(State from, Party who) {
        return TABLE.stream()
                .filter(e -> e.from() == from && e.who() == who)
                .map(Edge::step)
                .toList();
    }

    /** The table as a Mermaid state diagram, for the documentation. */
    public static String diagram() {
        return TABLE.stream()
                .map(e -> "    %s --> %s: %s (%s)".formatted(e.from(), e.to(), e.step(), e.who()))
                .collect(Collectors.joining("\n", "stateDiagram-v2\n    [*] --> OPEN: FILE (CONSUMER)\n", "\n"));
    }
}
