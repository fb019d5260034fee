package org.touchstone.policy.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Readers;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.policy.PolicyDraft.Simulated;
import org.touchstone.policy.PolicyDrafts;
import org.touchstone.rules.calendar.LegalCalendar;
import org.touchstone.rules.policy.Policy;

/** The rules everyone is judged by, for everyone to read. */
@Controller
public class PolicyPages {

    private final Policies policies;
    private final PolicyDrafts drafts;
    private final Pages pages;
    private final DatabaseClock clock;

    PolicyPages(Policies policies, PolicyDrafts drafts, Pages pages, DatabaseClock clock) {
        this.policies = policies;
        this.drafts = drafts;
        this.pages = pages;
        this.clock = clock;
    }

    /** When a version holds. */
    public enum Validity {
        UPCOMING,
        IN_FORCE,
        PAST,
        IMPORTED
    }

    /**
     * A version with its validity.
     *
     * @param until when the next one comes into force; absent for the last, and for another regulator's
     */
    public record Version(
            Policy policy, Validity validity, @Nullable Instant until) {

        /** What people call it. */
        public String title(Texts t) {
            return policy.title().getOrDefault(t.language().code(), policy.version());
        }
    }

    /**
     * The rules in force.
     *
     * @param words every value in words
     * @param stops periods without a running clock that are not over
     * @param readsDrafts whether the reader may see what is being prepared
     */
    public record PolicyPage(
            Version current,
            Map<PolicyWords.Group, List<PolicyWords.Line>> words,
            List<Version> versions,
            List<LegalCalendar.Period> stops,
            boolean readsDrafts) {}

    /**
     * One version.
     *
     * @param other the version it is compared with; absent where there is none before it
     * @param simulation what it would have made of the stored history, as its approvers saw it
     */
    public record VersionPage(
            Version version,
            Map<PolicyWords.Group, List<PolicyWords.Line>> words,
            @Nullable Version other,
            List<PolicyWords.Change> changes,
            List<Version> versions,
            @Nullable Simulated simulation) {}

    @GetMapping("/policy")
    View policy(HttpServletRequest request) {
        var t = Readers.textsFor(request);
        var now = clock.instant();
        var current = policies.at(now);
        return pages.view(
                "policy/policy",
                new PolicyPage(
                        version(current, now),
                        words(current, t),
                        versions(now),
                        current.calendar().forceMajeure().stream()
                                .filter(stop -> stop.to().isAfter(now))
                                .toList(),
                        Callers.current().filter(PolicyDrafts::reads).isPresent()));
    }

    @GetMapping("/policy/{version}")
    View version(
            @PathVariable String version,
            @RequestParam(name = "with", required = false) @Nullable String with,
            HttpServletRequest request) {
        var t = Readers.textsFor(request);
        var now = clock.instant();
        var policy = policies.find(version).orElseThrow(Refused::notFound);
        var other = with == null || with.isBlank()
                ? policies.steps().stream()
                        .filter(s -> s.version().version().equals(version))
                        .findFirst()
                        .map(Policies.Step::before)
                        .orElse(null)
                : policies.find(with).orElseThrow(Refused::notFound);
        return pages.view(
                "policy/version",
                new VersionPage(
                        version(policy, now),
                        words(policy, t),
                        other == null ? null : version(other, now),
                        other == null ? List.of() : PolicyWords.changes(other, policy, t),
                        versions(now),
                        drafts.simulationOf(version).orElse(null)));
    }

    /** The values of a policy by what they belong to, in their order. */
    static Map<PolicyWords.Group, List<PolicyWords.Line>> words(Policy policy, Texts t) {
        return PolicyWords.lines(policy, t).stream()
                .collect(Collectors.groupingBy(
                        PolicyWords.Line::group, () -> new EnumMap<>(PolicyWords.Group.class), Collectors.toList()));
    }

    /** All versions, the newest first; those of other regulators last. */
    List<Version> versions(Instant now) {
        var versions = new ArrayList<Version>();
        policies.steps().reversed().forEach(s -> versions.add(version(s.version(), now)));
        policies.history().versions().stream()
                .filter(Policy::imported)
                .forEach(p -> versions.add(new Version(p, Validity.IMPORTED, null)));
        return versions;
    }

    Version version(Policy policy, Instant now) {
        if (policy.imported()) {
            return new Version(policy, Validity.IMPORTED, null);
        }
        var until = policies.steps().stream()
                .filter(s -> s.before() != null && s.before().version().equals(policy.version()))
                .map(s -> s.version().validFrom())
                .findFirst()
                .orElse(null);
        var validity = policies.at(now).version().equals(policy.version())
                ? Validity.IN_FORCE
                : policy.validFrom().isAfter(now) ? Validity.UPCOMING : Validity.PAST;
        return new Version(policy, validity, until);
    }
}
