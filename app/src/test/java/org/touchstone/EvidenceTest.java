package org.touchstone;

import java.nio.file.Path;

/** Evidence kept in the data folder, as it is by default. */
class EvidenceTest extends EvidenceCases {

    @Override
    Installation installation() {
        return Installation.shared();
    }

    @Override
    Path contents() {
        return Installation.shared().data().resolve("evidence");
    }
}
