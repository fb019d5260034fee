package org.touchstone.issuing;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.BusinessRole;
import org.touchstone.account.People;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Refused;
import org.touchstone.foundation.web.Role;
import org.touchstone.issuing.store.ApplicationStore;
import org.touchstone.issuing.store.CheckStore;
import org.touchstone.issuing.store.LookStore;
import org.touchstone.issuing.store.TransferStore;
import org.touchstone.journal.Journal;
import org.touchstone.journal.Looks;
import org.touchstone.policy.Policies;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.identity.IdentityNumber;
import org.touchstone.rules.issuing.ApplicationState;
import org.touchstone.rules.issuing.ApplicationStep;
import org.touchstone.rules.issuing.ApplicationTransitions;
import org.touchstone.rules.issuing.ApplicationTransitions.Hand;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.CheckState;

/**
 * Applications for a mark. A draft is kept as it is filled in and looked at at once, so that most of the checks are done before it
 * is submitted; it can be left and resumed on any device its applicant signs in on.
 */
@Component
public class Applications {

    private static final Duration APPEAL_DECIDED_WITHIN = Duration.ofDays(30);
    private static final Duration TRANSFER_WITHIN = Duration.ofDays(14);
    private static final int REFERENCE_LENGTH = 10;
    private static final int TRANSFER_CODE_LENGTH = 12;
    private static final int AT_ONCE = 200;

    /** How often a person may have the website looked at within an hour. */
    private static final int LOOKS_AN_HOUR = 100;

    /** How many undecided applications a person may have. */
    private static final int OPEN_AT_MOST = 50;

    private final ApplicationStore store;
    private final CheckStore checks;
    private final Checking checking;
    private final Deciding deciding;
    private final IssuingNotices notices;
    private final LookStore looks;
    private final TransferStore transfers;
    private final MarkActs acts;
    private final Registry registry;
    private final Prefill prefill;
    private final People people;
    private final Policies policies;
    private final Journal journal;
    private final Looks seen;
    private final DatabaseClock clock;

