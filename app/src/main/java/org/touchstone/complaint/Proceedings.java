package org.touchstone.complaint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.complaint.CaseSteps.Keeping;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Refused;
import org.touchstone.foundation.web.Role;
import org.touchstone.rules.calendar.LegalCalendar;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.RefusalGround;
import org.touchstone.rules.complaint.RulingOutcome;
import org.touchstone.rules.complaint.State;

/**
 * What may follow a filing besides an answer and a rating: questions, refusals, reopening, mediation, rulings, appeals, setting
 * aside. Each method is one transaction and gives nothing where the caller is not the party whose step it is. Words are kept
 * encrypted beside the event they belong to.
 */
@Component
public class Proceedings {

    private final ComplaintStore store;
    private final CaseSteps steps;

    Proceedings(ComplaintStore store, CaseSteps steps) {
        this.store = store;
        this.steps = steps;
    }

    /** The business asks the consumer for information, once; the clock stands still. */
    @Transactional
    public Optional<Attempt> askInformation(Caller business, UUID id, String question) {
        return steps.step(business, id, Party.BUSINESS, Complaint::askInformation, text(question));
    }

    /** The consumer answers the question; the clock runs on with the time that was left. */
    @Transactional
    public Optional<Attempt> giveInformation(Caller consumer, UUID id, String information) {
        return steps.step(consumer, id, Party.CONSUMER, Complaint::giveInformation, text(information));
    }

    /**
     * The business says it need not answer, once; an officer reviews that.
     *
     * @param reason with what it rests on; the files it names are among the evidence of the case
     */
    @Transactional
    public Optional<Attempt> refuse(Caller business, UUID id, RefusalGround ground, String reason) {
        return steps.step(
                business, id, Party.BUSINESS, (c, now, policy) -> c.refuse(now, ground, policy), text(reason));
    }

    /** An officer upholds or denies the refusal, with reasons. */
    @Transactional
    public Optional<Attempt> reviewRefusal(Caller officer, UUID id, boolean uphold, String reason) {
        return steps.step(
                officer(officer),
                id,
                Party.CENTRE,
                (c, now, policy) -> c.reviewRefusal(now, uphold, policy),
                text(reason));
    }

    /** An officer admits a complaint the checks had refused, or confirms that it stays out, with reasons. */
    @Transactional
    public Optional<Attempt> decideAdmission(Caller officer, UUID id, boolean admit, String reason) {
        return steps.step(
                officer(officer),
                id,
                Party.CENTRE,
                (c, now, policy) -> admit ? c.admit(now, policy) : c.keepOut(now, policy),
                text(reason));
    }

    /** The consumer confirms that what was promised was done. */
    @Transactional
    public Optional<Attempt> confirmKept(Caller consumer, UUID id) {
        return steps.step(consumer, id, Party.CONSUMER, Complaint::confirmKept, file -> {});
    }

    /** The consumer opens the complaint again: what was promised was not done. */
    @Transactional
    public Optional<Attempt> reopen(Caller consumer, UUID id, @Nullable String why) {
        return steps.step(consumer, id, Party.CONSUMER, Complaint::reopen, text(why));
    }

    /** Either party, or for an unanswered complaint an officer, opens the mediation. */
    @Transactional
    public Optional<Attempt> askMediation(Caller caller, UUID id, @Nullable String why) {
        return asParty(
                caller, id, Party.CENTRE, party -> (c, now, policy) -> c.askMediation(now, party, policy), text(why));
    }

    /** An officer proposes a settlement to both parties. */
    @Transactional
    public Optional<Attempt> propose(Caller officer, UUID id, Offer offer, String words) {
        return steps.step(
                officer(officer), id, Party.CENTRE, (c, now, policy) -> c.propose(now, offer, policy), text(words));
    }

    /** A party accepts or declines the proposal. */
    @Transactional
    public Optional<Attempt> respond(Caller caller, UUID id, boolean accept, @Nullable String words) {
        return asParty(
                caller,
                id,
                null,
                party -> (c, now, policy) -> accept ? c.accept(now, party, policy) : c.decline(now, party, policy),
                text(words));
    }

    /** The consumer says whether the settlement was kept. */
    @Transactional
    public Optional<Attempt> confirmSettlement(Caller consumer, UUID id, boolean kept, @Nullable String words) {
        return steps.step(
                consumer, id, Party.CONSUMER, (c, now, policy) -> c.confirmSettlement(now, kept, policy), text(words));
    }

