/**
 * Recomputes every published figure from the open data alone, by docs/open-data.md, and shares no code with the platform it
 * checks.
 */
@org.jspecify.annotations.NullMarked
package org.touchstone.verifier;
