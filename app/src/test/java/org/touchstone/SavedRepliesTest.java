package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.touchstone.Http.Shop;
import org.touchstone.account.People;
import org.touchstone.complaint.CaseFile;
import org.touchstone.complaint.Desk;
import org.touchstone.complaint.Whose;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.rules.complaint.State;

/** How a team shares its work: cases given to each other, notes, saved replies. */
class SavedRepliesTest {

    private static final Installation SHARED = Installation.shared();
    private static final Http HTTP = SHARED.http();

    private static Map<String, @Nullable Object> reply(String title, String text) {
        return new HashMap<>(Map.of("title", title, "text", text, "language", "en"));
    }

    private static UUID manager(Shop shop) {
        return UUID.fromString(HTTP.as(shop.owner())
                .get("/api/v1/desk/team")
                .json()
                .at("/items/0/members/0/person")
                .asString());
    }

    private static Caller caller(UUID person) {
        return SHARED.part(People.class).find(person).orElseThrow().caller();
    }

    @Test
    void a_saved_reply_is_made_out_for_a_case() {
        var shop = HTTP.shop();
        var owner = HTTP.as(shop.owner());
        var saved = owner.post(
                "/api/v1/desk/replies", reply("Resent", "{name-free}, about {reference}: we return {amount}."));
        assertThat(saved.status()).as(saved.text()).isEqualTo(201);
        var id = HTTP.file(HTTP.consumer(), shop, "R-1");
        var desk = SHARED.part(Desk.class);
        var manager = caller(manager(shop));
        var file = desk.file(manager, UUID.fromString(id));
        assertThat(desk.madeOut(
                        manager, file, UUID.fromString(saved.json().path("id").asString())))
                .isEqualTo("Dear customer, about " + file.reference() + ": we return 1,200,000 rial.");
    }

    @Test
    void replies_are_changed_and_removed_and_belong_to_one_business() {
        var shop = HTTP.shop();
        var owner = HTTP.as(shop.owner());
        var id = owner.post("/api/v1/desk/replies", reply("One", "Text one."))
                .json()
                .path("id")
                .asString();
        assertThat(owner.post("/api/v1/desk/replies/" + id, reply("Two", "Text two."))
                        .json()
                        .path("title")
                        .asString())
                .isEqualTo("Two");
        var other = HTTP.as(HTTP.shop().owner());
        assertThat(other.post("/api/v1/desk/replies/" + id, reply("X", "X")).status())
                .isEqualTo(404);
        assertThat(other.send("DELETE", "/api/v1/desk/replies/" + id).status()).isEqualTo(404);
        assertThat(owner.send("DELETE", "/api/v1/desk/replies/" + id).status()).isEqualTo(204);
        assertThat(owner.get("/api/v1/desk/replies").json().path("items").size())
                .isZero();
        assertThat(owner.post("/api/v1/desk/replies", reply("", ""))
                        .json()
                        .path("errors")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void a_manager_gives_cases_to_anyone_who_may_answer_and_an_agent_takes_them() {
        var shop = HTTP.shop();
        var owner = HTTP.as(shop.owner());
        var agent = TeamTest.join(HTTP, shop, "AGENT");
        var reader = TeamTest.join(HTTP, shop, "READER");
        var id = HTTP.file(HTTP.consumer(), shop, "R-2");
        var other = HTTP.file(HTTP.consumer(), shop, "R-3");
        var path = "/api/v1/desk/complaints/" + id + "/assignment";
        assertThat(owner.post(path, Map.of("person", reader.person())).code()).isEqualTo("not-assignable");
        assertThat(owner.post(path, Map.of("person", agent.person()))
                        .json()
                        .path("person")
                        .asString())
                .isEqualTo(agent.person());
        var agentHttp = HTTP.as(agent.token());
        assertThat(agentHttp.post(path, Map.of("person", manager(shop))).code()).isEqualTo("not-allowed-in-business");
        var desk = SHARED.part(Desk.class);
        var me = caller(UUID.fromString(agent.person()));
        var all = List.of(State.values());
        assertThat(desk.cases(me, all, Whose.MINE, Cursor.START, 10))
                .extracting(CaseFile::id)
                .containsExactly(UUID.fromString(id));
        assertThat(desk.cases(me, all, Whose.UNASSIGNED, Cursor.START, 10))
                .extracting(CaseFile::id)
                .containsExactly(UUID.fromString(other));
        assertThat(desk.cases(me, all, Whose.ALL, Cursor.START, 10)).hasSize(2);
        assertThat(agentHttp.send("DELETE", path).status()).isEqualTo(204);
        assertThat(desk.cases(me, all, Whose.UNASSIGNED, Cursor.START, 10)).hasSize(2);
    }

    @Test
    void the_cases_of_somebody_who_left_are_taken_anew() {
        var shop = HTTP.shop();
        var owner = HTTP.as(shop.owner());
        var agent = TeamTest.join(HTTP, shop, "AGENT");
        var id = HTTP.file(HTTP.consumer(), shop, "R-4");
        var path = "/api/v1/desk/complaints/" + id + "/assignment";
        HTTP.as(agent.token()).post(path, Map.of("person", agent.person()));
        owner.send("DELETE", "/api/v1/desk/team/members/" + agent.person());
        for (int i = 0; i < 50 && !owner.get(path).json().path("person").isNull(); i++) {
            HTTP.advance("PT1S");
        }
        assertThat(owner.get(path).json().path("person").isNull()).isTrue();
    }

    @Test
    void notes_are_for_the_team_alone_and_encrypted() {
        var shop = HTTP.shop();
        var consumer = HTTP.consumer();
        var id = HTTP.file(consumer, shop, "R-5");
        var path = "/api/v1/desk/complaints/" + id + "/notes";
        var text = "Courier lost it, ask the depot.";
        assertThat(HTTP.as(shop.owner()).post(path, Map.of("text", text)).status())
                .isEqualTo(201);
        var reader = HTTP.as(TeamTest.join(HTTP, shop, "READER").token());
        assertThat(reader.get(path).json().at("/items/0/text").asString()).isEqualTo(text);
        assertThat(reader.post(path, Map.of("text", "x")).code()).isEqualTo("not-allowed-in-business");
        for (var outsider : List.of(
                HTTP.as(consumer),
                HTTP.as(HTTP.person("OFFICER")),
                HTTP.as(HTTP.shop().owner()))) {
            assertThat(outsider.get(path).status()).isEqualTo(404);
            assertThat(outsider.get("/api/v1/complaints/" + id).text()).doesNotContain("depot");
        }
        var kept = SHARED.jdbc()
                .sql("SELECT content FROM complaint_note WHERE complaint_id = :id")
                .param("id", UUID.fromString(id))
                .query(byte[].class)
                .single();
        assertThat(new String(kept, java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("depot");
    }
}
