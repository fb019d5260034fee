package org.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The tree read through tiles is the tree of RFC 6962, whose definition is written out here once more, leaf by leaf. */
class TreeTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final int MOST = 300;

    /** Leaves and roots of the test vectors of Certificate Transparency. */
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

    private static Tree tree(List<byte[]> leaves, int size) {
        return new Tree(size, (level, n, width) -> {
            int span = 1 << (8 * level);
            var tile = new byte[width * 32];
            for (int i = 0; i < width; i++) {
                int from = ((int) n * 256 + i) * span;
                System.arraycopy(mth(leaves.subList(from, from + span)), 0, tile, i * 32, 32);
            }
            return tile;
        });
    }

    private static byte[] mth(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return Merkle.empty();
        }
        if (leaves.size() == 1) {
            return Merkle.leaf(leaves.getFirst());
        }
        int half = Integer.highestOneBit(leaves.size() - 1);
        return Merkle.node(mth(leaves.subList(0, half)), mth(leaves.subList(half, leaves.size())));
    }

    private static List<byte[]> leaves(int count) {
        var leaves = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            leaves.add(("leaf " + i).getBytes(StandardCharsets.UTF_8));
        }
        return leaves;
    }

    /** RFC 9162, 2.1.3.2. */
    private static boolean included(byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
        if (index >= size) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        var r = leaf;
        for (var p : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = Merkle.node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = Merkle.node(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(r, root);
    }

    /** RFC 9162, 2.1.4.2. */
    private static boolean consistent(long from, byte[] first, long to, byte[] second, List<byte[]> proof) {
        if (from == to) {
            return proof.isEmpty() && Arrays.equals(first, second);
        }
        var path = new ArrayList<>(proof);
        if (Long.bitCount(from) == 1) {
            path.addFirst(first);
        }
        if (path.isEmpty()) {
            return false;
        }
        long fn = from - 1;
        long sn = to - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        var fr = path.getFirst();
        var sr = path.getFirst();
        for (var c : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = Merkle.node(c, fr);
                sr = Merkle.node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = Merkle.node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(fr, first) && Arrays.equals(sr, second);
    }

    @Test
    void roots_are_those_of_the_test_vectors() {
        var leaves = LEAVES.stream().map(HEX::parseHex).toList();
        for (int size = 0; size <= leaves.size(); size++) {
            assertThat(HEX.formatHex(tree(leaves, size).root())).isEqualTo(ROOTS.get(size));
        }
    }

    /** The example of RFC 6962, 2.1.3, with seven leaves. */
    @Test
    void proofs_are_those_of_the_example() {
        var d = leaves(7);
        var tree = tree(d, 7);
        assertThat(tree.inclusion(0)).containsExactly(mth(d.subList(1, 2)), mth(d.subList(2, 4)), mth(d.subList(4, 7)));
        assertThat(tree.inclusion(3)).containsExactly(mth(d.subList(2, 3)), mth(d.subList(0, 2)), mth(d.subList(4, 7)));
        assertThat(tree.inclusion(4)).containsExactly(mth(d.subList(5, 6)), mth(d.subList(6, 7)), mth(d.subList(0, 4)));
        assertThat(tree.inclusion(6)).containsExactly(mth(d.subList(4, 6)), mth(d.subList(0, 4)));
        assertThat(tree.consistency(3))
                .containsExactly(
                        mth(d.subList(2, 3)), mth(d.subList(3, 4)), mth(d.subList(0, 2)), mth(d.subList(4, 7)));
        assertThat(tree.consistency(4)).containsExactly(mth(d.subList(4, 7)));
        assertThat(tree.consistency(6))
                .containsExactly(mth(d.subList(4, 6)), mth(d.subList(6, 7)), mth(d.subList(0, 4)));
    }

    @Test
    void every_leaf_of_every_tree_is_proved_and_nothing_else_is() {
        var leaves = leaves(MOST);
        var random = new Random(5);
        for (int size = 1; size <= MOST; size++) {
            var tree = tree(leaves, size);
            var root = tree.root();
            assertThat(root).isEqualTo(mth(leaves.subList(0, size)));
            for (int index = 0; index < size; index++) {
                var path = tree.inclusion(index);
                var leaf = Merkle.leaf(leaves.get(index));
                assertThat(included(leaf, index, size, path, root)).isTrue();
                int other = (index + 1 + random.nextInt(MOST)) % MOST;
                if (other != index) {
                    assertThat(included(Merkle.leaf(leaves.get(other)), index, size, path, root))
                            .isFalse();
                }
                if (!path.isEmpty()) {
                    path.get(random.nextInt(path.size()))[random.nextInt(32)] ^= 1;
                    assertThat(included(leaf, index, size, path, root)).isFalse();
                }
            }
        }
    }

    @Test
    void every_tree_is_proved_to_continue_every_earlier_one() {
        var leaves = leaves(MOST);
        var random = new Random(6);
        var roots = new ArrayList<byte[]>();
        for (int size = 0; size <= MOST; size++) {
            roots.add(mth(leaves.subList(0, size)));
        }
        for (int to = 1; to <= MOST; to++) {
            var tree = tree(leaves, to);
            for (int from = 1; from <= to; from++) {
                var proof = tree.consistency(from);
                assertThat(consistent(from, roots.get(from), to, roots.get(to), proof))
                        .isTrue();
                assertThat(tree.rootAt(from)).isEqualTo(roots.get(from));
                assertThat(consistent(from, roots.get(from - 1), to, roots.get(to), proof))
                        .isFalse();
                if (!proof.isEmpty()) {
                    proof.get(random.nextInt(proof.size()))[random.nextInt(32)] ^= 1;
                    assertThat(consistent(from, roots.get(from), to, roots.get(to), proof))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void what_is_not_in_the_tree_is_refused() {
        var tree = tree(leaves(5), 5);
        assertThatThrownBy(() -> tree.inclusion(5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusion(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistency(6)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The example of C2SP tlog-tiles: a tree of 70,000. */
    @Test
    void tiles_are_as_wide_as_the_specification_says() {
        assertThat(Tree.width(70_000, 0, 272)).isEqualTo(256);
        assertThat(Tree.width(70_000, 0, 273)).isEqualTo(112);
        assertThat(Tree.width(70_000, 0, 274)).isZero();
        assertThat(Tree.width(70_000, 1, 0)).isEqualTo(256);
        assertThat(Tree.width(70_000, 1, 1)).isEqualTo(17);
        assertThat(Tree.width(70_000, 2, 0)).isEqualTo(1);
        assertThat(Tree.width(256, 0, 0)).isEqualTo(256);
        assertThat(Tree.width(256, 0, 1)).isZero();
        assertThat(Tree.width(256, 1, 0)).isEqualTo(1);
        assertThat(TileFiles.path("0", 1_234_067, 256)).isEqualTo("tile/0/x001/x234/067");
        assertThat(TileFiles.path("entries", 5, 17)).isEqualTo("tile/entries/005.p/17");
    }
}
