package org.touchstone.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Refused;
import org.touchstone.foundation.web.Role;
import org.touchstone.journal.Journal;
import org.touchstone.policy.Policies;
import org.touchstone.registry.MarkAttempt.Done;
import org.touchstone.registry.store.BusinessStore;
import org.touchstone.registry.store.DecisionStore;
import org.touchstone.registry.store.LifeStore;
import org.touchstone.registry.store.LifeStore.Held;
import org.touchstone.rules.mark.MarkParty;
import org.touchstone.rules.mark.MarkRefusal;
import org.touchstone.rules.mark.MarkStanding;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.mark.MarkTransitions;
import org.touchstone.rules.mark.SupervisionStep;
import org.touchstone.rules.policy.Grade;

/**
 * What can be done to a mark after it was issued. Each method is one transaction: state, history, decision, journal, messages
 * and the word to other modules stand or fall together. A mark is held while something is done to it, and a validity that has
 * passed is written down first.
 */
@Component
public class MarkLife {

    private static final Set<MarkParty> ISSUER = EnumSet.of(MarkParty.OWNER, MarkParty.SYSTEM);

    private final LifeStore store;
    private final DecisionStore decisions;
    private final BusinessStore businesses;
    private final Registry registry;
    private final Policies policies;
    private final People people;
    private final MarkNotices notices;
    private final Journal journal;
    private final DatabaseClock clock;
    private final List<TookPart> parts;
    private final ApplicationEventPublisher events;

    MarkLife(
            LifeStore store,
            DecisionStore decisions,
            BusinessStore businesses,
            Registry registry,
            Policies policies,
            People people,
            MarkNotices notices,
            Journal journal,
            DatabaseClock clock,
            List<TookPart> parts,
            ApplicationEventPublisher events) {
        this.parts = parts;
        this.store = store;
        this.decisions = decisions;
        this.businesses = businesses;
        this.registry = registry;
        this.policies = policies;
        this.people = people;
        this.notices = notices;
        this.journal = journal;
        this.clock = clock;
        this.events = events;
    }

    // Grade.

    /** Grades a mark, in the transaction of whoever found the grade; without one where too little is known. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void grade(String code, @Nullable Grade grade) {
        store.grade(plain(code), grade);
        events.publishEvent(new MarkGraded(plain(code), grade));
    }

    // Decisions of the centre.

    /**
     * An officer decides, or proposes what needs a second officer.
     *
     * @param reason for everyone to read; what could name or reach a person is blotted out
     * @param facts what the decision rests on, without personal data
     */
    @Transactional
    public MarkAttempt<DecisionOnMark> decide(
            Caller officer, String code, MarkStep step, String reason, Map<String, ?> facts) {
        return decide(hold(code), step, parties(officer), officer, reason, facts, officer.actor());
    }

    /**
     * What goes by itself: the automatic checks put a mark under review or end a review; the ladder watches it, writes a letter, or ends
     * either.
     *
     * @param facts what it rests on, without personal data
     * @param actor as the journal names who acted
     */
    @Transactional
    public MarkAttempt<DecisionOnMark> decideBySystem(
            String code, MarkStep step, String reason, Map<String, ?> facts, String actor) {
        return decide(hold(code), step, EnumSet.of(MarkParty.SYSTEM), null, reason, facts, actor);
    }

    /**
     * A letter is settled.
     *
     * @param officer who found so; absent where it goes by itself
     * @param actor as the journal names who acted
     */
    @Transactional
    public MarkAttempt<DecisionOnMark> closeLetter(
            @Nullable Caller officer, String code, String reason, Map<String, ?> facts, String actor) {
        return decide(hold(code), MarkStep.CLOSE_LETTER, EnumSet.of(MarkParty.SYSTEM), officer, reason, facts, actor);
    }

    private MarkAttempt<DecisionOnMark> decide(
            Held held,
            MarkStep step,
            Collection<MarkParty> who,
            @Nullable Caller officer,
            String reason,
            Map<String, ?> facts,
            String actor) {
        var standing = standing(held);
        var refusal = standing.refusal(step, who, reason)
                .or(() -> officer == null ? Optional.empty() : ownBusiness(officer, held.mark()));
        if (refusal.isPresent()) {
            return new MarkAttempt.Refused<>(refusal.get());
        }
        var now = clock.instant();
        boolean two = step.heavy() && policies.at(now).marks().twoOfficers();
        var why = officer == null ? reason : ReasonWords.typed(reason);
        var id = add(held.mark(), standing.state(), step, two, why, facts, By.of(officer, step), now);
        if (two) {
            journal.write(actor, "mark.proposed", subject(held.mark()), Map.of("step", step, "decision", id));
        } else {
            putInForce(held, id, standing.state(), standing.after(step), step, null, why, actor, now);
        }
        return done(held.mark(), id);
    }

