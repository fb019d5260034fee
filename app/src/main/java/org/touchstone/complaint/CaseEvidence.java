package org.touchstone.complaint;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a case bundle needs of the evidence of a case. */
interface CaseEvidence {

    /** The files of a case in the order in which they were received. */
    List<Item> of(UUID complaint);

    /** One file as it was received. */
    byte[] read(UUID complaint, UUID evidence);

    /**
     * A file.
     *
     * @param name what its giver called it
     * @param size in bytes
     * @param sha256 its hash on receipt, in hexadecimal
     */
    record Item(UUID id, String name, String type, long size, String sha256, Instant receivedAt) {}
}
