package org.touchstone.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** The program: registries, SMS gateway and inbox over HTTP, a mail sink over SMTP, on the loopback address only. */
public final class Sandbox implements Closeable {

    static final String LOOPBACK = "127.0.0.1";

    private final Deque<Closeable> parts;
    private final int port;
    private final int smtpPort;
    private final int imapPort;

    private Sandbox(Deque<Closeable> parts, int port, int smtpPort, int imapPort) {
        this.parts = parts;
        this.port = port;
        this.smtpPort = smtpPort;
        this.imapPort = imapPort;
    }

    /** Starts everything; when something does not start, nothing is left running. */
    static Sandbox start(Options options, InstantSource clock) throws IOException {
        Path folder = options.data().orElse(null);
        Deque<Closeable> parts = new ArrayDeque<>();
        try {
            People people = People.in(folder);
            parts.push(people);
            Facts facts = Facts.in(folder);
            parts.push(facts);
            Inbox inbox = Inbox.in(folder);
            parts.push(inbox);
            var mail = new MailSink(options.smtpPort(), options.imapPort(), inbox, clock);
            parts.push(mail);
            var http = new HttpDoor(options.port(), new Routes(people, facts, inbox, new Registries(), clock));
            parts.push(http);
            // Half a second of class loading, better spent now than on the first answer.
            Json.text(people.everyone());
            return new Sandbox(parts, http.port(), mail.port(), mail.imapPort());
        } catch (IOException | RuntimeException e) {
            close(parts);
            throw e;
        }
    }

    URI address() {
        return URI.create("http://" + LOOPBACK + ":" + port);
    }

    int smtpPort() {
        return smtpPort;
    }

    int imapPort() {
        return imapPort;
    }

    /** Stops what listens first, then closes the files. */
    @Override
    public void close() throws IOException {
        close(parts);
    }

    private static void close(Deque<Closeable> parts) throws IOException {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }

    /** Runs until it is stopped, or until the process named by {@code --parent} has ended. */
    public static void main(String... arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            Options options = Options.of(arguments);
            Sandbox sandbox = start(options, InstantSource.system());
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::closeAtExit, "close"));
            out.println("sandbox ready " + sandbox.address() + " smtp " + sandbox.smtpPort() + " imap "
                    + sandbox.imapPort());
            options.parent().ifPresent(Sandbox::endWith);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (IOException | IllegalStateException e) {
            System.err.println("sandbox could not start: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void endWith(long parent) {
        ProcessHandle.of(parent).ifPresent(process -> process.onExit().join());
        System.exit(0);
    }

    private void closeAtExit() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("sandbox: " + e.getMessage());
        }
    }
}
