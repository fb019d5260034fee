package org.touchstone.verifier;

/**
 * The standings of a list of marks, unpacked.
 *
 * @param bits how many each mark has
 * @param fromTheLeft whether the first mark stands in the most significant bits of the first byte, as in Bitstring Status Lists,
 *     or in the least significant, as in Token Status Lists
 */
record Standings(byte[] bytes, int bits, boolean fromTheLeft) {
    static final int VALID = 0;
    static final int INVALID = 1;
    static final int SUSPENDED = 2;
    static final int UNASSIGNED = 3;

    /** The value at a place. Refused: a place outside the list. */
    int at(long idx) throws NotAccepted {
        int perByte = Byte.SIZE / bits;
        if (idx < 0 || idx / perByte >= bytes.length) {
            throw new NotAccepted("index", "the place is outside the list");
        }
        int within = (int) (idx % perByte);
        int shift = (fromTheLeft ? perByte - 1 - within : within) * bits;
        return bytes[(int) (idx / perByte)] >> shift & (1 << bits) - 1;
    }
}
