package org.touchstone.complaint;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.complaint.CaseSteps.Keeping;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.journal.Journal;
import org.touchstone.journal.Looks;
import org.touchstone.policy.Policies;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.ComplaintEvent.Filed;
import org.touchstone.rules.complaint.ComplaintEvent.NotAdmitted;
import org.touchstone.rules.complaint.Intake;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.Refusal;
import org.touchstone.rules.complaint.State;
import org.touchstone.rules.complaint.Step;
import org.touchstone.rules.complaint.Transitions;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.text.PlainText;
import org.touchstone.rules.text.PublicText;

/**
 * What can be done about complaints. Each method is one transaction: state, history, journal, messages and the word to other
 * modules stand or fall together.
 */
@Component
public class Complaints {

    private final ComplaintStore store;
    private final Policies policies;
    private final Registry registry;
    private final People people;
    private final CaseSteps steps;
    private final Lookalikes lookalikes;
    private final Journal journal;
    private final Looks looks;
    private final DatabaseClock clock;
    private final ApplicationEventPublisher events;

    Complaints(
            ComplaintStore store,
            Policies policies,
            Registry registry,
            People people,
            CaseSteps steps,
            Lookalikes lookalikes,
            Journal journal,
            Looks looks,
            DatabaseClock clock,
            ApplicationEventPublisher events) {
        this.looks = looks;
        this.store = store;
        this.policies = policies;
        this.registry = registry;
        this.people = people;
        this.steps = steps;
        this.lookalikes = lookalikes;
        this.journal = journal;
        this.clock = clock;
        this.events = events;
    }

    /** Files a complaint. The daily limit and the search for duplicates hold however many filings come at once. */
    @Transactional
    public Attempt file(Caller consumer, Filing filing) {
        return file(consumer, filing, null, null);
    }

    /** Files a complaint that the checks refuse, and asks the centre to admit it after all. Filed as usual where they do not. */
    @Transactional
    public Attempt fileOnAppeal(Caller consumer, Filing filing, String why) {
        return file(consumer, filing, why, null);
    }

    /** An officer files for someone on the telephone, whose consent is kept. The person is told by message. */
    @Transactional
    public Attempt fileFor(Caller officer, Caller consumer, Filing filing, String consent) {
        var attempt = file(consumer, filing, null, new Assistance(officer.id(), consent));
        if (attempt instanceof Attempt.Done(var file)) {
            journal.write(officer.actor(), "complaint.assisted", "complaint:" + file.id(), Map.of());
        }
        return attempt;
    }

    private Attempt file(Caller consumer, Filing filing, @Nullable String appeal, @Nullable Assistance assistance) {
        var now = clock.instant();
        var policy = policies.at(now);
        var website = filing.website();
        // Whoever sold on the day of the purchase answers, wherever the website has gone since.
        var covering = registry.markCoveringOn(website, filing.purchasedOn());
        var mark = covering.or(() -> registry.markOf(website)).or(() -> registry.formerly(website));
        var intake = new Intake(
                consumer.verified(),
                website.name(),
                covering.isPresent(),
                filing.invoiceNumber(),
                filing.purchasedOn(),
                filing.category());
        var refusal = intake.refusal(now, policy);
        var attempt = refusal.isPresent()
                ? new Attempt.Refused(refusal.get())
                : admit(consumer, filing, mark.orElseThrow(), now, policy, assistance);
        return appeal != null && attempt instanceof Attempt.Refused(var why) && mark.isPresent()
                ? leaveOut(consumer, filing, mark.get(), why, appeal, now, policy)
                : attempt;
    }

    private Attempt admit(
            Caller consumer, Filing filing, Mark mark, Instant now, Policy policy, @Nullable Assistance assistance) {
        var id = UUID.randomUUID();
        var filed = Complaint.file(now, policy, mark.code(), filing.category(), filing.remedy(), filing.amount());
        var complaint = Complaint.of(List.of(filed), policy);
        var day = policy.dayOf(now);
        for (int slot = 1; slot <= policy.dailyLimit(); slot++) {
            if (store.add(id, consumer.id(), mark, filing, filed, day, slot, assistance)) {
                return new Attempt.Done(steps.write(id, 0, complaint, List.of(filed), consumer.actor(), now, policy));
            }
            if (store.countOn(consumer.id(), mark.websiteId(), day) >= policy.dailyLimit()) {
                break;
            }
            var same = store.sameInvoice(consumer.id(), mark.websiteId(), filing.invoiceNumber());
            if (same.isPresent()) {
                return new Attempt.Refused(new Refusal.DuplicateComplaint(same.get()));
            }
        }
        return new Attempt.Refused(new Refusal.DailyLimitReached(policy.dailyLimit(), day.plusDays(1)));
    }

