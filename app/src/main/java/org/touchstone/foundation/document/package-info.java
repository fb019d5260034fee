/** Pages that leave the platform as paper: PDF in all three languages, from the same templates and texts as the pages. */
@NullMarked
package org.touchstone.foundation.document;

import org.jspecify.annotations.NullMarked;
