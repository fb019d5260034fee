package org.touchstone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.touchstone.sandbox.Options.Ports;
import tools.jackson.databind.JsonNode;

/** A sandbox on free ports, spoken to as the platform speaks to it. */
final class RunningSandbox implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-05-10T08:00:00Z");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** What came back, read as JSON when asked. */
    record Reply(int status, String contentType, String text) {

        JsonNode json() {
            return Json.tree(text);
        }

        /** The code of a problem document, which it must be. */
        String problem() {
            assertThat(contentType).isEqualTo("application/problem+json");
            assertThat(json().get("detail").stringValue()).isNotBlank();
            return json().get("code").stringValue();
        }
    }

    private final Sandbox sandbox;

    private RunningSandbox(Optional<Path> data) {
        try {
            sandbox = Sandbox.start(new Options(Ports.ANY, data, Optional.empty()), InstantSource.fixed(NOW));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RunningSandbox inMemory() {
        return new RunningSandbox(Optional.empty());
    }

    static RunningSandbox in(Path data) {
        return new RunningSandbox(Optional.of(data));
    }

    URI address() {
        return sandbox.address();
    }

    Ports ports() {
        return sandbox.ports();
    }

    Path authority() {
        return sandbox.authority();
    }

    Reply put(String path, String body) {
        return send(HttpRequest.newBuilder(sandbox.address().resolve(path)).PUT(BodyPublishers.ofString(body)));
    }

    Reply delete(String path) {
        return send(HttpRequest.newBuilder(sandbox.address().resolve(path)).DELETE());
    }

    /** Opens a website described with single quotes in place of double ones. */
    void website(String host, String body) {
        Reply reply = put("/websites/" + host, body.replace('\'', '"'));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    Reply get(String pathAndQuery) {
        return send(HttpRequest.newBuilder(sandbox.address().resolve(pathAndQuery)));
    }

    Reply post(String path, String body) {
        return send(HttpRequest.newBuilder(sandbox.address().resolve(path)).POST(BodyPublishers.ofString(body)));
    }

    /** Sends the body written with single quotes in place of double ones. */
    JsonNode posted(String path, String body) {
        Reply reply = post(path, body.replace('\'', '"'));
        assertThat(reply.status()).as(reply.text()).isBetween(200, 202);
        return reply.json();
    }

    static Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Person> people() {
        return people(get("/people").json());
    }

    List<Person> invite(int count, Role role) {
        return people(posted("/people", "{'count': %d, 'role': '%s'}".formatted(count, role)));
    }

    private static List<Person> people(JsonNode json) {
        return json.values().stream()
                .map(person -> Json.value(person.toString(), Person.class))
                .toList();
    }

    Reply identity(String nationalId) {
        return post("/identity/lookup", "{\"nationalId\":\"" + nationalId + "\"}");
    }

    Reply business(String legalId) {
        return post("/business/lookup", "{\"legalId\":\"" + legalId + "\"}");
    }

    void set(String registry, String setting) {
        posted("/registries/" + registry, setting);
    }

    List<Message> messages(String query) {
        return get("/messages" + query).json().values().stream()
                .map(message -> Json.value(message.toString(), Message.class))
                .toList();
    }

    /** An empty mail to somebody, to be filled by the test. */
    MimeMessage aMailTo(String... recipients) throws MessagingException {
        var properties = new Properties();
        properties.put("mail.smtp.host", Sandbox.LOOPBACK);
        properties.put("mail.smtp.port", String.valueOf(sandbox.ports().smtp()));
        var mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom(new InternetAddress("notice@touchstone.example"));
        for (String recipient : recipients) {
            mail.addRecipient(RecipientType.TO, new InternetAddress(recipient));
        }
        mail.setSentDate(Date.from(NOW));
        return mail;
    }

    static void send(MimeMessage mail) throws MessagingException {
        Transport.send(mail);
    }

    @Override
    public void close() {
        try {
            sandbox.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
