package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.touchstone.Http.Answer;
import org.touchstone.Http.Shop;
import org.touchstone.foundation.Sweeper;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.database.Rows;
import org.touchstone.registry.Host;
import org.touchstone.registry.MarkAttempt;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.NewBusiness;
import org.touchstone.registry.RegisterFeed;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkRefusal;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The life of an issued mark, as officers, businesses and passers-by see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MarkLifeTest {

    private static final String WHY = "Nine complaints stand unanswered since spring.";

    private Installation installation;
    private Http http;
    private String officer;
    private String senior;
    private String appeals;

    @BeforeAll
    void start() {
        installation = Installation.fresh();
        http = installation.http();
        officer = http.person("OFFICER");
        senior = http.person("SENIOR_OFFICER");
        appeals = http.person("APPEALS_OFFICER");
    }

    @AfterAll
    void stop() {
        installation.close();
    }

    private MarkLife life() {
        return installation.part(MarkLife.class);
    }

    private Instant now() {
        return installation.part(DatabaseClock.class).instant();
    }

    private Answer act(String who, Shop shop, String act) {
        return http.as(who).post("/api/v1/marks/" + shop.code() + "/" + act, Map.of("reason", WHY));
    }

    private JsonNode mark(Shop shop) {
        return http.get("/api/v1/marks/" + shop.code()).json();
    }

    private String state(Shop shop) {
        return mark(shop).path("state").asString();
    }

    private boolean covered(Shop shop) {
        return http.get("/api/v1/websites/" + shop.host())
                .json()
                .path("covered")
                .asBoolean();
    }

    private JsonNode decisions(Http reader, Shop shop) {
        return reader.get("/api/v1/marks/" + shop.code() + "/decisions").json().path("items");
    }

    /** Suspends or revokes by two officers; returns the decision. */
    private JsonNode decided(Shop shop, String act) {
        assertThat(act(officer, shop, act).status()).isEqualTo(202);
        var approved = act(senior, shop, "approval");
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        return approved.json();
    }

    private Answer appealed(Shop shop, JsonNode decision) {
        return http.as(shop.owner())
                .post(
                        "/api/v1/marks/" + shop.code() + "/decisions/"
                                + decision.path("id").asString() + "/appeal",
                        Map.of("reason", "The answers went to the wrong address."));
    }

    private Answer judged(String who, Shop shop, JsonNode decision, boolean grant) {
        return http.as(who)
                .post(
                        "/api/v1/marks/" + shop.code() + "/decisions/"
                                + decision.path("id").asString() + "/appeal-decision",
                        Map.of("grant", grant, "reason", "The complaints were answered in time."));
    }

    @Test
    void a_suspension_is_in_force_when_a_second_senior_officer_confirms_it() {
        var shop = http.shop();
        var proposed = act(officer, shop, "suspension");
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(202);
        assertThat(proposed.json().path("state").asString()).isEqualTo("PENDING");
        assertThat(proposed.json().path("step").asString()).isEqualTo("SUSPEND");
        assertThat(state(shop)).isEqualTo("ISSUED");
        assertThat(covered(shop)).isTrue();
        assertThat(decisions(http, shop)).isEmpty();
        assertThat(decisions(http.as(officer), shop)).hasSize(1);

        assertThat(act(senior, shop, "approval").status()).isEqualTo(200);
        assertThat(state(shop)).isEqualTo("SUSPENDED");
        assertThat(covered(shop)).isFalse();
        var standing = mark(shop).path("standing");
        assertThat(standing.path("step").asString()).isEqualTo("SUSPENDED");
        assertThat(standing.path("since").asString()).isNotEmpty();
        assertThat(standing.path("reasons").path(0).asString()).isEqualTo(WHY);
        var made = decisions(http, shop).path(0);
        assertThat(made.path("reason").asString()).isEqualTo(WHY);
        assertThat(made.path("by").valueStream().map(JsonNode::asString)).containsExactly("OFFICER", "SENIOR_OFFICER");
        assertThat(http.get("/m/" + shop.code()).text()).contains(WHY).contains("its trust mark is suspended");

        assertThat(act(officer, shop, "reinstatement").status()).isEqualTo(200);
        assertThat(state(shop)).isEqualTo("ISSUED");
        assertThat(covered(shop)).isTrue();
        assertThat(mark(shop).path("standing").path("step").asString()).isEqualTo("NONE");
    }

    @Test
    void nobody_is_the_second_officer_of_their_own_proposal_and_the_second_is_a_senior_one() {
        var shop = http.shop();
        assertThat(act(senior, shop, "revocation").status()).isEqualTo(202);
        assertThat(act(senior, shop, "approval").code()).isEqualTo("own-decision");
        assertThat(act(officer, shop, "approval").code()).isEqualTo("second-officer-needed");
        assertThat(act(shop.owner(), shop, "approval").status()).isEqualTo(403);
        assertThat(act(officer, shop, "suspension").code()).isEqualTo("decision-pending");
        var other = http.person("SENIOR_OFFICER");
        var path = "/api/v1/marks/" + shop.code() + "/approval";
        assertThat(http.as(other).post(path, Map.of("approve", false)).status()).isEqualTo(422);
        var declined = http.as(other).post(path, Map.of("approve", false, "reason", "Too harsh."));
        assertThat(declined.json().path("state").asString()).isEqualTo("DECLINED");
        assertThat(state(shop)).isEqualTo("ISSUED");
        assertThat(decisions(http, shop)).isEmpty();
        assertThat(act(other, shop, "approval").code()).isEqualTo("nothing-waits");
    }

    @Test
    void the_database_itself_refuses_one_person_for_two_and_a_judge_of_their_own() {
        var shop = http.shop();
        assertThat(act(officer, shop, "suspension").status()).isEqualTo(202);
        assertThatThrownBy(() ->
                        installation.jdbc().sql("""
                        UPDATE mark_decision
                        SET stage = 'EFFECTIVE', approved_by = proposed_by, state_after = 'SUSPENDED', effective_at = now()
                        WHERE code = :code
                        """).param("code", shop.code()).update())
                .hasMessageContaining("two_people");
        assertThatThrownBy(() ->
                        installation.jdbc().sql("""
                        UPDATE mark_decision SET stage = 'EFFECTIVE', state_after = 'SUSPENDED', effective_at = now()
                        WHERE code = :code
                        """).param("code", shop.code()).update())
                .hasMessageContaining("second_officer");
        assertThat(act(senior, shop, "approval").status()).isEqualTo(200);
        assertThatThrownBy(() ->
                        installation.jdbc().sql("""
                        INSERT INTO mark_decision (id, code, step, state_before, stage, two_officers, reason, facts,
                                                   proposed_by, proposed_role, proposed_at, appeal_of)
                        SELECT gen_random_uuid(), code, 'GRANT_APPEAL', 'SUSPENDED', 'PENDING', false, 'x', '{}',
                               approved_by, 'APPEALS_OFFICER', now(), id
                        FROM mark_decision WHERE code = :code
                        """).param("code", shop.code()).update())
                .hasMessageContaining("somebody else");
        assertThatThrownBy(() -> installation
                        .jdbc()
                        .sql("UPDATE mark_decision SET reason = 'another' WHERE code = :code")
                        .param("code", shop.code())
                        .update())
                .hasMessageContaining("stands as it was made");
    }

    @Test
    void a_granted_appeal_reverses_a_revocation_and_nobody_judges_their_own_decision() {
        var shop = http.shop();
        var revoked = decided(shop, "revocation");
        assertThat(state(shop)).isEqualTo("REVOKED");
        assertThat(act(officer, shop, "reinstatement").code()).isEqualTo("wrong-state");
        assertThat(judged(appeals, shop, revoked, true).code()).isEqualTo("nothing-waits");
        assertThat(appealed(shop, revoked).json().path("appeal").path("state").asString())
                .isEqualTo("WAITING");
        assertThat(appealed(shop, revoked).code()).isEqualTo("only-once");
        var stranger = http.as(http.shop().owner())
                .post(
                        "/api/v1/marks/" + shop.code() + "/decisions/"
                                + revoked.path("id").asString() + "/appeal",
                        Map.of("reason", "x"));
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(judged(senior, shop, revoked, true).status()).isEqualTo(403);
        var granted = judged(appeals, shop, revoked, true);
        assertThat(granted.status()).as(granted.text()).isEqualTo(200);
        assertThat(state(shop)).isEqualTo("ISSUED");
        assertThat(covered(shop)).isTrue();
        assertThat(decisions(http, shop).findValuesAsString("step")).containsExactly("GRANT_APPEAL", "REVOKE");
        assertThat(decisions(http, shop).path(1).path("appeal").path("state").asString())
                .isEqualTo("GRANTED");
        assertThat(http.get("/m/" + shop.code()).text()).contains("the decision was reversed");
    }

    @Test
    void an_appeal_that_comes_too_late_is_refused_and_one_not_granted_leaves_the_decision() {
        var shop = http.shop();
        var first = decided(shop, "suspension");
        assertThat(appealed(shop, first).status()).isEqualTo(200);
        assertThat(judged(appeals, shop, first, false).status()).isEqualTo(200);
        assertThat(state(shop)).isEqualTo("SUSPENDED");
        var second = decided(shop, "revocation");
        http.advance("P21D");
        assertThat(appealed(shop, second).code()).isEqualTo("deadline-passed");
    }

    @Test
    void what_the_table_does_not_hold_is_refused_by_name() {
        var shop = http.shop();
        assertThat(act(officer, shop, "reinstatement").code()).isEqualTo("wrong-state");
        assertThat(act(officer, shop, "review-end").code()).isEqualTo("wrong-state");
        assertThat(act(officer, shop, "review").status()).isEqualTo(200);
        assertThat(state(shop)).isEqualTo("UNDER_REVIEW");
        assertThat(covered(shop)).isTrue();
        assertThat(act(officer, shop, "review").code()).isEqualTo("wrong-state");
        var refused = life().moveOwner(shop.code(), newBusiness(), "sold", "system:test");
        assertThat(refused)
                .isEqualTo(new MarkAttempt.Refused<>(
                        new MarkRefusal.WrongState(MarkState.UNDER_REVIEW, MarkStep.MOVE_OWNER)));
        assertThat(act(officer, shop, "review-end").status()).isEqualTo(200);
        assertThat(act(shop.owner(), shop, "suspension").status()).isEqualTo(403);
        assertThat(http.post("/api/v1/marks/" + shop.code() + "/suspension", Map.of("reason", WHY))
                        .status())
                .isEqualTo(401);
        var empty = http.as(officer).post("/api/v1/marks/" + shop.code() + "/suspension", Map.of("reason", " "));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(act(officer, new Shop("", "NOSUCHCO", ""), "suspension").status())
                .isEqualTo(404);
    }

    private @Nullable String city(Shop shop) {
        return Objects.requireNonNull(installation.part(RegisterFeed.class).entry(shop.code()))
                .city();
    }

    @Test
    void a_website_sold_to_a_shop_that_is_known_takes_its_city() {
        var sold = http.shop();
        var buyer = http.shop();
        var registry = installation.part(Registry.class);
        registry.locate(buyer.code(), "شیراز", "system:test");
        registry.locate(sold.code(), "تهران", "system:test");
        var business = registry.mark(buyer.code()).orElseThrow().businessId();
        assertThat(life().moveOwner(sold.code(), business, "sold", "system:test"))
                .isInstanceOf(MarkAttempt.Done.class);
        assertThat(city(sold)).isEqualTo("شیراز");
    }

    private UUID newBusiness() {
        return installation
                .part(Registry.class)
                .business(new NewBusiness(
                        "Buyer & Sons", "OTHER", null, "test", UUID.randomUUID().toString()));
    }

    private List<String> told(Shop shop) {
        return http.get("/sandbox/messages?limit=1000")
                .json()
                .valueStream()
                .map(JsonNode::toString)
                .filter(text -> text.contains(shop.host()))
                .toList();
    }

    @Test
    void a_validity_ends_at_its_instant_however_late_it_is_noticed_and_the_owner_is_reminded_before() {
        var shop = http.shop();
        var end = now().plus(Duration.ofDays(40));
        var code = shop.code();
        installation
                .jdbc()
                .sql("UPDATE mark SET expires_at = :end, remind_at = :remind WHERE code = :code")
                .param("end", Rows.at(end))
                .param("remind", Rows.at(end.minus(Duration.ofDays(30))))
                .param("code", code)
                .update();
        assertThat(life().renew(code, end.plus(Duration.ofDays(700)), "asked for", "system:test"))
                .isEqualTo(new MarkAttempt.Refused<>(
                        new MarkRefusal.TooEarly(readBack(code).minus(Duration.ofDays(30)))));
        int before = told(shop).size();
        http.advance("P11D");
        int once = told(shop).size();
        assertThat(once).isGreaterThan(before);
        http.advance("P23D");
        assertThat(told(shop)).hasSizeGreaterThan(once);
        installation.part(DatabaseClock.class).advance(Duration.ofDays(20));
        installation.part(Sweeper.class).workAll();
        assertThat(state(shop)).isEqualTo("EXPIRED");
        assertThat(covered(shop)).isFalse();
        var entry = life().history(code).getLast();
        assertThat(entry.step()).isEqualTo(MarkStep.EXPIRE);
        assertThat(entry.at()).isEqualTo(readBack(code));
        assertThat(installation.part(Registry.class).mark(code).orElseThrow().state())
                .isEqualTo(MarkState.EXPIRED);

        var renewed = life().renew(code, now().plus(Duration.ofDays(700)), "asked for", "system:test");
        assertThat(renewed).isInstanceOf(MarkAttempt.Done.class);
        assertThat(state(shop)).isEqualTo("ISSUED");
        assertThat(covered(shop)).isTrue();
    }

    private Instant readBack(String code) {
        return installation.part(Registry.class).mark(code).orElseThrow().expiresAt();
    }

    @Test
    void a_suspended_mark_expires_and_is_renewed_only_when_the_suspension_was_lifted() {
        var shop = http.shop();
        var code = shop.code();
        decided(shop, "suspension");
        installation
                .jdbc()
                .sql("UPDATE mark SET expires_at = touchstone_now() - interval '1 hour' WHERE code = :code")
                .param("code", code)
                .update();
        assertThat(state(shop)).isEqualTo("EXPIRED");
        var until = now().plus(Duration.ofDays(700));
        assertThat(life().renew(code, until, "asked for", "system:test"))
                .isEqualTo(new MarkAttempt.Refused<>(new MarkRefusal.StillSuspended()));
        assertThat(act(officer, shop, "reinstatement").status()).isEqualTo(200);
        assertThat(state(shop)).isEqualTo("EXPIRED");
        assertThat(life().renew(code, until, "asked for", "system:test")).isInstanceOf(MarkAttempt.Done.class);
        assertThat(state(shop)).isEqualTo("ISSUED");
    }

    private static String figures(JsonNode record) {
        var copy = record.deepCopy();
        ((ObjectNode) copy).remove(List.of("asOf", "from"));
        return copy.toString();
    }

    private Shop shopWithARecord() {
        var shop = http.shop();
        var complaint = http.file(http.consumer(), shop, "A-1");
        assertThat(http.answer(shop, complaint).status()).isEqualTo(200);
        http.advance("PT1S");
        return shop;
    }

    private Map<String, Object> filing(Shop shop, String invoice) {
        var filing = Http.filing(shop, invoice);
        filing.put("purchasedOn", now().minus(Duration.ofDays(3)).toString().substring(0, 10));
        return Map.copyOf(filing);
    }

    @Test
    void a_move_to_another_address_keeps_mark_and_record_and_old_purchases_are_complained_about() {
        var shop = shopWithARecord();
        var before = figures(http.record(shop));
        var to = new Host("new-" + shop.host());
        assertThat(life().moveHost(shop.code(), new Host(http.shop().host()), "a move", "system:test"))
                .isInstanceOf(MarkAttempt.Refused.class);
        assertThat(life().moveHost(shop.code(), to, "a move", "system:test")).isInstanceOf(MarkAttempt.Done.class);

        assertThat(figures(http.record(shop))).isEqualTo(before);
        assertThat(mark(shop).path("host").asString()).isEqualTo(to.name());
        assertThat(http.get("/api/v1/websites/" + to.name())
                        .json()
                        .path("covered")
                        .asBoolean())
                .isTrue();
        var old = http.get("/api/v1/websites/" + shop.host());
        assertThat(old.status()).isEqualTo(404);
        assertThat(old.json().path("movedTo").path("host").asString()).isEqualTo(to.name());
        assertThat(http.get("/check?q=" + shop.host()).text())
                .contains("its trust mark has moved")
                .contains(to.name());
        assertThat(http.get("/m/" + shop.code()).text())
                .contains("Earlier addresses")
                .contains(shop.host());

        var filed = http.as(http.consumer()).post("/api/v1/complaints", filing(shop, "B-1"));
        assertThat(filed.status()).as(filed.text()).isEqualTo(201);
        var moved = new Shop(to.name(), shop.code(), shop.owner());
        var tooEarly = http.as(http.consumer()).post("/api/v1/complaints", filing(moved, "B-2"));
        assertThat(tooEarly.code()).isEqualTo("website-not-marked");
        http.advance("P5D");
        assertThat(http.as(http.consumer())
                        .post("/api/v1/complaints", filing(moved, "B-3"))
                        .status())
                .isEqualTo(201);
        assertThat(http.as(http.consumer())
                        .post("/api/v1/complaints", filing(shop, "B-4"))
                        .code())
                .isEqualTo("website-not-marked");
    }

    @Test
    void a_website_sold_keeps_its_record_and_who_sold_still_answers() {
        var shop = shopWithARecord();
        var open = http.file(http.consumer(), shop, "C-1");
        http.advance("PT1S");
        var before = figures(http.record(shop));
        var buyer = newBusiness();
        assertThat(life().moveOwner(shop.code(), buyer, "sold", "system:test")).isInstanceOf(MarkAttempt.Done.class);
        assertThat(figures(http.record(shop))).isEqualTo(before);
        assertThat(mark(shop).path("business").path("id").asString()).isEqualTo(buyer.toString());
        assertThat(http.answer(shop, open).status()).isEqualTo(200);
        var late = http.as(http.consumer()).post("/api/v1/complaints", filing(shop, "C-2"));
        assertThat(late.status()).as(late.text()).isEqualTo(201);
        assertThat(http.answer(shop, late.json().path("id").asString()).status())
                .isEqualTo(200);
        assertThat(city(shop))
                .as("the buyer has no other website to know his city from")
                .isNull();
        assertThat(http.get("/m/" + shop.code()).text())
                .contains("Who has run it")
                .contains("Shop of " + shop.host())
                .contains("Buyer &amp; Sons");

        assertThat(life().changeData(shop.code(), "Buyer and Daughters", "OTHER", "renamed", "system:test"))
                .isInstanceOf(MarkAttempt.Done.class);
        assertThat(mark(shop).path("business").path("legalName").asString()).isEqualTo("Buyer and Daughters");
        assertThat(life().history(shop.code()).getLast().step()).isEqualTo(MarkStep.CHANGE_DATA);
    }

    @Test
    void officers_and_owners_do_the_same_on_pages() {
        var shop = http.shop();
        var desk = Visit.of(installation, officer);
        var path = "/officer/marks/" + shop.code();
        var page = desk.get(path + "/acts/suspend");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("a senior officer other than you must confirm it");
        assertThat(desk.submit(page.text(), path + "/acts/suspend", "reason=").status())
                .isEqualTo(422);
        assertThat(desk.submit(page.text(), path + "/acts/suspend", "reason=Nobody+answers.")
                        .status())
                .isEqualTo(303);
        assertThat(desk.get(path + "/acts/suspend").status()).isEqualTo(404);

        var second = Visit.of(installation, senior);
        assertThat(second.get("/officer/marks").text()).contains("Nobody answers.");
        var waiting = second.get(path);
        var id = decisions(http.as(officer), shop).path(0).path("id").asString();
        assertThat(second.submit(waiting.text(), path + "/approval", "approve=true&decision=" + id)
                        .status())
                .isEqualTo(303);
        assertThat(state(shop)).isEqualTo("SUSPENDED");

        var owner = Visit.of(installation, shop.owner());
        var mine = owner.get("/desk/marks");
        var appeal = "/desk/marks/" + shop.code() + "/decisions/" + id + "/appeal";
        assertThat(mine.text()).contains("Nobody answers.").contains(appeal);
        assertThat(owner.submit(owner.get(appeal).text(), appeal, "reason=We+did+answer.")
                        .status())
                .isEqualTo(303);
        var judge = Visit.of(installation, appeals);
        var seen = judge.get(path);
        assertThat(seen.text()).contains("We did answer.");
        assertThat(judge.submit(
                                seen.text(),
                                path + "/decisions/" + id + "/appeal-decision",
                                "grant=true&reason=They+did.")
                        .status())
                .isEqualTo(303);
        assertThat(state(shop)).isEqualTo("ISSUED");
        assertThat(owner.get(path).status()).isEqualTo(403);
        assertThat(told(shop)).isNotEmpty();
    }
}
