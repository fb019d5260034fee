package org.touchstone.issuing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.issuing.store.ApplicationStore;
import org.touchstone.issuing.store.CheckStore;
import org.touchstone.issuing.store.CheckStore.Claimed;
import org.touchstone.journal.Journal;
import org.touchstone.policy.Policies;
import org.touchstone.rules.issuing.ApplicationState;
import org.touchstone.rules.issuing.ApplicationStep;
import org.touchstone.rules.issuing.ApplicationTransitions;
import org.touchstone.rules.issuing.Assessment;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.CheckState;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.issuing.Verdict;
import org.touchstone.rules.policy.Policy;

/**
 * Writes what a check found and decides the application when the last answer is in. The application is held meanwhile: two checks
 * that end at one moment do not both decide.
 */
@Component
class Deciding {

    private static final String RULE = "system:issuing";
    private static final int TRIES_OF_A_DRAFT = 8;
    private static final Duration DRAFT_WAIT = Duration.ofHours(1);

    private final ApplicationStore applications;
    private final CheckStore checks;
    private final MarkActs acts;
    private final Ties ties;
    private final HostObstacle hosts;
    private final Waivers waivers;
    private final Policies policies;
    private final IssuingNotices notices;
    private final Journal journal;
    private final DatabaseClock clock;

    Deciding(
            ApplicationStore applications,
            CheckStore checks,
            MarkActs acts,
            Ties ties,
            HostObstacle hosts,
            Waivers waivers,
            Policies policies,
            IssuingNotices notices,
            Journal journal,
            DatabaseClock clock) {
        this.applications = applications;
        this.checks = checks;
        this.acts = acts;
        this.ties = ties;
        this.hosts = hosts;
        this.waivers = waivers;
        this.policies = policies;
        this.notices = notices;
        this.journal = journal;
        this.clock = clock;
    }

    /** A check has an answer. */
    @Transactional
    public void found(Claimed check, List<Finding> findings) {
        applications.lock(check.application()).ifPresent(held -> {
            var standing = waivers.applied(held, check.code(), findings);
            if (checks.found(check, Assessment.stateAfter(standing), standing)) {
                decide(applications.find(check.application()).orElseThrow());
            }
        });
    }

    /** A check got no answer and is tried again after a while. The applicant is told once. */
    @Transactional
    public void waits(Claimed check, String waitsFor, Duration again) {
        applications.lock(check.application()).ifPresent(held -> {
            // Somebody waits for the decision of a submitted one; a draft that nobody goes on with asks ever less
            // often.
            boolean left = held.state() == ApplicationState.DRAFT && check.tries() > TRIES_OF_A_DRAFT;
            if (!checks.waits(check, waitsFor, left ? DRAFT_WAIT : again)) {
                return;
            }
            var application = applications.find(check.application()).orElseThrow();
            if (application.state() == ApplicationState.CHECKING && applications.tellsWaiting(application.id())) {
                notices.waiting(application, waitsFor);
            }
            decide(application);
        });
    }

    /** Decides if everything is said. The application is held by the caller. */
    @Transactional(propagation = Propagation.MANDATORY)
    void decide(Application application) {
        var policy = policies.named(application.policyVersion());
        var assessment = Assessment.of(application.checkStates(), required(policy));
        switch (assessment) {
            case Assessment.Issue _ when may(application, ApplicationStep.ISSUE) -> issue(application, policy);
            case Assessment.Refuse(var barred)
            when may(application, ApplicationStep.REFUSE) -> refuse(application, policy, reasons(application, barred));
            case Assessment.NeedInput(var missing)
            when may(application, ApplicationStep.NEED_INPUT) -> needInput(application, missing);
            default -> {
                // Drafts are looked at as they are filled in and decided once they are submitted.
            }
        }
    }

    private static boolean may(Application application, ApplicationStep step) {
        return ApplicationTransitions.TABLE.allows(application.state(), step);
    }

