package org.touchstone.transparency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.Sweep;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.transparency.store.LogStore;
import org.touchstone.transparency.store.LogStore.Checkpoint;
import org.touchstone.transparency.store.LogStore.Entry;
import org.touchstone.transparency.store.LogStore.Opened;
import org.touchstone.transparency.store.LogStore.Opening;

/**
 * Takes waiting rows into the log, and then signs and publishes its head. Two steps in two transactions: a head is signed only over
 * leaves that are committed, and kept before anyone sees it, so that a crash at any point leads to the same tree again. One node
 * appends at a time. A head that does not continue the last one, or the one this folder handed out, is never signed.
 */
@Component
public class Appender implements Sweep {

    private static final Logger log = LoggerFactory.getLogger(Appender.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int AT_ONCE = 2000;
    /** How long a backlog is worked off before the other sweeps of this node get their turn. */
    private static final Duration SLICE = Duration.ofMillis(500);

    private final LogStore store;
    private final TileFiles files;
    private final LogKeys keys;
    private final DatabaseClock clock;
    private final TransactionTemplate transaction;
    private final Map<String, AuditedTable> tables;
    private final String origin;
    private volatile @Nullable String standstill;

    Appender(
            LogStore store,
            TileFiles files,
            LogKeys keys,
            DatabaseClock clock,
            TransactionTemplate transaction,
            List<AuditedTable> tables,
            Settings settings) {
        this.store = store;
        this.files = files;
        this.keys = keys;
        this.clock = clock;
        this.transaction = transaction;
        this.tables = tables.stream().collect(Collectors.toMap(AuditedTable::name, Function.identity()));
        this.origin = origin(settings);
    }

    /** The name of this log: the address it is published under, without the scheme. */
    static String origin(Settings settings) {
        var base = settings.baseUrl();
        return base.getRawAuthority() + base.getRawPath().replaceAll("/+$", "") + "/log";
    }

    /** Why no head is signed at present, for an operator; absent where all is well. */
    @Nullable String standstill() {
        return standstill;
    }

    @Override
    public int work() {
        long until = System.nanoTime() + SLICE.toNanos();
        int appended = 0;
        int batch;
        do {
            batch = append();
            appended += batch;
        } while (batch > 0 && System.nanoTime() < until);
        publish();
        return appended;
    }

    /** Takes waiting rows into the log. Returns how many. */
    public int append() {
        return Objects.requireNonNull(transaction.execute(status -> {
            if (!store.waiting() || !store.holdAppending()) {
                return 0;
            }
            var pending = store.pending(AT_ONCE);
            long index = store.size();
            long size = index;
            var logged = clock.instant();
            var entries = new ArrayList<Opened>();
            for (var row : pending) {
                entries.add(entry(size++, table(row.source()), row.content(), logged));
            }
            store.append(entries);
            addNodes(index, size);
            store.taken(pending);
            return pending.size();
        }));
    }

    private AuditedTable table(String name) {
        var table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("no module describes the audited table " + name);
        }
        return table;
    }

    private static Opened entry(long index, AuditedTable table, String content, Instant logged) {
        var row = CanonicalJson.read(content);
        var salt = salt();
        var disclosed = table.disclosed(row);
        var restricted = table.restricted(row);
        var restrictedSalt = restricted == null ? null : salt();
        var leaf = Leaf.of(
                table,
                row,
                logged,
                Merkle.commitment(salt, disclosed),
                restricted == null || restrictedSalt == null ? null : Merkle.commitment(restrictedSalt, restricted));
        var bytes = leaf.bytes();
        return new Opened(
                new Entry(index, bytes, Merkle.leaf(bytes), table.name(), table.key(row), leaf.mark()),
                new Opening(salt, table.isOpen(row) ? disclosed : null, restrictedSalt));
    }

