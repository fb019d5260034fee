package org.touchstone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.touchstone.foundation.database.EmbeddedPostgres;
import org.touchstone.launcher.SandboxForTests;

/**
 * An installation under test: the platform as {@code start --empty} runs it, on a database of its own in one real PostgreSQL that
 * all tests share. The first one asked for is shared; tests that turn clocks or pull plugs start one of their own. The server waits
 * for the disk only while a process of its own is there to be killed: nothing else here could lose what the disk has not got.
 */
final class Installation implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Deque<AutoCloseable> PARTS = new ArrayDeque<>();
    private static final Path LOG;
    private static final EmbeddedPostgres POSTGRES;
    private static final SandboxForTests SANDBOX;

    static {
        try {
            var wanted = System.getProperty("touchstone.drill.data");
            var home = wanted == null
                    ? Files.createTempDirectory("touchstone-test")
                    : Files.createDirectories(Path.of(wanted).toAbsolutePath());
            LOG = home.resolve("touchstone.log");
            POSTGRES = EmbeddedPostgres.start(home.resolve("postgres"));
            PARTS.push(POSTGRES::stop);
            waitForDisk(false);
            SANDBOX = SandboxForTests.start(home.resolve("sandbox"));
            PARTS.push(SANDBOX);
            Runtime.getRuntime().addShutdownHook(new Thread(Installation::closeAll));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private final String database;
    private final Path data;
    private final List<String> more;
    private final ConfigurableApplicationContext node;
    private final List<ConfigurableApplicationContext> furtherNodes = new ArrayList<>();

    private Installation(String database, Path data, String... more) {
        this.database = database;
        this.data = data;
        this.more = List.of(more);
        this.node = startNode();
    }

    /** The installation most tests share. They make their own shops and people and never look at anyone else's. */
    static Installation shared() {
        return Shared.IT;
    }

    /** Started when it is first asked for. */
    private static final class Shared {
        static final Installation IT = fresh();

        static {
            PARTS.push(IT);
        }
    }

    /** An installation of its own, empty, with further settings. */
    static Installation fresh(String... more) {
        var database = newDatabase();
        return new Installation(database, newFolder(database), more);
    }

    /** An empty installation whose platform is a process of its own, not started yet. */
    static PlatformProcess process() {
        waitForDisk(true);
        var database = newDatabase();
        var process = new PlatformProcess(
                database,
                newFolder(database),
                List.of(
                        "--database-url",
                        POSTGRES.url(database),
                        "--database-user",
                        POSTGRES.user(),
                        "--database-password",
                        POSTGRES.password(),
                        "--sandbox-url",
                        SANDBOX.url().toString(),
                        "--probe-http-port",
                        String.valueOf(SANDBOX.webPort()),
                        "--probe-https-port",
                        String.valueOf(SANDBOX.webTlsPort()),
                        "--probe-dns",
                        "127.0.0.1:" + SANDBOX.dnsPort(),
                        "--probe-ca",
                        SANDBOX.ca().toString(),
                        "--mail-host",
                        "127.0.0.1",
                        "--mail-port",
                        String.valueOf(SANDBOX.smtpPort())));
        PARTS.push(process);
        return process;
    }

    /** The database of a process, beside it. */
    static JdbcClient databaseOf(PlatformProcess process) {
        return JdbcClient.create(
                new DriverManagerDataSource(POSTGRES.url(process.database()), POSTGRES.user(), POSTGRES.password()));
    }

    /** What a process has left behind, run here. */
    static Installation after(PlatformProcess process) {
        return new Installation(process.database(), process.data());
    }

    /** Whether a commit is on the disk when it is acknowledged, as in every real installation. */
    static void waitForDisk(boolean whether) {
        var state = whether ? "on" : "off";
        onServer(
                "ALTER SYSTEM SET fsync = " + state,
                "ALTER SYSTEM SET full_page_writes = " + state,
                "SELECT pg_reload_conf()");
    }

    private static String newDatabase() {
        var name = "test" + NUMBER.incrementAndGet();
        onServer("CREATE DATABASE " + name);
        return name;
    }

    private static void onServer(String... statements) {
        try (var connection =
                        DriverManager.getConnection(POSTGRES.url("postgres"), POSTGRES.user(), POSTGRES.password());
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path newFolder(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Settings of an installation that reads the sandbox's mailbox. Only one at a time may have them. */
    static String[] readingMail() {
        return new String[] {
            "--touchstone.mail-in-url=imap://answer:answer@127.0.0.1:" + SANDBOX.imapPort() + "/INBOX",
            "--touchstone.mail-in-address=answer@sandbox.example"
        };
    }

    /** Where the sandbox takes mail. */
    static int smtpPort() {
        return SANDBOX.smtpPort();
    }

    /** The world outside: its ports and its certificate authority. */
    static SandboxForTests outside() {
        return SANDBOX;
    }

    private ConfigurableApplicationContext startNode() {
        var settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.datasource.url=" + POSTGRES.url(database),
                "--spring.datasource.username=" + POSTGRES.user(),
                "--spring.datasource.password=" + POSTGRES.password(),
                "--spring.datasource.hikari.maximum-pool-size=20",
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + SANDBOX.smtpPort(),
                "--touchstone.data=" + data,
                "--touchstone.sandbox=true",
                "--touchstone.sandbox-url=" + SANDBOX.url(),
                "--touchstone.identity-url=" + SANDBOX.url() + "/identity/lookup",
                "--touchstone.mobile-url=" + SANDBOX.url() + "/identity/mobile",
                "--touchstone.business-url=" + SANDBOX.url() + "/business/lookup",
                "--touchstone.licence-url=" + SANDBOX.url() + "/licence/lookup",
                "--touchstone.address-url=" + SANDBOX.url() + "/address/lookup",
                "--touchstone.tax-url=" + SANDBOX.url() + "/tax/lookup",
                "--touchstone.orders-url=" + SANDBOX.url() + "/orders/lookup",
                "--touchstone.sms-url=" + SANDBOX.url() + "/sms",
                "--touchstone.probe-http-port=" + SANDBOX.webPort(),
                "--touchstone.probe-https-port=" + SANDBOX.webTlsPort(),
                "--touchstone.probe-dns=127.0.0.1:" + SANDBOX.dnsPort(),
                "--touchstone.probe-ca=" + SANDBOX.ca(),
                "--logging.file.name=" + LOG));
        settings.addAll(more);
        return new SpringApplicationBuilder(Touchstone.class)
                .registerShutdownHook(false)
                .run(settings.toArray(String[]::new));
    }

    /** A second node on the same database. */
    Http secondNode() {
        var second = startNode();
        furtherNodes.add(second);
        return new Http(address(second));
    }

    /** What programs see of it. */
    Http http() {
        return new Http(address(node));
    }

    /** A component of the platform, for what no address shows. */
    <T> T part(Class<T> type) {
        return node.getBean(type);
    }

    /** All components of a kind. */
    <T> List<T> parts(Class<T> type) {
        return List.copyOf(node.getBeansOfType(type).values());
    }

    /** A component of which there are several, by name. */
    <T> T part(String name, Class<T> type) {
        return node.getBean(name, type);
    }

    /** Its database, for looking behind the scenes. */
    JdbcClient jdbc() {
        return node.getBean(JdbcClient.class);
    }

    /** Its data folder. */
    Path data() {
        return data;
    }

    /** What all installations of this run have logged so far: whoever starts last would take the log of the others. */
    static String log() {
        try {
            return Files.readString(LOG);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String address(ConfigurableApplicationContext node) {
        return "http://127.0.0.1:" + node.getEnvironment().getProperty("local.server.port");
    }

    @Override
    public void close() {
        furtherNodes.forEach(ConfigurableApplicationContext::close);
        node.close();
    }

    private static void closeAll() {
        while (!PARTS.isEmpty()) {
            try {
                PARTS.pop().close();
            } catch (Exception e) {
                System.err.println(e);
            }
        }
    }
}
