package org.touchstone.verifier;

import java.time.Duration;

/** How long a consumer waited: until the answer, or, censored, at least this long without one. */
record AnswerTime(Duration waited, boolean isAnswered) {}
