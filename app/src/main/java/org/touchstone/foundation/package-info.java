/**
 * The few things every room uses: the database and its clock, secrets, languages, the page frame, problems. An open module: its
 * sub-packages may be used by all. It knows nothing of complaints, marks or people.
 */
@NullMarked
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package org.touchstone.foundation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
