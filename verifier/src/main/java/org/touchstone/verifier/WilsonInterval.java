package org.touchstone.verifier;

/** The 95 % score interval of Wilson for a share of successes. */
record WilsonInterval(double low, double high) {
    private static final double Z = 1.959963984540054;

    /** For at least one trial. */
    static WilsonInterval of(long successes, long trials) {
        double n = trials;
        double p = successes / n;
        double scale = 1 + Z * Z / n;
        double centre = (p + Z * Z / (2 * n)) / scale;
        double reach = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / scale;
        return new WilsonInterval(centre - reach, centre + reach);
    }
}
