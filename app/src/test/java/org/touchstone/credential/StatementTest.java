package org.touchstone.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.signer.Purpose;
import org.touchstone.signer.SigningKey;

/** What goes over the wire, to the letter. */
class StatementTest {

    private static final Instant ISSUED = Instant.parse("2026-11-01T08:00:00Z");
    private static final Instant EXPIRES = Instant.parse("2028-11-01T08:00:00Z");
    /** The key of RFC 7517, appendix A.1. */
    private static final String KEY = """
            {"kty":"EC","crv":"P-256","kid":"mark-2026-1","alg":"ES256","use":"sig",
             "x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}""";

    private static SigningKey key(Instant created) throws ParseException {
        return new SigningKey("mark-2026-1", Purpose.MARK, JWK.parse(KEY), created, null, null, null, null);
    }

    private static Mark mark(String host) {
        return new Mark(
                "7KQ291XD",
                MarkState.ISSUED,
                ISSUED,
                EXPIRES,
                UUID.randomUUID(),
                Host.in(host).orElseThrow(),
                UUID.randomUUID(),
                "A Shop",
                "books",
                false,
                null,
                null,
                null);
    }

    private static Statement statement(String host, Instant keyCreated) throws ParseException {
        return new Statement(
                "https://namad.example", mark(host), StatusPlace.of(131_072 + 7), ISSUED, key(keyCreated), null);
    }

    @Test
    void the_claims_of_a_trust_mark() throws ParseException {
        var claims = statement("shop.example", ISSUED.minusSeconds(1)).claims();
        assertThat(JSONObjectUtils.toJSONString(claims))
                .isEqualTo("""
                {"iss":"https://namad.example","sub":"https://shop.example",\
                "trust_mark_type":"https://namad.example/mark/e-commerce","iat":1793520000,"exp":1856678400,\
                "ref":"https://namad.example/m/7KQ291XD","logo_uri":"https://namad.example/m/7KQ291XD/badge.svg",\
                "status":{"status_list":{"idx":7,"uri":"https://namad.example/status/2"}},"jti":"%s"}\
                """.formatted(claims.get(Wire.JTI)).replace("\n", ""));
    }

    @Test
    void a_name_in_another_script_goes_out_in_punycode() throws ParseException {
        assertThat(statement("فروشگاه.example", ISSUED).claims().get("sub"))
                .isEqualTo("https://xn--mgbtj4c7ad63e.example");
        assertThat(statement("HTTPS://WWW.Shop.Example/", ISSUED).claims().get("sub"))
                .isEqualTo("https://shop.example");
    }

    @Test
    void the_same_facts_give_the_same_claims_and_other_facts_another_identifier() throws ParseException {
        var one = statement("shop.example", ISSUED).claims();
        assertThat(statement("shop.example", ISSUED).claims()).isEqualTo(one);
        assertThat((String) one.get("jti")).hasSize(22);
        assertThat(statement("shop2.example", ISSUED).claims().get("jti")).isNotEqualTo(one.get("jti"));
    }

    @Test
    void nothing_is_stated_from_before_the_key() throws ParseException {
        var later = ISSUED.plusSeconds(1000);
        assertThat(statement("shop.example", later).claims().get("iat")).isEqualTo(later.getEpochSecond());
    }

    @Test
    void a_delegated_kind_ends_with_the_delegation_and_carries_it() throws ParseException {
        var until = Instant.parse("2027-01-01T00:00:00Z");
        var delegation =
                new Delegation("https://owner.example", "https://owner.example/mark", until, "a.b.c", new JWKSet());
        var claims = new Statement(
                        "https://namad.example",
                        mark("shop.example"),
                        StatusPlace.of(0),
                        ISSUED,
                        key(ISSUED),
                        delegation)
                .claims();
        assertThat(claims)
                .containsEntry("trust_mark_type", "https://owner.example/mark")
                .containsEntry("delegation", "a.b.c")
                .containsEntry("exp", until.getEpochSecond());
    }

    @Test
    void every_state_has_its_word() {
        assertThat(Statement.word(MarkState.ISSUED)).isEqualTo("active");
        assertThat(Statement.word(MarkState.UNDER_REVIEW)).isEqualTo("active");
        assertThat(Statement.word(MarkState.SUSPENDED)).isEqualTo("suspended");
        assertThat(Statement.word(MarkState.REVOKED)).isEqualTo("revoked");
        assertThat(Statement.word(MarkState.EXPIRED)).isEqualTo("expired");
    }

    @Test
    void places_go_round_lists_of_131072() {
        assertThat(StatusPlace.of(0)).isEqualTo(new StatusPlace(1, 0));
        assertThat(StatusPlace.of(131_071)).isEqualTo(new StatusPlace(1, 131_071));
        assertThat(StatusPlace.of(131_072)).isEqualTo(new StatusPlace(2, 0));
        assertThat(new StatusPlace(3, 5).number()).isEqualTo(262_149);
    }
}
