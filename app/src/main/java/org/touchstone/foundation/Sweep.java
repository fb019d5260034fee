package org.touchstone.foundation;

/**
 * Work that is due: legal deadlines, messages to send. It stands as rows with a due instant; each node takes what is due in
 * order with {@code FOR UPDATE SKIP LOCKED}, so that every row is worked exactly once however many nodes there are.
 */
public interface Sweep {

    /** Works some of what is due now, each row in a transaction of its own. Returns how many rows were worked. */
    int work();

    /** How many rows are due now, also those that somebody else is working at this moment. 0 where nobody waits for them. */
    default int due() {
        return 0;
    }
}
