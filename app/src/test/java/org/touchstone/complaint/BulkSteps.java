package org.touchstone.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.complaint.CaseSteps.Change;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.policy.Policies;
import org.touchstone.registry.Mark;
import org.touchstone.rules.complaint.Complaint;
import org.touchstone.rules.complaint.Decision;
import org.touchstone.rules.complaint.Money;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.text.PlainText;

/**
 * What many consumers and businesses do, many steps to a transaction. The rules decide each step and {@link CaseSteps} writes it, as
 * it does for a single one; only the doors are missing: who may file where, and who may act for whom.
 */
public final class BulkSteps {

    private static final int TOGETHER = 250;

    private final CaseSteps steps;
    private final ComplaintStore store;
    private final Policies policies;
    private final DatabaseClock clock;
    private final TransactionTemplate transaction;

    /** Finds a part of the platform. */
    public interface Parts {

        /** The part of a type. */
        <T> T of(Class<T> type);
    }

    /** On the parts of an installation. */
    public BulkSteps(Parts parts) {
        this.steps = parts.of(CaseSteps.class);
        this.store = parts.of(ComplaintStore.class);
        this.policies = parts.of(Policies.class);
        this.clock = parts.of(DatabaseClock.class);
        this.transaction = new TransactionTemplate(parts.of(PlatformTransactionManager.class));
    }

    /** A complaint of a consumer whom the platform cannot reach. */
    public record NewCase(UUID id, UUID consumer, Mark mark, String category, Remedy asked, Money amount) {}

    /** Files complaints. Returns when each was filed, in their order. */
    public List<Instant> file(List<NewCase> cases) {
        var filed = new ArrayList<Instant>(cases.size());
        for (int from = 0; from < cases.size(); from += TOGETHER) {
            var some = cases.subList(from, Math.min(cases.size(), from + TOGETHER));
            transaction.executeWithoutResult(_ -> {
                var now = clock.instant();
                var policy = policies.at(now);
                var changes = new ArrayList<Change>();
                for (var one : some) {
                    changes.add(filed(one, now, policy));
                    filed.add(now);
                }
                steps.writeAll(changes, now);
            });
        }
        return filed;
    }

    private Change filed(NewCase one, Instant now, Policy policy) {
        var day = policy.dayOf(now);
        var filed = Complaint.file(now, policy, one.mark().code(), one.category(), one.asked(), one.amount());
        var filing = new Filing(
                one.mark().host(),
                one.id().toString().substring(0, 13),
                day.minusDays(10),
                one.category(),
                "It is as the invoice says, and nobody has answered my calls.",
                false,
                one.amount(),
                one.asked());
        if (!store.add(one.id(), one.consumer(), one.mark(), filing, filed, day, 1, null)) {
            throw new IllegalStateException("a filing is not new: " + one.id());
        }
        var before = Complaint.of(List.of(filed), policy);
        return new Change(one.id(), 0, before, List.of(filed), "person:" + one.consumer(), policy);
    }

    /**
     * A step of a party.
     *
     * @param rule what the rules say to it
     * @param answer what the business writes; absent where it is not an answer
     */
    public record Step(
            UUID id, UUID who, Rule rule, @Nullable String answer) {

        /** The business answers. */
        public static Step answer(
                UUID id, UUID who, Remedy remedy, @Nullable Money amount, @Nullable LocalDate by, String text) {
            var offer = new Offer(remedy, amount, by);
            var print = PlainText.fingerprint(text);
            return new Step(id, who, (complaint, now, policy) -> complaint.answer(now, offer, print, policy), text);
        }

        /** The consumer rates the answer. */
        public static Step rate(UUID id, UUID who, boolean solved, int score) {
            return new Step(id, who, (complaint, now, policy) -> complaint.rate(now, solved, score, policy), null);
        }

        /** The consumer withdraws. */
        public static Step withdraw(UUID id, UUID who) {
            return new Step(id, who, Complaint::withdraw, null);
        }
    }

    /** What the rules say to a step on a complaint as it stands now. */
    public interface Rule {

        /** Their decision. */
        Decision decide(Complaint complaint, Instant now, Policy policy);
    }

    /** Takes steps on complaints, at most one on each. Refused as a whole where the rules refuse one of them. */
    public void take(List<Step> wanted) {
        for (int from = 0; from < wanted.size(); from += TOGETHER) {
            var some = wanted.subList(from, Math.min(wanted.size(), from + TOGETHER));
            transaction.executeWithoutResult(_ -> takeTogether(some));
        }
    }

    private void takeTogether(List<Step> some) {
        var now = clock.instant();
        var held = store.lock(some.stream().map(Step::id).toList());
        var changes = new ArrayList<Change>();
        for (int i = 0; i < some.size(); i++) {
            var step = some.get(i);
            var file = held.get(i).file();
            var policy = policies.named(file.policyVersion());
            var complaint = file.complaint(policy);
            switch (step.rule().decide(complaint, now, policy)) {
                case Decision.Refused(var refusal) ->
                    throw new IllegalStateException("refused: " + step + " on " + file.state() + ": " + refusal);
                case Decision.Happened(var events) ->
                    changes.add(new Change(
                            step.id(), held.get(i).version(), complaint, events, "person:" + step.who(), policy));
            }
        }
        var files = steps.writeAll(changes, now);
        for (int i = 0; i < some.size(); i++) {
            var text = some.get(i).answer();
            if (text != null) {
                store.addAnswer(files.get(i).id(), files.get(i).history().size(), text, text);
            }
        }
    }
}
