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

    /** Where shops' websites are served in the clear. */
    public int webPort() {
        return program.webPort();
    }

    /** Where they are served over TLS. */
    public int webTlsPort() {
        return program.webTlsPort();
    }

    /** Where their names are asked for. */
    public int dnsPort() {
        return program.dnsPort();
    }

    /** The certificate that those of the websites are signed with. */
    public Path ca() {
        return program.ca();
    }

    @Override
    public void close() {
        program.close();
    }
}
