package org.touchstone.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Where HTTP comes in: reads a request, has it answered, and sends the answer or the problem. */
final class HttpDoor implements Closeable {

    private static final System.Logger LOG = System.getLogger(HttpDoor.class.getName());

    private static final int LARGEST_BODY = 1_000_000;
    /** What is read of a body that is too large, so that its sender gets to hear why. */
    private static final int PATIENCE = 16_000_000;

    private static final int WAITING_CONNECTIONS = 1_024;

    private final Function<Request, Answer> answers;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** Listens on this port of the loopback address from now on; on any free one if it is 0. */
    HttpDoor(int port, Function<Request, Answer> answers) throws IOException {
        this.answers = answers;
        server = HttpServer.create(
                new InetSocketAddress(InetAddress.ofLiteral(Sandbox.LOOPBACK), port), WAITING_CONNECTIONS);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        try {
            return answers.apply(request(exchange));
        } catch (Refused refused) {
            return refused.answer();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request failed", e);
            return new Refused(500, "internal", "The sandbox failed; its log says why.").answer();
        }
    }

    private static Request request(HttpExchange exchange) throws IOException {
        String body = body(exchange.getRequestBody());
        String path = exchange.getRequestURI().getPath();
        Query query = Query.of(exchange.getRequestURI().getRawQuery());
        return new Request(exchange.getRequestMethod(), path, query, body);
    }

    private static String body(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            in.skip(PATIENCE);
            throw new Refused(413, "body-too-large", "A body may have " + LARGEST_BODY + " bytes at most.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refused.malformed("The body is not UTF-8.");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        answer.headers().forEach(headers::set);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        threads.close();
    }
}
