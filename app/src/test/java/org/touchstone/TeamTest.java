package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.touchstone.Http.Shop;
import tools.jackson.databind.JsonNode;

/** Who may do what for a business, and how somebody becomes a member. */
class TeamTest {

    private static final Http HTTP = Installation.shared().http();

    /** Somebody who was invited and accepted. */
    record Member(String token, String person) {}

    static Member join(Http http, Shop shop, String role) {
        var made = http.post("/sandbox/people", Map.of("count", 1, "role", "CONSUMER"))
                .json()
                .path(0);
        var secret = invite(http, shop, role, "m" + Long.toString(System.nanoTime(), 36) + "@agents.example");
        var token = http.token(made.path("nationalId").asString());
        var team = http.as(token).post("/api/v1/desk/team/acceptance", Map.of("secret", secret));
        assertThat(team.status()).as(team.text()).isEqualTo(200);
        var person = team.json()
                .path("members")
                .valueStream()
                .filter(m -> m.path("role").asString().equals(role))
                .reduce((a, b) -> b)
                .map(m -> m.path("person").asString())
                .orElseThrow();
        return new Member(token, person);
    }

    /** Invites by mail and returns the secret of the link that came. */
    static String invite(Http http, Shop shop, String role, String email) {
        var invited = http.as(shop.owner())
                .post("/api/v1/desk/team/invitations", Map.of("contact", email, "role", role, "language", "en"));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        return mailWith(http, email, "/desk/team/invitations/");
    }

    /** What follows a piece of text in a mail that came; another node may be sending it at this very moment. */
    private static String mailWith(Http http, String email, String link) {
        for (int i = 0; i < 50; i++) {
            http.advance("PT1S");
            var text = http.get("/sandbox/messages?to=" + email)
                    .json()
                    .valueStream()
                    .map(m -> m.path("text").asString())
                    .filter(t -> t.contains(link))
                    .findFirst();
            if (text.isPresent()) {
                return text.get()
                        .substring(text.get().indexOf(link) + link.length())
                        .strip();
            }
        }
        throw new AssertionError("no mail to " + email);
    }

    private static JsonNode team(String token) {
        return HTTP.as(token).get("/api/v1/desk/team").json().path("items").path(0);
    }

    @Test
    void the_owner_who_came_with_the_mark_is_its_manager() {
        var team = team(HTTP.shop().owner());
        assertThat(team.path("role").asString()).isEqualTo("MANAGER");
        assertThat(team.path("members").size()).isEqualTo(1);
    }

    @Test
    void somebody_joins_by_a_link_that_works_once() {
        var shop = HTTP.shop();
        var secret = invite(HTTP, shop, "AGENT", "once@agents.example");
        var person = HTTP.as(HTTP.consumer());
        var page = person.get("/api/v1/desk/team").json();
        assertThat(page.path("items").size()).isZero();
        var joined = person.post("/api/v1/desk/team/acceptance", Map.of("secret", secret));
        assertThat(joined.status()).isEqualTo(200);
        assertThat(joined.json().path("role").asString()).isEqualTo("AGENT");
        assertThat(joined.json().path("members").path(1).path("addedBy").asString())
                .isNotBlank();
        var again = HTTP.as(HTTP.consumer()).post("/api/v1/desk/team/acceptance", Map.of("secret", secret));
        assertThat(again.status()).isEqualTo(410);
        assertThat(again.code()).isEqualTo("invitation-over");
    }

    @Test
    void an_invitation_is_over_after_seven_days_or_when_taken_back() {
        try (var own = Installation.fresh()) {
            var http = own.http();
            var shop = http.shop();
            var late = invite(http, shop, "AGENT", "late@agents.example");
            http.advance("P7DT1S");
            var answer = http.as(http.consumer()).post("/api/v1/desk/team/acceptance", Map.of("secret", late));
            assertThat(answer.code()).isEqualTo("invitation-over");
            var back = invite(http, shop, "READER", "back@agents.example");
            var id = http.as(shop.owner())
                    .get("/api/v1/desk/team")
                    .json()
                    .at("/items/0/invitations/0/id")
                    .asString();
            assertThat(http.as(shop.owner())
                            .send("DELETE", "/api/v1/desk/team/invitations/" + id)
                            .status())
                    .isEqualTo(204);
            answer = http.as(http.consumer()).post("/api/v1/desk/team/acceptance", Map.of("secret", back));
            assertThat(answer.status()).isEqualTo(410);
        }
    }

