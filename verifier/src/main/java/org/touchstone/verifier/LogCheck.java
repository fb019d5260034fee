package org.touchstone.verifier;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks the transparency log of a running installation: that its head is signed, that the tree over its entries has the root that
 * was signed, that every file of the tree is what the entries make, that the log only continues what was seen before, and that what
 * the site says of marks is what stands in the log. Specified in docs/transparency.md.
 */
final class LogCheck {
    private static final int TILE = 256;
    private static final int PROOFS = 20;
    private static final Duration BREATH = Duration.ofMillis(500);

    private final Site site;
    private final Wanted wanted;
    private final Report report;
    private final Duration settling;
    private final List<byte[]> leafHashes = new ArrayList<>();
    private final List<Leaf> leaves = new ArrayList<>();

    /**
     * A check.
     *
     * @param settling how long it may take until what was published is in the log
     */
    LogCheck(Site site, Wanted wanted, Report report, Duration settling) {
        this.site = site;
        this.wanted = wanted;
        this.report = report;
        this.settling = settling;
    }

    /** An entry as the log publishes it, read as far as it is needed here. */
    record Leaf(String table, String commitment) {}

    void run(Index index, List<String> marks) throws UnreadableInput {
        Optional<byte[]> published = settled(index);
        if (published.isEmpty()) {
            if (wanted.logKey().isPresent()
                    || wanted.remember().filter(Files::exists).isPresent()) {
                report.problem("log: none is published here, and one was expected");
            } else {
                report.note("log: none is published here");
            }
            return;
        }
        SignedNote head = SignedNote.parse(new String(published.get(), StandardCharsets.UTF_8));
        checkSignature(head);
        List<String> said = new ArrayList<>();
        said.add(number(head.size()) + (head.size() == 1 ? " entry" : " entries"));

        Optional<SignedNote> remembered = remembered();
        Optional<SignedNote> cosigned = cosigned(head);
        byte[] root = readTree(head.size(), List.of(remembered, cosigned));
        boolean matches = Arrays.equals(root, head.root());
        said.add(matches ? "root matches" : "root DIFFERS");
        if (!matches) {
            report.problem("log: the tree over the entries has another root than the one that was signed");
        }
        said.add(cosignatures(head, cosigned));
        checkProofs(head);
        remembered.ifPresent(earlier -> said.add(continues(earlier, head)));
        said.add(new LogContents(site, report, leaves, leafHashes).check(index, marks));
        report.note("log: " + String.join(", ", said));
        if (report.isClean()) {
            remember(new String(published.get(), StandardCharsets.UTF_8));
        }
    }

    /** The head of the log once it has a snapshot that was published a moment ago, or has had the time to take it in. */
    private Optional<byte[]> settled(Index index) throws UnreadableInput {
        Instant until = Instant.now().plus(settling);
        while (true) {
            Optional<byte[]> published = site.find("/log/checkpoint");
            if (published.isEmpty()
                    || LogContents.hasLately(site, size(published.get()), index)
                    || Instant.now().isAfter(until)) {
                return published;
            }
            try {
                Thread.sleep(BREATH);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnreadableInput("Waiting for the log was interrupted.", e);
            }
        }
    }

