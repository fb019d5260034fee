package org.touchstone.credential;

import java.time.Instant;
import org.touchstone.rules.mark.MarkState;

/** What is answered to a question about the statement or the status of a mark. */
public sealed interface Answer {

    /**
     * A signed token.
     *
     * @param body its bytes
     * @param etag equal for equal claims by the same key, on every node
     * @param kid the key that signed it
     * @param until after this it is not handed out any more
     */
    record Signed(byte[] body, String etag, String kid, Instant until) implements Answer {}

    /** The mark does not cover its website; nothing is stated. */
    record NotCovering(MarkState state) implements Answer {}

    /** The right to issue such marks has ended; nothing is stated until there is a new one. */
    record NoRight(Instant ended) implements Answer {}

    /** There is no such mark. */
    record Unknown() implements Answer {}
}
