import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.touchstone.credential.Statement;
import org.touchstone.credential.StatusPlace;
import org.touchstone.credential.Wire;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;

/**
 * Signs the statements of so many marks as the platform does, beside a bare loop of java.security.Signature over the same bytes with
 * the same key, in turns. Run by ./touchstone bench signing.
 */
final class Signing {

    private static final int MARKS = 60_138;
    private static final int ROUND = 4_000;
    private static final int ROUNDS = 7;

    private final Keys keys;
    private final List<Mark> marks;
    private final Instant now;

    private Signing(Keys keys, List<Mark> marks, Instant now) {
        this.keys = keys;
        this.marks = marks;
        this.now = now;
    }

    public static void main(String[] arguments) throws Exception {
        var now = Instant.now();
        var folder = Files.createTempDirectory("touchstone-signing");
        var keys = Keys.in(folder, () -> now);
        var marks = IntStream.range(0, MARKS).mapToObj(i -> mark(i, now)).toList();
        var signing = new Signing(keys, marks, now);
        int cores = Runtime.getRuntime().availableProcessors();
        var key = keys.current(Purpose.MARK);
        var raw = rawKey(folder.resolve("signing").resolve(key.kid() + ".json"));
        var messages = IntStream.range(0, ROUND).mapToObj(signing::signingInput).toList();
        System.out.printf("Statements of %,d marks, about %,d bytes signed each, %d cores%n", MARKS, messages.getFirst().length, cores);
        for (int threads : new int[] {1, cores}) {
            var ours = new ArrayList<Double>();
            var theirs = new ArrayList<Double>();
            for (int round = 0; round <= ROUNDS; round++) {
                double platform = rate(threads, signing::statement);
                double bare = rate(threads, bare(raw, messages));
                // The first round warms up.
                if (round > 0) {
                    ours.add(platform);
                    theirs.add(bare);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d thread(s): statements %,.0f a second, bare signatures %,.0f a second, ratio %.2f (asked: 0.50)%n",
                    threads,
                    median(ours),
                    median(theirs),
                    median(ours) / median(theirs));
        }
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }

    private static Mark mark(int i, Instant now) {
        return new Mark(
                String.format(Locale.ROOT, "M%07d", i),
                MarkState.ISSUED,
                now.minus(Duration.ofDays(i % 700)),
                now.plus(Duration.ofDays(1 + i % 700)),
                new UUID(1, i),
                new Host("shop" + i + ".example"),
                new UUID(2, i),
                "Shop " + i,
                "books",
                false);
    }

    /** What the platform does for a mark whose facts it has read. */
    private void statement(int i) {
        if (jwt(i).isEmpty()) {
            throw new IllegalStateException();
        }
    }

    private String jwt(int i) {
        var mark = marks.get(i % marks.size());
        var statement = new Statement(
                "https://namad.example", mark, StatusPlace.of(i), mark.issuedAt(), keys.current(Purpose.MARK), null);
        return keys.jwt(statement.key(), Wire.TRUST_MARK, statement.claims());
    }

    private byte[] signingInput(int i) {
        var jwt = jwt(i);
        return jwt.substring(0, jwt.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    }

    private static IntConsumer bare(java.security.PrivateKey key, List<byte[]> messages) {
        var signers = ThreadLocal.withInitial(() -> {
            try {
                var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
                signature.initSign(key);
                return signature;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
        return i -> {
            try {
                var signature = signers.get();
                signature.update(messages.get(i % messages.size()));
                if (signature.sign().length != 64) {
                    throw new IllegalStateException();
                }
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static java.security.PrivateKey rawKey(Path file) throws IOException, GeneralSecurityException {
        var encoded = Files.readString(file).replaceAll("(?s).*\"private\":\"([^\"]+)\".*", "$1").replace("\\/", "/");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
    }

    private static double rate(int threads, IntConsumer one) throws Exception {
        long begun = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var all = new ArrayList<Future<?>>();
            for (int t = 0; t < threads; t++) {
                int from = t * ROUND / threads;
                int to = (t + 1) * ROUND / threads;
                all.add(pool.submit(() -> IntStream.range(from, to).forEach(one)));
            }
            for (var part : all) {
                part.get();
            }
        }
        return ROUND * 1e9 / (System.nanoTime() - begun);
    }

    private static double median(List<Double> rates) {
        return rates.stream().sorted().skip(rates.size() / 2).findFirst().orElseThrow();
    }
}