    /** Whoever acts for a business, for it or for the centre, does not decide about its marks. */
    private Optional<MarkRefusal> ownBusiness(Caller officer, Mark mark) {
        return people.businessesOf(officer.id()).contains(mark.businessId())
                ? Optional.of(new MarkRefusal.Involved())
                : Optional.empty();
    }

    /** Who decides, and as what. */
    private record By(@Nullable UUID person, String role) {
        static By of(@Nullable Caller officer, MarkStep step) {
            return officer == null ? new By(null, "SYSTEM") : new By(officer.id(), MarkLife.role(officer, step));
        }
    }

    private UUID add(
            Mark mark,
            MarkState before,
            MarkStep step,
            boolean two,
            String reason,
            Map<String, ?> facts,
            By by,
            Instant now) {
        var id = UUID.randomUUID();
        var known = new HashMap<String, Object>(facts);
        known.put("host", mark.host().name());
        known.put("business", mark.businessId());
        known.put("expiresAt", mark.expiresAt());
        known.put("policyVersion", policies.at(now).version());
        decisions.add(id, mark.code(), step, before, two, reason, known, by.person(), by.role(), now);
        return id;
    }

    private void putInForce(
            Held held,
            UUID id,
            MarkState before,
            MarkState after,
            MarkStep step,
            @Nullable UUID second,
            String reason,
            String actor,
            Instant now) {
        var until = step.appealable() ? now.plus(policies.at(now).marks().appealWithin()) : null;
        decisions.putInForce(id, before, after, second, now, until);
        var suspension = switch (step) {
            case SUSPEND -> id;
            case REINSTATE -> null;
            default -> held.suspension();
        };
        switch (step) {
            case WATCH -> supervised(held.mark(), SupervisionStep.WATCH, reason, now);
            case LETTER -> supervised(held.mark(), SupervisionStep.LETTER, reason, now);
            case END_WATCH, CLOSE_LETTER -> store.supervise(held.mark().code(), null);
            default -> {}
        }
        change(held.mark(), before, after, step, suspension, reason, actor, id, now, until);
    }

    private void supervised(Mark mark, SupervisionStep step, String reason, Instant now) {
        store.supervise(mark.code(), new Supervision(step, now, reason));
    }

    /**
     * A second officer confirms or declines what another proposed.
     *
     * @param id the decision; absent for the one that waits
     */
    @Transactional
    public MarkAttempt<DecisionOnMark> second(
            Caller officer, String code, @Nullable UUID id, boolean approve, @Nullable String reason) {
        var held = hold(code);
        var found = id == null
                ? decisions.pendingOf(held.mark().code())
                : decisions.find(held.mark().code(), id);
        if (found.isEmpty()) {
            return new MarkAttempt.Refused<>(new MarkRefusal.NothingToDecide());
        }
        var decision = found.get();
        var now = clock.instant();
        var refusal = secondRefusal(officer, held.mark(), decision);
        if (refusal.isPresent()) {
            return new MarkAttempt.Refused<>(refusal.get());
        }
        if (!approve) {
            if (reason == null) {
                return new MarkAttempt.Refused<>(new MarkRefusal.NoReason());
            }
            decisions.decline(decision.id(), officer.id(), now, ReasonWords.typed(reason));
            journal.write(
                    officer.actor(),
                    "mark.declined",
                    subject(held.mark()),
                    Map.of("step", decision.step(), "decision", decision.id()));
            return done(held.mark(), decision.id());
        }
        var state = held.mark().stateAt(now);
        var edge = MarkTransitions.TABLE.find(state, decision.step());
        if (edge.isEmpty()) {
            return new MarkAttempt.Refused<>(new MarkRefusal.WrongState(state, decision.step()));
        }
        putInForce(
                held,
                decision.id(),
                state,
                edge.get().to(),
                decision.step(),
                officer.id(),
                decision.reason(),
                officer.actor(),
                now);
        return done(held.mark(), decision.id());
    }

