package org.touchstone.issuing;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.BusinessRole;
import org.touchstone.account.People;
import org.touchstone.issuing.store.RecheckStore;
import org.touchstone.issuing.store.TransferStore;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkAttempt;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.NewBusiness;
import org.touchstone.registry.NewMark;
import org.touchstone.registry.ReasonWords;
import org.touchstone.registry.Registry;
import org.touchstone.rules.grade.Seen;
import org.touchstone.rules.identity.IdentityNumber;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.CheckState;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.issuing.Verdict;
import org.touchstone.rules.mark.MarkRefusal;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.text.PlainText;

/** What an application that passed its checks brings about in the register of marks. */
@Component
class MarkActs {

    private static final String ACTOR = "system:issuing";
    private static final String SOURCE = "application";

    private final Registry registry;
    private final MarkLife life;
    private final People people;
    private final RecheckStore rechecks;
    private final TransferStore transfers;

    MarkActs(Registry registry, MarkLife life, People people, RecheckStore rechecks, TransferStore transfers) {
        this.registry = registry;
        this.life = life;
        this.people = people;
        this.rechecks = rechecks;
        this.transfers = transfers;
    }

    /** Brings it about. Empty when the register does not allow it: the host carries a mark by now, or the mark was suspended. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<String> perform(Application application, Policy policy, Instant now) {
        if (application.kind() != ApplicationKind.NEW && !isStillAsked(application)) {
            return Optional.empty();
        }
        var code = switch (application.kind()) {
            case NEW -> issue(application, policy, now);
            case RENEWAL -> done(renewed(application, policy, now));
            case CHANGE -> changed(application);
            case MOVE_HOST -> done(life.moveHost(mark(application), host(application), reason(application), ACTOR));
            case MOVE_OWNER -> moved(application);
        };
        code.ifPresent(c -> rechecks.schedule(c, now, policy.marks().recheckEvery()));
        if (application.kind() == ApplicationKind.NEW) {
            code.ifPresent(c -> rechecks.see(c, Seen.after(null, now, found(application), Map.of())));
        }
        code.ifPresent(c -> city(application).ifPresent(city -> registry.locate(c, city, ACTOR)));
        return code;
    }

    /** What the checks found that led to the mark: each of them passed. */
    private static Map<CheckCode, List<Finding>> found(Application application) {
        return application.checks().stream()
                .filter(c -> c.state() == CheckState.PASSED)
                .collect(Collectors.toMap(ApplicationCheck::code, ApplicationCheck::findings));
    }

    /** The city the register of addresses named. Nothing where that check is not asked for or found no address. */
    private static Optional<String> city(Application application) {
        return application.check(CheckCode.ADDRESS).stream()
                .flatMap(check -> check.findings().stream())
                .filter(f -> f.verdict() == Verdict.GOOD && !f.fact("city").isBlank())
                .map(f -> PlainText.clean(f.fact("city")))
                .findFirst();
    }

    /** Whether answers still are about the website and the business of the mark an application concerns, as far as its kind keeps them. */
    boolean keepsToItsMark(Application application, Answers answers) {
        var code = application.mark();
        return code == null || keepsToItsMark(registry.mark(code).orElseThrow(), application.kind(), answers);
    }

    private boolean keepsToItsMark(Mark mark, ApplicationKind kind, Answers answers) {
        boolean moves = kind == ApplicationKind.MOVE_HOST;
        boolean sameHost = moves || mark.host().name().equals(answers.host());
        boolean sameBusiness = kind == ApplicationKind.MOVE_OWNER
                || registry.numberOf(mark.businessId()).isEmpty()
                || Optional.ofNullable(answers.legalId())
                        .map(IdentityNumber::ofBusiness)
                        .flatMap(registry::businessOf)
                        .filter(mark.businessId()::equals)
                        .isPresent();
        return sameHost && sameBusiness;
    }

    /**
     * Whether what was begun may still be done: the mark stands where the checks looked, and who asks runs it still, or has it from
     * who runs it now. Meanwhile it may have been moved, or given to somebody else. The mark is held from here on.
     */
    private boolean isStillAsked(Application application) {
        var mark = life.held(mark(application));
        if (!keepsToItsMark(mark, application.kind(), application.answers())) {
            return false;
        }
        return application.kind() == ApplicationKind.MOVE_OWNER
                ? life.formerOwners(mark).stream().noneMatch(o -> o.until().isAfter(application.createdAt()))
                : people.roleIn(application.applicantId(), mark.businessId()).stream()
                        .anyMatch(BusinessRole.MANAGER::equals);
    }

    private static String mark(Application application) {
        return Objects.requireNonNull(application.mark());
    }

    private static Host host(Application application) {
        return new Host(Objects.requireNonNull(application.answers().host()));
    }

    /** What the history of the mark says: the application, whose reasons its parties can read. */
    private static String reason(Application application) {
        return ReasonWords.automatic("application", application.reference());
    }

    private MarkAttempt<Mark> renewed(Application application, Policy policy, Instant now) {
        var mark = registry.mark(mark(application)).orElseThrow();
        var from = mark.expiresAt().isAfter(now) ? mark.expiresAt() : now;
        return life.renew(mark.code(), after(from, policy.marks().validity()), reason(application), ACTOR);
    }

    /** Where only other answers changed, such as the telephone, the mark says already what it is to say. */
    private Optional<String> changed(Application application) {
        var answers = application.answers();
        var code = mark(application);
        var attempt = life.changeData(
                code,
                Objects.requireNonNull(answers.legalName()),
                Objects.requireNonNull(answers.trade()),
                reason(application),
                ACTOR);
        boolean already =
                attempt instanceof MarkAttempt.Refused<Mark>(var refusal) && refusal instanceof MarkRefusal.AlreadySo;
        return already ? Optional.of(code) : done(attempt);
    }

    private Optional<String> moved(Application application) {
        var answers = application.answers();
        var business = registry.business(new NewBusiness(
                Objects.requireNonNull(answers.legalName()),
                Objects.requireNonNull(answers.trade()),
                IdentityNumber.ofBusiness(Objects.requireNonNull(answers.legalId())),
                SOURCE,
                application.reference()));
        var code = done(life.moveOwner(mark(application), business, reason(application), ACTOR));
        code.ifPresent(c -> {
            people.join(application.applicantId(), business, ACTOR);
            transfers.end(c);
        });
        return code;
    }

    private static Optional<String> done(MarkAttempt<Mark> attempt) {
        return attempt instanceof MarkAttempt.Done<Mark>(var mark) ? Optional.of(mark.code()) : Optional.empty();
    }

    private Optional<String> issue(Application application, Policy policy, Instant now) {
        var answers = application.answers();
        var mark = life.issue(
                new NewMark(
                        new Host(Objects.requireNonNull(answers.host())),
                        Objects.requireNonNull(answers.legalName()),
                        Objects.requireNonNull(answers.trade()),
                        IdentityNumber.ofBusiness(Objects.requireNonNull(answers.legalId())),
                        SOURCE,
                        application.reference(),
                        now,
                        after(now, policy.marks().validity())),
                ACTOR);
        mark.ifPresent(m -> people.join(application.applicantId(), m.businessId(), ACTOR));
        return mark.map(m -> m.code());
    }

    private static Instant after(Instant from, Period validity) {
        return from.atZone(ZoneOffset.UTC).plus(validity).toInstant();
    }
}
