/** What a file really is: PDF, JPEG, PNG and WebP, read by their structure. Pure functions over bytes. */
@NullMarked
package org.touchstone.evidence.format;

import org.jspecify.annotations.NullMarked;
