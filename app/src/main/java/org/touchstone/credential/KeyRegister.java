package org.touchstone.credential;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.touchstone.credential.store.CredentialStore;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.foundation.Settings;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;
import org.touchstone.signer.SigningKey;

/**
 * Refuses to run with other signing keys than those this database knows: a node with a folder of its own would sign with a key that
 * nobody else publishes, and a folder that lost a key could no longer show what it signed.
 */
@Component
public class KeyRegister {

    private final Keys keys;
    private final CredentialStore store;
    private final Settings settings;

    KeyRegister(Keys keys, CredentialStore store, Settings settings) {
        this.keys = keys;
        this.store = store;
        this.settings = settings;
    }

    @Order(-1)
    @EventListener(ApplicationStartedEvent.class)
    public void sameKeys() {
        var here = new HashSet<String>();
        all().forEach(key -> {
            here.add(key.kid());
            note(key);
        });
        for (var kid : store.published()) {
            if (!here.contains(kid)) {
                throw new PlainSentence("The key " + kid + " is missing in " + folder()
                        + "; all nodes need the same folder, see docs/keys.md.");
            }
        }
        var current = keys.current(Purpose.MARK);
        note(current);
        // A token that is not there is missed now, not by the first who asks for a statement.
        keys.sign(current.kid(), new byte[1]);
    }

    private Stream<SigningKey> all() {
        return Arrays.stream(Purpose.values()).flatMap(purpose -> keys.all(purpose).stream());
    }

    /** Notes a key that is new. Refused when another key of its name is known. */
    public void note(SigningKey key) {
        var known =
                store.publish(key.kid(), JSONObjectUtils.toJSONString(key.jwk().toJSONObject()));
        if (!parsed(known).equals(key.jwk().toJSONObject())) {
            throw new PlainSentence(
                    "The key " + key.kid() + " in " + folder()
                            + " is another than the one this database knows; all nodes need the same folder, see docs/keys.md.");
        }
    }

    private String folder() {
        return settings.keysFolder().resolve("signing").toString();
    }

    private static Map<String, Object> parsed(String json) {
        try {
            return JSONObjectUtils.parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
