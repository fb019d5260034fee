package org.touchstone.supervision;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.foundation.web.Refused;
import org.touchstone.journal.Journal;
import org.touchstone.journal.Looks;
import org.touchstone.policy.Policies;
import org.touchstone.record.RecordMoved;
import org.touchstone.record.Records;
import org.touchstone.record.Stages;
import org.touchstone.registry.DecisionOnMark;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkAttempt;
import org.touchstone.registry.MarkChanged;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.OrdersReported;
import org.touchstone.registry.ReasonWords;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkDecision;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.mark.SupervisionStep;
import org.touchstone.rules.policy.Policy.Ladder;
import org.touchstone.rules.record.Figures;
import org.touchstone.rules.supervision.CaseParty;
import org.touchstone.rules.supervision.CaseRefusal;
import org.touchstone.rules.supervision.CaseState;
import org.touchstone.rules.supervision.CaseStep;
import org.touchstone.rules.supervision.CaseTransitions;
import org.touchstone.rules.supervision.Climb;
import org.touchstone.rules.supervision.CurePlan;
import org.touchstone.rules.supervision.CureTarget.Measured;
import org.touchstone.rules.supervision.Points;
import org.touchstone.supervision.OfficialLetter.LetterKind;
import org.touchstone.supervision.store.LadderStore;
import org.touchstone.supervision.store.SupervisionStore;

/**
 * The cases of supervision and the ladder that begins them. Each method is one transaction: state, history, letter, journal and what
 * becomes of the mark stand or fall together. The mark is always held before its case.
 */
@Component
public class Cases {

    /** The fact of a decision that names the case it rests on. */
    static final String CASE = "case";

    private static final String LADDER = "system:ladder";

    private final SupervisionStore store;
    private final LadderStore ladder;
    private final OfficialLetters letters;
    private final Records records;
    private final Registry registry;
    private final MarkLife life;
    private final People people;
    private final Policies policies;
    private final Journal journal;
    private final Looks looks;
    private final Stages stages;
    private final DatabaseClock clock;

    Cases(
            SupervisionStore store,
            LadderStore ladder,
            OfficialLetters letters,
            Records records,
            Registry registry,
            MarkLife life,
            People people,
            Policies policies,
            Journal journal,
            Looks looks,
            Stages stages,
            DatabaseClock clock) {
        this.looks = looks;
        this.stages = stages;
        this.store = store;
        this.ladder = ladder;
        this.letters = letters;
        this.records = records;
        this.registry = registry;
        this.life = life;
        this.people = people;
        this.policies = policies;
        this.journal = journal;
        this.clock = clock;
    }

    // The ladder.

    /** Points may have changed. */
    @ApplicationModuleListener
    void on(RecordMoved moved) {
        ladder.look(moved.marks());
    }

    /** Its size may have changed, and with it what its points lead to. */
    @ApplicationModuleListener
    void on(OrdersReported reported) {
        ladder.look(List.of(reported.code()));
    }

    /** How many marks wait to be looked at. */
    public int due() {
        return ladder.due();
    }

    /** Looks at every mark again where a version of the policy is new. Returns whether it was. */
    @Transactional
    public boolean under(String version) {
        return ladder.under(version);
    }

    /** Looks at the mark that waits longest and does what the ladder asks for. Returns whether there was one. */
    @Transactional
    public boolean lookAtNext() {
        var code = ladder.nextDue();
        code.ifPresent(this::lookAt);
        return code.isPresent();
    }

    /**
     * Looks at the marks that wait longest together, and is done with those without a case the ladder asks nothing for. Returns how many
     * those were; the others go on waiting for {@link #lookAtNext}. Marks are not held: whatever is done to one meanwhile has it looked at
     * again.
     */
    @Transactional
    public int passOver(int most) {
        var due = ladder.lockDue(most);
        if (due.isEmpty()) {
            return 0;
        }
        var rules = policies.now().ladder();
        var now = clock.instant();
        var withCase = ladder.withOpenCase(due);
        var marks = registry.marks(due).stream()
                .filter(mark -> !withCase.contains(mark.code()))
                .toList();
        var withPoints = records.withPoints(due);
        var points = records.points(
                marks.stream().filter(m -> withPoints.contains(m.code())).toList());
        var settled = ladder.settledAt(due);
        var calm = new HashMap<String, @Nullable Instant>();
        for (var mark : marks) {
            var own = points.getOrDefault(mark.code(), Points.NONE);
            var climb = new Climb(
                    mark.stateAt(now),
                    mark.supervisionStep(),
                    null,
                    false,
                    false,
                    settled.get(mark.code()),
                    null,
                    null);
            if (climb.next(own, rules).isEmpty()) {
                calm.put(mark.code(), own.fewerAt());
            }
        }
        ladder.looked(calm);
        return calm.size();
    }

