package org.touchstone.evidence;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.evidence.format.FileKind;
import org.touchstone.evidence.format.Format;
import org.touchstone.evidence.format.Unfit;
import org.touchstone.evidence.store.BlobStore;
import org.touchstone.evidence.store.Blobs;
import org.touchstone.evidence.store.EvidenceStore;
import org.touchstone.foundation.secrecy.Sha256;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.foundation.web.Refused;

/**
 * Takes files in and gives them back. A file is looked through by its content, hashed as it came, sealed, written and only then
 * kept; every reading proves that it is the file that came.
 *
 * <p>Subjects that begin with {@value #DRAFT} wait to be taken over by another subject and go after thirty days.
 */
@Component
public class Evidence {

    /** How subjects begin whose files wait to be taken over. */
    public static final String DRAFT = "draft:";

    /** The largest file: ten megabytes. */
    public static final int LARGEST = 10 << 20;

    /** How many files a subject may have. */
    public static final int MOST_FILES = 20;

    /** How many bytes a subject may have: fifty megabytes. */
    public static final long MOST_BYTES = 50L << 20;

    /** How many bytes of one person may wait to be taken over: a hundred megabytes. */
    private static final long MOST_WAITING = 100L << 20;

    private static final Duration DRAFTS_WAIT = Duration.ofDays(30);
    private static final Logger log = LoggerFactory.getLogger(Evidence.class);

    private final EvidenceStore store;
    private final Blobs blobs;
    private final Vault vault;
    private final TransactionTemplate transaction;
    private final TransactionTemplate ownTransaction;

