package org.touchstone.foundation.secrecy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig2026;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.foundation.database.Folders;

/**
 * Keeps personal data unreadable at rest: columns are encrypted (AES-256-GCM by Tink), each bound to the place it stands in, so
 * that a value moved to another column does not open. What must be found again is looked up by a keyed hash (HMAC-SHA256).
 */
public final class Vault {

    private final Aead aead;
    private final Mac mac;

    private Vault(Aead aead, Mac mac) {
        this.aead = aead;
        this.mac = mac;
    }

    /** Opens the keys kept in a folder; makes them when the folder has none. Whoever loses them loses the personal data. */
    public static Vault in(Path folder) {
        try {
            Files.createDirectories(folder);
            var encryption = keys(folder.resolve("columns.json"), Kind.ENCRYPTION);
            var lookup = keys(folder.resolve("lookup.json"), Kind.LOOKUP);
            return new Vault(
                    encryption.getPrimitive(Kind.ENCRYPTION.configuration(), Aead.class),
                    lookup.getPrimitive(Kind.LOOKUP.configuration(), Mac.class));
        } catch (GeneralSecurityException e) {
            throw new PlainSentence("The keys in " + folder + " are damaged; put back the copy from your backup.", e);
        } catch (IOException e) {
            throw new PlainSentence("The folder of keys " + folder + " cannot be read or written.", e);
        }
    }

    /** What keys are for, and how they are made. */
    private record Kind(Configuration configuration, Parameters parameters) {
        static final Kind ENCRYPTION = new Kind(AeadConfig2026.get(), PredefinedAeadParameters.AES256_GCM);
        static final Kind LOOKUP = new Kind(MacConfig2026.get(), PredefinedMacParameters.HMAC_SHA256_256BITTAG);
    }

    private static KeysetHandle keys(Path file, Kind kind) throws IOException, GeneralSecurityException {
        var access = InsecureSecretKeyAccess.get();
        if (!Files.exists(file)) {
            var made = KeysetHandle.generateNew(kind.parameters(), kind.configuration());
            Folders.writePrivately(file, TinkJsonProtoKeysetFormat.serializeKeyset(made, kind.configuration(), access));
        }
        return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), kind.configuration(), access);
    }

    /** The text encrypted for one place, such as {@code person.name}; null stays null. */
    public byte @Nullable [] seal(@Nullable String text, String place) {
        if (text == null) {
            return null;
        }
        return sealBytes(text.getBytes(StandardCharsets.UTF_8), place);
    }

    /** Bytes encrypted for one place, such as {@code evidence.content:ID}. */
    public byte[] sealBytes(byte[] plain, String place) {
        try {
            return aead.encrypt(plain, place.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption failed", e);
        }
    }

    /** The text that was sealed for this place; null stays null. Refuses bytes altered or sealed for another place. */
    public @Nullable String open(byte @Nullable [] sealed, String place) {
        if (sealed == null) {
            return null;
        }
        return new String(openBytes(sealed, place), StandardCharsets.UTF_8);
    }

    /** The bytes that were sealed for this place. Refuses bytes altered or sealed for another place. */
    public byte[] openBytes(byte[] sealed, String place) {
        try {
            return aead.decrypt(sealed, place.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed value of " + place + " does not open", e);
        }
    }

    /** A hash only the holder of the keys can make: equal texts of one place have equal hashes. */
    public byte[] hash(String text, String place) {
        try {
            return mac.computeMac((place + '\0' + text).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("hashing failed", e);
        }
    }
}
