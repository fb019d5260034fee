/** The gate through which files come in. */
@NullMarked
package org.touchstone.evidence.web;

import org.jspecify.annotations.NullMarked;
