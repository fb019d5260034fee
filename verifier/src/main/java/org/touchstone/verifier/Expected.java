package org.touchstone.verifier;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What a published cell must say. */
sealed interface Expected {
    /** The cell that says nothing: not known, or never happened. */
    Expected EMPTY = new Exactly("");

    boolean isMetBy(String published);

    /** As it would be published. */
    String shown();

    /** A word or a whole number, met by itself only. */
    record Exactly(String shown) implements Expected {
        @Override
        public boolean isMetBy(String published) {
            return published.equals(shown);
        }
    }

    /**
     * A rounded number, met by what lies within half its last decimal of the exact value, and a fiftieth of that more for the
     * noise of binary arithmetic.
     */
    record Rounded(Ratio exact, int decimals) implements Expected {
        private static final BigDecimal HALF_AND_A_LITTLE = new BigDecimal("0.51");

        @Override
        public boolean isMetBy(String published) {
            BigDecimal tolerance = HALF_AND_A_LITTLE.scaleByPowerOfTen(-decimals);
            return PlainDecimal.parse(published)
                    .filter(number -> exact.distanceTo(number).compareTo(tolerance) <= 0)
                    .isPresent();
        }

        @Override
        public String shown() {
            return exact.rounded(decimals).toPlainString();
        }
    }

    /** An instant, however many zeros its seconds are written with. */
    record Moment(Instant instant) implements Expected {
        @Override
        public boolean isMetBy(String published) {
            try {
                return Instant.parse(published).equals(instant);
            } catch (DateTimeException e) {
                return false;
            }
        }

        @Override
        public String shown() {
            return instant.toString();
        }
    }

    /** Sums per currency, sorted by currency; amounts are compared as numbers, so 50 and 50.00 are the same. */
    record Sums(SortedMap<String, BigDecimal> byCurrency) implements Expected {
        @Override
        public boolean isMetBy(String published) {
            return shortened(published).filter(shown()::equals).isPresent();
        }

        @Override
        public String shown() {
            return byCurrency.entrySet().stream()
                    .map(sum -> written(sum.getValue(), sum.getKey()))
                    .collect(Collectors.joining(";"));
        }

        private static Optional<String> shortened(String published) {
            if (published.isEmpty()) {
                return Optional.of(published);
            }
            List<String> sums = new ArrayList<>();
            for (String sum : published.split(";", -1)) {
                int space = sum.indexOf(' ');
                Optional<BigDecimal> amount = PlainDecimal.parse(sum.substring(0, Math.max(space, 0)));
                if (amount.isEmpty()) {
                    return Optional.empty();
                }
                sums.add(written(amount.get(), sum.substring(space + 1)));
            }
            return Optional.of(String.join(";", sums));
        }

        private static String written(BigDecimal amount, String currency) {
            return amount.stripTrailingZeros().toPlainString() + " " + currency;
        }
    }
}
