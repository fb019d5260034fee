/**
 * The public transparency log: an append-only Merkle tree over everything the centre decides, published as static files that
 * anyone may copy, so that not even the operator can rewrite history unseen. Modules tell it by {@link
 * org.touchstone.transparency.AuditedTable} which of their tables it answers for. Its leaves hold no personal data.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "foundation")
package org.touchstone.transparency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