    /** The checks a policy asks for. */
    static Set<CheckCode> required(Policy policy) {
        return policy.marks().requiredChecks().stream()
                .map(CheckCode::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(CheckCode.class)));
    }

    private static List<Finding> reasons(Application application, List<CheckCode> barred) {
        return barred.stream()
                .flatMap(code -> application.check(code).stream())
                .flatMap(Deciding::reasons)
                .toList();
    }

    /** What bars: what the check found, or what an officer made of what it left open. */
    private static Stream<Finding> reasons(ApplicationCheck check) {
        var answer = check.answerReason();
        return answer == null
                ? check.findings().stream().filter(f -> f.verdict() == Verdict.BARRED)
                : Stream.of(Finding.of(
                        "officer-decided", Verdict.BARRED, "check", check.code().name(), "reason", answer));
    }

    private void issue(Application application, Policy policy) {
        var old = old(application);
        if (!old.isEmpty()) {
            // While an officer thought or a register was down, what passed before may have ceased to be so.
            checks.begin(application.id(), old, true);
            return;
        }
        var obstacles = new ArrayList<Finding>();
        // What was no obstacle when the checks were made may be one now: another application was quicker, a mark was
        // revoked. What an appeal waived is none.
        obstacles.addAll(waivers.applied(application, CheckCode.CONTROL, hosts.of(application)));
        obstacles.addAll(waivers.applied(application, CheckCode.BUSINESS, ties.obstacles(application)));
        obstacles.removeIf(f -> f.verdict() != Verdict.BARRED);
        var now = clock.instant();
        var code = obstacles.isEmpty() ? acts.perform(application, policy, now) : Optional.<String>empty();
        if (code.isEmpty()) {
            refuse(application, policy, obstacles.isEmpty() ? List.of(unallowed(application)) : obstacles);
            return;
        }
        ties.keep(code.get(), application);
        write(application, ApplicationStep.ISSUE, now, Map.of("mark", code.get()));
        applications.decided(application.id(), now, code.get(), List.of(), null);
        notices.issued(applications.find(application.id()).orElseThrow());
    }

    /** The checks that passed too long ago to issue a mark now; what an officer answered does not age. */
    private List<CheckCode> old(Application application) {
        var now = clock.instant();
        return application.checks().stream()
                .filter(c -> c.state() == CheckState.PASSED && c.answeredAt() == null)
                .filter(c -> !c.isFresh(now))
                .map(ApplicationCheck::code)
                .toList();
    }

    /** The register of marks does not allow it: somebody was quicker, or the mark no longer stands so that it can be done. */
    private static Finding unallowed(Application application) {
        return application.kind() == ApplicationKind.NEW
                ? Finding.of("host-marked", Verdict.BARRED)
                : Finding.of(
                        "mark-stands-otherwise",
                        Verdict.BARRED,
                        "kind",
                        application.kind().name());
    }

    private void refuse(Application application, Policy policy, List<Finding> reasons) {
        var now = clock.instant();
        write(application, ApplicationStep.REFUSE, now, Map.of("reasons", reasons));
        checks.end(application.id());
        applications.decided(
                application.id(), now, null, reasons, now.plus(policy.marks().appealWithin()));
        notices.refused(applications.find(application.id()).orElseThrow());
    }

    private void needInput(Application application, List<CheckCode> missing) {
        var now = clock.instant();
        write(application, ApplicationStep.NEED_INPUT, now, Map.of("checks", missing));
        notices.needsInput(applications.find(application.id()).orElseThrow());
    }

    private void write(Application application, ApplicationStep step, Instant now, Map<String, ?> facts) {
        var to = ApplicationTransitions.TABLE
                .find(application.state(), step)
                .orElseThrow()
                .to();
        applications.step(application.id(), application.version(), step, to, RULE, now, facts);
        journal.write(RULE, "application." + step, "application:" + application.id(), Map.of("state", to));
    }

    /**
     * Sets the obstacles of a refused application aside, after an appeal was granted, and keeps them so. What the same check found besides stands: a
     * proof of control that is not there is asked for still.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void setAside(Application application, UUID officer, String reason, Instant now) {
        // What stood in the way only when the mark was to be issued is in the reasons alone.
        waivers.waive(application, CheckCode.CONTROL, "host-", officer, now);
        waivers.waive(application, CheckCode.BUSINESS, "revoked-", officer, now);
        for (var check : application.checks()) {
            if (check.state() == CheckState.BARRED) {
                waivers.waive(application, check, officer, now);
                var state = Assessment.stateAfter(waivers.applied(application, check.code(), check.findings()));
                checks.answer(application.id(), check.code(), state, officer, now, reason);
            }
        }
    }
}
