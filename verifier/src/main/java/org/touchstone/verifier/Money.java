package org.touchstone.verifier;

import java.math.BigDecimal;

/** An amount in the units of its currency. */
record Money(BigDecimal amount, String currency) {}
