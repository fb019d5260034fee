package org.touchstone;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

/** The same evidence kept in a real S3 store. */
class EvidenceInS3Test extends EvidenceCases {

    private static final S3Server SERVER = S3Server.start();
    private static final Installation INSTALLATION = Installation.fresh(SERVER.settings());

    @AfterAll
    static void close() {
        INSTALLATION.close();
        SERVER.close();
    }

    @Override
    Installation installation() {
        return INSTALLATION;
    }

    @Override
    Path contents() {
        return SERVER.bucket();
    }
}
