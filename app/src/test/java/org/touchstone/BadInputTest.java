package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.touchstone.Http.Shop;
import org.touchstone.foundation.secrecy.Tokens;

/** Bad input gets a clear error with the field named, in the reader's language, changes nothing, and is never a 500. */
class BadInputTest {

    private static final Http HTTP = Installation.shared().http();
    private static final Shop SHOP = HTTP.shop();

    static Stream<String> bodies() {
        var good = Http.JSON.writeValueAsString(Http.filing(SHOP, "A-1"));
        return Stream.of(
                "",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{}",
                good + good,
                good.replace("\"website\"", "\"webseite\""),
                good.replace("\"A-1\"", "123"),
                good.replace("\"A-1\"", "{}"),
                good.replace("\"A-1\"", "null"),
                good.replace("false", "\"yes\""),
                good.replace("false", "0"),
                good.replace("2026-11-10", "2026-02-30"),
                good.replace("2026-11-10", "yesterday"),
                good.replace("2026-11-10", "999999999-01-01"),
                good.replace("NOT_DELIVERED", "NOTHING"),
                good.replace("REFUND", "A PONY"),
                good.replace("\"1200000\"", "1200000"),
                good.replace("1200000", "-5"),
                good.replace("1200000", "1e400"),
                good.replace("1200000", "9".repeat(60)),
                good.replace("\"IRR\"", "\"rials\""),
                good.replace("It never came.", "x".repeat(5001)),
                good.replace("It never came.", "\\u0000\\u202e\\u2066"),
                good.replace("It never came.", "\\ud800"),
                good.replace(SHOP.host(), "no host at all"),
                good.replace(SHOP.host(), "http://"),
                good.replace(SHOP.host(), "x".repeat(5000)),
                good.replace(SHOP.host(), "xn--.example"),
                good.replace("{\"", "{\"a\":".repeat(2000) + "{\""),
                "{\"website\":" + "[".repeat(3000));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_bad_filing_is_refused_and_nothing_is_filed(String body) {
        var consumer = HTTP.consumer();
        var answer = HTTP.as(consumer).postText("/api/v1/complaints", "application/json", body);
        assertThat(answer.status()).isBetween(400, 422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.code()).isNotBlank();
        assertThat(answer.json().path("detail").asString()).isNotBlank();
        assertThat(HTTP.as(consumer).get("/api/v1/complaints").json().path("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "website, \"webseite\", unknown-field, webseite",
        "\"A-1\", 123, wrong-type, invoiceNumber",
        "2026-11-10, 2026-02-30, not-a-date, purchasedOn",
        "1200000, -5, not-money, amount"
    })
    void the_wrong_field_is_named(String part, String instead, String code, String field) {
        var good = Http.JSON.writeValueAsString(Http.filing(SHOP, "A-1"));
        var bad = part.equals("website") ? good.replace("\"website\"", instead) : good.replace(part, instead);
        var error = HTTP.as(HTTP.consumer())
                .postText("/api/v1/complaints", "application/json", bad)
                .json()
                .path("errors")
                .path(0);
        assertThat(error.path("code").asString()).isEqualTo(code);
        assertThat(error.path("field").asString()).isEqualTo(field);
    }

    @Test
    void an_error_speaks_the_readers_language() {
        var body = Map.of("website", "x");
        var token = HTTP.consumer();
        var base = new Http(HTTP.base()).as(token);
        assertThat(base.post("/api/v1/complaints", body).text()).contains("Some values are wrong");
        var persian = Installation.shared().http();
        assertThat(persian.as(token).post("/api/v1/complaints?lang=fa", body).text())
                .contains("مقدارها درست نیست");
        assertThat(persian.as(token).post("/api/v1/complaints?lang=zh", body).text())
                .contains("有些值不正确");
    }

    @Test
    void bytes_that_are_no_text_and_bodies_too_large_are_refused() {
        var caller = HTTP.as(HTTP.consumer());
        var broken = "{\"website\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(caller.postBytes("/api/v1/complaints", "application/json", broken)
                        .status())
                .isEqualTo(400);
        var large = "{\"narrative\":\"" + "x".repeat(1_100_000) + "\"}";
        assertThat(caller.postText("/api/v1/complaints", "application/json", large)
                        .status())
                .isEqualTo(413);
        assertThat(caller.postText("/api/v1/complaints", "text/plain", "hello").status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nothing",
                "/api/v1/complaints/not-an-id",
                "/api/v1/complaints/00000000-0000-0000-0000-000000000000",
                "/api/v1/marks/NOPE",
                "/api/v1/marks/%00",
                "/api/v1/marks/" + "A",
                "/api/v1/websites/%E2%80%AE",
                "/api/v1/websites/a%20b",
                "/api/v1/desk/complaints?cursor=!!!",
                "/api/v1/desk/complaints?cursor=YWJj",
                "/api/v1/desk/complaints?limit=many",
                "/api/v1/desk/complaints?state=SLEEPING",
                "/open-data/20200101T000000000000Z/complaints.csv",
                "/open-data/x/complaints.csv",
                "/m/NOPE",
                "/m/NOPE/record/unanswered",
                "/complaints/not-an-id",
                "/check?q=%F0%9F%92%A9%E2%80%AE",
                "/api/v1/lookup?q=%00",
                "/api/v1/lookup?q=%E2%80%AE.example",
                "/m/NOPE/badge.svg?l=%00&s=",
                "/b/%00.svg",
                "/m/NOPE/qr.png?dots=x",
                "/m/NOPE/badge",
                "/m/NOPE/report",
                "/sandbox/messages?limit=x"
            })
    void an_odd_address_is_never_a_failure_of_ours(String path) {
        assertThat(HTTP.as(HTTP.consumer()).get(path).status()).isBetween(200, 422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asOf=yesterday",
                "asOf=2999-01-01T00:00:00Z",
                "asOf=-999999999-01-01T00:00:00Z",
                "window=12",
                "window=P0D",
                "window=P-1M",
                "window=P1000000Y",
                "window=P999999999999Y"
            })
    void a_record_of_no_time_is_refused(String query) {
        var answer = HTTP.get("/api/v1/marks/" + SHOP.code() + "/record?" + query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("invalid-fields");
    }

    @Test
    void tokens_that_are_wrong_are_refused_also_where_none_is_needed() {
        assertThat(HTTP.as("nonsense").get("/api/v1/marks/" + SHOP.code()).status())
                .isEqualTo(401);
        assertThat(HTTP.as("nonsense").get("/api/v1/complaints").code()).isEqualTo("token-unknown");
        assertThat(HTTP.with("Authorization", "Basic YTpi")
                        .get("/api/v1/complaints")
                        .status())
                .isEqualTo(401);
        var token = HTTP.consumer();
        Installation.shared()
                .jdbc()
                .sql("UPDATE access_token SET expires_at = clock_timestamp() - interval '1 second' WHERE hash = :hash")
                .param("hash", Tokens.hash(token))
                .update();
        assertThat(HTTP.as(token).get("/api/v1/complaints").code()).isEqualTo("token-expired");
    }

    @Test
    void a_session_cookie_opens_no_door_of_programs_and_a_form_needs_its_token() {
        var session = HTTP.with("Cookie", "session=" + HTTP.consumer());
        assertThat(session.post("/api/v1/complaints", Http.filing(SHOP, "A-1")).status())
                .isEqualTo(401);
        var form = session.postText("/complaints/new/check", "application/x-www-form-urlencoded", "");
        assertThat(form.status()).isEqualTo(403);
        assertThat(form.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void other_methods_are_refused() {
        assertThat(HTTP.send("DELETE", "/api/v1/complaints").status()).isEqualTo(405);
        assertThat(HTTP.send("PUT", "/m/" + SHOP.code()).status()).isBetween(403, 405);
        assertThat(HTTP.send("TRACE", "/").status()).isBetween(400, 405);
    }
}
