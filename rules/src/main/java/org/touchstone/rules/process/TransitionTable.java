package org.touchstone.rules.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The legal changes of one kind of thing, each once. From it come the refusal of everything else, the buttons a person sees, the
 * tests over all pairs of state and step, and the diagram in the documentation.
 *
 * @param <S> its states
 * @param <T> the steps that change it
 * @param <P> the parties that make them
 */
public final class TransitionTable<S extends Enum<S>, T extends Enum<T>, P extends Enum<P>> {

    /** One legal change: in this state these parties may make this step, which leads to that state. */
    public record Edge<S, T, P>(S from, T step, Set<P> who, S to) {}

    private final List<Edge<S, T, P>> edges;
    private final List<String> beginnings;

    private TransitionTable(List<Edge<S, T, P>> edges, List<String> beginnings) {
        this.edges = List.copyOf(edges);
        this.beginnings = List.copyOf(beginnings);
    }

    /** Writes a table, edge by edge. */
    public static final class Writer<S extends Enum<S>, T extends Enum<T>, P extends Enum<P>> {
        private final List<Edge<S, T, P>> edges = new ArrayList<>();
        private final List<String> beginnings = new ArrayList<>();

        /** It may begin in this state, by an act of that name; the name is for the diagram and may be empty. */
        public Writer<S, T, P> begins(S state, String by) {
            beginnings.add("    [*] --> " + state + (by.isEmpty() ? "" : ": " + by));
            return this;
        }

        /** Adds a legal change. */
        @SafeVarargs
        public final Writer<S, T, P> add(S from, T step, S to, P first, P... others) {
            var who = EnumSet.of(first);
            for (var other : others) {
                who.add(other);
            }
            edges.add(new Edge<>(from, step, Collections.unmodifiableSet(who), to));
            return this;
        }

        /** The table as written. */
        public TransitionTable<S, T, P> table() {
            return new TransitionTable<>(edges, beginnings);
        }
    }

    /** Every legal change, in the order written. */
    public List<Edge<S, T, P>> edges() {
        return edges;
    }

    /** The legal change for a step in a state, if there is one; where it may lead to several states, the first. */
    public Optional<Edge<S, T, P>> find(S from, T step) {
        return edges.stream().filter(e -> e.from() == from && e.step() == step).findFirst();
    }

    /** Whether a step may be made in a state at all. */
    public boolean allows(S from, T step) {
        return find(from, step).isPresent();
    }

    /** Whether a step may lead from one state to another. */
    public boolean leads(S from, T step, S to) {
        return edges.stream().anyMatch(e -> e.from() == from && e.step() == step && e.to() == to);
    }

    /** The steps somebody who is any of these parties may make in a state, in the order of the table. */
    public List<T> open(S from, Collection<P> who) {
        return edges.stream()
                .filter(e -> e.from() == from && e.who().stream().anyMatch(who::contains))
                .map(Edge::step)
                .distinct()
                .toList();
    }

    /** The steps a party may make in a state, in the order of the table. */
    public List<T> open(S from, P who) {
        return open(from, Set.of(who));
    }

    /** The table as a Mermaid state diagram, for the documentation. */
    public String diagram() {
        var lines = edges.stream()
                .map(e -> "    %s --> %s: %s (%s)"
                        .formatted(
                                e.from(),
                                e.to(),
                                e.step(),
                                e.who().stream().map(Enum::name).collect(Collectors.joining(", "))));
        return Stream.concat(beginnings.stream(), lines).collect(Collectors.joining("\n", "stateDiagram-v2\n", "\n"));
    }
}
