package org.touchstone.credential;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.credential.store.DumpStore;
import org.touchstone.credential.store.DumpStore.Change;
import org.touchstone.credential.store.DumpStore.Dump;
import org.touchstone.credential.store.PlaceStore;
import org.touchstone.foundation.Sweep;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.secrecy.Sha256;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkChanged;
import org.touchstone.registry.MarkIssued;
import org.touchstone.registry.Registry;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole register in one file for payment gateways, made once a day, named with its hash in a signed manifest; and what
 * changed since, signed. Host, mark, state, validity, grade and place in the status lists: nothing about persons.
 */
@Component
public class RegisterDump implements Sweep {

    private static final Duration OLD = Duration.ofHours(24);
    private static final int KEPT = 3;
    private static final int PART = 1 << 20;
    private static final int CHANGES_AT_ONCE = 10_000;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final DumpStore store;
    private final PlaceStore places;
    private final Registry registry;
    private final Issuer issuer;
    private final Keys keys;
    private final DatabaseClock clock;
    private final JsonMapper json;
    private final TransactionTemplate turn;
    private final TransactionTemplate consistent;

    RegisterDump(
            DumpStore store,
            PlaceStore places,
            Registry registry,
            Issuer issuer,
            Keys keys,
            DatabaseClock clock,
            JsonMapper json,
            PlatformTransactionManager manager) {
        this.store = store;
        this.places = places;
        this.registry = registry;
        this.issuer = issuer;
        this.keys = keys;
        this.clock = clock;
        this.json = json;
        this.turn = new TransactionTemplate(manager);
        this.consistent = new TransactionTemplate(manager);
        consistent.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        consistent.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    @EventListener
    void changed(MarkChanged changed) {
        store.change(changed.code());
    }

    @EventListener
    void issued(MarkIssued issued) {
        store.change(issued.code());
    }

    /** A signed token, and a tag that is equal where the token says the same. */
    public record Token(String jwt, String etag) {}

    /** The signed manifest of the newest dump; one is made where there is none. Says the same for an hour. */
    public Token manifest() {
        var dump = store.newest().orElseGet(() -> {
            make();
            return store.newest().orElseThrow();
        });
        var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        var at = dump.asOf().isAfter(hour) ? dump.asOf() : hour;
        var file = new LinkedHashMap<String, Object>();
        file.put(Wire.URI, issuer.at(Wire.DUMP_PATH + "/" + dump.id()));
        file.put("sha256", dump.sha256());
        file.put("bytes", dump.bytes());
        file.put("entries", dump.entries());
        var claims = claims(at);
        claims.put("as_of", dump.asOf().getEpochSecond());
        claims.put("file", file);
        claims.put("next", String.valueOf(dump.next()));
        var key = keys.current(Purpose.MARK);
        return new Token(
                keys.jwt(key, Wire.REGISTER_DUMP, claims),
                "W/\"" + dump.id() + "-" + at.getEpochSecond() + "-" + key.kid() + "\"");
    }

    private Map<String, Object> claims(Instant at) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put(Wire.ISS, issuer.id());
        claims.put(Wire.SUB, issuer.at(Wire.DUMP_PATH));
        claims.put(Wire.IAT, at.getEpochSecond());
        claims.put(Wire.EXP, at.plus(OLD).getEpochSecond());
        return claims;
    }

    /**
     * What changed after the change of a number, signed: of each mark how it stands now. At most 10,000 at once.
     *
     * @return nothing for a number that was never given
     */
    public Optional<Token> since(long number) {
        turn.executeWithoutResult(t -> store.number());
        if (number > store.last()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var changes = store.after(number, CHANGES_AT_ONCE);
        long next = changes.isEmpty() ? number : changes.getLast().number();
        var claims = claims(now);
        claims.put("since", String.valueOf(number));
        claims.put("next", String.valueOf(next));
        claims.put("more", changes.size() == CHANGES_AT_ONCE);
        claims.put("entries", entries(changes, now));
        var key = keys.current(Purpose.MARK);
        var hour = now.truncatedTo(ChronoUnit.HOURS).getEpochSecond();
        return Optional.of(new Token(
                keys.jwt(key, Wire.REGISTER_CHANGES, claims),
                "W/\"" + number + "-" + next + "-" + hour + "-" + key.kid() + "\""));
    }

    private List<Map<String, Object>> entries(List<Change> changes, Instant now) {
        var codes = changes.stream().map(Change::code).toList();
        var marks = registry.marksByCode(codes);
        var placed = places.of(codes);
        var entries = new ArrayList<Map<String, Object>>();
        for (var code : codes) {
            var mark = marks.get(code);
            var place = placed.get(code);
            if (mark != null && place != null) {
                entries.add(entry(mark, place, now));
            }
        }
        return entries;
    }

    private static Map<String, Object> entry(Mark mark, StatusPlace place, Instant now) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("host", mark.host().name());
        entry.put("code", mark.code());
        entry.put("state", mark.stateAt(now));
        entry.put(Wire.VALID_UNTIL, mark.expiresAt().toString());
        entry.put(Wire.GRADE, mark.grade() == null ? null : mark.grade().name());
        entry.put("list", place.list());
        entry.put(Wire.IDX, place.idx());
        return entry;
    }

