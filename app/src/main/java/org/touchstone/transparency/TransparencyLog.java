package org.touchstone.transparency;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.transparency.store.LogStore;
import org.touchstone.transparency.store.LogStore.Checkpoint;
import org.touchstone.transparency.store.LogStore.Opened;
import org.touchstone.transparency.store.LogStore.Standing;

/** The public log as everyone reads it: what its newest signed head covers, and nothing beyond. */
@Component
public class TransparencyLog {

    private static final String ENTRIES = "entries";

    private final LogStore store;
    private final TileFiles files;
    private final Appender appender;
    private final Witnesses witnesses;

    TransparencyLog(LogStore store, TileFiles files, Appender appender, Witnesses witnesses) {
        this.store = store;
        this.files = files;
        this.appender = appender;
        this.witnesses = witnesses;
    }

    /**
     * An entry as everyone reads it.
     *
     * @param leaf what its leaf says
     * @param text the leaf, byte for byte
     * @param hash the hash of the leaf
     * @param source the table of its row
     * @param key which row of it; for links, never published where the row is not public
     * @param salt opens the commitment; absent where the row is not public, or the salt was deleted
     * @param content what was committed to, byte for byte; absent likewise
     */
    public record LogEntry(
            long index,
            Leaf leaf,
            String text,
            byte[] hash,
            String source,
            String key,
            byte @Nullable [] salt,
            @Nullable String content) {}

    /**
     * A proof, in the order RFC 6962 gives it.
     *
     * @param root root of the tree it leads to
     */
    public record Proof(List<byte[]> hashes, byte[] root) {}

    /**
     * The newest head.
     *
     * @param note the signed note, with cosignatures
     * @param witnesses how many witnesses cosigned it
     */
    public record SignedHead(long size, byte[] root, String note, Instant signedAt, int witnesses) {}

    /** The newest head; absent before the first. */
    @Transactional(readOnly = true)
    public Optional<SignedHead> head() {
        return store.newest().map(this::signed);
    }

    /** The newest head that a witness cosigned. */
    @Transactional(readOnly = true)
    public Optional<SignedHead> cosignedHead() {
        return store.newestCosigned().map(this::signed);
    }

    private SignedHead signed(Checkpoint checkpoint) {
        var lines = store.cosignatures(checkpoint.id());
        return new SignedHead(
                checkpoint.size(),
                checkpoint.root(),
                checkpoint.note() + String.join("", lines),
                checkpoint.signedAt(),
                lines.size());
    }

    /** The key that signs heads, as {@code name+id+key}. */
    public String vkey() {
        return appender.key().vkey();
    }

    /** The keys of the witnesses that are asked, as {@code name+id+key}. */
    public List<String> witnessKeys() {
        return witnesses.vkeys();
    }

    /** Where the witnesses stand. */
    @Transactional(readOnly = true)
    public List<Standing> standings() {
        var asked = witnesses.names();
        return store.witnesses().stream()
                .filter(s -> asked.contains(s.witness()))
                .toList();
    }

    /** Why the log stands still, for whoever runs it; absent where all is well. */
    public Optional<String> standstill() {
        return Optional.ofNullable(appender.standstill());
    }

    /** Leaves covered by the newest head. */
    @Transactional(readOnly = true)
    public long size() {
        return store.newest().map(Checkpoint::size).orElse(0L);
    }

    /**
     * The bytes of a tile, or of a bundle of entries, as they are published; from the file, or made again from the database.
     *
     * @param level a level from 0, or {@code entries}
     * @param width how many hashes, 256 for a full one
     */
    @Transactional(readOnly = true)
    public Optional<byte[]> tile(String level, long n, int width) {
        int height = ENTRIES.equals(level) ? 0 : Integer.parseInt(level);
        if (n >= Long.MAX_VALUE >> (2 * Tree.HEIGHT)
                || height >= Long.SIZE / Tree.HEIGHT
                || width > Tree.width(size(), height, n)) {
            return Optional.empty();
        }
        var path = TileFiles.path(level, n, width);
        return files.read(path).or(() -> {
            var content = content(level, n, width);
            if (width == Tree.WIDTH) {
                files.writeTile(level, n, width, content);
            }
            return Optional.of(content);
        });
    }

    /** What the database says a tile is. */
    byte[] content(String level, long n, int width) {
        return ENTRIES.equals(level)
                ? Appender.bundle(store.entries(n << Tree.HEIGHT, width))
                : store.hashes(Integer.parseInt(level), n << Tree.HEIGHT, width);
    }

    /** That an entry is in the tree of so many leaves; absent where there is no such entry, or no such tree is signed yet. */
    @Transactional(readOnly = true)
    public Optional<Proof> inclusion(long index, long size) {
        if (index < 0 || index >= size || size > size()) {
            return Optional.empty();
        }
        var tree = Appender.tree(store, size);
        return Optional.of(new Proof(tree.inclusion(index), tree.root()));
    }

    /** That the tree of so many leaves is a beginning of a later one; absent where there are no such trees. */
    @Transactional(readOnly = true)
    public Optional<Proof> consistency(long from, long to) {
        if (from < 0 || from > to || to > size()) {
            return Optional.empty();
        }
        var tree = Appender.tree(store, to);
        return Optional.of(new Proof(tree.consistency(from), tree.root()));
    }

    /** The root the log had at a size. Only for sizes up to {@link #size()}. */
    @Transactional(readOnly = true)
    public byte[] root(long size) {
        return Appender.tree(store, size).root();
    }

    /** An entry. */
    @Transactional(readOnly = true)
    public Optional<LogEntry> entry(long index) {
        return index < size() ? store.entry(index).map(TransparencyLog::read) : Optional.empty();
    }

    /** Entries from one on, in order; at most so many. */
    @Transactional(readOnly = true)
    public List<LogEntry> entries(long from, int limit) {
        int count = Math.clamp(size() - from, 0, limit);
        return store.entries(from, count).stream().map(TransparencyLog::read).toList();
    }

    /** The newest entries that everyone may read, the newest first. */
    @Transactional(readOnly = true)
    public List<LogEntry> newest(int limit) {
        return store.openBefore(size(), limit).stream()
                .map(TransparencyLog::read)
                .toList();
    }

    /** The entries about a mark from one on, in order; at most so many. */
    @Transactional(readOnly = true)
    public List<LogEntry> ofMark(String mark, long from, int limit) {
        long size = size();
        return store.ofMark(mark, from, limit).stream()
                .filter(e -> e.entry().index() < size)
                .map(TransparencyLog::read)
                .toList();
    }

    /** The newest entry of a row that everyone may read. */
    @Transactional(readOnly = true)
    public Optional<LogEntry> ofRow(String table, String key) {
        long size = size();
        return store.newestOf(table, key)
                .filter(e -> e.entry().index() < size)
                .map(TransparencyLog::read)
                .filter(e -> e.content() != null);
    }

    /**
     * Logs what concerns the installation itself and stands in no table of its own, such as a change of keys. Refused outside a
     * transaction. The facts are public for ever: no personal data.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(String kind, Map<String, String> facts) {
        appender.note(kind, facts);
    }

    private static LogEntry read(Opened opened) {
        var entry = opened.entry();
        var opening = opened.opening();
        byte @Nullable [] salt = null;
        @Nullable String content = null;
        if (opening != null && opening.content() != null) {
            salt = opening.salt();
            content = opening.content();
        }
        return new LogEntry(
                entry.index(),
                Leaf.read(entry.leaf()),
                new String(entry.leaf(), StandardCharsets.UTF_8),
                entry.hash(),
                entry.source(),
                entry.key(),
                salt,
                content);
    }
}