    private void lookAt(String code) {
        var mark = life.held(code);
        if (!ladder.lockDue(code)) {
            return;
        }
        var open = store.lockOpen(code).orElse(null);
        var rules = policies.now().ladder();
        var points = records.points(mark);
        var climb = new Climb(
                mark.stateAt(clock.instant()),
                mark.supervisionStep(),
                open == null ? null : open.state(),
                open != null && open.recommended() != null,
                life.isPending(code),
                ladder.settledAt(List.of(code)).get(code),
                open == null ? null : open.failedAt(),
                open == null ? null : open.declinedAt());
        climb.next(points, rules).ifPresent(move -> {
            switch (move) {
                case WATCH -> watch(mark, points, rules);
                case END_WATCH ->
                    life.decideBySystem(
                                    code,
                                    MarkStep.END_WATCH,
                                    ReasonWords.automatic("ladder-end-watch", points.count(), rules.watchAbove()),
                                    facts(mark, points, rules),
                                    LADDER)
                            .done();
                case LETTER -> begin(mark, points, rules);
                case RECOMMEND_SUSPENSION -> recommend(open, MarkStep.SUSPEND, points, rules);
                case RECOMMEND_REVOCATION -> recommend(open, MarkStep.REVOKE, points, rules);
            }
        });
        ladder.looked(code, points.fewerAt());
    }

    private void watch(Mark mark, Points points, Ladder rules) {
        boolean spared = rules.at(points.count()).compareTo(rules.at(points.count(), points.orders())) > 0;
        var reason = !spared
                ? ReasonWords.automatic("ladder-watch", points.count(), rules.watchAbove())
                : stages.shows(mark, clock.instant())
                        ? ReasonWords.automatic("ladder-watch-size", points.count(), orders(points))
                        : ReasonWords.automatic("ladder-watch-for-size", points.count());
        life.decideBySystem(mark.code(), MarkStep.WATCH, reason, facts(mark, points, rules), LADDER)
                .done();
    }

    private static long orders(Points points) {
        var orders = points.orders();
        return orders == null ? 0 : orders;
    }

    /** What the ladder went by, for everyone to read: without the size of a shop whose figures are not public. */
    private Map<String, Object> facts(Mark mark, Points points, Ladder rules) {
        var facts = facts(points, rules);
        if (!stages.shows(mark, clock.instant())) {
            facts.remove("orders");
        }
        return facts;
    }

