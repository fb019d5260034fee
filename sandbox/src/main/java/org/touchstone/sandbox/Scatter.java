package org.touchstone.sandbox;

/** Turns running numbers into ones that look unrelated, the same way each time. */
final class Scatter {

    private Scatter() {}

    /**
     * Another number below {@code size}, a different one for each number below {@code size}.
     *
     * @param step shares no divisor with {@code size}; this is what keeps two numbers from meeting
     */
    static long permuted(long number, long step, long size) {
        return Math.floorMod(Math.floorMod(number, size) * step, size);
    }

    /** 64 bits that depend on every bit of the number: the finaliser of SplitMix64. */
    static long mixed(long number) {
        long bits = number + 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }

    /** One of {@code size} places, evenly spread. */
    static int place(long number, int size) {
        return (int) Math.floorMod(mixed(number), (long) size);
    }

    /** Evenly spread between 0 and 1. */
    static double fraction(long number) {
        return (mixed(number) >>> 11) * 0x1.0p-53;
    }
}
