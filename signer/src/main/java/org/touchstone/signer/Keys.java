package org.touchstone.signer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The keys of this installation, in the folder {@code signing} of its folder of keys, one file to a key. The newest active key of a
 * purpose signs; the first is made when it is first needed. Several programs may use one folder: a change made by one is seen by
 * the others within a second or two. May be used by any number of threads.
 */
public final class Keys {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Comparator<KeyFile> BY_AGE = Comparator.comparing(
                    (KeyFile file) -> file.key().created())
            .thenComparingInt(file -> number(file.key().kid()));
    /** Programs keep out of each other's way by a lock on a file, threads of one program by this. */
    private static final ReentrantLock WRITING = new ReentrantLock();

    private final Path folder;
    private final InstantSource clock;
    private final Tokens tokens = new Tokens();
    private volatile @Nullable State state;

    private Keys(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** What lay in the folder when it was looked at; {@code seen} tells one look from another. */
    private record State(List<KeyFile> files, String seen, long lookedAt) {}

    private record Signer(
            SigningKey key, PrivateKey priv, @Nullable Provider provider) {
        @Override
        public String toString() {
            return "the signer of " + key.kid();
        }
    }

    /**
     * The keys of a folder; it need not exist yet.
     *
     * @param folder the installation's folder of keys
     * @param clock tells when keys are made, retired and revoked
     */
    public static Keys in(Path folder, InstantSource clock) {
        return new Keys(folder.resolve("signing"), clock);
    }

    /** The key that signs for a purpose now; made when there is none. */
    public SigningKey current(Purpose purpose) {
        return currentIn(state().files(), purpose).orElseGet(() -> make(purpose));
    }

    /** All keys of a purpose there ever were, the oldest first. */
    public List<SigningKey> all(Purpose purpose) {
        return state().files().stream()
                .map(KeyFile::key)
                .filter(key -> key.purpose() == purpose)
                .toList();
    }

    /** The key of a name. */
    public Optional<SigningKey> named(String kid) {
        return find(state().files(), kid).map(KeyFile::key);
    }

    /**
     * Signs bytes with the key of a name. Refused for a key that was revoked. A retired one still signs: whoever asked for the
     * current key just before may finish.
     *
     * @return 64 bytes: R and S for ES256, the signature itself for Ed25519
     */
    public byte[] sign(String kid, byte[] message) {
        var signer = signer(kid);
        try {
            return sign(signer, message);
        } catch (GeneralSecurityException e) {
            if (signer.provider() == null) {
                throw new IllegalStateException("The key " + kid + " does not sign", e);
            }
            return signAgain(kid, message);
        }
    }

    /** A token that was pulled out and put back, or whose session ended, is opened once more. */
    private byte[] signAgain(String kid, byte[] message) {
        find(state().files(), kid)
                .filter(file -> file.part() instanceof PrivatePart.InToken)
                .ifPresent(file -> tokens.forget((PrivatePart.InToken) file.part()));
        state = null;
        try {
            return sign(signer(kid), message);
        } catch (GeneralSecurityException e) {
            throw new KeysUnusable("The token with the key " + kid + " does not sign: " + e.getMessage() + ".", e);
        }
    }

    private static byte[] sign(Signer signer, byte[] message) throws GeneralSecurityException {
        var name = signer.key().purpose().signature();
        var signature = signer.provider() == null
                ? Signature.getInstance(name)
                : Signature.getInstance(name, signer.provider());
        signature.initSign(signer.priv());
        signature.update(message);
        return signature.sign();
    }

    /**
     * A signed token (JWT) of claims, by the current key of a purpose.
     *
     * @param type the {@code typ} of its header, which tells one kind of token from another
     */
    public String jwt(Purpose purpose, String type, Map<String, Object> claims) {
        return jwt(current(purpose), type, claims);
    }

    /** A signed token (JWT) of claims, by a key. */
    public String jwt(SigningKey key, String type, Map<String, Object> claims) {
        var header = new JWSHeader.Builder(key.purpose().algorithm())
                .type(new JOSEObjectType(type))
                .keyID(key.kid())
                .build();
        var signed = header.toBase64URL() + "." + Base64URL.encode(JSONObjectUtils.toJSONString(claims));
        return signed + "." + Base64URL.encode(sign(key.kid(), signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Makes a new key of a purpose that signs from now on, and retires those before it. */
    public SigningKey rotate(Purpose purpose) {
        return writing(files -> {
            var made = fresh(files, purpose);
            made.write(folder);
            retireOthers(files, made.key());
            return made.key();
        });
    }

    /**
     * Lets a key in a hardware token sign for a purpose from now on, and retires those before it. Refused when it cannot be opened,
     * when it could be taken out of its token, and for the log, whose kind of key tokens do not have.
     */
    public SigningKey useToken(Purpose purpose, Path library, long slot, String alias, Path pinFile) {
        if (purpose == Purpose.LOG) {
            throw new KeysUnusable("Keys of the log are Ed25519, which tokens do not sign with; keep them in files.");
        }
        var place = new PrivatePart.InToken(
                library.toAbsolutePath().toString(),
                slot,
                alias,
                pinFile.toAbsolutePath().toString());
        var held = tokens.open(place);
        return writing(files -> {
            var now = now();
            var kid = nextKid(files, purpose, now);
            var key = new SigningKey(
                    kid, purpose, Tokens.jwk(kid, held.publicKey(), purpose), now, null, null, null, place.words());
            for (var file : files) {
                if (sameKey(file.key().jwk(), key.jwk())) {
                    throw new KeysUnusable("This key of the token is in use already, as "
                            + file.key().kid() + ".");
                }
            }
            new KeyFile(key, place).write(folder);
            retireOthers(files, key);
            return key;
        });
    }

    private static boolean sameKey(JWK one, JWK other) {
        try {
            return one.computeThumbprint().equals(other.computeThumbprint());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Revokes a key: nothing it signed counts any more, and its private part is destroyed. The next key takes over first. What it
     * signed must be signed again by whoever keeps it. Refused for an unknown key and one revoked before.
     */
    public SigningKey revoke(String kid, String reason) {
        return writing(files -> {
            var file = find(files, kid).orElseThrow(() -> new KeysUnusable("There is no key " + kid + "."));
            if (!file.key().trusted()) {
                throw new KeysUnusable("The key " + kid + " is revoked already.");
            }
            if (file.key().active() && currentIn(files, file.key().purpose()).equals(Optional.of(file.key()))) {
                fresh(files, file.key().purpose()).write(folder);
            }
            var revoked = file.key().revoked(now(), reason);
            new KeyFile(revoked, new PrivatePart.Destroyed()).write(folder);
            return revoked;
        });
    }

    private SigningKey make(Purpose purpose) {
        return writing(files -> currentIn(files, purpose).orElseGet(() -> {
            var made = fresh(files, purpose);
            try {
                made.write(folder);
            } catch (IOException e) {
                throw unwritable(e);
            }
            return made.key();
        }));
    }

    private void retireOthers(List<KeyFile> files, SigningKey by) throws IOException {
        for (var file : files) {
            if (file.key().purpose() == by.purpose() && file.key().active()) {
                new KeyFile(file.key().retired(by.created()), file.part()).write(folder);
            }
        }
    }

    private KeyFile fresh(List<KeyFile> files, Purpose purpose) {
        var now = now();
        var kid = nextKid(files, purpose, now);
        try {
            var pair = pair(purpose);
            var key = new SigningKey(kid, purpose, publicJwk(kid, purpose, pair), now, null, null, null, null);
            return new KeyFile(key, new PrivatePart.InFile(pair.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform makes such keys", e);
        }
    }

    private static KeyPair pair(Purpose purpose) throws GeneralSecurityException {
        if (purpose == Purpose.LOG) {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        }
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static JWK publicJwk(String kid, Purpose purpose, KeyPair pair) {
        if (pair.getPublic() instanceof ECPublicKey key) {
            return new ECKey.Builder(Curve.P_256, key)
                    .keyID(kid)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(purpose.algorithm())
                    .build();
        }
        // The last 32 bytes of the X.509 form are the key itself (RFC 8410).
        var encoded = pair.getPublic().getEncoded();
        var raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw))
                .keyID(kid)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(purpose.algorithm())
                .build();
    }

    private static String nextKid(List<KeyFile> files, Purpose purpose, Instant now) {
        int last = files.stream()
                .map(KeyFile::key)
                .filter(key -> key.purpose() == purpose)
                .mapToInt(key -> number(key.kid()))
                .max()
                .orElse(0);
        return purpose.word() + "-" + now.atZone(ZoneOffset.UTC).getYear() + "-" + (last + 1);
    }

    private static int number(String kid) {
        return Integer.parseInt(kid.substring(kid.lastIndexOf('-') + 1));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Optional<SigningKey> currentIn(List<KeyFile> files, Purpose purpose) {
        return files.reversed().stream()
                .map(KeyFile::key)
                .filter(key -> key.purpose() == purpose && key.active())
                .findFirst();
    }

    private static Optional<KeyFile> find(List<KeyFile> files, String kid) {
        return files.stream().filter(file -> file.key().kid().equals(kid)).findFirst();
    }

    private Signer signer(String kid) {
        var file = find(state().files(), kid);
        return switch (file.map(KeyFile::part).orElseGet(PrivatePart.Destroyed::new)) {
            case PrivatePart.InFile inFile -> new Signer(file.orElseThrow().key(), inFile.key(), null);
            case PrivatePart.InToken place -> {
                var held = tokens.open(place);
                yield new Signer(file.orElseThrow().key(), held.key(), held.provider());
            }
            case PrivatePart.Destroyed() ->
                throw new KeysUnusable(
                        "The key " + kid + " is not in " + folder + ", or was revoked; it signs nothing.");
        };
    }

    // The folder.

    private State state() {
        var known = state;
        if (known != null && System.nanoTime() - known.lookedAt() < LOOK_AGAIN.toNanos()) {
            return known;
        }
        return look();
    }

    private synchronized State look() {
        var known = state;
        long now = System.nanoTime();
        if (known != null && now - known.lookedAt() < LOOK_AGAIN.toNanos()) {
            return known;
        }
        var seen = seen();
        if (known != null && known.seen().equals(seen)) {
            var same = new State(known.files(), seen, now);
            state = same;
            return same;
        }
        var fresh = new State(readAll(), seen, now);
        state = fresh;
        return fresh;
    }

    private List<Path> paths() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var list = Files.list(folder)) {
            return list.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new KeysUnusable("The folder of keys " + folder + " cannot be read.", e);
        }
    }

    private String seen() {
        var seen = new StringBuilder();
        for (var file : paths()) {
            try {
                seen.append(file.getFileName())
                        .append(' ')
                        .append(Files.getAttribute(file, "unix:ino"))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file))
                        .append('\n');
            } catch (IOException e) {
                seen.append("gone\n");
            }
        }
        return seen.toString();
    }

    private List<KeyFile> readAll() {
        return paths().stream().map(KeyFile::read).sorted(BY_AGE).toList();
    }

    private interface Change {
        SigningKey of(List<KeyFile> files) throws IOException;
    }

    private SigningKey writing(Change change) {
        WRITING.lock();
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (var channel = FileChannel.open(
                            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("no lock");
                }
                return change.of(readAll());
            }
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            state = null;
            WRITING.unlock();
        }
    }

    private KeysUnusable unwritable(IOException e) {
        return new KeysUnusable("The folder of keys " + folder + " cannot be written.", e);
    }

    @Override
    public String toString() {
        return "the keys in " + folder;
    }
}
