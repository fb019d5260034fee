package org.touchstone.rules.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** All versions of the policy in the order in which they came into force. */
public record PolicyHistory(List<Policy> versions) {

    /** Orders the versions by the instant they came into force. Refuses a history without a version of the centre itself. */
    public PolicyHistory {
        versions = versions.stream()
                .sorted(Comparator.comparing(Policy::validFrom))
                .toList();
        if (versions.stream().allMatch(Policy::imported)) {
            throw new IllegalArgumentException("at least one version of this centre's own");
        }
    }

    /** The centre's version in force at an instant; before its first version, the first. */
    public Policy at(Instant instant) {
        var own = versions.stream().filter(p -> !p.imported()).toList();
        return own.stream()
                .filter(p -> !p.validFrom().isAfter(instant))
                .reduce((earlier, later) -> later)
                .orElse(own.getFirst());
    }

    /** The version of that name. */
    public Policy named(String version) {
        return find(version).orElseThrow(() -> new NoSuchElementException("no policy version " + version));
    }

    /** The version of that name, if there is one. */
    public Optional<Policy> find(String version) {
        return versions.stream().filter(p -> p.version().equals(version)).findFirst();
    }
}
