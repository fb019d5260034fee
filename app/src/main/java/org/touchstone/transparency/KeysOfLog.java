package org.touchstone.transparency;

import java.util.List;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;
import org.touchstone.signer.SigningKey;

/** The keys of the log among the signing keys of the installation. */
@Component
class KeysOfLog implements LogKeys {

    private final Keys keys;

    KeysOfLog(Settings settings, DatabaseClock clock) {
        this.keys = Keys.in(settings.keysFolder(), clock);
    }

    @Override
    public byte[] current() {
        return keys.current(Purpose.LOG).raw();
    }

    @Override
    public List<byte[]> trusted() {
        return keys.all(Purpose.LOG).stream()
                .filter(SigningKey::trusted)
                .map(SigningKey::raw)
                .toList();
    }

    @Override
    public byte[] sign(byte[] message) {
        return keys.sign(keys.current(Purpose.LOG).kid(), message);
    }
}
