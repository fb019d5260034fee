package org.touchstone.credential;

/**
 * Where a mark stands in the status lists. Given once; never given to another mark.
 *
 * @param list number of the list, from 1
 * @param idx place in it, from 0
 */
public record StatusPlace(int list, int idx) {

    /** How many places a list has: 16 KiB with a bit each. */
    public static final int PER_LIST = 131_072;

    /** The place of a running number from 0. */
    public static StatusPlace of(long number) {
        return new StatusPlace(Math.toIntExact(number / PER_LIST) + 1, (int) (number % PER_LIST));
    }

    /** Its running number. */
    public long number() {
        return (list - 1L) * PER_LIST + idx;
    }
}