    private static long size(byte[] note) throws UnreadableInput {
        return SignedNote.parse(new String(note, StandardCharsets.UTF_8)).size();
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    // Signatures.

    private void checkSignature(SignedNote head) throws UnreadableInput {
        String vkey = wanted.logKey().isPresent() ? wanted.logKey().get() : site.text("/log/vkey");
        VerificationKey key = VerificationKey.parse(vkey);
        if (wanted.logKey().isEmpty()) {
            report.note("log key, as the site itself names it: " + Printed.plain(vkey.strip()));
        }
        if (!key.name().equals(head.origin()) || !key.signed(head)) {
            report.problem("log: the head is not signed by the key " + Printed.plain(key.name()));
        }
    }

    private Optional<SignedNote> cosigned(SignedNote head) throws UnreadableInput {
        Optional<byte[]> cosigned = site.find("/log/cosigned");
        if (cosigned.isEmpty()) {
            return Optional.empty();
        }
        SignedNote note = SignedNote.parse(new String(cosigned.get(), StandardCharsets.UTF_8));
        return note.size() <= head.size() && note.origin().equals(head.origin()) ? Optional.of(note) : Optional.empty();
    }

    private String cosignatures(SignedNote head, Optional<SignedNote> cosigned) throws UnreadableInput {
        List<VerificationKey> witnesses = new ArrayList<>();
        for (String line : witnessKeys().lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                witnesses.add(VerificationKey.parse(line.strip().split("\\s+")[0]));
            }
        }
        SignedNote note = cosigned.orElse(head);
        long sound = witnesses.stream()
                .filter(VerificationKey::isWitness)
                .filter(key -> key.signed(note))
                .count();
        return number(sound)
                + (sound == 1 ? " cosignature" : " cosignatures")
                + (sound == 0 || note.size() == head.size() ? "" : " of size " + number(note.size()));
    }

    private String witnessKeys() throws UnreadableInput {
        if (wanted.witnesses().isEmpty()) {
            return site.find("/log/witnesses")
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse("");
        }
        try {
            return Files.readString(wanted.witnesses().get());
        } catch (IOException e) {
            throw new UnreadableInput(
                    "%s cannot be read.".formatted(wanted.witnesses().get()), e);
        }
    }

    // The tree.

    /** Reads all entries and builds the tree; on the way, trees that were seen earlier must have the roots they had. */
    private byte[] readTree(long size, List<Optional<SignedNote>> earlier) throws UnreadableInput {
        GrowingTree tree = new GrowingTree();
        compare(tree, earlier);
        List<byte[]> level = new ArrayList<>();
        for (long first = 0; first < size; first += TILE) {
            int width = (int) Math.min(TILE, size - first);
            for (byte[] entry : bundle(first / TILE, width)) {
                byte[] hash = Sha256.leaf(entry);
                leafHashes.add(hash);
                leaves.add(leaf(entry));
                tree.add(hash);
                compare(tree, earlier);
            }
            level.addAll(leafHashes.subList((int) first, (int) first + width));
        }
        checkTiles(level);
        return tree.root();
    }

    private void compare(GrowingTree tree, List<Optional<SignedNote>> earlier) {
        for (Optional<SignedNote> seen : earlier) {
            if (seen.isPresent()
                    && seen.get().size() == tree.size()
                    && !Arrays.equals(seen.get().root(), tree.root())) {
                report.problem("log: the tree of %s entries has another root than it had; the past was changed"
                        .formatted(number(tree.size())));
            }
        }
    }

    /** Every published tile, level by level, against the hashes below it. */
    private void checkTiles(List<byte[]> leafLevel) throws UnreadableInput {
        List<byte[]> hashes = leafLevel;
        for (int level = 0; !hashes.isEmpty(); level++) {
            List<byte[]> above = new ArrayList<>();
            for (int first = 0; first < hashes.size(); first += TILE) {
                List<byte[]> tile = hashes.subList(first, Math.min(hashes.size(), first + TILE));
                String path = tilePath(String.valueOf(level), first / TILE, tile.size());
                ByteBuffer expected = ByteBuffer.allocate(tile.size() * Sha256.BYTES);
                tile.forEach(expected::put);
                if (!Arrays.equals(site.get(path), expected.array())) {
                    report.problem("log: " + path + " is not what the entries make");
                }
                if (tile.size() == TILE) {
                    GrowingTree subtree = new GrowingTree();
                    tile.forEach(subtree::add);
                    above.add(subtree.root());
                }
            }
            hashes = above;
        }
    }

    static String tilePath(String level, long n, int width) {
        String number = "%03d".formatted(n % 1000);
        for (long rest = n / 1000; rest > 0; rest /= 1000) {
            number = "x%03d/".formatted(rest % 1000) + number;
        }
        return "/log/tile/" + level + "/" + number + (width == TILE ? "" : ".p/" + width);
    }