    /** What the ladder went by, for the statement of reasons: the raw threshold of the sources beside the size of the shop. */
    private static Map<String, Object> facts(Points points, Ladder rules) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("points", points.count());
        facts.put("window", rules.window().toString());
        facts.put("letterAbove", rules.letterAbove());
        facts.put("sizedAbove", rules.sizedAbove());
        if (points.orders() != null) {
            facts.put("orders", points.orders());
        }
        return facts;
    }

    private void begin(Mark mark, Points points, Ladder rules) {
        var now = clock.instant();
        var facts = facts(points, rules);
        var decision = life.decideBySystem(
                        mark.code(),
                        MarkStep.LETTER,
                        ReasonWords.automatic("ladder-letter", points.count(), rules.letterAbove()),
                        facts(mark, points, rules),
                        LADDER)
                .done();
        var due = now.plus(rules.planWithin());
        var begun = SupervisionCase.begun(
                UUID.randomUUID(),
                mark.code(),
                mark.businessId(),
                decision.id(),
                points.count(),
                points.orders(),
                policies.at(now).version(),
                now,
                due);
        store.add(begun);
        store.append(begun, now, CaseStep.SEND_LETTER, CaseParty.TIME, null, facts, null);
        var content = new LinkedHashMap<String, Object>(facts);
        content.put("complaints", records.pointedAt(mark));
        content.put("planDue", due.toString());
        if (decision.appealUntil() != null) {
            content.put("appealUntil", decision.appealUntil().toString());
        }
        content.put("reason", decision.reason());
        letters.write(LetterKind.LETTER, mark, begun.id(), decision.id(), content, LADDER);
        journal.write(LADDER, "supervision.begun", subject(begun), Map.of("mark", mark.code()));
    }

    private void recommend(@Nullable SupervisionCase open, MarkStep step, Points points, Ladder rules) {
        if (open == null) {
            throw new IllegalStateException("nothing is recommended without a case");
        }
        var now = clock.instant();
        var facts = facts(points, rules);
        facts.put("recommended", step);
        move(open.recommending(step, now), CaseStep.RECOMMEND, CaseParty.TIME, null, facts, null, LADDER, now);
    }

    // What time does.

    /** Ends the time for the plan that was due first, as of the instant it was due. Returns whether there was one. */
    @Transactional
    public boolean missNextPlan() {
        var found = store.findOverdue();
        found.map(this::hold).filter(c -> c.state() == CaseState.LETTER).ifPresent(c -> {
            var due = Optional.ofNullable(c.planDue()).orElseThrow();
            move(c, CaseStep.MISS_PLAN, CaseParty.TIME, null, Map.of(), null, LADDER, due);
            letters.write(
                    LetterKind.PLAN_MISSED, mark(c), c.id(), c.letter(), Map.of("planDue", due.toString()), LADDER);
            ladder.look(List.of(c.code()));
        });
        return found.isPresent();
    }

    /** Checks the plan whose day came first against the record. Returns whether there was one. */
    @Transactional
    public boolean checkNextPlan() {
        var found = store.findToCheck();
        found.map(this::hold).filter(c -> c.state() == CaseState.CURING).ifPresent(this::check);
        return found.isPresent();
    }

    private void check(SupervisionCase c) {
        var mark = mark(c);
        // What came after the day neither breaks nor saves a promise, however late it is looked at.
        var day = Optional.ofNullable(c.checkAt()).orElseThrow();
        var measured = measured(c, mark, day);
        boolean met = measured.stream().allMatch(Measured::met);
        var facts = Map.of("measured", measured);
        var step = met ? CaseStep.PASS_CHECK : CaseStep.FAIL_CHECK;
        var after = move(c, step, CaseParty.TIME, null, facts, null, LADDER, day);
        letters.write(met ? LetterKind.SETTLED : LetterKind.CHECK_FAILED, mark, c.id(), c.letter(), facts, LADDER);
        if (met) {
            close(after, ReasonWords.automatic("ladder-cured", ""), null, LADDER);
        } else {
            ladder.look(List.of(c.code()));
        }
    }

    /** What the record shows of each promise as of an instant. */
    private List<Measured> measured(SupervisionCase c, Mark mark, Instant at) {
        var accepted = c.acceptedAt();
        if (c.targets().isEmpty()) {
            return List.of();
        }
        // The letter names what was filed within the window when it was written; what is older was not held against the
        // business.
        var from = Figures.windowStart(
                c.openedAt(), policies.named(c.policyVersion()).ladder().window());
        var cases = records.facts(mark, from, at);
        return new CurePlan(c.targets(), c.checkAt() == null ? at : c.checkAt())
                .measure(cases, c.openedAt(), accepted == null ? at : accepted, at);
    }

    // What the business does.

    /** The business hands in its plan. */
    @Transactional
    public CaseAttempt givePlan(Caller owner, UUID id, CurePlan plan, String words) {
        var c = hold(id);
        people.requireAnswering(owner.id(), c.business());
        var now = clock.instant();
        var refusal = CaseRefusal.of(c.state(), CaseStep.GIVE_PLAN, CaseParty.OWNER)
                .or(() -> plan.fault(now, policies.at(now).ladder()).map(CaseRefusal.BadPlan::new));
        if (refusal.isPresent()) {
            return new CaseAttempt.Refused(refusal.get());
        }
        var facts = Map.of("targets", plan.targets(), "checkAt", plan.checkAt().toString());
        return new CaseAttempt.Done(move(
                c.with(plan.targets(), plan.checkAt()),
                CaseStep.GIVE_PLAN,
                CaseParty.OWNER,
                owner.id(),
                facts,
                words,
                owner.actor(),
                now));
    }

    /** The business says what it thinks. */
    @Transactional
    public CaseAttempt state(Caller owner, UUID id, String words) {
        var c = hold(id);
        people.requireAnswering(owner.id(), c.business());
        return attempt(c, CaseStep.STATE, CaseParty.OWNER, owner, words, c);
    }

    private CaseAttempt attempt(
            SupervisionCase c,
            CaseStep step,
            CaseParty party,
            Caller by,
            @Nullable String words,
            SupervisionCase with) {
        var refusal = CaseRefusal.of(c.state(), step, party);
        if (refusal.isPresent()) {
            return new CaseAttempt.Refused(refusal.get());
        }
        return new CaseAttempt.Done(move(with, step, party, by.id(), Map.of(), words, by.actor(), clock.instant()));
    }

    // What officers do.

    /** An officer takes a step by hand, with reasons that the business reads. */
    @Transactional
    public CaseAttempt decide(Caller officer, UUID id, CaseStep step, String reason) {
        var c = hold(id);
        var now = clock.instant();
        var refusal = refusal(officer, c, step, now);
        if (refusal.isPresent()) {
            return new CaseAttempt.Refused(refusal.get());
        }
        var with = switch (step) {
            case ACCEPT_PLAN -> c.accepted(now);
            case RETURN_PLAN -> c.planBy(now.plus(policies.at(now).ladder().planWithin()));
            case NOT_FOLLOW -> c.notFollowed(now);
            default -> c;
        };
        var attempt = attempt(c, step, CaseParty.OFFICER, officer, reason, with);
        if (attempt instanceof CaseAttempt.Done(var after)) {
            var kind = switch (step) {
                case ACCEPT_PLAN -> LetterKind.PLAN_ACCEPTED;
                case RETURN_PLAN -> LetterKind.PLAN_RETURNED;
                case SETTLE -> LetterKind.SETTLED;
                case WITHDRAW -> LetterKind.WITHDRAWN;
                default -> null;
            };
            if (kind != null) {
                letters.write(kind, mark(c), c.id(), c.letter(), content(after, reason), officer.actor());
            }
            if (after.state().isClosed()) {
                close(after, reason, officer, officer.actor());
            }
        }
        return attempt;
    }

    private Optional<CaseRefusal> refusal(Caller officer, SupervisionCase c, CaseStep step, Instant now) {
        if (isInvolved(officer, c)) {
            return Optional.of(new CaseRefusal.Involved());
        }
        return switch (step) {
            case NOT_FOLLOW -> c.recommended() == null ? Optional.of(new CaseRefusal.NothingRecommended()) : pending(c);
            case SETTLE, WITHDRAW -> pending(c);
            // Accepted after its own day, a plan would pass with nothing to show.
            case ACCEPT_PLAN ->
                c.state() != CaseState.PLAN_GIVEN || c.checkAt() == null
                        ? Optional.empty()
                        : new CurePlan(c.targets(), c.checkAt())
                                .fault(now, policies.at(now).ladder())
                                .map(CaseRefusal.BadPlan::new);
            default -> Optional.empty();
        };
    }

    /** Whoever acts for the business does not decide its case. */
    private boolean isInvolved(Caller officer, SupervisionCase c) {
        var own = people.businessesOf(officer.id());
        return own.contains(c.business()) || own.contains(mark(c).businessId());
    }

    /** Nobody forestalls a decision the case asked for. */
    private Optional<CaseRefusal> pending(SupervisionCase c) {
        return life.decisions(c.code()).stream()
                        .anyMatch(d -> d.stage() == MarkDecision.Stage.PENDING && restsOn(d.facts(), c))
                ? Optional.of(new CaseRefusal.DecisionPending())
                : Optional.empty();
    }

    private static boolean restsOn(Map<String, Object> facts, SupervisionCase c) {
        return c.id().toString().equals(facts.get(CASE));
    }

    private static Map<String, Object> content(SupervisionCase c, String reason) {
        var content = new LinkedHashMap<String, Object>();
        content.put("reason", reason);
        if (c.planDue() != null) {
            content.put("planDue", c.planDue().toString());
        }
        if (c.checkAt() != null && c.state() == CaseState.CURING) {
            content.put("checkAt", c.checkAt().toString());
            content.put("targets", c.targets());
        }
        return content;
    }

    /** An officer follows the recommendation: proposes what it asks for, which a second officer has to confirm. */
    @Transactional
    public MarkAttempt<DecisionOnMark> follow(Caller officer, UUID id, String reason) {
        var c = hold(id);
        var step = c.recommended();
        if (step == null) {
            throw new Refused(HttpStatus.CONFLICT, "nothing-waits");
        }
        if (isInvolved(officer, c)) {
            throw new Refused(HttpStatus.FORBIDDEN, "involved");
        }
        var mark = mark(c);
        var facts = facts(mark, records.points(mark), policies.now().ladder());
        facts.put(CASE, c.id());
        return life.decide(officer, c.code(), step, reason, facts);
    }

    // What decisions about the mark bring with them.

    /** A decision about the mark moves its case along, and its reasons are written to the business. */
    @ApplicationModuleListener
    void on(MarkChanged changed) {
        var decision = changed.decision() == null
                ? Optional.<DecisionOnMark>empty()
                : life.decision(changed.code(), changed.decision());
        decision.ifPresent(this::decided);
        ladder.look(List.of(changed.code()));
    }

    private static final EnumSet<MarkStep> STATED = EnumSet.of(
            MarkStep.PUT_UNDER_REVIEW,
            MarkStep.END_REVIEW,
            MarkStep.SUSPEND,
            MarkStep.REINSTATE,
            MarkStep.REVOKE,
            MarkStep.GRANT_APPEAL,
            MarkStep.DENY_APPEAL);

    private void decided(DecisionOnMark decision) {
        var mark = life.held(decision.code());
        var open = store.lockOpen(decision.code());
        var appealed = decision.appealOf() == null
                ? null
                : life.decision(decision.code(), decision.appealOf()).orElse(null);
        if (STATED.contains(decision.step())) {
            letters.write(
                    LetterKind.STATEMENT,
                    mark,
                    open.map(SupervisionCase::id).orElse(null),
                    decision.id(),
                    statement(decision, appealed),
                    "system:registry");
        }
        open.ifPresent(c -> follow(c, decision, appealed));
    }

    private static Map<String, Object> statement(DecisionOnMark decision, @Nullable DecisionOnMark appealed) {
        var content = new LinkedHashMap<String, Object>();
        content.put("step", decision.step());
        content.put("before", decision.before());
        if (decision.after() != null) {
            content.put("after", decision.after());
        }
        content.put("reason", decision.reason());
        content.put("by", decision.roles());
        content.put("effectiveAt", decision.at().toString());
        if (decision.appealUntil() != null) {
            content.put("appealUntil", decision.appealUntil().toString());
        }
        for (var fact : List.of("points", "window", "orders")) {
            Optional.ofNullable(decision.facts().get(fact)).ifPresent(value -> content.put(fact, value));
        }
        if (appealed != null) {
            content.put("appealed", appealed.step());
            content.put("appealedAt", appealed.at().toString());
        }
        return content;
    }

    private void follow(SupervisionCase c, DecisionOnMark decision, @Nullable DecisionOnMark appealed) {
        var step = switch (decision.step()) {
            case SUSPEND -> CaseStep.SUSPEND;
            case REINSTATE -> CaseStep.REINSTATE;
            case REVOKE -> CaseStep.REVOKE;
            case GRANT_APPEAL -> isOf(c, appealed) ? CaseStep.SET_ASIDE : null;
            default -> null;
        };
        if (step == null || CaseRefusal.of(c.state(), step, CaseParty.DECISION).isPresent()) {
            return;
        }
        if (step == CaseStep.SET_ASIDE) {
            liftWhatFollowed(c, decision, appealed);
        }
        var facts = Map.of("decision", decision.id());
        var after = move(c, step, CaseParty.DECISION, null, facts, null, "system:registry", decision.at());
        if (after.state().isClosed()) {
            close(after, ReasonWords.automatic("ladder-" + step.path(), ""), null, "system:registry");
        }
    }

    /** A suspension that followed from a letter does not outlive it: nobody is suspended by the ladder who was not written to. */
    private void liftWhatFollowed(SupervisionCase c, DecisionOnMark granted, @Nullable DecisionOnMark appealed) {
        if (appealed == null || !appealed.id().equals(c.letter())) {
            return;
        }
        life.suspension(mark(c))
                .filter(suspension -> restsOn(suspension.facts(), c))
                .ifPresent(suspension -> life.decideBySystem(
                        c.code(),
                        MarkStep.REINSTATE,
                        ReasonWords.automatic("ladder-letter-set-aside", ""),
                        Map.of(CASE, c.id(), "appeal", granted.id()),
                        LADDER));
    }

    /** Whether the decision that was appealed is the letter of the case or what followed from it. */
    private static boolean isOf(SupervisionCase c, @Nullable DecisionOnMark appealed) {
        return appealed != null
                && (appealed.id().equals(c.letter())
                        || (appealed.step().heavy() && !appealed.at().isBefore(c.openedAt())));
    }

    // How it is done.

    private SupervisionCase hold(UUID id) {
        var code = store.find(id).orElseThrow(Refused::notFound).code();
        life.held(code);
        return store.lock(id).orElseThrow();
    }

    private Mark mark(SupervisionCase c) {
        return registry.mark(c.code()).orElseThrow();
    }

    private SupervisionCase move(
            SupervisionCase c,
            CaseStep step,
            CaseParty party,
            @Nullable UUID actor,
            Map<String, ?> facts,
            @Nullable String words,
            String journalled,
            Instant at) {
        var to = CaseTransitions.TABLE.find(c.state(), step).orElseThrow().to();
        var after = c.in(to, at);
        store.put(after);
        store.append(after, at, step, party, actor, facts, words);
        journal.write(journalled, "supervision." + step.path(), subject(c), Map.of("from", c.state(), "to", to));
        return after;
    }

    /** The end of a case ends the letter; points given until now were answered for. */
    private void close(SupervisionCase c, String reason, @Nullable Caller officer, String actor) {
        life.drop(c.code(), facts -> restsOn(facts, c), ReasonWords.automatic("ladder-case-closed", ""), actor);
        ladder.settled(c.code(), Optional.ofNullable(c.closedAt()).orElseThrow());
        if (mark(c).supervisionStep() == SupervisionStep.LETTER) {
            life.closeLetter(officer, c.code(), reason, Map.of(CASE, c.id()), actor)
                    .done();
        }
    }

    private static String subject(SupervisionCase c) {
        return "supervision:" + c.id();
    }

    // What people read.

    /** A case, for the business and for those who read cases. */
    @Transactional(readOnly = true)
    public Optional<CaseFile> view(Caller reader, UUID id) {
        return store.find(id)
                .filter(c -> {
                    boolean own = people.businessesOf(reader.id()).contains(c.business());
                    if (!own && reader.readsCases()) {
                        looks.saw(reader, subject(c));
                    }
                    return own || reader.readsCases();
                })
                .map(this::file);
    }

    private CaseFile file(SupervisionCase c) {
        var mark = mark(c);
        return new CaseFile(
                c,
                mark,
                life.decision(c.code(), c.letter()).orElseThrow(),
                records.points(mark),
                // What was promised is measured until the case ended; what came after that is another story.
                measured(c, mark, c.closedAt() == null ? clock.instant() : c.closedAt()),
                store.history(c.id()),
                letters.ofCase(c.id()));
    }

    /** Cases in which an officer has something to do, the longest waiting first. */
    @Transactional(readOnly = true)
    public List<SupervisionCase> waiting(int limit) {
        return store.waiting(limit);
    }

    /** How many cases wait for an officer. */
    @Transactional(readOnly = true)
    public int countWaiting() {
        return store.countWaiting();
    }

    /** When something last happened in some cases. */
    @Transactional(readOnly = true)
    public Map<UUID, Instant> lastMoved(Collection<UUID> ids) {
        return store.lastMoved(ids);
    }

    /** Cases, the oldest first; all or those in a state. */
    @Transactional(readOnly = true)
    public List<SupervisionCase> all(@Nullable CaseState state, Cursor after, int limit) {
        return store.all(state, after, limit);
    }

    /** How many cases stand in each state; of those closed, the ones of the last year. */
    @Transactional(readOnly = true)
    public Map<CaseState, Integer> counts() {
        return store.counts();
    }

    /** The cases of the businesses somebody acts for, the newest first. */
    @Transactional(readOnly = true)
    public List<SupervisionCase> mine(Caller owner) {
        return store.ofBusinesses(people.businessesOf(owner.id()));
    }

    /** The steps a party may take by hand now, in the order of the table. */
    public static List<CaseStep> open(SupervisionCase c, CaseParty who) {
        return CaseTransitions.TABLE.open(c.state(), who).stream()
                .filter(step -> step != CaseStep.NOT_FOLLOW || c.recommended() != null)
                .toList();
    }
}
