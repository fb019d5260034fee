package org.touchstone.rules.issuing;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is decided from the checks of an application. No officer, no taste: the same findings always give the same decision. */
public sealed interface Assessment {

    /** Nothing stands in the way. */
    record Issue() implements Assessment {}

    /** The applicant has something to put right; everything else has been said, or waits for a registry. */
    record NeedInput(List<CheckCode> checks) implements Assessment {}

    /** An obstacle. */
    record Refuse(List<CheckCode> checks) implements Assessment {}

    /** Not decided yet: checks still run, wait for a registry, or wait for an officer. */
    record Undecided(List<CheckCode> open) implements Assessment {}

    /**
     * Decides. An obstacle refuses once no check is under way any more, so that all reasons are told at once; a registry that is
     * down delays neither a refusal nor the request for input, only the mark itself.
     *
     * @param checks where each check stands
     * @param required the checks the policy asks for; what others found is shown and decides nothing
     */
    static Assessment of(Map<CheckCode, CheckState> checks, Set<CheckCode> required) {
        if (required.stream().anyMatch(c -> state(checks, c) == CheckState.PENDING)) {
            return new Undecided(in(checks, required, CheckState.PENDING));
        }
        var barred = in(checks, required, CheckState.BARRED);
        if (!barred.isEmpty()) {
            return new Refuse(barred);
        }
        var input = in(checks, required, CheckState.NEEDS_INPUT);
        if (!input.isEmpty()) {
            return new NeedInput(input);
        }
        var open = required.stream()
                .filter(c -> state(checks, c) != CheckState.PASSED)
                .sorted()
                .toList();
        return open.isEmpty() ? new Issue() : new Undecided(open);
    }

    private static CheckState state(Map<CheckCode, CheckState> checks, CheckCode code) {
        return checks.getOrDefault(code, CheckState.PENDING);
    }

    private static List<CheckCode> in(Map<CheckCode, CheckState> checks, Set<CheckCode> required, CheckState state) {
        return required.stream().filter(c -> state(checks, c) == state).sorted().toList();
    }

    /**
     * What a look at a living mark holds against it: whatever is not in order and was not accepted when the mark was issued. The words
     * of a page and the place they stand at may have changed since; anything else that is new was not accepted.
     */
    static List<Finding> faults(List<Finding> found, List<Finding> accepted) {
        var known = accepted.stream().map(Assessment::gist).toList();
        return found.stream()
                .filter(f -> f.verdict().compareTo(Verdict.UNCLEAR) >= 0)
                .filter(f -> !known.contains(gist(f)))
                .toList();
    }

    private static Finding gist(Finding finding) {
        var facts = new TreeMap<>(finding.facts());
        facts.keySet().removeAll(Set.of("where", "place", "excerpt"));
        return new Finding(finding.code(), finding.verdict(), facts);
    }

    /**
     * What was found, with what an appeal has waived as a note: it is seen, and decides nothing. What else was found stands, and so does
     * the same about another mark, or with other facts.
     */
    static List<Finding> waived(List<Finding> found, List<Finding> waived) {
        var known = waived.stream().map(Assessment::gist).toList();
        return found.stream()
                .map(f -> known.contains(gist(f)) ? new Finding(f.code(), Verdict.NOTE, f.facts()) : f)
                .toList();
    }

    /** Where a check stands after what it found: the worst finding decides. */
    static CheckState stateAfter(List<Finding> findings) {
        var worst = findings.stream().map(Finding::verdict).max(Comparator.naturalOrder());
        return switch (worst.orElse(Verdict.GOOD)) {
            case GOOD, NOTE -> CheckState.PASSED;
            case UNCLEAR -> CheckState.QUESTION;
            case MISSING -> CheckState.NEEDS_INPUT;
            case BARRED -> CheckState.BARRED;
        };
    }
}
