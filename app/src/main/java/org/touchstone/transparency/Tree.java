package org.touchstone.transparency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Merkle tree of RFC 6962 over the first so many leaves, read through tiles of 256 hashes: roots and proofs of any size touch a
 * few tiles, however large the log is. For use by one thread; what it read once it remembers.
 */
final class Tree {

    /** Levels of the tree that one tile spans. */
    static final int HEIGHT = 8;
    /** Hashes of a full tile. */
    static final int WIDTH = 1 << HEIGHT;

    /** Where tiles come from. */
    interface Tiles {
        /** The first {@code width} hashes of tile {@code n} of a level, one after another. */
        byte[] tile(int level, long n, int width);
    }

    private final Tiles tiles;
    private final long size;
    private final Map<List<Long>, byte[]> known = new HashMap<>();

    /** The tree of the first {@code size} leaves. */
    Tree(long size, Tiles tiles) {
        this.size = size;
        this.tiles = tiles;
    }

    /** How many hashes tile {@code n} of a level has in a tree of this size. */
    static int width(long size, int level, long n) {
        long hashes = (size >> (HEIGHT * level)) - n * WIDTH;
        return Math.clamp(hashes, 0, WIDTH);
    }

    /** The root. */
    byte[] root() {
        return rootAt(size);
    }

    /** The root this tree had when it had so many leaves. */
    byte[] rootAt(long earlier) {
        if (earlier < 0 || earlier > size) {
            throw new IllegalArgumentException("no tree of " + earlier + " within one of " + size);
        }
        return earlier == 0 ? Merkle.empty() : hash(0, earlier);
    }

    /** The path from a leaf to the root (section 2.1.1). */
    List<byte[]> inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        var path = new ArrayList<byte[]>();
        path(index, 0, size, path);
        return path;
    }

    private void path(long index, long from, long to, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + half(to - from);
        if (index < middle) {
            path(index, from, middle, path);
            path.add(hash(middle, to));
        } else {
            path(index, middle, to, path);
            path.add(hash(from, middle));
        }
    }

    /** Why the tree of {@code earlier} leaves is a beginning of this one (section 2.1.2). */
    List<byte[]> consistency(long earlier) {
        if (earlier < 0 || earlier > size) {
            throw new IllegalArgumentException("no tree of " + earlier + " within one of " + size);
        }
        var proof = new ArrayList<byte[]>();
        if (earlier > 0 && earlier < size) {
            part(earlier, 0, size, true, proof);
        }
        return proof;
    }

    private void part(long earlier, long from, long to, boolean whole, List<byte[]> proof) {
        if (earlier == to - from) {
            if (!whole) {
                proof.add(hash(from, to));
            }
            return;
        }
        long half = half(to - from);
        if (earlier <= half) {
            part(earlier, from, from + half, whole, proof);
            proof.add(hash(from + half, to));
        } else {
            part(earlier - half, from + half, to, false, proof);
            proof.add(hash(from, from + half));
        }
    }

    /** The largest power of two below a number of leaves. */
    private static long half(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    /** The hash over the leaves from one to before another; aligned as the definition of the tree cuts it. */
    private byte[] hash(long from, long to) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1 && from % leaves == 0) {
            return full(Long.numberOfTrailingZeros(leaves), from / leaves);
        }
        long half = half(leaves);
        return Merkle.node(hash(from, from + half), hash(from + half, to));
    }

    /** The {@code i}-th full subtree of a height. */
    private byte[] full(int height, long i) {
        int level = height / HEIGHT;
        int within = height % HEIGHT;
        long first = i << within;
        var tile = tile(level, first / WIDTH);
        int offset = (int) (first % WIDTH);
        return fold(tile, offset, 1 << within);
    }

    private byte[] tile(int level, long n) {
        return known.computeIfAbsent(List.of((long) level, n), at -> tiles.tile(level, n, width(size, level, n)));
    }

    /** The root over {@code count} hashes of a tile, a power of two. */
    static byte[] fold(byte[] tile, int from, int count) {
        if (count == 1) {
            return Arrays.copyOfRange(tile, from * Merkle.LENGTH, (from + 1) * Merkle.LENGTH);
        }
        int half = count / 2;
        return Merkle.node(fold(tile, from, half), fold(tile, from + half, half));
    }
}
