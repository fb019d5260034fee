/** Statements, the federation's endpoints and keys over HTTP. */
@NullMarked
package org.touchstone.credential.web;

import org.jspecify.annotations.NullMarked;
