package org.touchstone.launcher;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.signer.KeysUnusable;

/** The commands of the program. What was started first is stopped last: the database outlives everything that uses it. */
public final class Launcher {

    private final Class<?> application;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private Launcher(Class<?> application) {
        this.application = application;
    }

    /**
     * Runs a command.
     *
     * @param application the application class
     * @return the exit code: 0 done, 1 done with findings, 2 refused with a plain sentence
     */
    public static int run(Class<?> application, String[] arguments) {
        var launcher = new Launcher(application);
        var command = arguments.length == 0 ? "start" : arguments[0];
        var rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        try {
            return switch (command) {
                case "start" -> launcher.start(Options.parse(rest, Set.of()));
                case "import" -> launcher.importing(Options.parse(rest, Set.of("format")));
                case "keys" -> launcher.keys(Options.parse(rest, KeysCommand.OPTIONS));
                case "audit" -> launcher.auditing(Options.parse(rest, Set.of()));
                case "doctor" -> new Doctor(Options.parse(rest, Set.of())).examine();
                default ->
                    throw new PlainSentence("There is no command " + command + "; ./touchstone --help lists them.");
            };
        } catch (RuntimeException e) {
            launcher.stop();
            System.err.println(sentence(e));
            return 2;
        }
    }

    /** One plain sentence for what an operator can mend; the log has the rest. */
    private static String sentence(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case PlainSentence plain -> {
                    return String.valueOf(plain.getMessage());
                }
                case KeysUnusable keys -> {
                    return String.valueOf(keys.getMessage());
                }
                case PortInUseException port -> {
                    return "The port " + port.getPort() + " is in use; choose another with --port N.";
                }
                default -> {}
            }
        }
        LoggerFactory.getLogger(Launcher.class).error("The program did not start", e);
        var root = NestedExceptionUtils.getMostSpecificCause(e);
        return "The program did not start: " + root.getMessage();
    }

    private int start(Options options) {
        if (options.has("help")) {
            Help.start();
            return 0;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        var begun = System.nanoTime();
        needFree(options.port());
        var database = opened(Database.own(options));
        var context = opened(application(options, database, WebApplicationType.SERVLET, Map.of()));
        Welcome.print(context, (System.nanoTime() - begun) / 1_000_000);
        waitForever();
        return 0;
    }

    /** Says so before anything is started, not half a minute later. */
    private static void needFree(int port) {
        try (var socket = new ServerSocket(port)) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new PlainSentence("The port " + port + " is in use; choose another with --port N.", e);
        }
    }

    private int importing(Options options) {
        if (options.has("help")
                || options.words().size() != 2
                || !"complaints".equals(options.words().getFirst())) {
            Help.importing();
            return options.has("help") ? 0 : 2;
        }
        return onApplication(options, context -> ImportCommand.run(context, options));
    }

    private int keys(Options options) {
        if (options.has("help") || !KeysCommand.knows(options.words())) {
            Help.keys();
            return options.has("help") ? 0 : 2;
        }
        if ("list".equals(options.words().getFirst())) {
            return KeysCommand.list(options);
        }
        return onApplication(options, context -> KeysCommand.run(context, options));
    }

    private int auditing(Options options) {
        if (options.has("help") || !options.words().isEmpty()) {
            Help.auditing();
            return options.has("help") ? 0 : 2;
        }
        return onApplication(options, AuditCommand::run);
    }

    /** Runs a command on the platform's parts and its database, with nothing served and no sweep at work. */
    private int onApplication(Options options, ToIntFunction<ConfigurableApplicationContext> command) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        var database = opened(Database.open(options));
        var context = opened(application(
                options, database, WebApplicationType.NONE, Map.of("touchstone-internal.sweeping", "false")));
        int code = command.applyAsInt(context);
        stop();
        return code;
    }

    private ConfigurableApplicationContext application(
            Options options, Database database, WebApplicationType type, Map<String, String> more) {
        boolean sandboxed = !options.has("no-sandbox");
        var properties = new LinkedHashMap<String, Object>(more);
        properties.put("server.port", String.valueOf(options.port()));
        properties.put("spring.datasource.url", database.url());
        properties.put("spring.datasource.username", database.user());
        properties.put("spring.datasource.password", database.password());
        properties.put("touchstone.data", options.data().toString());
        properties.put(
                "logging.file.name", options.data().resolve("touchstone.log").toString());
        properties.put("touchstone.base-url", options.get("base-url").orElse("http://localhost:" + options.port()));
        properties.put("touchstone.sandbox", String.valueOf(sandboxed));
        properties.put("touchstone-internal.sample", String.valueOf(sandboxed && !options.has("empty")));
        if (sandboxed && type == WebApplicationType.SERVLET) {
            outside(options, properties);
        }
        for (var name : Options.forThePlatform()) {
            options.get(name).ifPresent(value -> properties.put("touchstone." + name, value));
        }
        mail(options, properties);
        var arguments = properties.entrySet().stream()
                .map(e -> "--" + e.getKey() + "=" + e.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(application)
                .web(type)
                .registerShutdownHook(false)
                .run(arguments);
    }

    private void outside(Options options, Map<String, Object> properties) {
        var given = options.get("sandbox-url");
        var url = given.orElseGet(() -> {
            var program = opened(SandboxProgram.start(options.data().resolve("sandbox")));
            properties.put("spring.mail.host", "127.0.0.1");
            properties.put("spring.mail.port", String.valueOf(program.smtpPort()));
            properties.put("touchstone.mail-in-url", "imap://answer:answer@127.0.0.1:" + program.imapPort() + "/INBOX");
            properties.put("touchstone.mail-in-address", "answer@sandbox.example");
            properties.put("touchstone.probe-http-port", String.valueOf(program.webPort()));
            properties.put("touchstone.probe-https-port", String.valueOf(program.webTlsPort()));
            properties.put("touchstone.probe-dns", "127.0.0.1:" + program.dnsPort());
            properties.put("touchstone.probe-ca", program.ca().toString());
            return program.url().toString();
        });
        properties.put("touchstone.sandbox-url", url);
        properties.put("touchstone.identity-url", url + "/identity/lookup");
        properties.put("touchstone.mobile-url", url + "/identity/mobile");
        properties.put("touchstone.business-url", url + "/business/lookup");
        properties.put("touchstone.licence-url", url + "/licence/lookup");
        properties.put("touchstone.address-url", url + "/address/lookup");
        properties.put("touchstone.tax-url", url + "/tax/lookup");
        properties.put("touchstone.orders-url", url + "/orders/lookup");
        properties.put("touchstone.sms-url", url + "/sms");
        properties.put("touchstone.mail-from", "touchstone@sandbox.example");
    }

    private static void mail(Options options, Map<String, Object> properties) {
        properties.putIfAbsent("spring.mail.host", "localhost");
        options.get("mail-host").ifPresent(v -> properties.put("spring.mail.host", v));
        options.get("mail-port").ifPresent(v -> properties.put("spring.mail.port", v));
        options.get("mail-user").ifPresent(v -> properties.put("spring.mail.username", v));
        options.get("mail-password").ifPresent(v -> properties.put("spring.mail.password", v));
    }

    private synchronized <T extends AutoCloseable> T opened(T resource) {
        started.push(resource);
        return resource;
    }

    private synchronized void stop() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("While stopping: " + e.getMessage());
            }
        }
    }

    private static void waitForever() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
