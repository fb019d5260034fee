package org.touchstone.rules.supervision;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.touchstone.rules.policy.Policy.Ladder;
import org.touchstone.rules.record.CaseFacts;
import org.touchstone.rules.supervision.CureTarget.Measured;

/**
 * What a business will do to put things right.
 *
 * @param targets what the record will show, each kind at most once
 * @param checkAt when that is checked
 */
public record CurePlan(List<CureTarget> targets, Instant checkAt) {

    /** Keeps the targets in the order of their kinds. */
    public CurePlan {
        targets =
                targets.stream().sorted(Comparator.comparing(CureTarget::kind)).toList();
    }

    /** Why a plan cannot be judged at all. */
    public sealed interface Fault {
        /** A plan that promises nothing measurable is none. */
        record NoTarget() implements Fault {}

        /** One promise of a kind. */
        record Twice(CureTarget.Kind kind) implements Fault {}

        /** It is checked on a day to come. */
        record NotToCome() implements Fault {}

        /** It is checked by this instant at the latest. */
        record TooFar(Instant latest) implements Fault {}
    }

    /** What is wrong with the plan if it is handed in now. */
    public Optional<Fault> fault(Instant now, Ladder ladder) {
        if (targets.isEmpty()) {
            return Optional.of(new Fault.NoTarget());
        }
        var seen = new HashSet<CureTarget.Kind>();
        for (var target : targets) {
            if (!seen.add(target.kind())) {
                return Optional.of(new Fault.Twice(target.kind()));
            }
        }
        if (!checkAt.isAfter(now)) {
            return Optional.of(new Fault.NotToCome());
        }
        var latest = now.plus(ladder.cureAtMost());
        return checkAt.isAfter(latest) ? Optional.of(new Fault.TooFar(latest)) : Optional.empty();
    }

    /** What the record shows of each target as of an instant. */
    public List<Measured> measure(Collection<CaseFacts> cases, Instant letter, Instant accepted, Instant at) {
        return targets.stream()
                .map(target -> target.measure(cases, letter, accepted, at))
                .toList();
    }
}
