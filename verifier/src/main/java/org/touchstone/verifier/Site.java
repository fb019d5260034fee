package org.touchstone.verifier;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A running installation, asked for what it publishes beside its open data. */
final class Site implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI base;

    /** The installation whose open data has its index at this address. */
    Site(URI indexAddress) {
        String address = indexAddress.toString();
        this.base = URI.create(address.substring(0, address.lastIndexOf("/open-data/")));
    }

    /** What stands at a path; nothing where there is no such thing. */
    Optional<byte[]> find(String path) throws UnreadableInput {
        URI address = URI.create(base + path);
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(1)).build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() == OK) {
                return Optional.of(response.body());
            }
            if (response.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw new UnreadableInput("%s answered with status %d.".formatted(address, response.statusCode()));
        } catch (IOException e) {
            throw new UnreadableInput("%s could not be read: %s.".formatted(address, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableInput("Reading %s was interrupted.".formatted(address), e);
        }
    }

    byte[] get(String path) throws UnreadableInput {
        return find(path)
                .orElseThrow(() -> new UnreadableInput("%s%s answered with status 404.".formatted(base, path)));
    }

    String text(String path) throws UnreadableInput {
        return new String(get(path), StandardCharsets.UTF_8);
    }

    /** An answer that is a JSON object. */
    Json.Members object(String path) throws UnreadableInput {
        if (JsonReader.read(text(path)) instanceof Json.Members members) {
            return members;
        }
        throw new UnreadableInput("%s%s is no JSON object.".formatted(base, path));
    }

    @Override
    public void close() {
        client.close();
    }
}
