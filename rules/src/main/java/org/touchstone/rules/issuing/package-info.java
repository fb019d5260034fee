/**
 * The rules of issuing a mark: what each check makes of the facts it found, what is decided from all of them, and which steps an
 * application can take. Nothing here looks anything up.
 */
@NullMarked
package org.touchstone.rules.issuing;

import org.jspecify.annotations.NullMarked;
