package org.touchstone.credential;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.credential.Answer.Signed;
import org.touchstone.credential.store.PlaceStore;
import org.touchstone.foundation.secrecy.Sha256;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkChanges;
import org.touchstone.registry.Registry;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;

/**
 * The standings of all marks in lists that anyone can fetch and check by himself: Token Status Lists
 * (draft-ietf-oauth-status-list-21) and, for wallets, the same as Bitstring Status Lists. What changed is in the list that is
 * handed out a second later; a list that is asked for is never older than five minutes.
 */
@Component
public class StatusLists {

    /** After this a verifier asks again; the lists are signed anew as often. */
    static final Duration TTL = Duration.ofMinutes(5);
    /** After this nobody may believe a list. */
    static final Duration LASTS = Duration.ofHours(24);

    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);
    /** From so many changed marks on, reading all anew is quicker than one after the other. */
    private static final int MANY = 5_000;

    private final Registry registry;
    private final PlaceStore places;
    private final Issuer issuer;
    private final Keys keys;
    private final MarkChanges changes;
    private final TransactionTemplate transaction;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final Map<Which, Made> ready = new ConcurrentHashMap<>();
    private volatile boolean stale;
    private @Nullable StatusBoard board;

    StatusLists(
            Registry registry,
            PlaceStore places,
            Issuer issuer,
            Keys keys,
            MarkChanges changes,
            TransactionTemplate transaction) {
        this.registry = registry;
        this.places = places;
        this.issuer = issuer;
        this.keys = keys;
        this.changes = changes;
        this.transaction = transaction;
        changes.tell(new MarkChanges.Listener() {
            @Override
            public void changed(String code) {
                changed.add(code);
            }

            @Override
            public void muchChanged() {
                stale = true;
            }
        });
    }

    /** A list; with a purpose it is one of bitstrings. */
    private record Which(int list, @Nullable StatusPurpose purpose) {}

    private record Made(Signed signed, Instant at, long version) {}

    /** The addresses of all Token Status Lists. */
    public List<String> addresses() {
        return locked(() -> IntStream.rangeClosed(1, upToDate().lists())
                .mapToObj(n -> issuer.at(Wire.STATUS_LIST_PATH + n))
                .toList());
    }

    /** The Token Status List of a number. */
    public Optional<Signed> list(int number) {
        return signed(new Which(number, null));
    }

    /** The Bitstring Status List credential of a purpose and number. */
    public Optional<Signed> bitstring(StatusPurpose purpose, int number) {
        return signed(new Which(number, purpose));
    }

    private Optional<Signed> signed(Which which) {
        var now = changes.now();
        var made = ready.get(which);
        if (made != null && isGood(made, now) && made.at().plus(AT_MOST_EVERY).isAfter(now)) {
            return Optional.of(made.signed());
        }
        return locked(() -> {
            var newest = upToDate();
            if (which.list() < 1 || which.list() > newest.lists()) {
                return Optional.empty();
            }
            var at = changes.now();
            var before = ready.get(which);
            if (before != null && isGood(before, at) && before.version() == newest.version(which.list())) {
                return Optional.of(before.signed());
            }
            var fresh = make(which, newest, at);
            ready.put(which, fresh);
            return Optional.of(fresh.signed());
        });
    }

    private boolean isGood(Made made, Instant now) {
        return !now.isBefore(made.at())
                && made.signed().until().isAfter(now)
                && made.signed().kid().equals(keys.current(Purpose.MARK).kid());
    }

    private Made make(Which which, StatusBoard newest, Instant now) {
        var at = now.truncatedTo(ChronoUnit.SECONDS);
        var key = keys.current(Purpose.MARK);
        var type = which.purpose() == null ? Wire.STATUS_LIST_TOKEN : Wire.CREDENTIAL;
        var claims = which.purpose() == null
                ? tokenStatusList(which.list(), newest, now, at)
                : bitstring(which.list(), which.purpose(), newest, now, at);
        var jwt = keys.jwt(key, type, claims).getBytes(StandardCharsets.US_ASCII);
        var until = newest.nextEnd(which.list(), now, now.plus(TTL));
        return new Made(new Signed(jwt, etag(jwt), key.kid(), until), now, newest.version(which.list()));
    }

    private Map<String, Object> tokenStatusList(int list, StatusBoard newest, Instant now, Instant at) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put(Wire.ISS, issuer.id());
        claims.put(Wire.SUB, issuer.at(Wire.STATUS_LIST_PATH + list));
        claims.put(Wire.IAT, at.getEpochSecond());
        claims.put(Wire.EXP, at.plus(LASTS).getEpochSecond());
        claims.put(Wire.TTL, TTL.toSeconds());
        var values = new LinkedHashMap<String, Object>();
        values.put(Wire.BITS, 2);
        values.put(Wire.LST, StatusListEncoding.tokenStatusList(newest.standings(list, now)));
        values.put(Wire.AGGREGATION_URI, issuer.at(Wire.AGGREGATION_PATH));
        claims.put(Wire.STATUS_LIST, values);
        return claims;
    }

    private Map<String, Object> bitstring(
            int list, StatusPurpose purpose, StatusBoard newest, Instant now, Instant at) {
        var address = issuer.bitstring(purpose, list);
        var claims = new LinkedHashMap<String, Object>();
        claims.put(Wire.CONTEXT, List.of(MarkCredentials.VC_CONTEXT));
        claims.put(Wire.ID, address);
        claims.put(Wire.TYPE, List.of(MarkCredentials.VC_TYPE, "BitstringStatusListCredential"));
        claims.put(Wire.ISSUER, issuer.id());
        claims.put(Wire.VALID_FROM, at.toString());
        claims.put(Wire.VALID_UNTIL, at.plus(LASTS).toString());
        var subject = new LinkedHashMap<String, Object>();
        subject.put(Wire.ID, address + "#list");
        subject.put(Wire.TYPE, "BitstringStatusList");
        subject.put(Wire.STATUS_PURPOSE, purpose.word());
        subject.put(Wire.TTL, TTL.toMillis());
        subject.put(Wire.ENCODED_LIST, StatusListEncoding.bitstring(newest.those(list, purpose.state(), now)));
        claims.put(Wire.CREDENTIAL_SUBJECT, subject);
        return claims;
    }

    // Keeping the board.

    private StatusBoard upToDate() {
        var known = board;
        if (known == null || stale || changed.size() > MANY) {
            stale = false;
            changed.clear();
            try {
                known = read();
            } catch (RuntimeException e) {
                board = null;
                throw e;
            }
            board = known;
        }
        takeUp(known);
        return known;
    }

    private StatusBoard read() {
        var fresh = new StatusBoard();
        transaction.executeWithoutResult(t -> {
            try (var marks = registry.all();
                    var all = places.all()) {
                var place = all.iterator();
                var here = place.hasNext() ? place.next() : null;
                for (var mark : (Iterable<Mark>) marks::iterator) {
                    while (here != null && here.code().compareTo(mark.code()) < 0) {
                        here = place.hasNext() ? place.next() : null;
                    }
                    if (here != null && here.code().equals(mark.code())) {
                        fresh.put(here.place(), mark.state(), mark.expiresAt());
                    }
                }
            }
        });
        return fresh;
    }

    /** Reads what changed, and marks that got a place without a word, such as those from before there were lists. */
    private void takeUp(StatusBoard known) {
        var taken = Set.copyOf(changed);
        changed.removeAll(taken);
        try {
            var placed = places.of(taken);
            var later = places.after(known.highest());
            if (placed.isEmpty() && later.isEmpty()) {
                return;
            }
            placed.putAll(later);
            for (var mark : registry.marks(placed.keySet())) {
                var place = placed.get(mark.code());
                if (place != null) {
                    known.put(place, mark.state(), mark.expiresAt());
                }
            }
        } catch (RuntimeException e) {
            changed.addAll(taken);
            throw e;
        }
    }

    private interface Work<T> {
        T done();
    }

    private <T> T locked(Work<T> work) {
        lock.lock();
        try {
            return work.done();
        } finally {
            lock.unlock();
        }
    }

    /** A weak tag of bytes: so that they may be packed on their way. */
    static String etag(byte[] bytes) {
        var hash = Arrays.copyOf(Sha256.of(bytes), 16);
        return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + "\"";
    }
}
