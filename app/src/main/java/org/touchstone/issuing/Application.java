package org.touchstone.issuing;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.registry.Host;
import org.touchstone.rules.issuing.ApplicationState;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.CheckState;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.issuing.Verdict;

/**
 * An application with its checks.
 *
 * @param reference what it is called in letters
 * @param mark code of the mark it concerns or led to
 * @param token what proves control of the website when it is seen there
 * @param policyVersion the policy it is decided by: that of its last submission
 * @param pledgedAt when the applicant pledged to keep the rules
 * @param submittedAt when it was last submitted
 * @param reasons why it was refused
 * @param appealUntil until when a refusal may be appealed
 * @param appeal where the appeal stands: {@code OPEN}, {@code GRANTED} or {@code DENIED}
 */
public record Application(
        UUID id,
        String reference,
        ApplicationKind kind,
        ApplicationState state,
        int version,
        UUID applicantId,
        @Nullable String mark,
        Answers answers,
        String token,
        String policyVersion,
        @Nullable Instant pledgedAt,
        @Nullable Instant firstSubmittedAt,
        @Nullable Instant submittedAt,
        @Nullable Instant decidedAt,
        List<Finding> reasons,
        @Nullable Instant appealUntil,
        @Nullable String appeal,
        @Nullable String appealReason,
        @Nullable Instant appealDueAt,
        Instant createdAt,
        List<ApplicationCheck> checks) {

    /** The same with its checks. */
    public Application with(List<ApplicationCheck> all) {
        return new Application(
                id,
                reference,
                kind,
                state,
                version,
                applicantId,
                mark,
                answers,
                token,
                policyVersion,
                pledgedAt,
                firstSubmittedAt,
                submittedAt,
                decidedAt,
                reasons,
                appealUntil,
                appeal,
                appealReason,
                appealDueAt,
                createdAt,
                all);
    }

    /** The website applied for, once it is named. */
    public Optional<Host> host() {
        return Optional.ofNullable(answers.host()).map(Host::new);
    }

    /** A check. */
    public Optional<ApplicationCheck> check(CheckCode code) {
        return checks.stream().filter(c -> c.code() == code).findFirst();
    }

    /** Where each check stands. */
    public Map<CheckCode, CheckState> checkStates() {
        var states = new EnumMap<CheckCode, CheckState>(CheckCode.class);
        checks.forEach(c -> states.put(c.code(), c.state()));
        return states;
    }

    /** Everything the applicant has to put right, check by check. */
    public List<Finding> toPutRight() {
        return checks.stream()
                .filter(c -> c.state() == CheckState.NEEDS_INPUT)
                .flatMap(c -> c.findings().stream())
                .filter(f -> f.verdict() == Verdict.MISSING)
                .toList();
    }

    /** Whether something goes on without the reader: the page then looks again by itself. */
    public boolean isMoving() {
        return state == ApplicationState.CHECKING || checks.stream().anyMatch(ApplicationCheck::isUnderWay);
    }

    @Override
    public String toString() {
        return "application:" + id;
    }
}