    /** A dump by its name. */
    public Optional<Dump> named(String id) {
        return store.named(id);
    }

    /** Writes the gzipped bytes of a dump, a part after the other. */
    public void copy(Dump dump, OutputStream out) throws IOException {
        for (int part = 0; ; part++) {
            var bytes = store.part(dump.id(), part);
            if (bytes.isEmpty()) {
                return;
            }
            out.write(bytes.get());
        }
    }

    /** The gzipped bytes of a dump, read a part after the other. */
    public InputStream gzipped(Dump dump) {
        return new Parts(dump.id());
    }

    private final class Parts extends InputStream {
        private final String id;
        private byte[] here = {};
        private int at;
        private int part;
        private boolean over;

        Parts(String id) {
            this.id = id;
        }

        @Override
        public int read() {
            return more() ? here[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (length > 0 && !more()) {
                return -1;
            }
            int count = Math.min(length, here.length - at);
            System.arraycopy(here, at, into, from, count);
            at += count;
            return count;
        }

        private boolean more() {
            while (at == here.length && !over) {
                var next = store.part(id, part++);
                over = next.isEmpty();
                here = next.orElse(here);
                at = over ? here.length : 0;
            }
            return at < here.length;
        }
    }

    // Making.

    /** Makes a dump when the newest is a day old. */
    @Override
    public int work() {
        var newest = store.newest();
        boolean due = newest.isEmpty()
                || Duration.between(newest.get().asOf(), clock.instant()).compareTo(OLD) > 0;
        return due && make() ? 1 : 0;
    }

    /** Makes a dump unless another node just did. The lock is another transaction's: the view must begin after it. */
    boolean make() {
        return Boolean.TRUE.equals(turn.execute(outer -> {
            var before = clock.instant();
            store.holdMaking();
            if (store.newest().filter(dump -> dump.asOf().isAfter(before)).isPresent()) {
                return false;
            }
            consistent.executeWithoutResult(inner -> store.number());
            consistent.executeWithoutResult(inner -> {
                write();
                store.keepNewest(KEPT);
            });
            return true;
        }));
    }

    private void write() {
        var now = clock.instant();
        long next = store.lastSeen();
        try {
            var file = Files.createTempFile("register", ".ndjson.gz");
            try {
                var written = write(file, now);
                var id = NAME.format(now);
                store.add(new Dump(id, now, next, written.entries(), written.bytes(), written.sha256()));
                try (var in = Files.newInputStream(file)) {
                    int part = 0;
                    for (var bytes = in.readNBytes(PART); bytes.length > 0; bytes = in.readNBytes(PART)) {
                        store.addPart(id, part++, bytes);
                    }
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Written(long entries, long bytes, String sha256) {}

    private Written write(Path file, Instant now) throws IOException {
        var digest = Sha256.digest();
        long entries = 0;
        long bytes = 0;
        try (var out = new DigestOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 1 << 16), digest);
                var marks = registry.all();
                var all = places.all()) {
            var place = all.iterator();
            var here = place.hasNext() ? place.next() : null;
            for (var mark : (Iterable<Mark>) marks::iterator) {
                while (here != null && here.code().compareTo(mark.code()) < 0) {
                    here = place.hasNext() ? place.next() : null;
                }
                if (here != null && here.code().equals(mark.code())) {
                    var line = (json.writeValueAsString(entry(mark, here.place(), now)) + "\n")
                            .getBytes(StandardCharsets.UTF_8);
                    out.write(line);
                    entries++;
                    bytes += line.length;
                }
            }
        }
        return new Written(entries, bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
