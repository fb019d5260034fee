package org.touchstone.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Fetches a snapshot of a running installation into a directory, streaming, each file under the name the index gives it. */
final class Download implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofMinutes(2);
    private static final int HTTP_OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECTING)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final Path directory;

    private Download(Path directory) {
        this.directory = directory;
    }

    static boolean isAddress(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    /** Takes the address of an installation, of its open data, or of index.json itself. */
    static void into(Path directory, String address) throws UnreadableInput {
        URI indexAddress = indexAddress(address);
        try (Download download = new Download(directory)) {
            download.fetch(indexAddress, Index.FILE);
            Map<String, URI> addresses = new LinkedHashMap<>();
            for (IndexedFile file : Index.read(directory).files()) {
                addresses.put(file.name(), address(indexAddress, file));
            }
            for (Map.Entry<String, URI> file : addresses.entrySet()) {
                download.fetch(file.getValue(), file.getKey());
            }
        }
    }

    static URI indexAddress(String address) throws UnreadableInput {
        URI given = parsed(address);
        String path = given.getRawPath().replaceAll("/+$", "");
        if (!path.endsWith("/" + Index.FILE)) {
            path += (path.endsWith("/open-data") ? "/" : "/open-data/") + Index.FILE;
        }
        return given.resolve(path);
    }

    private static URI address(URI indexAddress, IndexedFile file) throws UnreadableInput {
        try {
            return parsed(indexAddress.resolve(new URI(file.url())).toString());
        } catch (URISyntaxException e) {
            throw notAnAddress(file.url(), e);
        }
    }

    private static URI parsed(String address) throws UnreadableInput {
        try {
            URI parsed = new URI(address);
            if (isAddress(address) && parsed.getHost() != null) {
                return parsed;
            }
            throw new URISyntaxException(address, "no http address");
        } catch (URISyntaxException e) {
            throw notAnAddress(address, e);
        }
    }

    private void fetch(URI address, String name) throws UnreadableInput {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWERING).build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != HTTP_OK) {
                    throw new UnreadableInput("%s answered with status %d.".formatted(address, response.statusCode()));
                }
                Files.copy(body, directory.resolve(name));
            }
        } catch (ConnectException e) {
            throw new UnreadableInput(
                    "No connection to %s: nothing listens there, or there is no such host.".formatted(address), e);
        } catch (HttpTimeoutException e) {
            throw new UnreadableInput("%s did not answer in time.".formatted(address), e);
        } catch (IOException e) {
            throw new UnreadableInput("%s could not be read: %s.".formatted(address, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableInput("Reading %s was interrupted.".formatted(address), e);
        }
    }

    private static UnreadableInput notAnAddress(String text, URISyntaxException cause) {
        return new UnreadableInput("%s is not an http address.".formatted(Printed.quoted(text)), cause);
    }

    @Override
    public void close() {
        client.close();
    }
}
