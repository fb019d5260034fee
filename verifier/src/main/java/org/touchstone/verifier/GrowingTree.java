package org.touchstone.verifier;

import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree that leaves are added to one after another. It keeps only the roots of the full subtrees on its right edge, so that
 * the root after each leaf is at hand.
 */
final class GrowingTree {
    /** Roots of full subtrees, from the largest to the smallest; their sizes are the bits of {@link #size}. */
    private final List<byte[]> edge = new ArrayList<>();

    private long size;

    void add(byte[] leafHash) {
        byte[] hash = leafHash;
        for (long rest = size; rest % 2 == 1; rest /= 2) {
            hash = Sha256.node(edge.removeLast(), hash);
        }
        edge.add(hash);
        size++;
    }

    long size() {
        return size;
    }

    byte[] root() {
        if (edge.isEmpty()) {
            return Sha256.of();
        }
        byte[] root = edge.getLast();
        for (byte[] larger : edge.subList(0, edge.size() - 1).reversed()) {
            root = Sha256.node(larger, root);
        }
        return root;
    }
}
