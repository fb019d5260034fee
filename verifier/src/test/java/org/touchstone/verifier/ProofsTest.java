package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Proofs are made here by the definitions of RFC 6962, leaf by leaf, and checked by the program. */
class ProofsTest {
    private static final int MOST = 300;
    private static final HexFormat HEX = HexFormat.of();

    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    /** MTH of section 2.1. */
    static byte[] mth(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return Sha256.of();
        }
        if (leaves.size() == 1) {
            return Sha256.leaf(leaves.getFirst());
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        return Sha256.node(mth(leaves.subList(0, k)), mth(leaves.subList(k, leaves.size())));
    }

    /** PATH of section 2.1.1. */
    static List<byte[]> path(int m, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return new ArrayList<>();
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        List<byte[]> left = leaves.subList(0, k);
        List<byte[]> right = leaves.subList(k, leaves.size());
        List<byte[]> path = m < k ? path(m, left) : path(m - k, right);
        path.add(m < k ? mth(right) : mth(left));
        return path;
    }

    /** PROOF and SUBPROOF of section 2.1.2. */
    static List<byte[]> proof(int m, List<byte[]> leaves, boolean known) {
        List<byte[]> proof = new ArrayList<>();
        if (m == leaves.size()) {
            if (!known) {
                proof.add(mth(leaves));
            }
            return proof;
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        List<byte[]> left = leaves.subList(0, k);
        List<byte[]> right = leaves.subList(k, leaves.size());
        proof = m <= k ? proof(m, left, known) : proof(m - k, right, false);
        proof.add(m <= k ? mth(right) : mth(left));
        return proof;
    }

    private static List<byte[]> leaves() {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            leaves.add(("entry " + i).getBytes(StandardCharsets.UTF_8));
        }
        return leaves;
    }

    @Test
    void a_growing_tree_has_the_roots_of_the_test_vectors() {
        GrowingTree tree = new GrowingTree();
        assertThat(HEX.formatHex(tree.root())).isEqualTo(ROOTS.getFirst());
        for (int size = 1; size <= LEAVES.size(); size++) {
            tree.add(Sha256.leaf(HEX.parseHex(LEAVES.get(size - 1))));
            assertThat(HEX.formatHex(tree.root())).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void every_inclusion_proof_is_accepted_and_no_altered_one_is() {
        List<byte[]> leaves = leaves();
        Random random = new Random(1);
        GrowingTree tree = new GrowingTree();
        for (int size = 1; size <= MOST; size++) {
            tree.add(Sha256.leaf(leaves.get(size - 1)));
            byte[] root = tree.root();
            for (int i = 0; i < 20; i++) {
                int index = i == 0 ? size - 1 : random.nextInt(size);
                byte[] leaf = Sha256.leaf(leaves.get(index));
                List<byte[]> proof = path(index, leaves.subList(0, size));
                assertThat(Proofs.included(leaf, index, size, proof, root)).isTrue();
                assertThat(Proofs.included(Sha256.leaf(new byte[] {7}), index, size, proof, root))
                        .isFalse();
                assertThat(Proofs.included(leaf, size, size, proof, root)).isFalse();
                List<byte[]> longer = new ArrayList<>(proof);
                longer.add(random.nextInt(proof.size() + 1), new byte[Sha256.BYTES]);
                assertThat(Proofs.included(leaf, index, size, longer, root)).isFalse();
                if (!proof.isEmpty()) {
                    List<byte[]> shorter = new ArrayList<>(proof);
                    shorter.remove(random.nextInt(shorter.size()));
                    assertThat(Proofs.included(leaf, index, size, shorter, root))
                            .isFalse();
                    proof.get(random.nextInt(proof.size()))[random.nextInt(Sha256.BYTES)] ^= 4;
                    assertThat(Proofs.included(leaf, index, size, proof, root)).isFalse();
                }
            }
        }
    }

    @Test
    void every_consistency_proof_is_accepted_and_no_altered_one_is() {
        List<byte[]> leaves = leaves();
        Random random = new Random(2);
        List<byte[]> roots = new ArrayList<>();
        GrowingTree tree = new GrowingTree();
        roots.add(tree.root());
        for (byte[] leaf : leaves) {
            tree.add(Sha256.leaf(leaf));
            roots.add(tree.root());
        }
        assertThat(Proofs.consistent(0, roots.getFirst(), 9, roots.get(9), List.of()))
                .isTrue();
        assertThat(Proofs.consistent(0, roots.get(1), 9, roots.get(9), List.of()))
                .isFalse();
        for (int to = 1; to <= MOST; to++) {
            for (int i = 0; i < 20; i++) {
                int from = i == 0 ? to : 1 + random.nextInt(to);
                List<byte[]> proof = proof(from, leaves.subList(0, to), true);
                byte[] first = roots.get(from);
                byte[] second = roots.get(to);
                assertThat(Proofs.consistent(from, first, to, second, proof)).isTrue();
                assertThat(Proofs.consistent(from, roots.get(from - 1), to, second, proof))
                        .isFalse();
                assertThat(Proofs.consistent(from, first, to, roots.get(to - 1), proof))
                        .isFalse();
                assertThat(Proofs.consistent(to + 1, first, to, second, proof)).isFalse();
                if (!proof.isEmpty()) {
                    List<byte[]> shorter = proof.subList(1, proof.size());
                    assertThat(Proofs.consistent(from, first, to, second, shorter))
                            .isFalse();
                    proof.get(random.nextInt(proof.size()))[random.nextInt(Sha256.BYTES)] ^= 4;
                    assertThat(Proofs.consistent(from, first, to, second, proof))
                            .isFalse();
                }
            }
        }
    }
}