    Evidence(EvidenceStore store, Blobs blobs, Vault vault, PlatformTransactionManager manager) {
        this.store = store;
        this.blobs = blobs;
        this.vault = vault;
        this.transaction = new TransactionTemplate(manager);
        this.ownTransaction = new TransactionTemplate(manager);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Takes a file in for a subject. The same file sent again by the same side is the evidence there is already. Refused with the
     * reason's code: too large, empty, of no kind we take, mislabelled, damaged, locked, with active content, with too many
     * pixels, or one too many.
     *
     * @param side which side brings it
     * @param alongside what is written in the same transaction when the file is new
     */
    public EvidenceFile take(
            String subject, String side, UUID uploadedBy, Upload upload, Consumer<EvidenceFile> alongside) {
        var content = upload.content();
        if (content.length > LARGEST) {
            throw tooLarge();
        }
        var name = FileName.clean(upload.name());
        var kind = kindOf(upload, name);
        var sha256 = Sha256.of(content);
        var known = find(subject, side, sha256);
        if (known.isPresent()) {
            return known.get();
        }
        refuseTooMany(subject, uploadedBy, content.length);
        var id = write(content, kind, sha256);
        return ready(transaction.execute(status -> {
            store.lock("person:" + uploadedBy);
            store.lock(subject);
            var meanwhile = find(subject, side, sha256);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            refuseTooMany(subject, uploadedBy, content.length);
            var expires = subject.startsWith(DRAFT) ? DRAFTS_WAIT : null;
            if (!store.keep(id, subject, FileName.of(name, kind), side, uploadedBy, expires)) {
                throw storeUnavailable();
            }
            var file = store.find(subject, id).orElseThrow();
            alongside.accept(file);
            return file;
        }));
    }

    private static EvidenceFile ready(@Nullable EvidenceFile file) {
        if (file == null) {
            throw new IllegalStateException("a transaction without a result");
        }
        return file;
    }

    /** A file larger than {@link #LARGEST}. */
    public static Refused tooLarge() {
        return new Refused(HttpStatus.CONTENT_TOO_LARGE, "evidence-too-large", LARGEST >> 20);
    }

    private static FileKind kindOf(Upload upload, String name) {
        try {
            return Format.check(upload.content(), name, upload.declaredType());
        } catch (Unfit unfit) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, unfit.why().code());
        }
    }

    private Optional<EvidenceFile> find(String subject, String side, byte[] sha256) {
        var hex = HexFormat.of().formatHex(sha256);
        return store.of(subject).stream()
                .filter(file -> file.sha256().equals(hex) && file.side().equals(side))
                .findFirst();
    }

    private void refuseTooMany(String subject, UUID uploadedBy, int more) {
        var there = store.of(subject);
        long bytes = there.stream().mapToLong(EvidenceFile::size).sum();
        boolean waitingTooLong = subject.startsWith(DRAFT) && store.waitingOf(uploadedBy) + more > MOST_WAITING;
        if (there.size() >= MOST_FILES || bytes + more > MOST_BYTES || waitingTooLong) {
            throw new Refused(
                    HttpStatus.CONFLICT,
                    "evidence-too-many",
                    List.of(MOST_FILES, MOST_BYTES >> 20),
                    Map.of("mostFiles", MOST_FILES, "mostBytes", MOST_BYTES));
        }
    }

    /** The row first, in a transaction of its own: whatever happens afterwards, the sweep finds what nobody kept. */
    private UUID write(byte[] content, FileKind kind, byte[] sha256) {
        var id = UUID.randomUUID();
        var blobStore = blobs.present();
        ownTransaction.executeWithoutResult(
                status -> store.reserve(id, kind.mediaType(), content.length, sha256, blobStore.name()));
        try {
            blobStore.write(id, vault.sealBytes(content, place(id)));
        } catch (BlobStore.Failure e) {
            log.error("A file of evidence could not be stored", e);
            throw storeUnavailable();
        }
        return id;
    }

    private static Refused storeUnavailable() {
        return new Refused(HttpStatus.SERVICE_UNAVAILABLE, "evidence-store-unavailable");
    }

    private static String place(UUID id) {
        return "evidence.content:" + id;
    }

    /** Files of a subject, in the order they came. */
    @Transactional(readOnly = true)
    public List<EvidenceFile> of(String subject) {
        return store.of(subject);
    }

    /** One file of a subject. */
    @Transactional(readOnly = true)
    public Optional<EvidenceFile> find(String subject, UUID id) {
        return store.find(subject, id);
    }

    /** The file, byte for byte as it came. Refused if the store lost or altered it. */
    public byte[] read(EvidenceFile file) {
        byte[] content;
        try {
            var sealed = blobs.named(store.keptIn(file.id())).read(file.id());
            content = vault.openBytes(sealed, place(file.id()));
        } catch (BlobStore.Failure | IllegalStateException e) {
            log.error("The content of {} is lost or altered; put it back from the backup", file, e);
            throw new Refused(HttpStatus.INTERNAL_SERVER_ERROR, "evidence-lost");
        }
        if (!HexFormat.of().formatHex(Sha256.of(content)).equals(file.sha256())) {
            log.error("The content of {} is not what came; put it back from the backup", file);
            throw new Refused(HttpStatus.INTERNAL_SERVER_ERROR, "evidence-lost");
        }
        return content;
    }

    /** A picture as it may be published: the same pixels without metadata. Nothing for what is no picture. */
    public Optional<byte[]> stripped(EvidenceFile file) {
        if (!file.isPicture()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Format.stripped(read(file)));
        } catch (Unfit e) {
            throw new IllegalStateException(file + " was sound when it came", e);
        }
    }

    /** Gives the files of a draft to another subject, for good. Stands or falls with the transaction around it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<EvidenceFile> takeOver(String draft, String subject) {
        needDraft(draft);
        store.lock(draft);
        return store.move(draft, subject);
    }

    /** Takes a file from a draft. Returns whether it was there. */
    @Transactional
    public boolean remove(String draft, UUID id) {
        needDraft(draft);
        return store.remove(draft, id);
    }

    /** Lets the files of a draft wait as long again. */
    @Transactional
    public void extend(String draft) {
        needDraft(draft);
        store.extend(draft, DRAFTS_WAIT);
    }

    private static void needDraft(String subject) {
        if (!subject.startsWith(DRAFT)) {
            throw new IllegalArgumentException("evidence of " + subject + " stays");
        }
    }
}
