/** All SQL of the registry module. */
@NullMarked
package org.touchstone.registry.store;

import org.jspecify.annotations.NullMarked;
