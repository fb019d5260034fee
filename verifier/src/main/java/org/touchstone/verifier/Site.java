package org.touchstone.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A running installation, asked at one address whatever address it goes by. */
final class Site implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofMinutes(5);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String address;

    /** Takes the address of an installation, of its open data, or of index.json. */
    Site(String address) throws UnreadableInput {
        this.address = Download.indexAddress(address).toString().replaceFirst("/open-data/index\\.json$", "");
    }

    String address() {
        return address;
    }

    /** An answer; 0 bytes or more. */
    record Answer(int status, byte[] body) {
        boolean isThere() {
            return status == OK;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Answer ask(String path) throws UnreadableInput {
        HttpResponse<byte[]> response = send(request(path).build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response.body());
    }

    /** What is there. Refused: any answer but the thing itself. */
    String fetch(String path) throws UnreadableInput, NotAccepted {
        Answer answer = ask(path);
        if (!answer.isThere()) {
            throw new NotAccepted("missing", "%s answered with status %d".formatted(path, answer.status()));
        }
        return answer.text();
    }

    /** What stands at a path; nothing where there is no such thing. Refused: every other answer. */
    Optional<byte[]> find(String path) throws UnreadableInput {
        Answer answer = ask(path);
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (!answer.isThere()) {
            throw new UnreadableInput("%s%s answered with status %d.".formatted(address, path, answer.status()));
        }
        return Optional.of(answer.body());
    }

    byte[] get(String path) throws UnreadableInput {
        return find(path)
                .orElseThrow(() -> new UnreadableInput("%s%s answered with status 404.".formatted(address, path)));
    }

    String text(String path) throws UnreadableInput {
        return new String(get(path), StandardCharsets.UTF_8);
    }

    /** An answer that is a JSON object. */
    Json.Members object(String path) throws UnreadableInput {
        if (JsonReader.read(text(path)) instanceof Json.Members members) {
            return members;
        }
        throw new UnreadableInput("%s%s is no JSON object.".formatted(address, path));
    }

    /** A large file as it comes in, unpacked. To be closed. */
    InputStream stream(String path) throws UnreadableInput, NotAccepted, IOException {
        HttpResponse<InputStream> response =
                send(request(path).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != OK) {
            response.body().close();
            throw new NotAccepted("missing", "%s answered with status %d".formatted(path, response.statusCode()));
        }
        boolean packed =
                response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        return packed ? new GZIPInputStream(response.body(), 1 << 16) : response.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(ANSWERING);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws UnreadableInput {
        try {
            return client.send(request, handler);
        } catch (ConnectException e) {
            throw new UnreadableInput("No connection to %s.".formatted(request.uri()), e);
        } catch (HttpTimeoutException e) {
            throw new UnreadableInput("%s did not answer in time.".formatted(request.uri()), e);
        } catch (IOException e) {
            throw new UnreadableInput("%s could not be read: %s.".formatted(request.uri(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableInput("Reading %s was interrupted.".formatted(request.uri()), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
