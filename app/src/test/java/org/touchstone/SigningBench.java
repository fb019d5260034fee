package org.touchstone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
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
 * the same key, in turns. Run from source by {@code ./touchstone bench signing}, beside the platform's own jars; it stands here, and uses
 * nothing but what is public, so that it is compiled and run small with every build.
 */
public final class SigningBench {

    /** What stands behind the figures in docs/measurements.md. */
    private static final Size FULL = new Size(60_138, 4_000, 7);

    private final Size size;
    private final Keys keys;
    private final List<Mark> marks;

    /**
     * How much is measured.
     *
     * @param marks how many marks there are
     * @param round signatures of a round
     * @param rounds rounds that count; one more goes before them to warm up
     */
    record Size(int marks, int round, int rounds) {}

    /**
     * What was measured.
     *
     * @param statements median of the platform's, a second
     * @param bare median of the bare loop's, a second
     */
    record Rates(int threads, double statements, double bare) {}

    private SigningBench(Size size, Keys keys, List<Mark> marks) {
        this.size = size;
        this.keys = keys;
        this.marks = marks;
    }

    public static void main(String[] arguments) throws Exception {
        measure(FULL);
    }

    /** Measures, prints, and answers what was printed: one thread, then one for each core. */
    static List<Rates> measure(Size size) throws Exception {
        var now = Instant.now();
        var folder = Files.createTempDirectory("touchstone-signing");
        var keys = Keys.in(folder, () -> now);
        var marks = IntStream.range(0, size.marks()).mapToObj(i -> mark(i, now)).toList();
        var signing = new SigningBench(size, keys, marks);
        int cores = Runtime.getRuntime().availableProcessors();
        var key = keys.current(Purpose.MARK);
        var raw = rawKey(folder.resolve("signing").resolve(key.kid() + ".json"));
        var messages =
                IntStream.range(0, size.round()).mapToObj(signing::signingInput).toList();
        System.out.printf(
                Locale.ROOT,
                "Statements of %,d marks, about %,d bytes signed each, %d cores%n",
                size.marks(),
                messages.getFirst().length,
                cores);
        var measured = new ArrayList<Rates>();
        for (int threads : new int[] {1, cores}) {
            var ours = new ArrayList<Double>();
            var theirs = new ArrayList<Double>();
            for (int round = 0; round <= size.rounds(); round++) {
                double platform = signing.rate(threads, signing::statement);
                double bare = signing.rate(threads, bare(raw, messages));
                // The first round warms up.
                if (round > 0) {
                    ours.add(platform);
                    theirs.add(bare);
                }
            }
            var rates = new Rates(threads, median(ours), median(theirs));
            System.out.printf(
                    Locale.ROOT,
                    "%d thread(s): statements %,.0f a second, bare signatures %,.0f a second, ratio %.2f (asked: 0.50)%n",
                    threads,
                    rates.statements(),
                    rates.bare(),
                    rates.statements() / rates.bare());
            measured.add(rates);
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
        return measured;
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
                false,
                null,
                null,
                null);
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

    private static IntConsumer bare(PrivateKey key, List<byte[]> messages) {
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

    private static PrivateKey rawKey(Path file) throws IOException, GeneralSecurityException {
        var encoded = Files.readString(file)
                .replaceAll("(?s).*\"private\":\"([^\"]+)\".*", "$1")
                .replace("\\/", "/");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
    }

    private double rate(int threads, IntConsumer one) throws Exception {
        long begun = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var all = new ArrayList<Future<?>>();
            for (int t = 0; t < threads; t++) {
                int from = t * size.round() / threads;
                int to = (t + 1) * size.round() / threads;
                all.add(pool.submit(() -> IntStream.range(from, to).forEach(one)));
            }
            for (var part : all) {
                part.get();
            }
        }
        return size.round() * 1e9 / (System.nanoTime() - begun);
    }

    private static double median(List<Double> rates) {
        return rates.stream().sorted().skip(rates.size() / 2).findFirst().orElseThrow();
    }
}
