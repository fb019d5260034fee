package org.touchstone.credential;

import java.time.Instant;
import java.util.function.Supplier;
import org.touchstone.credential.Answer.Signed;
import org.touchstone.registry.KeptOfMarks;
import org.touchstone.registry.MarkChanges;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;

/** Signed tokens of marks kept in memory, one to a mark, until the mark or the key changes. */
final class Kept {

    private static final long BYTES = 64L << 20;

    private final Keys keys;
    private final KeptOfMarks<Answer> tokens;

    Kept(MarkChanges changes, Keys keys) {
        this.keys = keys;
        this.tokens = new KeptOfMarks<>(changes, BYTES, Kept::bytes, this::isGood);
    }

    private static int bytes(Answer answer) {
        return answer instanceof Signed signed ? signed.body().length + 200 : 0;
    }

    private boolean isGood(Answer answer, Instant now) {
        return answer instanceof Signed signed
                && signed.until().isAfter(now)
                && signed.kid().equals(keys.current(Purpose.MARK).kid());
    }

    Answer of(String code, Supplier<Answer> make) {
        return tokens.of(code, make);
    }
}