    private static byte[] salt() {
        var salt = new byte[Merkle.LENGTH];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /** Keeps the hashes of the tiles that became full. */
    private void addNodes(long from, long to) {
        long first = from;
        long end = to;
        for (int level = 0; (end >> Tree.HEIGHT) > 0; level++) {
            first >>= Tree.HEIGHT;
            end >>= Tree.HEIGHT;
            for (long n = first; n < end; n++) {
                var tile = store.hashes(level, n << Tree.HEIGHT, Tree.WIDTH);
                store.addNode(level + 1, n, Tree.fold(tile, 0, Tree.WIDTH));
            }
        }
    }

    /** Signs and publishes the head of what is in the log, where it is not yet. Returns whether it did. */
    public boolean publish() {
        var note = transaction.execute(status -> {
            if (isPublished() || !store.holdAppending() || isPublished()) {
                return null;
            }
            long size = store.size();
            var last = store.newest().orElse(null);
            var tree = tree(store, size);
            var obstacle = obstacle(tree, size, last);
            if (obstacle != null) {
                stand(obstacle);
                return null;
            }
            writeTiles(size, last == null ? 0 : last.size());
            if (last == null || !isOurs(last)) {
                note("log-key", Map.of("vkey", key().vkey()));
            }
            var head = new Head(origin, size, tree.root());
            var signed = sign(head);
            store.addCheckpoint(size, head.root(), origin, signed);
            return signed;
        });
        if (note == null) {
            return false;
        }
        files.writeHead(note);
        standstill = null;
        return true;
    }

    private boolean isPublished() {
        long size = store.size();
        return store.newest()
                .filter(last -> last.size() == size && isOurs(last))
                .isPresent();
    }

    private String sign(Head head) {
        return head.text() + "\n" + key().line(keys.sign(head.text().getBytes(StandardCharsets.UTF_8)));
    }

    /** The key that signs now, under the name of this log. */
    NoteKey key() {
        return new NoteKey(origin, NoteKey.NOTE, keys.current());
    }

    /** The keys whose signatures on heads of an origin count. */
    List<NoteKey> trusted(String named) {
        return keys.trusted().stream()
                .map(raw -> new NoteKey(named, NoteKey.NOTE, raw))
                .toList();
    }

    private boolean isOurs(Checkpoint last) {
        var key = key();
        return last.origin().equals(origin)
                && Head.signaturesOf(last.note()).stream().anyMatch(line -> key.signed(Head.textOf(last.note()), line));
    }

    /** What forbids signing: it would deny a head that was signed before. */
    private @Nullable String obstacle(Tree tree, long size, @Nullable Checkpoint last) {
        var known = new ArrayList<Head>();
        if (last != null) {
            known.add(new Head(last.origin(), last.size(), last.root()));
        }
        files.head().map(Head::of).filter(h -> h.origin().equals(origin)).ifPresent(known::add);
        for (var head : known) {
            if (head.size() > size) {
                return "a head of %d leaves was published, but the log has %d; was an old backup restored?"
                        .formatted(head.size(), size);
            }
            if (!new Head(origin, head.size(), tree.rootAt(head.size())).same(head)) {
                return "the head of %d leaves that was published is no beginning of the log; ./touchstone audit says more"
                        .formatted(head.size());
            }
        }
        return null;
    }

    private void stand(String why) {
        if (!why.equals(standstill)) {
            standstill = why;
            log.error("The transparency log stands still: {}", why);
        }
    }

    static Tree tree(LogStore store, long size) {
        return new Tree(size, (level, n, width) -> store.hashes(level, n << Tree.HEIGHT, width));
    }

    /** Writes every tile that a tree of this size has and one of the size before had not. */
    private void writeTiles(long size, long before) {
        for (int level = 0; (size >> (Tree.HEIGHT * level)) > 0; level++) {
            long first = before >> (Tree.HEIGHT * (level + 1));
            for (long n = first; Tree.width(size, level, n) > 0; n++) {
                int width = Tree.width(size, level, n);
                if (width != Tree.width(before, level, n)) {
                    files.writeTile(String.valueOf(level), n, width, store.hashes(level, n << Tree.HEIGHT, width));
                    if (level == 0) {
                        files.writeTile("entries", n, width, bundle(store.entries(n << Tree.HEIGHT, width)));
                    }
                }
            }
        }
    }

    /** Leaves, each after its length in two bytes. */
    static byte[] bundle(List<Opened> entries) {
        int length = entries.stream()
                .mapToInt(e -> Short.BYTES + e.entry().leaf().length)
                .sum();
        var bundle = ByteBuffer.allocate(length);
        for (var opened : entries) {
            var leaf = opened.entry().leaf();
            if (leaf.length > 0xffff) {
                throw new IllegalStateException("a leaf is longer than its length can say");
            }
            bundle.putShort((short) leaf.length).put(leaf);
        }
        return bundle.array();
    }

    /** Writes a note about the installation itself, which the log takes like every other row. Only within a transaction. */
    void note(String kind, Map<String, String> facts) {
        store.note(kind, CanonicalJson.of(new TreeMap<>(facts)));
    }
}
