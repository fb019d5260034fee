package org.touchstone.transparency;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.foundation.secrecy.Sha256;
import org.touchstone.transparency.Fault.What;
import org.touchstone.transparency.store.LogStore;
import org.touchstone.transparency.store.LogStore.Checkpoint;
import org.touchstone.transparency.store.LogStore.Opened;
import tools.jackson.databind.JsonNode;

/**
 * Holds everything against everything: each audited row against the commitment in its leaf, each leaf against the tree, the tree
 * against every head that was ever signed and against the published files. What an operator with all rights on the database altered
 * is found and named. It runs on one picture of the database, beside a platform at work.
 */
@Component
public class Audit {

    private static final Pattern TILE =
            Pattern.compile("tile/([0-9]+|entries)/((?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

    private final LogStore store;
    private final TileFiles files;
    private final Appender appender;
    private final TransparencyLog published;
    private final List<AuditedTable> tables;
    private final List<AuditedChain> chains;
    private final TransactionTemplate onePicture;

    Audit(
            LogStore store,
            TileFiles files,
            Appender appender,
            TransparencyLog published,
            List<AuditedTable> tables,
            List<AuditedChain> chains,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.files = files;
        this.appender = appender;
        this.published = published;
        this.tables = tables;
        this.chains = chains;
        this.onePicture = new TransactionTemplate(transactions);
        onePicture.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        onePicture.setReadOnly(true);
    }

    /**
     * What an audit found.
     *
     * @param rows rows checked, by table
     * @param unopened rows whose salts were deleted, so that nothing can be said of them
     */
    public record Result(
            List<Fault> faults, Map<String, Long> rows, long unopened, long leaves, long heads, long files) {}

    /** Audits everything. */
    public Result run() {
        // Before the picture is taken: a file is only ever written over leaves that are committed.
        var tiles = files.all();
        var head = files.head();
        return Objects.requireNonNull(onePicture.execute(status -> {
            store.readAsLogged();
            return new Run().all(tiles, head);
        }));
    }

    /** One audit under way. */
    private final class Run {

        private final List<Fault> faults = new ArrayList<>();
        private final Map<String, Long> rows = new TreeMap<>();
        private long unopened;
        private long leaves;

        Result all(List<String> tiles, Optional<String> head) {
            var heads = store.checkpoints();
            log(heads);
            tables.forEach(this::table);
            chains.forEach(chain -> faults.addAll(chain.faults()));
            files(tiles, head);
            return new Result(List.copyOf(faults), rows, unopened, leaves, heads.size(), tiles.size());
        }

        private void fault(String table, Object key, What what) {
            faults.add(new Fault(table, String.valueOf(key), what));
        }

        // The log itself.

        private void log(List<Checkpoint> heads) {
            var roots = new Roots(heads);
            var range = new Range();
            var levels = new Levels();
            roots.at(0, Merkle.empty());
            store.eachEntry(opened -> {
                var entry = opened.entry();
                if (entry.index() != leaves) {
                    fault("log_entry", leaves, What.REMOVED);
                    leaves = entry.index();
                }
                if (!Arrays.equals(Merkle.leaf(entry.leaf()), entry.hash()) || !isLeafOf(opened)) {
                    fault("log_entry", entry.index(), What.LEAF_ALTERED);
                }
                range.add(entry.hash());
                levels.add(0, entry.index(), entry.hash());
                leaves++;
                roots.at(leaves, range);
            });
            levels.surplus();
            heads.stream().filter(head -> head.size() > leaves).findFirst().ifPresent(head -> {
                fault("log_entry", leaves + " to " + (head.size() - 1), What.REMOVED);
                fault("log_checkpoint", head.size(), What.INCONSISTENT);
            });
            for (var head : heads) {
                var text = Head.textOf(head.note());
                boolean signed = appender.trusted(head.origin()).stream()
                        .anyMatch(key ->
                                Head.signaturesOf(head.note()).stream().anyMatch(line -> key.signed(text, line)));
                if (!signed || !Head.of(head.note()).same(new Head(head.origin(), head.size(), head.root()))) {
                    fault("log_checkpoint", head.size(), What.NOT_SIGNED);
                }
            }
        }

        /** Whether the columns beside a leaf say the same as the leaf. */
        private boolean isLeafOf(Opened opened) {
            try {
                var leaf = Leaf.read(opened.entry().leaf());
                return leaf.table().equals(opened.entry().source())
                        && Objects.equals(leaf.mark(), opened.entry().mark());
            } catch (RuntimeException e) {
                return false;
            }
        }

        /** The roots of heads, held against those of the leaves; after the first that differs all differ. */
        private final class Roots {
            private final Map<Long, List<Checkpoint>> bySize = new HashMap<>();
            private long lastGood;
            private boolean broken;

            Roots(List<Checkpoint> heads) {
                heads.forEach(head -> bySize.computeIfAbsent(head.size(), s -> new ArrayList<>())
                        .add(head));
            }

            void at(long size, Range range) {
                if (!broken && bySize.containsKey(size)) {
                    at(size, range.root());
                }
            }

            void at(long size, byte[] root) {
                for (var head : bySize.getOrDefault(size, List.of())) {
                    if (Arrays.equals(head.root(), root)) {
                        lastGood = size;
                    } else if (!broken) {
                        broken = true;
                        fault("log_entry", lastGood + " to " + (size - 1), What.HASH_ALTERED);
                        fault("log_checkpoint", size, What.INCONSISTENT);
                    }
                }
            }
        }

        /** The hashes kept of full tiles, held against those of the leaves. */
        private final class Levels {
            private final Map<Integer, List<byte[]>> kept = new HashMap<>();
            private final Map<Integer, byte[]> tiles = new HashMap<>();

            void add(int level, long n, byte[] hash) {
                var tile = tiles.computeIfAbsent(level, l -> new byte[Tree.WIDTH * Merkle.LENGTH]);
                int place = (int) (n % Tree.WIDTH);
                System.arraycopy(hash, 0, tile, place * Merkle.LENGTH, Merkle.LENGTH);
                if (place == Tree.WIDTH - 1) {
                    long above = n / Tree.WIDTH;
                    var root = Tree.fold(tile, 0, Tree.WIDTH);
                    var nodes = nodes(level + 1);
                    if (above >= nodes.size() || !Arrays.equals(nodes.get((int) above), root)) {
                        fault("log_node", level + 1 + "/" + above, What.HASH_ALTERED);
                    }
                    add(level + 1, above, root);
                }
            }

            private List<byte[]> nodes(int level) {
                return kept.computeIfAbsent(level, store::nodes);
            }

            /** Hashes that no leaves are under. */
            void surplus() {
                long full = leaves / Tree.WIDTH;
                for (int level = 1; !nodes(level).isEmpty(); level++) {
                    if (nodes(level).size() > full) {
                        fault("log_node", level + "/" + full, What.ADDED);
                    }
                    full /= Tree.WIDTH;
                }
            }
        }

        // The rows.

        private void table(AuditedTable table) {
            var waiting = new HashMap<String, String>();
            store.eachPendingOf(table.name(), json -> {
                var row = CanonicalJson.read(json);
                waiting.put(table.key(row), fingerprint(table, row));
            });
            var count = new long[1];
            try (var entries = store.newestOfEach(table.name())) {
                var logged = new Logged(table, entries.iterator());
                store.eachRow(table.select(), json -> {
                    var row = CanonicalJson.read(json);
                    var key = table.key(row);
                    count[0]++;
                    row(table, key, row, logged.of(key), waiting.get(key));
                });
                logged.rest();
            }
            rows.put(table.name(), count[0]);
        }

        /** The newest entries of a table's rows, walked beside the rows in the order of keys, so that neither is held in memory. */
        private final class Logged {
            private final AuditedTable table;
            private final Iterator<Opened> entries;
            private @Nullable Opened next;

            Logged(AuditedTable table, Iterator<Opened> entries) {
                this.table = table;
                this.entries = entries;
                this.next = following();
            }

            private @Nullable Opened following() {
                return entries.hasNext() ? entries.next() : null;
            }

            /** The entry of a row; those before it have lost theirs. */
            @Nullable Opened of(String key) {
                for (var entry = next; entry != null; entry = next) {
                    int order = order(entry.entry().key(), key);
                    if (order > 0) {
                        return null;
                    }
                    next = following();
                    if (order == 0) {
                        return entry;
                    }
                    gone(entry);
                }
                return null;
            }

            void rest() {
                for (var entry = next; entry != null; entry = next) {
                    gone(entry);
                    next = following();
                }
            }

            private void gone(Opened entry) {
                if (!table.rowsMayEnd()) {
                    fault(table.name(), entry.entry().key(), What.REMOVED);
                }
            }

            private int order(String one, String other) {
                return Arrays.compareUnsigned(
                        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
            }
        }

        private String fingerprint(AuditedTable table, JsonNode row) {
            return Leaf.base64(Sha256.of(table.disclosed(row) + "\n" + table.restricted(row)));
        }

        private void row(
                AuditedTable table, String key, JsonNode row, @Nullable Opened opened, @Nullable String waiting) {
            if (waiting != null) {
                if (!waiting.equals(fingerprint(table, row))) {
                    fault(table.name(), key, What.ALTERED);
                }
            } else if (opened == null) {
                fault(table.name(), key, What.ADDED);
            } else if (opened.opening() == null) {
                unopened++;
            } else if (!opens(table, row, opened)) {
                fault(table.name(), key, What.ALTERED);
            }
        }

        private boolean opens(AuditedTable table, JsonNode row, Opened opened) {
            var opening = Objects.requireNonNull(opened.opening());
            Leaf leaf;
            try {
                leaf = Leaf.read(opened.entry().leaf());
            } catch (RuntimeException e) {
                // Named as an altered leaf already.
                return true;
            }
            var restricted = table.restricted(row);
            return Leaf.base64(Merkle.commitment(opening.salt(), table.disclosed(row)))
                            .equals(leaf.commitment())
                    && (restricted == null
                            ? leaf.restricted() == null
                            : opening.restricted() != null
                                    && Leaf.base64(Merkle.commitment(opening.restricted(), restricted))
                                            .equals(leaf.restricted()));
        }

        // The files.

        private void files(List<String> tiles, Optional<String> head) {
            for (var path : tiles) {
                if (!isSound(path)) {
                    fault("tile", path, What.FILE_ALTERED);
                }
            }
            if (head.isPresent()
                    && store.checkpoints().stream().noneMatch(c -> c.note().equals(head.get()))) {
                fault("checkpoint", "log/checkpoint", What.FILE_ALTERED);
            }
        }

        private boolean isSound(String path) {
            var matcher = TILE.matcher(path);
            if (!matcher.matches()) {
                return false;
            }
            long n = Long.parseLong(matcher.group(2).replace("/", "").replace("x", ""));
            int width = matcher.group(3) == null ? Tree.WIDTH : Integer.parseInt(matcher.group(3));
            int level = "entries".equals(matcher.group(1)) ? 0 : Integer.parseInt(matcher.group(1));
            try {
                var bytes = files.read(path);
                // One that is gone was made superfluous by a wider one meanwhile.
                return bytes.isEmpty()
                        || (width <= Tree.width(leaves, level, n)
                                && Arrays.equals(bytes.get(), published.content(matcher.group(1), n, width)));
            } catch (IllegalStateException e) {
                return false;
            }
        }
    }

    /** The right edge of a growing tree: one full subtree for each bit of its size. */
    private static final class Range {
        private final Deque<byte[]> subtrees = new ArrayDeque<>();
        private long size;

        void add(byte[] leaf) {
            var hash = leaf;
            for (long bits = size; (bits & 1) == 1; bits >>= 1) {
                hash = Merkle.node(subtrees.pop(), hash);
            }
            subtrees.push(hash);
            size++;
        }

        byte[] root() {
            byte @Nullable [] root = null;
            for (var subtree : subtrees) {
                root = root == null ? subtree : Merkle.node(subtree, root);
            }
            return root == null ? Merkle.empty() : root;
        }
    }
}
