package org.touchstone.evidence;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.evidence.store.BlobStore;
import org.touchstone.evidence.store.Blobs;
import org.touchstone.evidence.store.EvidenceStore;
import org.touchstone.foundation.Sweep;

/** Deletes what nobody kept: files removed from drafts, drafts given up, and contents whose taking in was cut short. */
@Component
class EvidenceSweep implements Sweep {

    private static final Logger log = LoggerFactory.getLogger(EvidenceSweep.class);

    private final EvidenceStore store;
    private final Blobs blobs;

    EvidenceSweep(EvidenceStore store, Blobs blobs) {
        this.store = store;
        this.blobs = blobs;
    }

    /** The content goes before its row, so that none is ever forgotten. */
    @Override
    @Transactional
    public int work() {
        var expired = store.lockExpired();
        expired.ifPresent(file -> {
            try {
                blobs.named(file.keptIn()).delete(file.id());
                store.delete(file.id());
            } catch (BlobStore.Failure e) {
                log.warn("A file of evidence could not be deleted and will be tried again", e);
                store.postpone(file.id());
            }
        });
        return expired.isPresent() ? 1 : 0;
    }
}
