package org.touchstone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.touchstone.sandbox.RunningSandbox.Reply;

@TestInstance(Lifecycle.PER_CLASS)
class BadRequestsTest {

    private final RunningSandbox sandbox = RunningSandbox.inMemory();

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /identity/lookup   |                                                  | 400 | malformed-json
            /identity/lookup   | {                                                | 400 | malformed-json
            /identity/lookup   | null                                             | 400 | malformed-json
            /identity/lookup   | []                                               | 400 | malformed-json
            /identity/lookup   | "0013542419"                                     | 400 | malformed-json
            /identity/lookup   | {"nationalId":"1"} {}                            | 400 | malformed-json
            /identity/lookup   | {"nationalId":"1","nationalId":"2"}              | 400 | malformed-json
            /identity/lookup   | {}                                               | 400 | missing-field
            /identity/lookup   | {"nationalId":null}                              | 400 | missing-field
            /identity/lookup   | {"nationalId":13542419}                          | 400 | bad-field
            /identity/lookup   | {"nationalId":["1"]}                             | 400 | bad-field
            /identity/lookup   | {"nationalId":""}                                | 400 | bad-field
            /identity/lookup   | {"nationalId":"11111111111111111111111111111111111111111"} | 400 | bad-field
            /identity/lookup   | {"nationalId":"1","name":"x"}                    | 400 | unknown-field
            /identity/lookup   | {"nationalId":"1"}                               | 404 | unknown-person
            /business/lookup   | {"nationalId":"1"}                               | 400 | unknown-field
            /business/lookup   | {"legalId":true}                                 | 400 | bad-field
            /business/lookup   | {"legalId":"10380284791"}                        | 404 | unknown-business
            /orders/lookup     | {"from":"2025-11","to":"2026-11"}                | 400 | missing-field
            /orders/lookup     | {"legalId":"1","from":"2025-11","to":"2026-11"}  | 404 | unknown-business
            /orders/lookup     | {"legalId":"1","from":"2025-13","to":"2026-11"}  | 400 | bad-field
            /orders/lookup     | {"legalId":"1","from":"2025","to":"2026-11"}     | 400 | bad-field
            /orders/lookup     | {"legalId":"1","from":"2026-11","to":"2025-11"}  | 400 | bad-field
            /orders/lookup     | {"legalId":"1","from":"2000-01","to":"2099-12"}  | 400 | bad-field
            /orders/lookup     | {"legalId":"1","from":"2025-11"}                 | 400 | bad-field
            /people            | {"count":0,"role":"OWNER"}                       | 400 | bad-field
            /people            | {"count":10001,"role":"OWNER"}                   | 400 | bad-field
            /people            | {"count":1.5,"role":"OWNER"}                     | 400 | bad-field
            /people            | {"count":99999999999999999999,"role":"OWNER"}    | 400 | bad-field
            /people            | {"count":"1","role":"OWNER"}                     | 400 | bad-field
            /people            | {"count":1,"role":"owner"}                       | 400 | bad-field
            /people            | {"count":1,"role":3}                             | 400 | bad-field
            /people            | {"count":1}                                      | 400 | missing-field
            /people            | {"role":"OWNER"}                                 | 400 | missing-field
            /people            | {"count":1,"role":"OWNER","x":1}                 | 400 | unknown-field
            /business          | {"trade":"BOOKS"}                                | 400 | missing-field
            /business          | {"legalName":"   "}                              | 400 | bad-field
            /business          | {"legalName":"\\ud800"}                          | 400 | bad-field
            /business          | {"legalName":"x","trade":"GUNS"}                 | 400 | bad-field
            /business          | {"legalName":"x","ownerNationalId":"1"}          | 404 | unknown-person
            /business          | {"legalName":"x","status":"CLOSED"}              | 400 | bad-field
            /identity/mobile   | {"nationalId":"1"}                               | 400 | missing-field
            /identity/mobile   | {"mobile":"+989121234567"}                       | 400 | missing-field
            /identity/mobile   | {"nationalId":"1","mobile":"09121234567"}        | 400 | bad-field
            /identity/mobile   | {"nationalId":"1","mobile":"+989121234567"}      | 404 | unknown-person
            /licence/lookup    | {"number":"1"}                                   | 400 | unknown-field
            /licence/lookup    | {"legalId":"1"}                                  | 404 | unknown-business
            /licence/by-number | {}                                               | 400 | missing-field
            /licence/by-number | {"number":"1"}                                   | 404 | unknown-licence
            /address/lookup    | {"postalCode":1517714111}                        | 400 | bad-field
            /address/lookup    | {"postalCode":"1517014111"}                      | 404 | unknown-postal-code
            /address/lookup    | {"postalCode":"999999"}                          | 404 | unknown-postal-code
            /tax/lookup        | {"legalId":"1"}                                  | 404 | unknown-business
            /facts             | {"licenceStatus":"VALID"}                        | 400 | missing-field
            /facts             | {"legalId":"1"}                                  | 404 | unknown-business
            /facts             | {"legalId":"1","taxStatus":"ACTIVE","x":1}       | 400 | unknown-field
            /sms               | {"to":"+989121234567"}                           | 400 | missing-field
            /sms               | {"text":"x"}                                     | 400 | missing-field
            /sms               | {"to":"09121234567","text":"x"}                  | 400 | bad-field
            /sms               | {"to":"+989121234567","text":"\\udc00"}          | 400 | bad-field
            /sms               | {"to":"+989121234567","text":"x","language":"de"} | 400 | bad-field
            /sms               | {"to":"+989121234567","text":"x","language":1}   | 400 | bad-field
            /sms               | {"to":"+989121234567","text":"x","sentAt":"now"} | 400 | bad-field
            /registries/tax    | {}                                               | 400 | missing-field
            /registries/tax    | {"mode":"BROKEN"}                                | 400 | bad-field
            /registries/tax    | {"mode":"SLOW","latencyMs":-1}                   | 400 | bad-field
            /registries/tax    | {"mode":"SLOW","latencyMs":60001}                | 400 | bad-field
            /registries/tax    | {"mode":"SLOW","latency":1}                      | 400 | unknown-field
            /registries/police | {"mode":"UP"}                                    | 404 | unknown-registry
            /registries/       | {"mode":"UP"}                                    | 404 | unknown-path
            /registries/tax/x  | {"mode":"UP"}                                    | 404 | unknown-path
            /identity          | {}                                               | 404 | unknown-path
            /health            | {}                                               | 405 | method-not-allowed
            /messages          | {}                                               | 405 | method-not-allowed
            """)
    void a_bad_request_is_refused_with_its_reason(String path, String body, int status, String code) {
        Reply reply = sandbox.post(path, body == null ? "" : body.replace("\\\\", "\\"));

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.problem()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /messages?limit=0       | 400 | bad-query
            /messages?limit=20001   | 400 | bad-query
            /messages?limit=many    | 400 | bad-query
            /messages?from=x        | 400 | bad-query
            /messages?to=a&to=b     | 400 | bad-query
            /messages?to=%25zz      | 200 |
            /nothing                | 404 | unknown-path
            /people/                | 404 | unknown-path
            /identity/lookup        | 405 | method-not-allowed
            /registries/tax         | 405 | method-not-allowed
            /?lang=xx               | 200 |
            """)
    void a_bad_address_is_refused_with_its_reason(String address, int status, String code) {
        Reply reply = RunningSandbox.send(HttpRequest.newBuilder(URI.create(sandbox.address() + address)));

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        if (code != null) {
            assertThat(reply.problem()).isEqualTo(code);
        }
    }

    @Test
    void a_body_of_more_than_a_megabyte_is_refused_and_one_of_less_is_read() {
        String tooLarge = "{\"nationalId\":\"" + "1".repeat(1_000_000) + "\"}";
        String large = "{\"nationalId\":\"" + "1".repeat(999_000) + "\"}";

        assertThat(sandbox.post("/identity/lookup", tooLarge).status()).isEqualTo(413);
        assertThat(sandbox.post("/identity/lookup", tooLarge).problem()).isEqualTo("body-too-large");
        assertThat(sandbox.post("/identity/lookup", large).problem()).isEqualTo("bad-field");
    }

    @Test
    void a_body_that_is_not_utf8_is_refused() {
        byte[] latin1 = {'{', '"', (byte) 0xE9, '"', ':', '1', '}'};
        Reply reply = RunningSandbox.send(
                HttpRequest.newBuilder(sandbox.address().resolve("/sms")).POST(BodyPublishers.ofByteArray(latin1)));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("malformed-json");
    }

    @Test
    void deep_nesting_is_refused() {
        assertThat(sandbox.post("/sms", "[".repeat(100_000)).problem()).isEqualTo("malformed-json");
    }
}
