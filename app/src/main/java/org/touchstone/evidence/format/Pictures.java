package org.touchstone.evidence.format;

/** Bounds of pictures. */
final class Pictures {

    /** A hundred million: more than telephones take, less than a reader's memory. */
    private static final long MOST_PIXELS = 100_000_000;

    private Pictures() {}

    static void limit(long width, long height, long frames) throws Unfit {
        // Each bound first, so that the product cannot overflow.
        if (width > MOST_PIXELS || height > MOST_PIXELS || frames > MOST_PIXELS || width * height > MOST_PIXELS) {
            throw new Unfit(Unfit.Why.TOO_MANY_PIXELS);
        }
        limit(width * height * frames);
    }

    static void limit(long pixels) throws Unfit {
        if (pixels > MOST_PIXELS) {
            throw new Unfit(Unfit.Why.TOO_MANY_PIXELS);
        }
    }
}
