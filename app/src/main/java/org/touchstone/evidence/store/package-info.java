/** Where evidence is kept: rows in the database, encrypted content on disk or in an S3 store. */
@NullMarked
package org.touchstone.evidence.store;

import org.jspecify.annotations.NullMarked;