    /** Why somebody may not confirm or decline what another proposed; empty where he may. */
    @Transactional(readOnly = true)
    public Optional<MarkRefusal> secondRefusal(Caller officer, Mark mark, DecisionOnMark decision) {
        return decision.rule().secondRefusal(officer.id(), parties(officer)).or(() -> ownBusiness(officer, mark));
    }

    /** Why somebody may not decide the appeal against a decision; empty where he may, if he is an appeals officer. */
    @Transactional(readOnly = true)
    public Optional<MarkRefusal> judgeRefusal(Caller officer, Mark mark, DecisionOnMark decision) {
        return decision.rule()
                .judgeRefusal(officer.id())
                .or(() -> ownBusiness(officer, mark))
                .or(() -> parts.stream().anyMatch(part -> part.in(decision, officer.id()))
                        ? Optional.of(new MarkRefusal.Involved())
                        : Optional.empty());
    }

    /**
     * The proposal of a heavy decision whose ground has fallen away waits for nobody any more.
     *
     * @param ground tells by its facts whether a decision rests on that ground
     */
    @Transactional
    public void drop(String code, Predicate<Map<String, Object>> ground, String reason, String actor) {
        var mark = hold(code).mark();
        decisions.pendingOf(mark.code()).filter(d -> ground.test(d.facts())).ifPresent(d -> {
            decisions.lapse(d.id(), clock.instant(), reason);
            journal.write(
                    actor,
                    "mark.declined",
                    subject(mark),
                    Map.of("step", d.step(), "decision", d.id(), "lapsed", true));
        });
    }

    /** Somebody of the business asks for a decision to be looked at by somebody else. Its words are kept encrypted. */
    @Transactional
    public MarkAttempt<DecisionOnMark> appeal(Caller owner, String code, UUID id, String reason) {
        var held = hold(code);
        people.requireAnswering(owner.id(), held.mark().businessId());
        var decision = decisions
                .find(held.mark().code(), id)
                .filter(DecisionOnMark::isPublic)
                .orElseThrow(Refused::notFound);
        var now = clock.instant();
        var refusal = decision.rule().appealRefusal(now);
        if (refusal.isPresent()) {
            return new MarkAttempt.Refused<>(refusal.get());
        }
        var due = now.plus(policies.at(now).procedure().targets().appeal());
        decisions.appeal(id, owner.id(), reason, now, due);
        journal.write(owner.actor(), "mark.appealed", subject(held.mark()), Map.of("decision", id));
        return done(held.mark(), id);
    }

    /** An appeals officer who had no part in a decision decides the appeal against it. Returns the decision on the appeal. */
    @Transactional
    public MarkAttempt<DecisionOnMark> judge(Caller officer, String code, UUID id, boolean grant, String reason) {
        var held = hold(code);
        var mark = held.mark();
        var step = grant ? MarkStep.GRANT_APPEAL : MarkStep.DENY_APPEAL;
        var decision = decisions.find(mark.code(), id).orElseThrow(Refused::notFound);
        var standing = standing(held);
        var refusal =
                standing.refusal(step, parties(officer), reason).or(() -> judgeRefusal(officer, held.mark(), decision));
        if (refusal.isPresent()) {
            return new MarkAttempt.Refused<>(refusal.get());
        }
        var now = clock.instant();
        var before = mark.state();
        var without = decisions.without(decision).orElse(null);
        boolean passed = !mark.expiresAt().isAfter(now);
        var asIfKept = grant ? decision.rule().reversed(before, without, passed) : before;
        // A mark comes back only to an address that is free; two marks in force never stand on one.
        var releasedAt = mark.releasedAt();
        boolean gone = false;
        if (releasedAt != null && asIfKept.expires() && !store.takeBack(mark)) {
            gone = true;
            mark = releasedAt.isBefore(mark.expiresAt()) ? mark.until(releasedAt) : mark;
        }
        var after = gone ? decision.rule().reversed(before, without, true) : asIfKept;
        var why = judged(ReasonWords.typed(reason), gone);
        var judgement = add(
                mark, before, step, false, why, Map.of("decision", id, "hostGone", gone), By.of(officer, step), now);
        decisions.judges(judgement, id);
        decisions.putInForce(judgement, before, after, null, now, null);
        var suspension = grant && id.equals(held.suspension()) ? null : held.suspension();
        if (grant && decision.step() == MarkStep.LETTER && isOfLetter(mark, decision)) {
            store.supervise(mark.code(), null);
        }
        change(mark, before, after, step, suspension, why, officer.actor(), judgement, now, null);
        return done(mark, judgement);
    }