    private List<byte[]> bundle(long n, int width) throws UnreadableInput {
        String path = tilePath("entries", n, width);
        ByteBuffer bytes = ByteBuffer.wrap(site.get(path));
        List<byte[]> entries = new ArrayList<>();
        while (bytes.remaining() >= Short.BYTES) {
            int length = Short.toUnsignedInt(bytes.getShort());
            if (length > bytes.remaining()) {
                break;
            }
            byte[] entry = new byte[length];
            bytes.get(entry);
            entries.add(entry);
        }
        if (entries.size() != width || bytes.hasRemaining()) {
            throw new UnreadableInput("%s does not hold %d entries.".formatted(path, width));
        }
        return entries;
    }

    private Leaf leaf(byte[] entry) throws UnreadableInput {
        Json json = JsonReader.read(new String(entry, StandardCharsets.UTF_8));
        if (json instanceof Json.Members(var members)
                && members.get("table") instanceof Json.Text(String table)
                && members.get("commitment") instanceof Json.Text(String commitment)) {
            return new Leaf(table, commitment);
        }
        throw new UnreadableInput("Entry %d of the log is of another form.".formatted(leaves.size()));
    }

    // Proofs, as the site gives them.

    private void checkProofs(SignedNote head) throws UnreadableInput {
        long step = Math.max(1, head.size() / PROOFS);
        for (long index = 0; index < head.size(); index += step) {
            Json.Members proof = site.object("/log/proof/inclusion?index=%d&size=%d".formatted(index, head.size()));
            if (!Proofs.included(leafHashes.get((int) index), index, head.size(), hashes(proof), head.root())) {
                report.problem("log: the proof of entry %d does not lead to the root".formatted(index));
            }
        }
    }

    private String continues(SignedNote earlier, SignedNote head) {
        if (!earlier.origin().equals(head.origin())) {
            report.problem("log: it was named %s before".formatted(Printed.plain(earlier.origin())));
            return "of another name than before";
        }
        if (earlier.size() > head.size()) {
            report.problem("log: it had %s entries before; %s are gone"
                    .formatted(number(earlier.size()), number(earlier.size() - head.size())));
            return "shorter than before";
        }
        try {
            Json.Members proof =
                    site.object("/log/proof/consistency?from=%d&to=%d".formatted(earlier.size(), head.size()));
            if (Proofs.consistent(earlier.size(), earlier.root(), head.size(), head.root(), hashes(proof))) {
                return "consistent with size " + number(earlier.size());
            }
        } catch (UnreadableInput e) {
            report.problem("log: " + e.sentence());
        }
        report.problem("log: it does not continue the one of %s entries".formatted(number(earlier.size())));
        return "INCONSISTENT with size " + number(earlier.size());
    }

    private static List<byte[]> hashes(Json.Members proof) throws UnreadableInput {
        List<byte[]> hashes = new ArrayList<>();
        if (proof.values().get("hashes") instanceof Json.Elements(List<Json> values)) {
            for (Json value : values) {
                if (!(value instanceof Json.Text(String base64))) {
                    throw new UnreadableInput("A proof of the log holds something that is no hash.");
                }
                hashes.add(decoded(base64));
            }
            return hashes;
        }
        throw new UnreadableInput("A proof of the log has no hashes.");
    }

    static byte[] decoded(String base64) throws UnreadableInput {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new UnreadableInput("%s is no base64.".formatted(Printed.quoted(base64)), e);
        }
    }

    // What was seen before.

    private Optional<SignedNote> remembered() throws UnreadableInput {
        if (wanted.remember().isEmpty() || !Files.exists(wanted.remember().get())) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    SignedNote.parse(Files.readString(wanted.remember().get())));
        } catch (IOException e) {
            throw new UnreadableInput(
                    "%s cannot be read.".formatted(wanted.remember().get()), e);
        }
    }

    private void remember(String note) throws UnreadableInput {
        if (wanted.remember().isPresent()) {
            Path file = wanted.remember().get();
            try {
                Files.writeString(file, note);
            } catch (IOException e) {
                throw new UnreadableInput("%s cannot be written.".formatted(file), e);
            }
        }
    }
}
