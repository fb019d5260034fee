package org.touchstone.launcher;

import java.net.URI;
import java.nio.file.Path;

/** The sandbox program, started as the launcher starts it. */
public final class SandboxForTests implements AutoCloseable {

    private final SandboxProgram program;

    private SandboxForTests(SandboxProgram program) {
        this.program = program;
    }

    /** Starts the program that the module before this one has built. */
    public static SandboxForTests start(Path data) {
        System.setProperty("touchstone.sandbox.jar", "../sandbox/target/touchstone-sandbox-1.0.0-SNAPSHOT-boot.jar");
        return new SandboxForTests(SandboxProgram.start(data));
    }

    /** Where it answers. */
    public URI url() {
        return program.url();
    }

    /** Where it takes mail. */
    public int smtpPort() {
        return program.smtpPort();
    }

    /** Where mail to the platform is read. */
    public int imapPort() {
        return program.imapPort();
    }

    @Override
    public void close() {
        program.close();
    }
}