    /** Keeps a complaint the checks refused, for the centre to decide on. One at a time for a person and a website. */
    private Attempt leaveOut(
            Caller consumer, Filing filing, Mark mark, Refusal refusal, String appeal, Instant now, Policy policy) {
        var reason = refusal.inadmissible();
        if (reason.isEmpty()) {
            return new Attempt.Refused(refusal);
        }
        store.lockPerson(consumer.id());
        if (store.waitsForAdmission(consumer.id(), mark.websiteId())) {
            return new Attempt.Refused(new Refusal.AppealPending());
        }
        var id = UUID.randomUUID();
        var filed = Complaint.file(now, policy, mark.code(), filing.category(), filing.remedy(), filing.amount());
        var out = new NotAdmitted(now, reason.get());
        var day = policy.dayOf(now);
        store.add(
                id,
                consumer.id(),
                mark,
                filing,
                filed,
                day,
                store.slotOnAppeal(consumer.id(), mark.websiteId(), day),
                null);
        steps.write(id, 0, Complaint.of(List.of(filed), policy), List.of(filed, out), consumer.actor(), now, policy);
        store.addText(id, 2, appeal);
        return new Attempt.Done(store.find(id).orElseThrow());
    }

    /** The business answers. Its text is published masked; {@link #publicLook} shows how. */
    @Transactional
    public Optional<Attempt> answer(Caller caller, UUID id, String text, Offer offer) {
        var business = store.find(id)
                .filter(file -> steps.is(caller, file, Party.BUSINESS))
                .map(CaseFile::businessId);
        if (business.isEmpty()) {
            return Optional.empty();
        }
        var sketch = TextSketch.of(text);
        var fingerprint = lookalikes.templateOf(business.get(), sketch).orElseGet(() -> PlainText.fingerprint(text));
        return steps.step(
                caller,
                id,
                Party.BUSINESS,
                (complaint, now, policy) -> complaint.answer(now, offer, fingerprint, policy),
                file -> {
                    store.addAnswer(id, file.history().size(), text, publicLook(file, text));
                    lookalikes.rememberAnswer(file.businessId(), sketch, fingerprint);
                });
    }

    /** An answer as the public will read it. */
    public String publicLook(CaseFile file, String text) {
        var consumer = Optional.ofNullable(file.consumerId()).flatMap(people::find);
        return PublicText.of(text, consumer.map(Person::name).orElse(""));
    }

    /** The consumer says whether the answer solved the matter. */
    @Transactional
    public Optional<Attempt> rate(Caller caller, UUID id, boolean solved, int score, @Nullable String comment) {
        return steps.step(
                caller,
                id,
                Party.CONSUMER,
                (complaint, now, policy) -> complaint.rate(now, solved, score, policy),
                Keeping.text(store, comment));
    }

    /** The consumer withdraws the complaint. */
    @Transactional
    public Optional<Attempt> withdraw(Caller caller, UUID id) {
        return steps.step(caller, id, Party.CONSUMER, Complaint::withdraw, file -> {});
    }

    /** The steps a caller may make on a case now, by table and rules: from them come the buttons. */
    @Transactional(readOnly = true)
    public List<Step> open(Caller caller, CaseFile file) {
        return partyOf(caller, file).map(party -> open(file, party)).orElse(List.of());
    }

    /** The steps a party may make on a case now. */
    @Transactional(readOnly = true)
    public List<Step> open(CaseFile file, Party party) {
        return open(List.of(file), party).getFirst();
    }

    /** The steps a party may make now on each of some cases, in their order. */
    @Transactional(readOnly = true)
    public List<List<Step>> open(List<CaseFile> files, Party party) {
        var now = clock.instant();
        return files.stream().map(file -> open(file, party, now)).toList();
    }

