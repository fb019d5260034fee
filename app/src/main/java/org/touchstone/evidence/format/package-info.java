/** What a file really is: PDF, JPEG, PNG and WebP, read by their structure. Pure functions over bytes. */
@NullMarked
@NamedInterface("format")
package org.touchstone.evidence.format;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