    /** Whether a mark stands under the very letter; it may have been closed and another written since. */
    private static boolean isOfLetter(Mark mark, DecisionOnMark letter) {
        var supervision = mark.supervision();
        return supervision != null
                && supervision.step() == SupervisionStep.LETTER
                && supervision.since().equals(letter.effectiveAt());
    }

    /** What the judge says, with the word that the address has gone where a granted appeal brings no validity back. */
    private static String judged(String reason, boolean gone) {
        return gone ? ReasonWords.automatic("appeal-host-gone", reason) : reason;
    }

    // What the business asks for and the checks have found in order.

    /**
     * Makes a mark valid until another instant, in its place and with its record.
     *
     * @param actor as the journal names who asked: {@code person:ID} or {@code system:NAME}
     */
    @Transactional
    public MarkAttempt<Mark> renew(String code, Instant newExpiry, String reason, String actor) {
        var held = hold(code);
        var now = clock.instant();
        var standing = standing(held);
        var rules = policies.at(now).marks();
        var refusal = standing.renewalRefusal(newExpiry, ISSUER, reason, now, rules);
        if (refusal.isPresent()) {
            return new MarkAttempt.Refused<>(refusal.get());
        }
        var after = standing.after(MarkStep.RENEW);
        var mark = held.mark();
        store.put(mark.code(), after, newExpiry, null);
        store.remind(mark.code(), rules.nextReminder(newExpiry, now).orElse(null));
        tell(
                mark,
                standing.state(),
                after,
                MarkStep.RENEW,
                reason,
                actor,
                null,
                now,
                null,
                Map.of("expiresAt", newExpiry, "before", mark.expiresAt()));
        if (standing.state() == MarkState.EXPIRED) {
            reviewGoesOn(mark.code(), actor);
        }
        return done(mark);
    }

    /** A review that was open when the validity passed is not shed by a renewal: it goes on, for the reason it had. */
    private void reviewGoesOn(String code, String actor) {
        if (store.stateAtExpiry(code) != MarkState.UNDER_REVIEW) {
            return;
        }
        decisions
                .lastInto(code, MarkState.UNDER_REVIEW)
                .filter(review -> !review.reversed())
                .ifPresent(review -> {
                    var held = hold(code);
                    var mark = held.mark();
                    var step = MarkStep.PUT_UNDER_REVIEW;
                    var standing = standing(held);
                    if (standing.refusal(step, EnumSet.of(MarkParty.SYSTEM), review.reason())
                            .isPresent()) {
                        return;
                    }
                    var now = clock.instant();
                    // It stays the decision of whoever made it: they do not judge an appeal against it.
                    var by = new By(review.proposedBy(), review.proposedRole());
                    var facts = Map.of("goesOnFrom", review.id());
                    var id = add(mark, standing.state(), step, false, review.reason(), facts, by, now);
                    putInForce(
                            held, id, standing.state(), standing.after(step), step, null, review.reason(), actor, now);
                });
    }

    /**
     * Gives a business a new mark for a website, at once and public. A mark that was revoked or has expired gives way: its website
     * is released, its history says so, its owner is told, and its record stays with it. Empty while a mark that still can come to
     * its owner's aid holds the address.
     */
    @Transactional
    public Optional<Mark> issue(NewMark wanted, String actor) {
        registry.markOf(wanted.host()).ifPresent(old -> release(old.code(), wanted.host(), actor));
        return registry.issue(wanted, actor);
    }

    private void release(String code, Host host, String actor) {
        var held = hold(code);
        var mark = held.mark();
        var reason = ReasonWords.automatic("host-released", "");
        boolean elsewhere = !mark.host().equals(host);
        if (elsewhere
                || standing(held)
                        .refusal(MarkStep.RELEASE, EnumSet.of(MarkParty.SYSTEM), reason)
                        .isPresent()) {
            return;
        }
        var now = clock.instant();
        store.release(mark, now);
        tell(
                mark,
                mark.state(),
                mark.state(),
                MarkStep.RELEASE,
                reason,
                actor,
                null,
                now,
                null,
                Map.of("host", host.name()));
    }

