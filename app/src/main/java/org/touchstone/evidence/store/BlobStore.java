package org.touchstone.evidence.store;

import java.util.UUID;

/** Keeps sealed contents by identifier. Knows nothing of what is in them. */
public interface BlobStore {

    /** Its name in rows. */
    String name();

    /** Keeps a content; when this returns it survives a loss of power. */
    void write(UUID id, byte[] sealed);

    /** The content as it was written. */
    byte[] read(UUID id);

    /** Deletes a content; does nothing where there is none. */
    void delete(UUID id);

    /** The store cannot be reached, or has lost what was written to it. */
    final class Failure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failure(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
