package org.touchstone.verifier;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Checks proofs by rebuilding the tree's shape from its definition (RFC 6962, 2.1.1 and 2.1.2): a proof is read from its end, as it
 * was written, and must be used up exactly.
 */
final class Proofs {
    private Proofs() {}

    /** Whether a leaf stands at an index of the tree with this root. */
    static boolean included(byte[] leafHash, long index, long size, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        Iterator<byte[]> rest = proof.reversed().iterator();
        Optional<byte[]> computed = path(leafHash, index, size, rest);
        return !rest.hasNext()
                && computed.filter(hash -> Arrays.equals(hash, root)).isPresent();
    }

    private static Optional<byte[]> path(byte[] leafHash, long index, long size, Iterator<byte[]> rest) {
        if (size == 1) {
            return Optional.of(leafHash);
        }
        if (!rest.hasNext()) {
            return Optional.empty();
        }
        byte[] other = rest.next();
        long left = largestPowerBelow(size);
        return index < left
                ? path(leafHash, index, left, rest).map(hash -> Sha256.node(hash, other))
                : path(leafHash, index - left, size - left, rest).map(hash -> Sha256.node(other, hash));
    }

    /** Whether the tree with the first root is a beginning of the tree with the second. */
    static boolean consistent(long from, byte[] first, long to, byte[] second, List<byte[]> proof) {
        if (from < 0 || from > to) {
            return false;
        }
        if (from == to) {
            return proof.isEmpty() && Arrays.equals(first, second);
        }
        if (from == 0) {
            return proof.isEmpty() && Arrays.equals(first, Sha256.of());
        }
        Iterator<byte[]> rest = proof.reversed().iterator();
        Optional<Pair> computed = pair(from, to, first, true, rest);
        return !rest.hasNext()
                && computed.filter(pair -> Arrays.equals(pair.older(), first) && Arrays.equals(pair.newer(), second))
                        .isPresent();
    }

    /** The roots that a part of the tree had and has. */
    private record Pair(byte[] older, byte[] newer) {}

    private static Optional<Pair> pair(long from, long to, byte[] first, boolean known, Iterator<byte[]> rest) {
        if (from == to) {
            if (known) {
                return Optional.of(new Pair(first, first));
            }
            if (!rest.hasNext()) {
                return Optional.empty();
            }
            byte[] same = rest.next();
            return Optional.of(new Pair(same, same));
        }
        if (!rest.hasNext()) {
            return Optional.empty();
        }
        byte[] other = rest.next();
        long left = largestPowerBelow(to);
        return from <= left
                ? pair(from, left, first, known, rest)
                        .map(within -> new Pair(within.older(), Sha256.node(within.newer(), other)))
                : pair(from - left, to - left, first, false, rest)
                        .map(within ->
                                new Pair(Sha256.node(other, within.older()), Sha256.node(other, within.newer())));
    }

    private static long largestPowerBelow(long size) {
        long power = 1;
        while (power * 2 < size) {
            power *= 2;
        }
        return power;
    }
}
