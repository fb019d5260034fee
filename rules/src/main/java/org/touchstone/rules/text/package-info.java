/** What people type, made comparable: digits of any script, invisible characters, search keys, equal answers. */
@NullMarked
package org.touchstone.rules.text;

import org.jspecify.annotations.NullMarked;
