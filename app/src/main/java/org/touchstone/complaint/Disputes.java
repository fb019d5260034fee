package org.touchstone.complaint;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.complaint.store.DisputeStore;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Refused;
import org.touchstone.journal.Journal;
import org.touchstone.policy.Policies;
import org.touchstone.rules.complaint.Correction;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.text.PublicText;

/** Disputes of businesses about what the public record says of a complaint: raised, decided, and where right corrected in public. */
@Component
public class Disputes {

    private final DisputeStore disputes;
    private final ComplaintStore complaints;
    private final CaseSteps steps;
    private final Policies policies;
    private final ComplaintNotices notices;
    private final Journal journal;
    private final DatabaseClock clock;
    private final ApplicationEventPublisher events;

    Disputes(
            DisputeStore disputes,
            ComplaintStore complaints,
            CaseSteps steps,
            Policies policies,
            ComplaintNotices notices,
            Journal journal,
            DatabaseClock clock,
            ApplicationEventPublisher events) {
        this.disputes = disputes;
        this.complaints = complaints;
        this.steps = steps;
        this.policies = policies;
        this.notices = notices;
        this.journal = journal;
        this.clock = clock;
        this.events = events;
    }

    /** What a business may still dispute of a case now. */
    @Transactional(readOnly = true)
    public List<Correction> open(CaseFile file) {
        var now = clock.instant();
        var policy = policies.named(file.policyVersion());
        var raised = about(file.id()).stream().map(Dispute::correction).toList();
        var complaint = file.complaint(policy);
        return Arrays.stream(Correction.values())
                .filter(c -> !raised.contains(c))
                .filter(c -> complaint
                        .disputableUntil(c, policy)
                        .filter(until -> !now.isAfter(until))
                        .isPresent())
                .toList();
    }

    /** The disputes about a case. */
    @Transactional(readOnly = true)
    public List<Dispute> about(UUID complaint) {
        return disputes.about(complaint);
    }

    /** The dispute of an identifier, for the centre. */
    @Transactional(readOnly = true)
    public Optional<Dispute> find(UUID id) {
        return disputes.find(id);
    }

    /**
     * The business raises a dispute; nothing for others. Refused with {@code nothing-to-dispute}, with {@code deadline-passed}, and
     * with {@code disputed-already}.
     */
    @Transactional
    public Optional<Dispute> raise(Caller business, UUID complaint, Correction correction, String reason) {
        return complaints
                .lock(complaint)
                .filter(held -> steps.is(business, held.file(), Party.BUSINESS))
                .map(held -> {
                    var now = clock.instant();
                    var policy = policies.named(held.file().policyVersion());
                    var until = held.file()
                            .complaint(policy)
                            .disputableUntil(correction, policy)
                            .orElseThrow(() -> new Refused(HttpStatus.CONFLICT, "nothing-to-dispute"));
                    if (now.isAfter(until)) {
                        throw new Refused(HttpStatus.CONFLICT, "deadline-passed", List.of(until), Map.of("due", until));
                    }
                    var id = UUID.randomUUID();
                    var due = now.plus(policy.procedure().targets().dispute());
                    if (!disputes.open(id, complaint, correction, reason, business.id(), now, due)) {
                        throw new Refused(HttpStatus.CONFLICT, "disputed-already");
                    }
                    journal.write(
                            business.actor(),
                            "dispute.raised",
                            "complaint:" + complaint,
                            Map.of("dispute", id, "correction", correction));
                    return disputes.find(id).orElseThrow();
                });
    }

    /**
     * An officer decides: the record is corrected in public, or stays. Refused with {@code decided-already}; nothing where the
     * officer has a stake in the case.
     *
     * @param reasons published where the record is corrected, masked
     */
    @Transactional
    public Optional<Dispute> decide(Caller officer, UUID id, boolean correct, String reasons) {
        return disputes.find(id)
                .filter(dispute -> complaints
                        .find(dispute.complaintId())
                        .filter(file -> officer.isOfficer() && steps.is(officer, file, Party.CENTRE))
                        .isPresent())
                .map(dispute -> {
                    var now = clock.instant();
                    var masked = PublicText.of(reasons, "");
                    if (!disputes.decide(id, officer.id(), correct, masked, now)) {
                        throw new Refused(HttpStatus.CONFLICT, "decided-already");
                    }
                    journal.write(
                            officer.actor(),
                            correct ? "dispute.corrected" : "dispute.kept",
                            "complaint:" + dispute.complaintId(),
                            Map.of("dispute", id));
                    if (correct) {
                        correct(officer, dispute, masked);
                    }
                    complaints
                            .find(dispute.complaintId())
                            .ifPresent(file -> notices.disputeDecided(file, correct, now));
                    return disputes.find(id).orElseThrow();
                });
    }

    private void correct(Caller officer, Dispute dispute, String reasons) {
        var attempt = steps.step(
                officer,
                dispute.complaintId(),
                Party.CENTRE,
                (c, now, policy) -> c.correct(now, dispute.correction(), policy),
                file -> {});
        if (attempt.orElseThrow() instanceof Attempt.Done(var file)) {
            events.publishEvent(new RecordCorrected(
                    dispute.id(),
                    file.id(),
                    file.mark(),
                    file.publicId(),
                    dispute.correction(),
                    file.history().getLast().at(),
                    reasons));
        }
    }
}
