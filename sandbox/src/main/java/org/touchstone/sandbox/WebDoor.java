package org.touchstone.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.touchstone.sandbox.Website.Tls;

/** Where the shops' websites are read: in the clear on one port, over TLS on another. */
final class WebDoor implements Closeable {

    private static final int WAITING_CONNECTIONS = 1_024;
    private static final Duration TARPIT = Duration.ofMinutes(10);
    private static final int DRIPS = 600;
    private static final int HEADERS = 128;
    private static final String LONG_HEADER = "x".repeat(8 * 1024);
    private static final int BOMB_MEMBERS = 64;

    private final Websites websites;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer plain;
    private final HttpsServer encrypted;

    /** Listens on these ports of the loopback address from now on; 0 is any free one. */
    WebDoor(int port, int tlsPort, Websites websites, Certificates certificates) throws IOException {
        this.websites = websites;
        plain = HttpServer.create(address(port), WAITING_CONNECTIONS);
        try {
            encrypted = HttpsServer.create(address(tlsPort), WAITING_CONNECTIONS);
            encrypted.setHttpsConfigurator(new HttpsConfigurator(context(websites, certificates)));
        } catch (IOException | RuntimeException e) {
            plain.stop(0);
            throw e;
        }
        start(plain, exchange -> serve(exchange, false));
        start(encrypted, exchange -> serve(exchange, true));
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(Sandbox.LOOPBACK), port);
    }

    private static SSLContext context(Websites websites, Certificates certificates) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new WebsiteKeys(websites, certificates)}, null, null);
            context.getServerSessionContext().setSessionTimeout(1);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void start(HttpServer server, HttpHandler handler) {
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
    }

    int port() {
        return plain.getAddress().getPort();
    }

    int tlsPort() {
        return encrypted.getAddress().getPort();
    }

    private void serve(HttpExchange exchange, boolean overTls) throws IOException {
        try (exchange) {
            String host = host(exchange);
            Optional<Website> website = websites.at(host).filter(site -> !overTls || site.tls() != Tls.NONE);
            if (website.isEmpty()) {
                send(exchange, 404, "There is no such website.");
            } else {
                serve(exchange, website.get(), host, overTls);
            }
        }
    }

    /** The name alone: the port may be any. */
    private static String host(HttpExchange exchange) {
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("");
        return host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    }

    private static void serve(HttpExchange exchange, Website website, String host, boolean overTls) throws IOException {
        pause(Duration.ofMillis(website.delayMs()));
        if (website.behaviour() == Website.Behaviour.TARPIT) {
            pause(TARPIT);
            return;
        }
        URI uri = exchange.getRequestURI();
        String path = uri.getPath().isEmpty() ? "/" : uri.getPath();
        website.headers().forEach(exchange.getResponseHeaders()::set);
        if (!overTls
                && website.tls() != Tls.NONE
                && !(website.plain() && website.pages().containsKey(path))) {
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            redirect(exchange, 301, "https://" + host + uri.getRawPath() + query);
            return;
        }
        switch (website.behaviour()) {
            case NORMAL, TARPIT -> answer(exchange, website, path);
            case BOMB -> bomb(exchange);
            case DRIP -> drip(exchange, website.pages().getOrDefault(path, ""));
            case HUGE_HEADERS -> {
                for (int i = 0; i < HEADERS; i++) {
                    exchange.getResponseHeaders().set("X-Long-" + i, LONG_HEADER);
                }
                answer(exchange, website, path);
            }
        }
    }

    private static void answer(HttpExchange exchange, Website website, String path) throws IOException {
        String target = website.redirects().get(path);
        String page = website.pages().get(path);
        if (target != null) {
            redirect(exchange, website.status().getOrDefault(path, 301), target);
            return;
        }
        int status = website.status().getOrDefault(path, page == null ? 404 : 200);
        if (page != null) {
            setType(exchange.getResponseHeaders(), type(path, page));
        }
        send(exchange, status, page == null ? "" : page);
    }

    private static void redirect(HttpExchange exchange, int status, String target) throws IOException {
        exchange.getResponseHeaders().set("Location", target);
        send(exchange, status, "");
    }

    /** By the end of the path where there is one, by the look of the text where not. */
    private static String type(String path, String text) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "txt" -> "text/plain; charset=utf-8";
            case "json" -> "application/json";
            case "xml" -> "application/xml";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> text.stripLeading().startsWith("<") ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
        };
    }

    private static void setType(Headers headers, String type) {
        if (!headers.containsKey("Content-Type")) {
            headers.set("Content-Type", type);
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean bare = bytes.length == 0
                || status == 204
                || status == 304
                || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bare ? -1 : bytes.length);
        if (!bare) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    private static void bomb(HttpExchange exchange) throws IOException {
        setType(exchange.getResponseHeaders(), "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < BOMB_MEMBERS; i++) {
                out.write(Bomb.MEMBER);
            }
        }
    }

    /** Sixteen million blanks, packed; packed files may stand one behind another. */
    private static final class Bomb {

        private static final byte[] MEMBER = packed();

        private static byte[] packed() {
            byte[] blanks = new byte[1024 * 1024];
            Arrays.fill(blanks, (byte) ' ');
            var packed = new ByteArrayOutputStream();
            try (var out = new GZIPOutputStream(packed)) {
                for (int i = 0; i < 16; i++) {
                    out.write(blanks);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return packed.toByteArray();
        }
    }

    private static void drip(HttpExchange exchange, String page) throws IOException {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        setType(exchange.getResponseHeaders(), "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < DRIPS; i++) {
                out.write(i < bytes.length ? bytes[i] : ' ');
                out.flush();
                pause(Duration.ofSeconds(1));
            }
        }
    }

    private static void pause(Duration time) throws InterruptedIOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the sandbox is being stopped");
        }
    }

    @Override
    public void close() {
        plain.stop(0);
        encrypted.stop(0);
        threads.shutdownNow();
        threads.close();
    }
}