    @Test
    void a_reader_reads_and_does_not_answer_an_agent_answers() {
        var shop = HTTP.shop();
        var reader = HTTP.as(join(HTTP, shop, "READER").token());
        var agent = HTTP.as(join(HTTP, shop, "AGENT").token());
        var id = HTTP.file(HTTP.consumer(), shop, "T-1");
        assertThat(reader.get("/api/v1/complaints/" + id).status()).isEqualTo(200);
        assertThat(reader.get("/api/v1/desk/complaints").json().path("items").size())
                .isEqualTo(1);
        var body = Map.of("text", "We sent it again.", "remedy", "DELIVERY");
        var refused = reader.post("/api/v1/complaints/" + id + "/answer", body);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("not-allowed-in-business");
        assertThat(agent.post("/api/v1/complaints/" + id + "/answer", body).status())
                .isEqualTo(200);
    }

    @Test
    void only_managers_invite_and_remove_and_strangers_learn_nothing() {
        var shop = HTTP.shop();
        var agent = HTTP.as(join(HTTP, shop, "AGENT").token());
        var business = team(shop.owner()).path("business").asString();
        var invitation = new HashMap<String, @Nullable Object>(
                Map.of("contact", "x@agents.example", "role", "MANAGER", "business", business));
        assertThat(agent.post("/api/v1/desk/team/invitations", invitation).code())
                .isEqualTo("not-allowed-in-business");
        var stranger = HTTP.as(HTTP.shop().owner());
        assertThat(stranger.post("/api/v1/desk/team/invitations", invitation).status())
                .isEqualTo(404);
        invitation.put("contact", "nonsense");
        var wrong = HTTP.as(shop.owner()).post("/api/v1/desk/team/invitations", invitation);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().at("/errors/0/code").asString()).isEqualTo("not-a-contact");
    }

    @Test
    void the_last_manager_stays_and_a_removed_member_is_out_at_once() {
        var shop = HTTP.shop();
        var owner = HTTP.as(shop.owner());
        var self = team(shop.owner()).at("/members/0/person").asString();
        assertThat(owner.send("DELETE", "/api/v1/desk/team/members/" + self).code())
                .isEqualTo("last-manager");
        assertThat(owner.post("/api/v1/desk/team/members/" + self, Map.of("role", "READER"))
                        .code())
                .isEqualTo("last-manager");
        var second = join(HTTP, shop, "AGENT");
        assertThat(owner.post("/api/v1/desk/team/members/" + second.person(), Map.of("role", "MANAGER"))
                        .status())
                .isEqualTo(200);
        assertThat(HTTP.as(second.token())
                        .send("DELETE", "/api/v1/desk/team/members/" + self)
                        .status())
                .isEqualTo(204);
        assertThat(owner.get("/api/v1/desk/team").json().path("items").size()).isZero();
        var id = HTTP.file(HTTP.consumer(), shop, "T-2");
        assertThat(owner.get("/api/v1/complaints/" + id).status()).isEqualTo(404);
    }

    @Test
    void what_happens_in_a_team_stands_in_the_journal_without_contacts() {
        var shop = HTTP.shop();
        invite(HTTP, shop, "AGENT", "journal@agents.example");
        var business = team(shop.owner()).path("business").asString();
        var details = Installation.shared()
                .jdbc()
                .sql("SELECT details::text FROM journal_entry WHERE subject = :s AND action = 'team.invited'")
                .param("s", "business:" + business)
                .query(String.class)
                .single();
        assertThat(details).contains("AGENT").doesNotContain("journal@");
    }
}
