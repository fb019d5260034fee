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
import java.util.List;
import org.touchstone.sandbox.Options.Ports;

/**
 * The program: registries, SMS gateway and inbox over HTTP, a mail sink over SMTP, shops' websites and their names, on
 * the loopback address only.
 */
public final class Sandbox implements Closeable {

    static final String LOOPBACK = "127.0.0.1";

    static {
        // Without it each answer on a kept connection waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // A website whose certificate was replaced shows the new one to those who have been there before, too.
        System.setProperty("jdk.tls.server.newSessionTicketCount", "0");
    }

    private final Deque<Closeable> parts;
    private final Ports ports;
    private final Path authority;

    private Sandbox(Deque<Closeable> parts, Ports ports, Path authority) {
        this.parts = parts;
        this.ports = ports;
        this.authority = authority;
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
            Websites websites = Websites.in(folder);
            parts.push(websites);
            Registries registries = new Registries();
            Certificates certificates = Certificates.in(folder);
            Ports wanted = options.ports();
            var mail = new MailSink(wanted.smtp(), wanted.imap(), inbox, clock);
            parts.push(mail);
            var web = new WebDoor(wanted.web(), wanted.webTls(), websites, certificates);
            parts.push(web);
            var dns = new DnsDoor(wanted.dns(), new DnsAnswers(websites, registries));
            parts.push(dns);
            var http = new HttpDoor(wanted.http(), new Routes(people, facts, inbox, websites, registries, clock));
            parts.push(http);
            // Half a second of class loading, better spent now than on the first answer.
            Json.text(people.everyone());
            return new Sandbox(
                    parts,
                    new Ports(http.port(), mail.port(), mail.imapPort(), web.port(), web.tlsPort(), dns.port()),
                    certificates.authorityFile());
        } catch (IOException | RuntimeException e) {
            close(parts);
            throw e;
        }
    }

    URI address() {
        return URI.create("http://" + LOOPBACK + ":" + ports.http());
    }

    /** Where it listens. */
    Ports ports() {
        return ports;
    }

    /** The certificate that the certificates of all websites are signed with, as PEM. */
    Path authority() {
        return authority;
    }

    /** One line, for whoever started it: each part by its name. */
    private String ready() {
        return "sandbox ready " + address() + " smtp " + ports.smtp() + " imap " + ports.imap() + " http " + ports.web()
                + " https " + ports.webTls() + " dns " + ports.dns() + " ca " + authority;
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

    /**
     * Runs until it is stopped, or until the process named by {@code --parent} has ended. With the word {@code adapters}
     * first it starts nothing and checks registries instead.
     */
    public static void main(String... arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length > 0 && arguments[0].equals("adapters")) {
            System.exit(AdapterCheck.run(List.of(arguments).subList(1, arguments.length), out));
        }
        try {
            Options options = Options.of(arguments);
            Sandbox sandbox = start(options, InstantSource.system());
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::closeAtExit, "close"));
            out.println(sandbox.ready());
            // The log says it too, for whoever did not start it.
            System.err.println(sandbox.ready());
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