    /** An officer rules, with reasons. */
    @Transactional
    public Optional<Attempt> rule(
            Caller officer, UUID id, RulingOutcome outcome, @Nullable Offer ordered, String reasons) {
        return steps.step(
                officer(officer),
                id,
                Party.CENTRE,
                (c, now, policy) -> c.rule(now, outcome, ordered, policy),
                text(reasons));
    }

    /** The consumer or an officer confirms that what was ordered was done. */
    @Transactional
    public Optional<Attempt> confirmCompliance(Caller caller, UUID id, @Nullable String words) {
        return asParty(caller, id, Party.CENTRE, party -> Complaint::confirmCompliance, text(words));
    }

    /** An officer refers the case to the court. */
    @Transactional
    public Optional<Attempt> refer(Caller officer, UUID id, String reasons) {
        return steps.step(officer(officer), id, Party.CENTRE, Complaint::refer, text(reasons));
    }

    /** A party appeals against an exclusion or a ruling. */
    @Transactional
    public Optional<Attempt> appeal(Caller caller, UUID id, String reasons) {
        return asParty(caller, id, null, party -> (c, now, policy) -> c.appeal(now, party, policy), text(reasons));
    }

    /** An appeals officer who did not make the decision grants or denies the appeal, with reasons. */
    @Transactional
    public Optional<Attempt> decideAppeal(Caller officer, UUID id, boolean grant, String reasons) {
        if (!officer.roles().contains(Role.APPEALS_OFFICER)) {
            throw new Refused(HttpStatus.FORBIDDEN, "forbidden");
        }
        if (hasDecided(officer, id)) {
            throw new Refused(HttpStatus.FORBIDDEN, "own-decision");
        }
        return steps.step(
                officer, id, Party.CENTRE, (c, now, policy) -> c.decideAppeal(now, grant, policy), text(reasons));
    }

    /** Whether somebody may decide the appeal that waits in a case: who decides appeals and did not make the decision. */
    @Transactional(readOnly = true)
    public boolean mayDecideAppeal(Caller reader, UUID id) {
        return reader.roles().contains(Role.APPEALS_OFFICER) && !hasDecided(reader, id);
    }

    private boolean hasDecided(Caller officer, UUID id) {
        return store.find(id)
                .map(file -> file.state() == State.RULED ? "Ruled" : "RefusalUpheld")
                .flatMap(type -> store.lastActor(id, type))
                .filter(officer.actor()::equals)
                .isPresent();
    }

    /** An officer sets complaints aside as part of a flood, with reasons. Gives those that were not set aside before. */
    @Transactional
    public List<UUID> quarantine(Caller officer, List<UUID> complaints, String reason) {
        return each(officer, complaints, Complaint::quarantine, reason);
    }

    /** An officer lets complaints count again, with reasons. Gives those that were set aside. */
    @Transactional
    public List<UUID> release(Caller officer, List<UUID> complaints, String reason) {
        return each(officer, complaints, Complaint::release, reason);
    }

    private List<UUID> each(Caller officer, List<UUID> complaints, CaseSteps.Rule rule, String reason) {
        var changed = new ArrayList<UUID>();
        for (var id : complaints.stream().sorted().distinct().toList()) {
            var attempt = steps.step(officer(officer), id, Party.CENTRE, rule, text(reason));
            if (attempt.isPresent() && attempt.get() instanceof Attempt.Done) {
                changed.add(id);
            }
        }
        return changed;
    }

    /** All clocks stand still for a period a policy version declares: the running complaints after one, a page at a time. */
    @Transactional
    public List<UUID> extendRunning(UUID after, int limit, String policyVersion, LegalCalendar.Period stop) {
        var running = store.running(after, limit);
        for (var id : running) {
            steps.asTime(id, (c, now, policy) -> c.extend(now, policyVersion, stop, policy));
        }
        return running;
    }

    private interface ByParty {
        CaseSteps.Rule rule(Party party);
    }

    /** A step several parties may make, as the one the caller is. */
    private Optional<Attempt> asParty(Caller caller, UUID id, @Nullable Party centre, ByParty rule, Keeping keeping) {
        var file = store.find(id);
        for (var party : List.of(Party.CONSUMER, Party.BUSINESS)) {
            if (file.filter(f -> steps.is(caller, f, party)).isPresent()) {
                return steps.step(caller, id, party, rule.rule(party), keeping);
            }
        }
        return centre == null || !caller.isOfficer()
                ? Optional.empty()
                : steps.step(caller, id, centre, rule.rule(centre), keeping);
    }

    private static Caller officer(Caller caller) {
        if (!caller.isOfficer()) {
            throw new Refused(HttpStatus.FORBIDDEN, "forbidden");
        }
        return caller;
    }

    private Keeping text(@Nullable String text) {
        return Keeping.text(store, text);
    }
}
