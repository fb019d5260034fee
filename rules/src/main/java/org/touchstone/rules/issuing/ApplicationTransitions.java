package org.touchstone.rules.issuing;

import static org.touchstone.rules.issuing.ApplicationState.*;
import static org.touchstone.rules.issuing.ApplicationStep.*;
import static org.touchstone.rules.issuing.ApplicationTransitions.Hand.*;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** One legal change. */
    public record Edge(ApplicationState from, ApplicationStep step, Hand hand, ApplicationState to) {}

    /** Every legal change, once. */
    public static final List<Edge> TABLE = List.of(
            new Edge(DRAFT, CHANGE, APPLICANT, DRAFT),
            new Edge(DRAFT, SUBMIT, APPLICANT, CHECKING),
            new Edge(DRAFT, WITHDRAW, APPLICANT, WITHDRAWN),
            new Edge(CHECKING, NEED_INPUT, RULE, NEEDS_INPUT),
            new Edge(CHECKING, ISSUE, RULE, ISSUED),
            new Edge(CHECKING, REFUSE, RULE, REFUSED),
            new Edge(CHECKING, ANSWER_QUESTION, OFFICER, CHECKING),
            new Edge(CHECKING, WITHDRAW, APPLICANT, WITHDRAWN),
            new Edge(NEEDS_INPUT, CHANGE, APPLICANT, NEEDS_INPUT),
            new Edge(NEEDS_INPUT, SUBMIT, APPLICANT, CHECKING),
            new Edge(NEEDS_INPUT, ANSWER_QUESTION, OFFICER, NEEDS_INPUT),
            new Edge(NEEDS_INPUT, REFUSE, RULE, REFUSED),
            new Edge(NEEDS_INPUT, WITHDRAW, APPLICANT, WITHDRAWN),
            new Edge(REFUSED, APPEAL, APPLICANT, REFUSED),
            new Edge(REFUSED, GRANT_APPEAL, APPEALS_OFFICER, CHECKING),
            new Edge(REFUSED, DENY_APPEAL, APPEALS_OFFICER, REFUSED));

    private ApplicationTransitions() {}

    /** The legal change for a step in a state, if there is one. */
    public static Optional<Edge> find(ApplicationState from, ApplicationStep step) {
        return TABLE.stream().filter(e -> e.from() == from && e.step() == step).findFirst();
    }

    /** The steps a hand may make in a state, in the order of the table. */
    public static List<ApplicationStep> open(ApplicationState from, Hand hand) {
        return TABLE.stream()
                .filter(e -> e.from() == from && e.hand() == hand)
                .map(Edge::step)
                .toList();
    }

    /** The table as a Mermaid state diagram, for the documentation. */
    public static String diagram() {
        return TABLE.stream()
                .map(e -> "    %s --> %s: %s (%s)".formatted(e.from(), e.to(), e.step(), e.hand()))
                .collect(Collectors.joining("\n", "stateDiagram-v2\n    [*] --> DRAFT\n", "\n"));
    }
}