    /** Moves the website of a mark to another address. Mark, website and record stay the same; the old address is remembered. */
    @Transactional
    public MarkAttempt<Mark> moveHost(String code, Host newHost, String reason, String actor) {
        var held = hold(code);
        var mark = held.mark();
        var refusal = standing(held)
                .refusal(MarkStep.MOVE_HOST, ISSUER, reason)
                .or(() -> newHost.equals(mark.host()) ? Optional.of(new MarkRefusal.AlreadySo()) : Optional.empty());
        if (refusal.isPresent()) {
            return new MarkAttempt.Refused<>(refusal.get());
        }
        var now = clock.instant();
        if (!store.moveHost(mark, newHost, now)) {
            return new MarkAttempt.Refused<>(new MarkRefusal.HostTaken(newHost.name()));
        }
        var facts = Map.of("host", newHost.name(), "before", mark.host().name());
        tell(mark, mark.state(), mark.state(), MarkStep.MOVE_HOST, reason, actor, null, now, null, facts);
        return done(mark);
    }

    /**
     * Gives the website of a mark to another business. The record stays with the mark; complaints that were filed stay with
     * the business that sold.
     */
    @Transactional
    public MarkAttempt<Mark> moveOwner(String code, UUID newBusiness, String reason, String actor) {
        var held = hold(code);
        var mark = held.mark();
        Refused.unlessFound(businesses.nameOf(newBusiness));
        var refusal = standing(held)
                .refusal(MarkStep.MOVE_OWNER, ISSUER, reason)
                .or(() -> newBusiness.equals(mark.businessId())
                        ? Optional.of(new MarkRefusal.AlreadySo())
                        : Optional.empty());
        if (refusal.isPresent()) {
            return new MarkAttempt.Refused<>(refusal.get());
        }
        var now = clock.instant();
        store.moveOwner(mark, newBusiness, now);
        var facts = Map.of("business", newBusiness, "before", mark.businessId());
        tell(mark, mark.state(), mark.state(), MarkStep.MOVE_OWNER, reason, actor, null, now, null, facts);
        notices.gaveAway(mark.businessId(), mark, now, reason);
        return done(mark);
    }

    /** Changes the name and the trade of the business of a mark, and so of all its marks. Each says so in its history. */
    @Transactional
    public MarkAttempt<Mark> changeData(String code, String legalName, String trade, String reason, String actor) {
        var held = hold(code);
        var mark = held.mark();
        var refusal = standing(held)
                .refusal(MarkStep.CHANGE_DATA, ISSUER, reason)
                .or(() -> legalName.equals(mark.legalName()) && trade.equals(mark.trade())
                        ? Optional.of(new MarkRefusal.AlreadySo())
                        : Optional.empty());
        if (refusal.isPresent()) {
            return new MarkAttempt.Refused<>(refusal.get());
        }
        var now = clock.instant();
        businesses.change(mark.businessId(), legalName, trade);
        var facts = Map.of("legalName", legalName, "trade", trade, "before", mark.legalName() + " · " + mark.trade());
        for (var one : registry.ofBusinesses(List.of(mark.businessId()))) {
            var sister = hold(one.code()).mark();
            var state = sister.state();
            if (MarkTransitions.TABLE.allows(state, MarkStep.CHANGE_DATA)) {
                tell(sister, state, state, MarkStep.CHANGE_DATA, reason, actor, null, now, null, facts);
            }
        }
        return done(mark);
    }

    /** The mark as it stands now, held until the end of the caller's transaction: nothing is done to it in between. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Mark held(String code) {
        return hold(code).mark();
    }

    // What time does.

    /** Ends the validity that passed first and was not noticed yet, as of the instant it passed. Returns whether there was one. */
    @Transactional
    public boolean expireNext() {
        var held = store.lockExpired();
        held.ifPresent(this::expire);
        return held.isPresent();
    }

    /** Reminds the owner who should have been reminded first. Returns whether there was one. */
    @Transactional
    public boolean remindNext() {
        var held = store.lockToRemind();
        held.map(Held::mark).ifPresent(mark -> {
            var now = clock.instant();
            if (mark.stateAt(now).expires()) {
                notices.endsSoon(mark);
            }
            store.remind(
                    mark.code(),
                    policies.at(now).marks().nextReminder(mark.expiresAt(), now).orElse(null));
        });
        return held.isPresent();
    }

