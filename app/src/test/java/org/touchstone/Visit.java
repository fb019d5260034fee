package org.touchstone;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import org.touchstone.Http.Answer;
import org.touchstone.account.SignIn;

/** A person in a browser, signed in, reading English. */
final class Visit {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String base;
    private final HttpClient client;

    private Visit(String base, HttpClient client) {
        this.base = base;
        this.client = client;
    }

    /** The owner of a program's token, in a browser. */
    static Visit of(Installation installation, String token) {
        var signIn = installation.part(SignIn.class);
        var person = signIn.bearer(token).orElseThrow().person().id();
        var base = installation.http().base();
        var cookies = new CookieManager();
        var session = new HttpCookie("session", signIn.openSession(person));
        session.setPath("/");
        session.setVersion(0);
        cookies.getCookieStore().add(URI.create(base), session);
        return new Visit(base, HttpClient.newBuilder().cookieHandler(cookies).build());
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    /** Sends the form of a page that was read. */
    Answer submit(String page, String path, String fields) {
        var token = FORM_TOKEN.matcher(page);
        var csrf = token.find() ? token.group(1) : "";
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("_csrf=" + csrf + (fields.isEmpty() ? "" : "&" + fields)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Accept-Language", "en");
    }

    private Answer send(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