    private List<Step> open(CaseFile file, Party party, Instant now) {
        var policy = policies.named(file.policyVersion());
        var complaint = file.complaint(policy);
        return Transitions.TABLE.open(file.state(), party).stream()
                .filter(step -> complaint.allows(step, party, now, policy))
                .toList();
    }

    /** Which party to a case a caller is; nothing for those who only read it. */
    @Transactional(readOnly = true)
    public Optional<Party> partyOf(Caller caller, CaseFile file) {
        return Stream.of(Party.CONSUMER, Party.BUSINESS, Party.CENTRE)
                .filter(party -> steps.is(caller, file, party))
                .findFirst();
    }

    /**
     * Does what time has in store for the case that has waited longest: rounds and periods that are over, and reminders. Returns
     * whether there was one.
     */
    @Transactional
    public boolean passNext() {
        return passSome(1) > 0;
    }

    /** The same for the cases that have waited longest, at most so many, together. Returns how many there were. */
    @Transactional
    public int passSome(int most) {
        var due = store.lockDue(most);
        if (!due.isEmpty()) {
            steps.passAll(due, clock.instant());
        }
        return due.size();
    }

    /** How many cases something is due for now, also those another node is at. */
    @Transactional(readOnly = true)
    public int countDue() {
        return store.countDue();
    }

    /** A case as its parties and those who read cases see it; nothing for anybody else. That staff saw it is written down. */
    @Transactional(readOnly = true)
    public Optional<CaseFile> view(Caller caller, UUID id) {
        return store.find(id).filter(file -> {
            boolean party = steps.is(caller, file, Party.CONSUMER) || steps.is(caller, file, Party.BUSINESS);
            if (!party && caller.readsCases()) {
                looks.saw(caller, "complaint:" + file.id());
            }
            return party || caller.readsCases();
        });
    }

    /** A case the caller may answer for a business; nothing for anybody else. */
    @Transactional(readOnly = true)
    public Optional<CaseFile> viewAsBusiness(Caller caller, UUID id) {
        return store.find(id).filter(file -> steps.is(caller, file, Party.BUSINESS));
    }

    /** The caller's own complaints, the newest first. */
    @Transactional(readOnly = true)
    public List<CaseFile> mine(Caller caller) {
        return store.ofConsumer(caller.id(), Cursor.MOST);
    }

    /** Cases of the caller's businesses in some states, by time left. */
    @Transactional(readOnly = true)
    public List<CaseFile> desk(Caller caller, List<State> states, Cursor after, int limit) {
        return store.ofBusinesses(people.businessesOf(caller.id()), states, after, limit);
    }

    /** How many cases of the caller's businesses stand in some states. */
    @Transactional(readOnly = true)
    public int countDesk(Caller caller, List<State> states) {
        return store.count(people.businessesOf(caller.id()), states);
    }

    /** What the public may know of these complaints. */
    @Transactional(readOnly = true)
    public List<PublicCase> publicCases(List<UUID> ids) {
        return store.publicCases(ids);
    }

    /** The references by which the parties know some complaints, by their public names. For the parties and the centre alone. */
    @Transactional(readOnly = true)
    public Map<String, String> references(Collection<String> publicIds) {
        return store.references(publicIds);
    }

    /** Identifiers of all complaints after one, in their order: for recomputing everything. */
    @Transactional(readOnly = true)
    public List<UUID> ids(UUID after, int limit) {
        return store.ids(after, limit);
    }

    /** Takes over cases of another regulator. Those known already are left alone. Returns how many are new. */
    @Transactional
    public int importCases(List<ImportedCase> cases) {
        if (cases.isEmpty()) {
            return 0;
        }
        var complaints = cases.stream()
                .map(c -> Complaint.of(
                        c.history(), policies.named(((Filed) c.history().getFirst()).policyVersion())))
                .toList();
        var added = store.addImported(cases, complaints);
        if (!added.isEmpty()) {
            journal.write(
                    "system:" + cases.getFirst().source(),
                    "complaints.imported",
                    "complaints",
                    Map.of("count", added.size()));
            events.publishEvent(new ComplaintMoved(added));
        }
        return added.size();
    }
}
