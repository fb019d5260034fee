package org.touchstone.issuing;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.account.People;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.issuing.store.ApplicationStore;
import org.touchstone.issuing.store.RecheckStore;
import org.touchstone.issuing.store.RecheckStore.LastLook;
import org.touchstone.policy.Policies;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.ReasonWords;
import org.touchstone.registry.Registry;
import org.touchstone.rules.grade.Seen;
import org.touchstone.rules.issuing.Assessment;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.CheckState;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.policy.Policy;

/**
 * The look at every living mark, once a day and spread over it. What is found is to be cured within a period; what is not cured puts
 * the mark under review, where an officer decides. A register or website that does not answer proves nothing.
 */
@Component
public class Rechecks implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Rechecks.class);
    private static final String ACTOR = "system:recheck";
    private static final String NOT_CURED = ReasonWords.automatic("recheck-not-cured", "");
    private static final int AT_ONCE = 8;
    private static final Duration HOLD = Duration.ofMinutes(2);

    private final RecheckStore store;
    private final ApplicationStore applications;
    private final Examinations examinations;
    private final Waivers waivers;
    private final Registry registry;
    private final MarkLife life;
    private final People people;
    private final IssuingNotices notices;
    private final Policies policies;
    private final DatabaseClock clock;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Crew<String> crew;

    Rechecks(
            RecheckStore store,
            ApplicationStore applications,
            Examinations examinations,
            Waivers waivers,
            Registry registry,
            MarkLife life,
            People people,
            IssuingNotices notices,
            Policies policies,
            DatabaseClock clock,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.store = store;
        this.applications = applications;
        this.examinations = examinations;
        this.waivers = waivers;
        this.registry = registry;
        this.life = life;
        this.people = people;
        this.notices = notices;
        this.policies = policies;
        this.clock = clock;
        this.transaction = transaction;
        this.events = events;
        this.crew = new Crew<>(AT_ONCE, AT_ONCE, most -> store.claim(most, HOLD), this::look);
    }

    /** Looks at marks whose time has come and waits a moment. Returns how many looks were begun or under way. */
    public int work(Duration moment) {
        return crew.work(moment);
    }

    private void look(String code) {
        var mark = registry.mark(code).orElseThrow();
        var application = applications.lastIssued(code);
        var state = mark.stateAt(clock.instant());
        if (application.isEmpty()) {
            transaction.executeWithoutResult(_ -> store.end(code));
            return;
        }
        var policy = policies.now();
        if (state == MarkState.REVOKED || state == MarkState.EXPIRED) {
            // It does not live now; an appeal or a renewal may bring it back.
            transaction.executeWithoutResult(
                    _ -> store.skip(code, policy.marks().recheckEvery()));
            return;
        }
        var found = examined(application.get(), policy);
        transaction.executeWithoutResult(_ -> note(mark, application.get(), found, policy));
    }

    /** What was found, check by check; a check that got no answer is left out. */
    private Map<CheckCode, List<Finding>> examined(Application application, Policy policy) {
        var found = new EnumMap<CheckCode, List<Finding>>(CheckCode.class);
        for (var check : Deciding.required(policy)) {
            try {
                if (examinations.examine(check, application) instanceof Examined.Found(var findings)) {
                    found.put(check, waivers.applied(application, check, findings));
                }
            } catch (RuntimeException e) {
                // A fault of our own proves nothing either. The message may repeat what was asked; its kind is enough.
                log.warn("The check {} of {} failed: {}", check, application, e.getClass());
            }
        }
        return found;
    }

    /** What an officer or an appeal accepted when the mark was issued. */
    private static List<Finding> accepted(Application application, CheckCode check) {
        return application
                .check(check)
                .filter(c -> c.answeredAt() != null && c.state() == CheckState.PASSED)
                .map(ApplicationCheck::findings)
                .orElse(List.of());
    }

    private void note(Mark mark, Application application, Map<CheckCode, List<Finding>> found, Policy policy) {
        var now = clock.instant();
        var cureBy = now.plus(policy.marks().curePeriod());
        int opened = 0;
        int cured = 0;
        var held = new EnumMap<CheckCode, List<Finding>>(CheckCode.class);
        for (var check : found.entrySet()) {
            var faults = Assessment.faults(check.getValue(), accepted(application, check.getKey()));
            held.put(check.getKey(), faults);
            cured += store.cure(mark.code(), check.getKey(), faults, now);
            for (var fault : faults) {
                opened += store.open(mark.code(), check.getKey(), fault, now, cureBy) ? 1 : 0;
            }
        }
        var before = store.seen(List.of(mark.code())).get(mark.code());
        var seen = Seen.after(before, now, found, held);
        store.looked(mark.code(), found, seen, policy.marks().recheckEvery());
        if (seen.differsFrom(before)) {
            events.publishEvent(new MarkLooked(mark.code()));
        }
        if (opened > 0) {
            notices.found(mark, opened, cureBy);
        }
        if (cured > 0 && store.openOf(mark.code()).isEmpty()) {
            notices.cured(mark);
            endReview(mark);
        }
    }

    /** A review that we began ends when everything is cured; one an officer began is the officer's to end. */
    private void endReview(Mark looked) {
        // Held before it is read: an officer may be deciding about it this moment.
        var mark = life.held(looked.code());
        boolean ours = life.standingDecision(mark)
                .filter(d -> d.step() == MarkStep.PUT_UNDER_REVIEW && NOT_CURED.equals(d.reason()))
                .isPresent();
        if (mark.state() == MarkState.UNDER_REVIEW && ours) {
            life.decideBySystem(
                    mark.code(), MarkStep.END_REVIEW, ReasonWords.automatic("recheck-cured", ""), Map.of(), ACTOR);
        }
    }

    /** Puts the mark under review whose finding was to be cured first and was not. Returns whether there was one. */
    @Transactional
    public boolean actNext() {
        var overdue = store.nextOverdue();
        overdue.ifPresent(code -> {
            var open = store.openOf(code);
            var facts = Map.of(
                    "findings",
                    open.stream()
                            .map(f -> f.check() + ": " + f.finding().code())
                            .toList());
            // Whatever else stands between: an officer who suspended the mark has seen more than we do.
            life.decideBySystem(code, MarkStep.PUT_UNDER_REVIEW, NOT_CURED, facts, ACTOR);
            store.acted(code, clock.instant());
        });
        return overdue.isPresent();
    }

    /** A mark, for those who may read what was found: the team of its business, and those who read cases. */
    @Transactional(readOnly = true)
    public Optional<Mark> visible(Caller caller, String code) {
        return registry.mark(code)
                .filter(m ->
                        caller.readsCases() || people.businessesOf(caller.id()).contains(m.businessId()));
    }

    /** What is open about a mark, by when it is to be cured. */
    @Transactional(readOnly = true)
    public List<OpenFinding> open(String mark) {
        return store.openOf(mark);
    }

    /** What a look looks at. */
    public Set<CheckCode> checks() {
        return Deciding.required(policies.now());
    }

    /** What the looks at some marks have seen in so far as their grades rest on it, by mark. */
    @Transactional(readOnly = true)
    public Map<String, Seen> seen(Collection<String> marks) {
        return store.seen(marks);
    }

    /** The last look at a mark. */
    @Transactional(readOnly = true)
    public Optional<LastLook> last(String mark) {
        return store.last(mark);
    }

    @Override
    public void destroy() {
        crew.close();
    }
}