    Applications(
            ApplicationStore store,
            CheckStore checks,
            Checking checking,
            Deciding deciding,
            IssuingNotices notices,
            LookStore looks,
            TransferStore transfers,
            MarkActs acts,
            Registry registry,
            Prefill prefill,
            People people,
            Policies policies,
            Journal journal,
            Looks seen,
            DatabaseClock clock) {
        this.seen = seen;
        this.store = store;
        this.checks = checks;
        this.checking = checking;
        this.deciding = deciding;
        this.notices = notices;
        this.looks = looks;
        this.transfers = transfers;
        this.acts = acts;
        this.registry = registry;
        this.prefill = prefill;
        this.people = people;
        this.policies = policies;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What the present owner of a mark hands to the next.
     *
     * @param code the secret; it is shown once
     */
    public record TransferCode(String mark, String code, Instant until) {
        @Override
        public String toString() {
            return "transfer code of " + mark;
        }
    }

    /** Begins an application for a new mark. Refused to people no identity registry knows, with {@code identity-unverified}. */
    @Transactional
    public Application begin(Caller applicant, Answers answers) {
        return begin(applicant, ApplicationKind.NEW, null, answers);
    }

    /**
     * Begins the renewal, the change or the move of a mark of one's own, with everything filled in that is known. One that is begun
     * already is gone on with. Refused to all but managers of its business with {@code not-found}, and to a renewal that comes before
     * its time with {@code too-early}.
     */
    @Transactional
    public Application beginFor(Caller manager, ApplicationKind kind, String code) {
        var mark = registry.mark(code)
                .filter(m ->
                        people.roleIn(manager.id(), m.businessId()).stream().anyMatch(BusinessRole.MANAGER::equals))
                .orElseThrow(Refused::notFound);
        if (kind == ApplicationKind.NEW || kind == ApplicationKind.MOVE_OWNER) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "transfer-code-needed");
        }
        var from = mark.expiresAt().minus(policies.now().marks().renewFrom());
        if (kind == ApplicationKind.RENEWAL && clock.instant().isBefore(from)) {
            throw new Refused(HttpStatus.CONFLICT, "too-early", List.of(from), Map.of("from", from));
        }
        var known = known(mark);
        return store.open(mark.code(), kind, manager.id())
                .orElseGet(() -> begin(
                        manager, kind, mark.code(), kind == ApplicationKind.MOVE_HOST ? known.withHost(null) : known));
    }

    /** Everything known of the business of a mark: what was answered last, under the name and address it has now. */
    private Answers known(Mark mark) {
        var last = store.lastIssued(mark.code()).map(Application::answers).orElse(Answers.NONE);
        var number = registry.numberOf(mark.businessId()).map(IdentityNumber::value);
        return prefill.complete(new Answers(
                number.orElse(last.legalId()),
                mark.legalName(),
                mark.trade(),
                last.postalCode(),
                last.phone(),
                last.email(),
                mark.host().name(),
                last.licenceNumber(),
                last.taxNumber()));
    }

    /**
     * Makes a code by which the mark can be taken over within fourteen days, to be handed to the new owner. An earlier one no longer
     * works. Refused to all but managers of its business.
     */
    @Transactional
    public TransferCode offerTransfer(Caller manager, String code) {
        var mark = registry.mark(code)
                .filter(m ->
                        people.roleIn(manager.id(), m.businessId()).stream().anyMatch(BusinessRole.MANAGER::equals))
                .orElseThrow(Refused::notFound);
        var secret = Tokens.reference(TRANSFER_CODE_LENGTH);
        var until = clock.instant().plus(TRANSFER_WITHIN);
        transfers.put(mark.code(), secret, until);
        journal.write(manager.actor(), "mark.transfer-offered", "mark:" + mark.code(), Map.of("until", until));
        return new TransferCode(mark.code(), secret, until);
    }

    /** Begins the application of whoever takes a mark over, by the code of its present owner. */
    @Transactional
    public Application beginTransfer(Caller applicant, String code, String transferCode) {
        var mark = registry.mark(code)
                .filter(m -> transfers.isValid(m.code(), transferCode.strip().toUpperCase(Locale.ROOT)))
                .orElseThrow(() -> new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "transfer-code-wrong"));
        return store.open(mark.code(), ApplicationKind.MOVE_OWNER, applicant.id())
                .orElseGet(() -> begin(
                        applicant,
                        ApplicationKind.MOVE_OWNER,
                        mark.code(),
                        Answers.NONE.withHost(mark.host().name())));
    }

    @Transactional
    Application begin(Caller applicant, ApplicationKind kind, @Nullable String mark, Answers answers) {
        if (!applicant.verified()) {
            throw new Refused(HttpStatus.FORBIDDEN, "identity-unverified");
        }
        if (store.countOpen(applicant.id()) >= OPEN_AT_MOST) {
            throw new Refused(HttpStatus.CONFLICT, "too-many-applications", OPEN_AT_MOST);
        }
        var id = UUID.randomUUID();
        // A proof that stands on the website since the last time need not be put there again; a new owner shows control
        // anew.
        var token = Optional.ofNullable(mark)
                .filter(_ -> kind != ApplicationKind.MOVE_OWNER)
                .flatMap(store::lastIssued)
                .map(Application::token)
                .orElseGet(Tokens::secret);
        store.add(
                id,
                Tokens.reference(REFERENCE_LENGTH),
                kind,
                applicant.id(),
                mark,
                answers,
                token,
                policies.now().version());
        var ready = answers.checkable();
        checks.begin(id, ready, true);
        checks.begin(id, EnumSet.complementOf(EnumSet.copyOf(ready)), false);
        journal.write(applicant.actor(), "application.begun", "application:" + id, Map.of("kind", kind));
        checking.wake();
        return store.find(id).orElseThrow();
    }

    /** An application, for those who may see it: its applicant, officers, appeals officers and auditors. */
    @Transactional(readOnly = true)
    public Optional<Application> view(Caller caller, UUID id) {
        return store.find(id).filter(a -> {
            boolean own = a.applicantId().equals(caller.id());
            if (!own && caller.readsCases()) {
                seen.saw(caller, "application:" + id);
            }
            return own || caller.readsCases();
        });
    }

    /** Everything a person applied for, the newest first. */
    @Transactional(readOnly = true)
    public List<Application> of(Caller caller) {
        return store.of(caller.id());
    }

    /** The history of an application. */
    @Transactional(readOnly = true)
    public List<ApplicationStore.Step> history(UUID id) {
        return store.history(id);
    }

    /**
     * The applicant answers otherwise. What depends on a changed answer is checked anew, at once. Refused with {@code mark-bound} where
     * an application about a mark would no longer be about its website or its business.
     */
    @Transactional
    public Optional<Attempt> change(Caller caller, UUID id, Answers answers) {
        return own(caller, id).map(held -> {
            if (!ApplicationTransitions.TABLE.allows(held.state(), ApplicationStep.CHANGE)) {
                return new Attempt.WrongState(held.state(), ApplicationStep.CHANGE);
            }
            if (!acts.keepsToItsMark(held, answers)) {
                throw new Refused(HttpStatus.CONFLICT, "mark-bound");
            }
            var affected = answers.affectedSince(held.answers());
            if (affected.stream().anyMatch(CheckCode::looksAtWebsite)) {
                countLook(caller);
            }
            if (!affected.isEmpty() || !answers.equals(held.answers())) {
                store.putAnswers(id, answers);
                var ready = EnumSet.copyOf(answers.checkable());
                ready.retainAll(affected);
                checks.begin(id, ready, true);
                affected.removeAll(ready);
                checks.begin(id, affected, false);
                checking.wake();
            }
            return new Attempt.Done(store.find(id).orElseThrow());
        });
    }

    /** Looks again at what is not in order yet, such as a proof of control that was just put in place. */
    @Transactional
    public Optional<Attempt> lookAgain(Caller caller, UUID id, CheckCode code) {
        return own(caller, id).map(held -> {
            boolean open = ApplicationTransitions.TABLE.allows(held.state(), ApplicationStep.CHANGE);
            if (!open) {
                return new Attempt.WrongState(held.state(), ApplicationStep.CHANGE);
            }
            if (held.answers().checkable().contains(code)
                    && held.check(code).filter(ApplicationCheck::isUnderWay).isEmpty()) {
                countLook(caller);
                checks.begin(id, List.of(code), true);
                checking.wake();
            }
            return new Attempt.Done(store.find(id).orElseThrow());
        });
    }

    /** Websites belong to others: nobody has them looked at without end. */
    private void countLook(Caller caller) {
        if (!looks.count(caller.id(), LookStore.Occasion.APPLICATION, LOOKS_AN_HOUR, Duration.ofHours(1))) {
            throw new Refused(HttpStatus.TOO_MANY_REQUESTS, "too-many", LOOKS_AN_HOUR);
        }
    }

    /**
     * The applicant submits, and by that pledges to keep the rules. Checks that passed within the last day and still hold count;
     * everything else is done now. Refused while answers are missing.
     */
    @Transactional
    public Optional<Attempt> submit(Caller caller, UUID id) {
        return own(caller, id).map(held -> {
            var edge = ApplicationTransitions.TABLE.find(held.state(), ApplicationStep.SUBMIT);
            if (edge.isEmpty()) {
                return new Attempt.WrongState(held.state(), ApplicationStep.SUBMIT);
            }
            if (!held.answers().isComplete()) {
                return new Attempt.Incomplete();
            }
            var now = clock.instant();
            var again = held.checks().stream()
                    .filter(c -> !counts(c, now))
                    .map(ApplicationCheck::code)
                    .toList();
            checks.begin(id, again, true);
            store.submitted(id, now, policies.now().version());
            step(held, ApplicationStep.SUBMIT, caller.actor(), now, Map.of());
            deciding.decide(store.find(id).orElseThrow());
            checking.wake();
            return new Attempt.Done(store.find(id).orElseThrow());
        });
    }

    /**
     * What passed lately counts; so does what an officer answered, and what a register is being asked this moment. A look at the
     * website that is under way may have come before what the applicant just put there: it is made anew.
     */
    private static boolean counts(ApplicationCheck check, Instant now) {
        return (check.answeredAt() != null && check.state() != CheckState.NEEDS_INPUT)
                || check.state() == CheckState.QUESTION
                || (check.state() == CheckState.PASSED && check.isFresh(now))
                || (check.isUnderWay() && !check.code().looksAtWebsite());
    }

    /** The applicant gives up. */
    @Transactional
    public Optional<Attempt> withdraw(Caller caller, UUID id) {
        return own(caller, id).map(held -> {
            if (!ApplicationTransitions.TABLE.allows(held.state(), ApplicationStep.WITHDRAW)) {
                return new Attempt.WrongState(held.state(), ApplicationStep.WITHDRAW);
            }
            step(held, ApplicationStep.WITHDRAW, caller.actor(), clock.instant(), Map.of());
            checks.end(id);
            return new Attempt.Done(store.find(id).orElseThrow());
        });
    }

    /** The applicant appeals against a refusal, once and in time. */
    @Transactional
    public Optional<Attempt> appeal(Caller caller, UUID id, String reason) {
        return own(caller, id).map(held -> {
            if (!ApplicationTransitions.TABLE.allows(held.state(), ApplicationStep.APPEAL)) {
                return new Attempt.WrongState(held.state(), ApplicationStep.APPEAL);
            }
            if (held.appeal() != null) {
                return new Attempt.OnlyOnce(ApplicationStep.APPEAL);
            }
            var now = clock.instant();
            var until = held.appealUntil();
            if (until != null && now.isAfter(until)) {
                return new Attempt.DeadlinePassed(until);
            }
            store.appealed(id, reason, now, APPEAL_DECIDED_WITHIN);
            step(held, ApplicationStep.APPEAL, caller.actor(), now, Map.of());
            return new Attempt.Done(store.find(id).orElseThrow());
        });
    }

    /** An appeals officer decides. Whoever answered a question of the application decides no appeal about it. */
    @Transactional
    public Optional<Attempt> decideAppeal(Caller officer, UUID id, boolean grant, String reason) {
        if (!officer.roles().contains(Role.APPEALS_OFFICER)) {
            throw new Refused(HttpStatus.FORBIDDEN, "forbidden");
        }
        return store.lock(id).map(held -> {
            var step = grant ? ApplicationStep.GRANT_APPEAL : ApplicationStep.DENY_APPEAL;
            if (!"OPEN".equals(held.appeal()) || !ApplicationTransitions.TABLE.allows(held.state(), step)) {
                return new Attempt.WrongState(held.state(), step);
            }
            if (isInvolved(officer, held)) {
                return new Attempt.OwnDecision();
            }
            var now = clock.instant();
            store.appealDecided(id, grant);
            step(held, step, officer.actor(), now, Map.of("reason", reason));
            if (grant) {
                deciding.setAside(held, officer.id(), reason, now);
                var standing = store.find(id).orElseThrow();
                checks.begin(
                        id,
                        standing.checks().stream()
                                .filter(c -> !counts(c, now))
                                .map(ApplicationCheck::code)
                                .toList(),
                        true);
                deciding.decide(store.find(id).orElseThrow());
                checking.wake();
            }
            var after = store.find(id).orElseThrow();
            notices.appealDecided(after, grant);
            return new Attempt.Done(after);
        });
    }

    /** Whether somebody may decide the appeal that waits: who decides appeals and had no part in the application. */
    @Transactional(readOnly = true)
    public boolean mayDecideAppeal(Caller reader, Application application) {
        return reader.roles().contains(Role.APPEALS_OFFICER)
                && "OPEN".equals(application.appeal())
                && !isInvolved(reader, application);
    }

    /** Whose application it is, or who answered a question of it. What was answered before a check was made anew was decided all the same. */
    private boolean isInvolved(Caller officer, Application application) {
        return application.applicantId().equals(officer.id())
                || store.history(application.id()).stream()
                        .anyMatch(s -> s.step() == ApplicationStep.ANSWER_QUESTION
                                && s.actor().equals(officer.actor()));
    }

    /**
     * An officer answers the open question of a check: it passes, or it refuses the mark. With reasons the applicant reads.
     *
     * @param run the asking whose evidence the officer read; refused where the check was made anew since
     */
    @Transactional
    public Optional<Attempt> answerQuestion(
            Caller officer, UUID id, CheckCode code, int run, boolean accept, String reason) {
        return store.lock(id).map(held -> {
            var check = held.check(code);
            boolean decides = ApplicationTransitions.TABLE.allows(held.state(), ApplicationStep.ANSWER_QUESTION);
            var another = check.map(ApplicationCheck::run).filter(r -> r != run);
            if (decides && another.isPresent()) {
                return new Attempt.EvidenceChanged(another.get());
            }
            if (!decides || check.filter(c -> c.state() == CheckState.QUESTION).isEmpty()) {
                return new Attempt.WrongState(held.state(), ApplicationStep.ANSWER_QUESTION);
            }
            if (held.applicantId().equals(officer.id())) {
                return new Attempt.OwnDecision();
            }
            var now = clock.instant();
            checks.answer(id, code, accept ? CheckState.PASSED : CheckState.BARRED, officer.id(), now, reason);
            step(
                    held,
                    ApplicationStep.ANSWER_QUESTION,
                    officer.actor(),
                    now,
                    Map.of("check", code, "accepted", accept, "reason", reason));
            deciding.decide(store.find(id).orElseThrow());
            return new Attempt.Done(store.find(id).orElseThrow());
        });
    }

    /** Open questions of checks, the oldest first. */
    @Transactional(readOnly = true)
    public List<Question> questions() {
        return checks.questions(AT_ONCE);
    }

    /** How many questions of checks are open. */
    @Transactional(readOnly = true)
    public int countQuestions() {
        return checks.countQuestions();
    }

    /** Appeals that wait, by due instant. */
    @Transactional(readOnly = true)
    public List<Application> appeals() {
        return store.appeals();
    }

    /** How many appeals wait. */
    @Transactional(readOnly = true)
    public int countAppeals() {
        return store.countAppeals();
    }

    /** What applications wait for at this moment. */
    @Transactional(readOnly = true)
    public List<CheckStore.Waiting> waiting() {
        return checks.waiting();
    }

    /** How long decisions took in the last thirty days. */
    @Transactional(readOnly = true)
    public IssuingTimes times() {
        return store.times(clock.instant().minus(Duration.ofDays(30)));
    }

    /** The steps the applicant may make now: from them come the buttons. */
    public List<ApplicationStep> open(Application application) {
        return ApplicationTransitions.TABLE.open(application.state(), Hand.APPLICANT).stream()
                .filter(s -> s != ApplicationStep.APPEAL || mayAppeal(application))
                .toList();
    }

    private boolean mayAppeal(Application application) {
        var until = application.appealUntil();
        return application.appeal() == null && until != null && !clock.instant().isAfter(until);
    }

    private Optional<Application> own(Caller caller, UUID id) {
        return store.lock(id).filter(a -> a.applicantId().equals(caller.id()));
    }

    private void step(Application held, ApplicationStep step, String actor, Instant now, Map<String, ?> facts) {
        ApplicationState to = ApplicationTransitions.TABLE
                .find(held.state(), step)
                .orElseThrow()
                .to();
        store.step(held.id(), held.version(), step, to, actor, now, facts);
        journal.write(actor, "application." + step, "application:" + held.id(), Map.of("state", to));
    }
}
