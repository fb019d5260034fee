package org.touchstone.complaint;

import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.evidence.Evidence;
import org.touchstone.evidence.EvidenceFile;
import org.touchstone.evidence.Upload;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Refused;
import org.touchstone.journal.Journal;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.State;

/**
 * Evidence of complaints: who may bring and see it, and until when. Its parties and the centre may, until the case is at its end;
 * auditors look only; strangers learn nothing.
 */
@Component
public class ComplaintEvidence {

    private static final Set<State> CLOSED =
            EnumSet.of(State.CLOSED_UNRATED, State.COMPLIED, State.REFERRED, State.WITHDRAWN);

    private final Complaints complaints;
    private final Evidence evidence;
    private final Journal journal;

    ComplaintEvidence(Complaints complaints, Evidence evidence, Journal journal) {
        this.complaints = complaints;
        this.evidence = evidence;
        this.journal = journal;
    }

    /**
     * Evidence as a reader sees it.
     *
     * @param files in the order they came
     * @param open whether the reader may add to it
     */
    public record Shown(UUID complaint, List<EvidenceFile> files, boolean open) {}

    /** Evidence of a case the caller sees. */
    @Transactional(readOnly = true)
    public Shown shown(Caller caller, CaseFile file) {
        return new Shown(file.id(), of(file.id()), !CLOSED.contains(file.state()) && mayBring(caller, file));
    }

    private boolean mayBring(Caller caller, CaseFile file) {
        return caller.isOfficer() || side(caller, file) != Party.CENTRE;
    }

    /** Who is no party to the case stands on the side of the centre. */
    private Party side(Caller caller, CaseFile file) {
        return complaints.partyOf(caller, file).orElse(Party.CENTRE);
    }

    /** A case the caller sees; not found for everybody else. */
    @Transactional(readOnly = true)
    public CaseFile seen(Caller caller, UUID complaintId) {
        return complaints.view(caller, complaintId).orElseThrow(Refused::notFound);
    }

    /**
     * Takes a file in. Refused where the caller only reads, where the case is at its end, and where the file is not fit.
     *
     * @param upload the file; whatever it calls itself, only its bytes count
     */
    public EvidenceFile add(Caller caller, UUID complaintId, Upload upload) {
        var file = seen(caller, complaintId);
        if (!mayBring(caller, file)) {
            throw new Refused(HttpStatus.FORBIDDEN, "forbidden");
        }
        if (CLOSED.contains(file.state())) {
            throw new Refused(HttpStatus.CONFLICT, "wrong-state", List.of(file.state()), Map.of("state", file.state()));
        }
        return evidence.take(
                subject(complaintId),
                side(caller, file).name(),
                caller.id(),
                upload,
                taken -> received(caller, complaintId, taken));
    }

    /** The journal knows the fingerprint of a file, never its name. */
    private void received(Caller caller, UUID complaintId, EvidenceFile file) {
        journal.write(
                caller.actor(),
                "complaint.EvidenceReceived",
                subject(complaintId),
                Map.of(
                        "evidence",
                        file.id(),
                        "sha256",
                        file.sha256(),
                        "mediaType",
                        file.mediaType(),
                        "size",
                        file.size()));
    }

    /** One file of a case the caller sees; not found for everybody else. */
    @Transactional(readOnly = true)
    public EvidenceFile find(Caller caller, UUID complaintId, UUID evidenceId) {
        return find(seen(caller, complaintId).id(), evidenceId);
    }

    private EvidenceFile find(UUID complaintId, UUID evidenceId) {
        return evidence.find(subject(complaintId), evidenceId).orElseThrow(Refused::notFound);
    }

    /** All files of a complaint, in the order they came. */
    @Transactional(readOnly = true)
    public List<EvidenceFile> of(UUID complaintId) {
        return evidence.of(subject(complaintId));
    }

    /** A file of a complaint, byte for byte as it came. */
    public byte[] read(UUID complaintId, UUID evidenceId) {
        return evidence.read(find(complaintId, evidenceId));
    }

    /** A picture of a complaint without its metadata; not found for what is no picture. */
    public byte[] picture(UUID complaintId, UUID evidenceId) {
        return evidence.stripped(find(complaintId, evidenceId)).orElseThrow(Refused::notFound);
    }

    /** Whether all these files are evidence of the complaint. */
    @Transactional(readOnly = true)
    public boolean has(UUID complaintId, List<UUID> ids) {
        return of(complaintId).stream()
                .map(EvidenceFile::id)
                .collect(Collectors.toSet())
                .containsAll(ids);
    }

    /** Files of a complaint being written, which only the browser that holds its secret knows. */
    @Transactional(readOnly = true)
    public List<EvidenceFile> ofDraft(String secret) {
        return evidence.of(draft(secret));
    }

    /** Takes a file in for a complaint being written. */
    public EvidenceFile addToDraft(Caller caller, String secret, Upload upload) {
        return evidence.take(draft(secret), Party.CONSUMER.name(), caller.id(), upload, file -> {});
    }

    /** Takes a file from a complaint being written. */
    public void removeFromDraft(String secret, UUID evidenceId) {
        evidence.remove(draft(secret), evidenceId);
    }

    /** Lets the files of a complaint being written wait for as long again. */
    public void extendDraft(String secret) {
        evidence.extend(draft(secret));
    }

    /**
     * Files a complaint together with the evidence of its draft: both or neither.
     *
     * @param appeal why the centre should admit it where the checks do not; absent for most
     */
    @Transactional
    public Attempt file(Caller caller, Filing filing, String secret, @Nullable String appeal) {
        var attempt =
                appeal == null ? complaints.file(caller, filing) : complaints.fileOnAppeal(caller, filing, appeal);
        if (attempt instanceof Attempt.Done done) {
            var id = done.file().id();
            evidence.takeOver(draft(secret), subject(id)).forEach(file -> received(caller, id, file));
        }
        return attempt;
    }

    private static String subject(UUID complaintId) {
        return "complaint:" + complaintId;
    }

    private static String draft(String secret) {
        return Evidence.DRAFT + HexFormat.of().formatHex(Tokens.hash(secret));
    }
}