    private void expire(Held held) {
        var mark = held.mark();
        change(
                mark,
                mark.state(),
                MarkState.EXPIRED,
                MarkStep.EXPIRE,
                held.suspension(),
                "its validity has passed",
                "time",
                null,
                mark.expiresAt(),
                null);
        store.remind(mark.code(), null);
    }

    // What everyone may read.

    /** The decisions that are or were in force, the newest first. */
    @Transactional(readOnly = true)
    public List<DecisionOnMark> publicDecisions(String code) {
        return decisions.of(plain(code)).stream()
                .filter(DecisionOnMark::isPublic)
                .toList();
    }

    /** The decision by which a mark is suspended, revoked or under review now. */
    @Transactional(readOnly = true)
    public Optional<DecisionOnMark> standingDecision(Mark mark) {
        return decisions.lastInto(mark.code(), mark.state());
    }

    /** The history of a mark, the oldest first. */
    @Transactional(readOnly = true)
    public List<MarkEntry> history(String code) {
        return store.history(plain(code));
    }

    /** The addresses the website of a mark had before, the oldest first. */
    @Transactional(readOnly = true)
    public List<FormerHost> formerHosts(Mark mark) {
        return store.formerHosts(mark.websiteId());
    }

    /** The businesses that ran the website of a mark before, the oldest first. */
    @Transactional(readOnly = true)
    public List<FormerOwner> formerOwners(Mark mark) {
        return store.formerOwners(mark.websiteId());
    }

    // What officers read.

    /** All decisions of a mark, the newest first, with those that wait and those declined. */
    @Transactional(readOnly = true)
    public List<DecisionOnMark> decisions(String code) {
        return decisions.of(plain(code));
    }

    /** A decision of a mark. */
    @Transactional(readOnly = true)
    public Optional<DecisionOnMark> decision(String code, UUID id) {
        return decisions.find(plain(code), id);
    }

    /** Whether a decision about a mark waits for its second officer. */
    @Transactional(readOnly = true)
    public boolean isPending(String code) {
        return decisions.pendingOf(plain(code)).isPresent();
    }

    /** Decisions that wait for a second officer, the oldest first. */
    @Transactional(readOnly = true)
    public List<DecisionOnMark> pending(int limit) {
        return decisions.pending(limit);
    }

    /** Decisions whose appeal waits, the one due first before the others. */
    @Transactional(readOnly = true)
    public List<DecisionOnMark> appealed(int limit) {
        return decisions.appealed(limit);
    }

    /** How many decisions wait for a second officer. */
    @Transactional(readOnly = true)
    public int countPending() {
        return decisions.countPending();
    }

    /** How many appeals against decisions wait. */
    @Transactional(readOnly = true)
    public int countAppealed() {
        return decisions.countAppealed();
    }

    /**
     * Decisions that took effect from one instant until before another, also those reversed since.
     *
     * @param trade of which business; absent for all
     */
    @Transactional(readOnly = true)
    public List<Effective> effective(Collection<MarkStep> steps, Instant from, Instant until, @Nullable String trade) {
        return decisions.effective(steps, from, until, trade);
    }

    /** That a decision took effect. */
    public record Effective(MarkStep step, Instant at) {}

    /** What the business says in its appeal against a decision. */
    @Transactional(readOnly = true)
    public Optional<String> appealReason(UUID decision) {
        return decisions.appealReason(decision);
    }

    /** The acts an officer may do on a mark now, in the order of the table. */
    @Transactional(readOnly = true)
    public List<MarkStep> open(Caller officer, Mark mark) {
        var who = parties(officer);
        who.remove(MarkParty.APPEALS);
        var standing = standing(new Held(mark, suspensionOf(mark)));
        return MarkTransitions.TABLE.open(standing.state(), who).stream()
                .filter(step -> standing.refusal(step, who, "-").isEmpty())
                .toList();
    }

    /** What the owner of a mark may ask for in its state. */
    @Transactional(readOnly = true)
    public List<MarkStep> openToOwner(Mark mark) {
        var who = EnumSet.of(MarkParty.OWNER);
        var standing = new MarkStanding(
                mark.stateAt(clock.instant()),
                mark.expiresAt(),
                false,
                null,
                mark.released() ? mark.host().name() : null,
                mark.supervisionStep());
        return MarkTransitions.TABLE.open(standing.state(), who).stream()
                .filter(step -> standing.refusal(step, who, "-").isEmpty())
                .toList();
    }

