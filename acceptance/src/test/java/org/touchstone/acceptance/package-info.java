/**
 * The journeys of consumers, businesses and officers through a real installation, in a browser. The installation is started once
 * as a process of its own; every page a visitor comes to is examined.
 */
@NullMarked
package org.touchstone.acceptance;

import org.jspecify.annotations.NullMarked;
