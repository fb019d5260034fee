package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.Test;

/** Signing in: by a code to the registered mobile, and by a real OpenID Connect exchange with an issuer. */
class SignInTest {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern CHALLENGE = Pattern.compile("name=\"challenge\" value=\"([^\"]+)\"");

    private static final class Browser {
        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        private final String base;

        Browser(String base) {
            this.base = base;
        }

        String open(String path) throws Exception {
            var address = path.startsWith("http") ? path : base + path;
            return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                    .body();
        }

        String send(String path, String form) throws Exception {
            return client.send(
                            HttpRequest.newBuilder(URI.create(base + path))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(form))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private static String found(Pattern pattern, String page) {
        var matcher = pattern.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    @Test
    void the_code_sent_to_the_mobile_opens_a_session_and_a_wrong_one_does_not() throws Exception {
        var http = Installation.shared().http();
        var person = http.post("/sandbox/people", Map.of("count", 1, "role", "CONSUMER"))
                .json()
                .path(0);
        var browser = new Browser(http.base());
        var form = browser.open("/sign-in?lang=en&back=/complaints");
        var csrf = found(CSRF, form);
        var codePage = browser.send(
                "/sign-in",
                "_csrf=" + csrf + "&back=/complaints&nationalId="
                        + person.path("nationalId").asString());
        var challenge = found(CHALLENGE, codePage);
        var sms = http.get("/sandbox/messages?to="
                        + person.path("mobile").asString().replace("+", "%2B"))
                .json();
        var code = sms.path(0).path("text").asString().replaceAll("\\D", "").substring(0, 6);
        var wrong = code.equals("000000") ? "111111" : "000000";
        assertThat(browser.send("/sign-in/code", "_csrf=" + csrf + "&challenge=" + challenge + "&code=" + wrong))
                .contains("The code is wrong");
        var signedIn = browser.send(
                "/sign-in/code", "_csrf=" + csrf + "&back=/complaints&challenge=" + challenge + "&code=" + code);
        assertThat(signedIn).contains(person.path("name").asString());
        assertThat(browser.send("/sign-in/code", "_csrf=" + csrf + "&challenge=" + challenge + "&code=" + code))
                .contains("The code is wrong");
    }

    @Test
    void five_wrong_codes_close_a_challenge() throws Exception {
        var http = Installation.shared().http();
        var person = http.post("/sandbox/people", Map.of("count", 1, "role", "CONSUMER"))
                .json()
                .path(0);
        var browser = new Browser(http.base());
        var csrf = found(CSRF, browser.open("/sign-in?lang=en"));
        var challenge = found(
                CHALLENGE,
                browser.send(
                        "/sign-in",
                        "_csrf=" + csrf + "&nationalId="
                                + person.path("nationalId").asString()));
        var sms = http.get("/sandbox/messages?to="
                        + person.path("mobile").asString().replace("+", "%2B"))
                .json();
        var code = sms.path(0).path("text").asString().replaceAll("\\D", "").substring(0, 6);
        for (int i = 0; i < 5; i++) {
            browser.send("/sign-in/code", "_csrf=" + csrf + "&challenge=" + challenge + "&code=abc" + i);
        }
        assertThat(browser.send("/sign-in/code", "_csrf=" + csrf + "&challenge=" + challenge + "&code=" + code))
                .contains("The code is wrong");
    }

    @Test
    void an_openid_connect_issuer_signs_people_in_and_only_verified_ones_may_file() throws Exception {
        var issuer = new MockOAuth2Server();
        issuer.start();
        try (var installation = Installation.fresh(
                "--touchstone.oidc-issuer=" + issuer.issuerUrl("nation"), "--touchstone.oidc-client-secret=secret")) {
            var http = installation.http();
            installation.jdbc().sql("SELECT 1").query(Integer.class).single();
            var person = http.post("/sandbox/people", Map.of("count", 1, "role", "CONSUMER"))
                    .json()
                    .path(0);
            issuer.enqueueCallback(new DefaultOAuth2TokenCallback(
                    "nation",
                    "subject-1",
                    "JWT",
                    List.of("touchstone"),
                    Map.of(
                            "name",
                            "Somebody",
                            "national_id",
                            person.path("nationalId").asString())));
            assertThat(signInAt(http)).contains(person.path("name").asString());
            issuer.enqueueCallback(new DefaultOAuth2TokenCallback(
                    "nation", "subject-2", "JWT", List.of("touchstone"), Map.of("name", "Unverified Person")));
            assertThat(signInAt(http)).contains("Unverified Person");
            var token = http.person("CONSUMER");
            installation
                    .jdbc()
                    .sql(
                            "UPDATE access_token SET person_id = (SELECT id FROM person WHERE issuer_subject = 'subject-2')")
                    .update();
            assertThat(http.as(token)
                            .post("/api/v1/complaints", Http.filing(http.shop(), "A-1"))
                            .code())
                    .isEqualTo("identity-unverified");
        } finally {
            issuer.shutdown();
        }
    }

    /** Follows the browser's way to the issuer and back; the address of this installation is put in by hand. */
    private static String signInAt(Http http) throws Exception {
        var client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        var begun = client.send(
                HttpRequest.newBuilder(URI.create(http.base() + "/sign-in/oidc?back=/complaints"))
                        .build(),
                BodyHandlers.discarding());
        var atIssuer = client.send(
                HttpRequest.newBuilder(URI.create(
                                begun.headers().firstValue("Location").orElseThrow()))
                        .build(),
                BodyHandlers.discarding());
        var back = URI.create(atIssuer.headers().firstValue("Location").orElseThrow());
        var finished = client.send(
                HttpRequest.newBuilder(URI.create(http.base() + back.getPath() + "?" + back.getRawQuery()))
                        .build(),
                BodyHandlers.discarding());
        assertThat(finished.statusCode()).isEqualTo(303);
        return client.send(
                        HttpRequest.newBuilder(URI.create(http.base() + "/complaints?lang=en"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
