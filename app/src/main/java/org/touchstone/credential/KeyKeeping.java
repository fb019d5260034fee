package org.touchstone.credential;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.credential.store.CredentialStore;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.journal.Journal;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;
import org.touchstone.signer.SigningKey;

/** What an operator does with the signing keys. Every act stands in the journal. */
@Component
public class KeyKeeping {

    private static final String OPERATOR = "system:operator";

    private final Keys keys;
    private final KeyRegister register;
    private final CredentialStore store;
    private final Issuer issuer;
    private final Journal journal;
    private final DatabaseClock clock;
    private final TransactionTemplate transaction;

    KeyKeeping(
            Keys keys,
            KeyRegister register,
            CredentialStore store,
            Issuer issuer,
            Journal journal,
            DatabaseClock clock,
            TransactionTemplate transaction) {
        this.keys = keys;
        this.register = register;
        this.store = store;
        this.issuer = issuer;
        this.journal = journal;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** All keys there ever were, by purpose and age. */
    public List<SigningKey> list() {
        return Arrays.stream(Purpose.values())
                .flatMap(purpose -> keys.all(purpose).stream())
                .toList();
    }

    /** Makes a new key; those of its purpose before it sign no more. */
    public SigningKey rotate(Purpose purpose) {
        return written("key.rotated", () -> keys.rotate(purpose), Map.of());
    }

    /** Lets a key in a hardware token sign from now on. */
    public SigningKey useToken(Purpose purpose, Path library, long slot, String alias, Path pinFile) {
        return written(
                "key.token",
                () -> keys.useToken(purpose, library, slot, alias, pinFile),
                Map.of("slot", slot, "alias", alias));
    }

    /** Revokes a key: nothing it signed counts any more. */
    public SigningKey revoke(String kid, String reason) {
        return written("key.revoked", () -> keys.revoke(kid, reason), Map.of("reason", reason));
    }

    private SigningKey written(String action, Supplier<SigningKey> act, Map<String, ?> more) {
        return Objects.requireNonNull(transaction.execute(t -> {
            var key = act.get();
            var facts = new LinkedHashMap<String, Object>(more);
            facts.put("purpose", key.purpose().word());
            journal.write(OPERATOR, action, "key:" + key.kid(), facts);
            keys.all(key.purpose()).forEach(register::note);
            return key;
        }));
    }

    /**
     * Gives somebody else the right to issue marks of a kind that is ours.
     *
     * @param to identifier of who issues: an https address without a slash at the end
     * @param type the kind of marks; ours where absent
     * @param until when the right ends; never where absent
     * @return the signed delegation
     */
    public String delegate(String to, @Nullable String type, @Nullable Instant until) {
        if (!to.matches("https://[^\\s/?#]+(/[^\\s?#]*[^\\s/?#])?")) {
            throw new PlainSentence(
                    "The address " + to
                            + " is none of an issuer: it begins with https:// and has no slash at the end, no question and no fragment.");
        }
        if (!issuer.id().startsWith("https://")) {
            throw new PlainSentence("This installation calls itself " + issuer.id()
                    + "; a delegation names the address people reach it under, with https: give it with --base-url.");
        }
        var now = clock.instant();
        if (until != null && !until.isAfter(now)) {
            throw new PlainSentence("The end " + until + " is past.");
        }
        var kind = type == null ? issuer.at(Wire.MARK_TYPE_PATH) : type;
        if (!kind.matches("https://[^\\s?#]+")) {
            throw new PlainSentence("The kind of marks " + kind + " is no address with https.");
        }
        return Objects.requireNonNull(transaction.execute(t -> {
            var claims = new LinkedHashMap<String, Object>();
            claims.put(Wire.ISS, issuer.id());
            claims.put(Wire.SUB, to);
            claims.put(Wire.TRUST_MARK_TYPE, kind);
            claims.put(Wire.IAT, now.getEpochSecond());
            if (until != null) {
                claims.put(Wire.EXP, until.getEpochSecond());
            }
            var owner = keys.current(Purpose.OWNER);
            register.note(owner);
            journal.write(OPERATOR, "mark.delegated", "issuer:" + to, Map.of("type", kind, "kid", owner.kid()));
            store.addDelegate(to, kind, now, until);
            return keys.jwt(owner, Wire.DELEGATION, claims);
        }));
    }
}