    /** Where a step an officer is offered would lead. */
    @Transactional(readOnly = true)
    public MarkState after(Mark mark, MarkStep step) {
        return standing(new Held(mark, suspensionOf(mark))).after(step);
    }

    private @Nullable UUID suspensionOf(Mark mark) {
        return suspension(mark).map(DecisionOnMark::id).orElse(null);
    }

    /** The suspension of a mark that has not been lifted; the mark may have expired since. */
    @Transactional(readOnly = true)
    public Optional<DecisionOnMark> suspension(Mark mark) {
        return decisions.of(mark.code()).stream()
                .filter(DecisionOnMark::isPublic)
                .filter(d -> d.step() == MarkStep.SUSPEND || d.step() == MarkStep.REINSTATE)
                .findFirst()
                .filter(d -> d.step() == MarkStep.SUSPEND && !d.reversed());
    }

    // How it is done.

    /** The mark, held; what time did to it is written down first. */
    private Held hold(String code) {
        var held = store.lock(plain(code)).orElseThrow(Refused::notFound);
        var mark = held.mark();
        if (mark.state().expires() && !mark.expiresAt().isAfter(clock.instant())) {
            expire(held);
            return store.lock(mark.code()).orElseThrow();
        }
        return held;
    }

    private MarkStanding standing(Held held) {
        var mark = held.mark();
        return new MarkStanding(
                mark.stateAt(clock.instant()),
                mark.expiresAt(),
                held.suspension() != null,
                decisions.pendingOf(mark.code()).map(DecisionOnMark::step).orElse(null),
                mark.released() ? mark.host().name() : null,
                mark.supervisionStep());
    }

    private void change(
            Mark mark,
            MarkState from,
            MarkState to,
            MarkStep step,
            @Nullable UUID suspension,
            String reason,
            String actor,
            @Nullable UUID decision,
            Instant at,
            @Nullable Instant appealUntil) {
        store.put(mark.code(), to, mark.expiresAt(), suspension);
        tell(mark, from, to, step, reason, actor, decision, at, appealUntil, Map.of());
    }

    private void tell(
            Mark mark,
            MarkState from,
            MarkState to,
            MarkStep step,
            String reason,
            String actor,
            @Nullable UUID decision,
            Instant at,
            @Nullable Instant appealUntil,
            Map<String, ?> facts) {
        store.append(mark.code(), at, step, to, reason, actor, decision, facts);
        var noted = new HashMap<String, Object>(facts);
        noted.put("from", from);
        noted.put("to", to);
        if (decision != null) {
            noted.put("decision", decision);
        }
        journal.write(actor, "mark." + step.path(), subject(mark), noted);
        events.publishEvent(new MarkChanged(mark.code(), from, to, at, step, decision));
        notices.changed(registry.mark(mark.code()).orElseThrow(), step, at, reason, appealUntil);
    }

    private MarkAttempt<DecisionOnMark> done(Mark mark, UUID decision) {
        return new Done<>(decisions.find(mark.code(), decision).orElseThrow());
    }

    private MarkAttempt<Mark> done(Mark mark) {
        return new Done<>(registry.mark(mark.code()).orElseThrow());
    }

    private static String plain(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }

    private static String subject(Mark mark) {
        return "mark:" + mark.code();
    }

    private static Set<MarkParty> parties(Caller caller) {
        var parties = EnumSet.noneOf(MarkParty.class);
        if (caller.roles().contains(Role.OFFICER)) {
            parties.add(MarkParty.OFFICER);
        }
        if (caller.roles().contains(Role.SENIOR_OFFICER)) {
            parties.add(MarkParty.SENIOR);
        }
        if (caller.roles().contains(Role.APPEALS_OFFICER)) {
            parties.add(MarkParty.APPEALS);
        }
        return parties;
    }

    private static String role(Caller caller, MarkStep step) {
        return step == MarkStep.GRANT_APPEAL || step == MarkStep.DENY_APPEAL
                ? "APPEALS_OFFICER"
                : caller.roles().contains(Role.SENIOR_OFFICER) ? "SENIOR_OFFICER" : "OFFICER";
    }
}
