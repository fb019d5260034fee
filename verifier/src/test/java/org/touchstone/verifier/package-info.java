/** The rule book of docs/open-data.md, sentence by sentence. */
@org.jspecify.annotations.NullMarked
package org.touchstone.verifier;
