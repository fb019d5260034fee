/**
 * The mark as shops show it: the picture with its live state, the code to copy, the code of squares to print, what a copied
 * picture gives away, and what passers-by report. Loaded by every visitor of every shop: it sets and reads no cookie and keeps
 * nobody's address.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "journal", "account", "registry", "evidence :: format"})
package org.touchstone.badge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
