package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.touchstone.Http.Answer;
import org.touchstone.Http.Shop;
import org.touchstone.account.People;
import org.touchstone.account.SignIn;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.secrecy.Sha256;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Role;
import org.touchstone.registry.MarkAttempt;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Orders;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkRefusal;
import org.touchstone.supervision.LetterPaper;
import org.touchstone.supervision.store.OfficialLetterStore;
import tools.jackson.databind.JsonNode;

/** The ladder: watch, letter, plan, suspension, revocation, and how each can be contested. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupervisionTest {

    private static final String CASES = "/api/v1/supervision/cases";
    private static final String WHY = "Three new complaints were left without any answer.";

    private Installation installation;
    private Http http;
    private String officer;
    private String senior;
    private String appeals;

    @BeforeAll
    void start() {
        installation = Installation.fresh();
        http = installation.http().with("Accept-Language", "en");
        officer = http.person("OFFICER");
        senior = http.person("SENIOR_OFFICER");
        appeals = http.person("APPEALS_OFFICER");
    }

    @AfterAll
    void stop() {
        installation.close();
    }

    private Visit visit(String token) {
        return Visit.of(installation, token);
    }

    private JsonNode standing(Shop shop) {
        return http.get("/api/v1/marks/" + shop.code()).json().path("standing");
    }

    private String step(Shop shop) {
        return standing(shop).path("step").asString();
    }

    /** Files complaints and leaves them unanswered until their last round has passed. */
    private List<String> leaveUnanswered(Shop shop, int complaints) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < complaints; i++) {
            ids.add(http.file(http.consumer(), shop, "L-" + UUID.randomUUID()));
        }
        http.advance("PT97H");
        return ids;
    }

    private JsonNode supervision(Shop shop) {
        return http.as(officer)
                .get(CASES + "?limit=200")
                .json()
                .path("items")
                .valueStream()
                .filter(c -> c.path("mark").asString().equals(shop.code()))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private JsonNode file(Shop shop) {
        return http.as(officer)
                .get(CASES + "/" + supervision(shop).path("id").asString())
                .json();
    }

    private Answer act(String who, Shop shop, String path, Map<String, ?> body) {
        return http.as(who).post(CASES + "/" + supervision(shop).path("id").asString() + "/" + path, body);
    }

    private void done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private LocalDate inDays(int days) {
        return LocalDate.ofInstant(installation.part(DatabaseClock.class).instant(), ZoneId.of("Asia/Tehran"))
                .plusDays(days);
    }

    private Map<String, ?> plan(int inDays, Target... targets) {
        return Map.of(
                "targets",
                List.of(targets),
                "checkOn",
                inDays(inDays).toString(),
                "text",
                "A second person answers complaints every morning.");
    }

    private record Target(String kind, int value) {}

    private static Target target(String kind, int value) {
        return new Target(kind, value);
    }

    private Shop withLetter() {
        var shop = http.shop();
        leaveUnanswered(shop, 8);
        assertThat(step(shop)).isEqualTo("LETTER");
        return shop;
    }

    /** Letter, no plan, recommendation followed, second officer. */
    private JsonNode suspended(Shop shop) {
        http.advance("P11D");
        assertThat(supervision(shop).path("recommended").asString()).isEqualTo("SUSPEND");
        var followed = act(officer, shop, "recommendation", Map.of("follow", true, "reason", WHY));
        assertThat(followed.status()).as(followed.text()).isEqualTo(202);
        // Whoever confirms reads what it rests on, and finds what the business says.
        assertThat(visit(senior).get("/officer/marks/" + shop.code()).text())
                .contains("It rests on 8 complaints left without an answer")
                .contains("/officer/supervision/" + supervision(shop).path("id").asString())
                .contains("/officer/letters?q=" + shop.code());
        var approved = http.as(senior).post("/api/v1/marks/" + shop.code() + "/approval", Map.of());
        done(approved);
        http.advance("PT1S");
        return approved.json();
    }

    @Test
    void more_than_three_points_are_watched_and_more_than_seven_bring_a_letter() {
        var shop = http.shop();
        leaveUnanswered(shop, 3);
        assertThat(step(shop)).isEqualTo("NONE");
        leaveUnanswered(shop, 1);
        assertThat(step(shop)).isEqualTo("WATCH");
        leaveUnanswered(shop, 3);
        assertThat(step(shop)).isEqualTo("WATCH");
        leaveUnanswered(shop, 1);
        assertThat(step(shop)).isEqualTo("LETTER");
        assertThat(standing(shop).path("reasons").path(0).asString())
                .isEqualTo(
                        "8 complaints were left without an answer; above 7 the centre writes a letter and asks for a plan.");
        assertThat(http.get("/m/" + shop.code()).text()).contains("The centre has written a letter");
        var history =
                http.get("/api/v1/marks/" + shop.code() + "/decisions").json().path("items");
        assertThat(history.valueStream().map(d -> d.path("step").asString())).containsExactly("LETTER", "WATCH");

        var file = file(shop);
        assertThat(file.path("supervision").path("state").asString()).isEqualTo("LETTER");
        assertThat(file.path("supervision").path("points").asInt()).isEqualTo(8);
        var letter = file.path("letters").path(0);
        assertThat(letter.path("kind").asString()).isEqualTo("LETTER");
        assertThat(letter.path("number").asString()).matches("\\d{4}-\\d{6}");
        assertThat(letter.path("openedAt").isNull()).isTrue();
    }

    @Test
    void opening_the_letter_at_the_desk_proves_its_delivery_once() {
        var shop = withLetter();
        var number = file(shop).path("letters").path(0).path("number").asString();
        var page = visit(shop.owner()).get("/desk/letters/" + number);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("8 complaints of your customers passed the last deadline");
        var counted = installation
                .jdbc()
                .sql("SELECT reference FROM complaint WHERE mark = :mark")
                .param("mark", shop.code())
                .query(String.class)
                .list();
        assertThat(counted).hasSize(8).allMatch(page.text()::contains);
        var opened = file(shop).path("letters").path(0).path("openedAt").asString();
        assertThat(Instant.parse(opened)).isNotNull();
        http.advance("PT1H");
        visit(shop.owner()).get("/desk/letters/" + number);
        assertThat(file(shop).path("letters").path(0).path("openedAt").asString())
                .isEqualTo(opened);
        assertThat(visit(http.shop().owner()).get("/desk/letters/" + number).status())
                .isEqualTo(404);
    }

    /** Proofs of one kind that a letter was delivered; each with whether a gateway took a message about it at that instant. */
    private List<Boolean> delivery(String number, String how) {
        return installation
                .part(JdbcClient.class)
                .sql("""
                        SELECT EXISTS (SELECT 1 FROM message m WHERE m.about = l.id AND m.sent_at = d.at)
                        FROM official_letter l JOIN letter_delivery d ON d.letter = l.id
                        WHERE l.number = :number AND d.how = :how
                        """)
                .param("number", number)
                .param("how", how)
                .query((row, n) -> row.getBoolean(1))
                .list();
    }

    @Test
    void a_message_proves_the_delivery_of_a_letter_once_a_gateway_has_taken_it() {
        var shop = withLetter();
        var number = file(shop).path("letters").path(0).path("number").asString();
        http.advance("PT1S");
        // One message by mail and one by SMS; one that was taken counts.
        assertThat(delivery(number, "TOLD")).containsExactly(true);
        assertThat(visit(shop.owner()).get("/desk/letters/" + number).text())
                .contains("Told by message")
                .doesNotContain("No mail server or SMS gateway");
    }

    @Test
    void nobody_who_has_neither_mobile_nor_mail_was_told_by_message() {
        var shop = http.shop();
        installation.part(JdbcClient.class).sql("""
                        UPDATE person SET mobile = NULL, email = NULL WHERE id IN
                            (SELECT m.person_id FROM membership m JOIN website w ON w.business_id = m.business_id
                             JOIN mark k ON k.website_id = w.id WHERE k.code = :code)
                        """).param("code", shop.code()).update();
        leaveUnanswered(shop, 8);
        http.advance("PT1S");
        var number = file(shop).path("letters").path(0).path("number").asString();
        assertThat(delivery(number, "LAID")).hasSize(1);
        assertThat(delivery(number, "TOLD")).isEmpty();
        assertThat(visit(officer).get("/officer/letters/" + number).text())
                .contains("No mail server or SMS gateway has taken a message about this letter.")
                .doesNotContain("Told by message");
    }

    @Test
    void a_plan_that_comes_true_settles_the_letter_and_the_same_points_bring_no_other() {
        var shop = http.shop();
        var ids = leaveUnanswered(shop, 8);
        done(act(shop.owner(), shop, "plan", plan(20, target("CATCH_UP", 100), target("UNANSWERED", 0))));
        assertThat(file(shop).path("supervision").path("state").asString()).isEqualTo("PLAN_GIVEN");
        done(act(officer, shop, "plan-return", Map.of("reason", "Promise an answer time as well.")));
        assertThat(supervision(shop).path("state").asString()).isEqualTo("LETTER");
        done(act(
                shop.owner(),
                shop,
                "plan",
                plan(20, target("CATCH_UP", 100), target("UNANSWERED", 0), target("MEDIAN_HOURS", 48))));
        done(act(officer, shop, "plan-acceptance", Map.of("reason", "This can be measured.")));
        for (var id : ids) {
            assertThat(http.answer(shop, id).status()).isEqualTo(200);
        }
        var fresh = http.file(http.consumer(), shop, "L-new");
        assertThat(http.answer(shop, fresh).status()).isEqualTo(200);
        http.advance("P22D");
        var settled = file(shop);
        assertThat(settled.path("supervision").path("state").asString()).isEqualTo("SETTLED");
        assertThat(settled.path("letters").valueStream().map(l -> l.path("kind").asString()))
                .containsExactly("LETTER", "PLAN_RETURNED", "PLAN_ACCEPTED", "SETTLED");
        // The points stay in the window and are watched, but were answered for.
        assertThat(step(shop)).isEqualTo("WATCH");
        leaveUnanswered(shop, 2);
        assertThat(step(shop)).isEqualTo("WATCH");
        leaveUnanswered(shop, 1);
        assertThat(step(shop)).isEqualTo("LETTER");
    }

    @Test
    void a_plan_that_promises_nothing_measurable_or_too_late_is_refused() {
        var shop = withLetter();
        var nothing = act(shop.owner(), shop, "plan", plan(20));
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.text()).contains("targets");
        assertThat(act(shop.owner(), shop, "plan", plan(90, target("UNANSWERED", 0)))
                        .status())
                .isEqualTo(422);
        assertThat(act(shop.owner(), shop, "plan", plan(20, target("ANSWER_RATE", 101)))
                        .status())
                .isEqualTo(422);
        assertThat(act(shop.owner(), shop, "plan", plan(20, target("UNANSWERED", 0), target("UNANSWERED", 1)))
                        .status())
                .isEqualTo(422);
        assertThat(act(http.shop().owner(), shop, "plan", plan(20, target("UNANSWERED", 0)))
                        .status())
                .isEqualTo(404);
        assertThat(act(officer, shop, "plan", plan(20, target("UNANSWERED", 0))).status())
                .isEqualTo(403);
        assertThat(supervision(shop).path("state").asString()).isEqualTo("LETTER");
    }

    @Test
    void a_missed_plan_is_put_before_two_officers_and_the_business_gets_its_reasons() {
        var shop = withLetter();
        var decision = suspended(shop);
        assertThat(step(shop)).isEqualTo("SUSPENDED");
        var file = file(shop);
        assertThat(file.path("supervision").path("state").asString()).isEqualTo("SUSPENDED");
        assertThat(file.path("letters").valueStream().map(l -> l.path("kind").asString()))
                .containsExactly("LETTER", "PLAN_MISSED", "STATEMENT");
        var number = file.path("letters").path(2).path("number").asString();
        assertThat(visit(shop.owner()).get("/desk/letters/" + number).text())
                .contains(WHY)
                .contains("It rests on 8 complaints left without an answer")
                .contains("you can appeal");

        done(http.as(shop.owner())
                .post(
                        "/api/v1/marks/" + shop.code() + "/decisions/"
                                + decision.path("id").asString() + "/appeal",
                        Map.of("reason", "The letters went to somebody who had left.")));
        done(http.as(appeals)
                .post(
                        "/api/v1/marks/" + shop.code() + "/decisions/"
                                + decision.path("id").asString() + "/appeal-decision",
                        Map.of("grant", true, "reason", "The business was never reached.")));
        http.advance("PT1S");
        assertThat(supervision(shop).path("state").asString()).isEqualTo("WITHDRAWN");
        assertThat(http.get("/api/v1/marks/" + shop.code()).json().path("state").asString())
                .isEqualTo("ISSUED");
        assertThat(step(shop)).isEqualTo("WATCH");
        var corrections = http.get("/api/v1/corrections?limit=200").json().path("items");
        assertThat(corrections.valueStream()).anySatisfy(c -> {
            assertThat(c.path("mark").asString()).isEqualTo(shop.code());
            assertThat(c.path("decision").asString())
                    .isEqualTo(decision.path("id").asString());
            assertThat(c.path("reason").asString()).isEqualTo("The business was never reached.");
        });
    }

    @Test
    void who_is_suspended_and_goes_on_is_put_before_officers_for_revocation() {
        var shop = withLetter();
        suspended(shop);
        for (int i = 0; i < 3; i++) {
            // What was bought while the mark was in force may be complained about.
            leaveUnanswered(shop, 7);
        }
        assertThat(supervision(shop).path("recommended").asString()).isEqualTo("REVOKE");
        var followed = act(officer, shop, "recommendation", Map.of("follow", true, "reason", WHY));
        assertThat(followed.status()).as(followed.text()).isEqualTo(202);
        done(http.as(senior).post("/api/v1/marks/" + shop.code() + "/approval", Map.of()));
        http.advance("PT1S");
        assertThat(step(shop)).isEqualTo("REVOKED");
        assertThat(supervision(shop).path("state").asString()).isEqualTo("REVOKED");
    }

    @Test
    void a_recommendation_that_is_not_followed_comes_back_only_with_new_points() {
        var shop = withLetter();
        http.advance("P11D");
        done(act(officer, shop, "recommendation", Map.of("follow", false, "reason", "The owner is in hospital.")));
        assertThat(supervision(shop).path("recommended").isNull()).isTrue();
        http.advance("P5D");
        assertThat(supervision(shop).path("recommended").isNull()).isTrue();
        leaveUnanswered(shop, 7);
        assertThat(supervision(shop).path("recommended").asString()).isEqualTo("SUSPEND");
        assertThat(act(officer, shop, "settlement", Map.of("reason", "All customers were paid."))
                        .status())
                .isEqualTo(200);
        assertThat(supervision(shop).path("state").asString()).isEqualTo("SETTLED");
    }

    @Test
    void a_large_honest_shop_is_not_written_to_for_its_size() {
        var shop = http.shop();
        installation
                .part(Registry.class)
                .reportOrders(new Orders(shop.code(), inDays(0).withDayOfMonth(1), 100_000));
        leaveUnanswered(shop, 9);
        assertThat(step(shop)).isEqualTo("WATCH");
        assertThat(standing(shop).path("reasons").path(0).asString()).contains("100,000 orders");
    }

    @Test
    void the_letter_can_be_appealed_and_nobody_judges_who_decided() {
        var shop = withLetter();
        var letter = supervision(shop).path("letter").asString();
        var path = "/api/v1/marks/" + shop.code() + "/decisions/" + letter;
        done(http.as(shop.owner())
                .post(path + "/appeal", Map.of("reason", "Five of the eight were answered by mail.")));
        done(http.as(appeals)
                .post(path + "/appeal-decision", Map.of("grant", true, "reason", "The answers were there.")));
        http.advance("PT1S");
        assertThat(supervision(shop).path("state").asString()).isEqualTo("WITHDRAWN");
        assertThat(step(shop)).isNotEqualTo("LETTER");
    }

    private String appeal(Shop shop, String decision) {
        var path = "/api/v1/marks/" + shop.code() + "/decisions/" + decision;
        done(http.as(shop.owner()).post(path + "/appeal", Map.of("reason", "We were never reached.")));
        return path + "/appeal-decision";
    }

    private void grant(String path) {
        done(http.as(appeals).post(path, Map.of("grant", true, "reason", "The business was never reached.")));
        http.advance("PT1S");
    }

    private String state(Shop shop) {
        return http.get("/api/v1/marks/" + shop.code()).json().path("state").asString();
    }

    private UUID person(String token) {
        return installation
                .part(SignIn.class)
                .bearer(token)
                .orElseThrow()
                .person()
                .id();
    }

    private UUID business(Shop shop) {
        return installation.part(Registry.class).mark(shop.code()).orElseThrow().businessId();
    }

    @Test
    void a_suspension_does_not_outlive_the_letter_it_followed_from() {
        var shop = withLetter();
        var letter = appeal(shop, supervision(shop).path("letter").asString());
        var suspension = suspended(shop);
        var other = appeal(shop, suspension.path("id").asString());
        grant(letter);
        assertThat(state(shop)).isEqualTo("ISSUED");
        assertThat(supervision(shop).path("state").asString()).isEqualTo("WITHDRAWN");
        assertThat(http.get("/m/" + shop.code()).text())
                .contains("The letter from which the suspension followed was set aside on appeal.");
        grant(other);
        assertThat(state(shop)).isEqualTo("ISSUED");
    }

    @Test
    void appeals_granted_in_any_order_lead_back_to_where_the_mark_stood() {
        var shop = withLetter();
        var suspension = appeal(shop, suspended(shop).path("id").asString());
        assertThat(http.as(officer)
                        .post("/api/v1/marks/" + shop.code() + "/revocation", Map.of("reason", WHY))
                        .status())
                .isEqualTo(202);
        var revoked = http.as(senior).post("/api/v1/marks/" + shop.code() + "/approval", Map.of());
        done(revoked);
        http.advance("PT1S");
        var revocation = appeal(shop, revoked.json().path("id").asString());
        grant(suspension);
        assertThat(state(shop)).as("the revocation stands by itself").isEqualTo("REVOKED");
        grant(revocation);
        assertThat(state(shop)).as("of the two nothing is left").isEqualTo("ISSUED");
    }

    @Test
    void a_proposal_falls_with_the_case_it_came_from_and_nobody_forestalls_it() {
        var shop = withLetter();
        var letter = appeal(shop, supervision(shop).path("letter").asString());
        http.advance("P11D");
        assertThat(act(officer, shop, "recommendation", Map.of("follow", true, "reason", WHY))
                        .status())
                .isEqualTo(202);
        assertThat(act(officer, shop, "settlement", Map.of("reason", "All is well."))
                        .code())
                .isEqualTo("proposal-waits");
        assertThat(act(officer, shop, "recommendation", Map.of("follow", false, "reason", "No."))
                        .code())
                .isEqualTo("proposal-waits");
        grant(letter);
        assertThat(http.as(senior)
                        .post("/api/v1/marks/" + shop.code() + "/approval", Map.of())
                        .code())
                .isEqualTo("nothing-waits");
        assertThat(state(shop)).isEqualTo("ISSUED");
        assertThat(visit(officer).get("/officer/marks/" + shop.code()).text())
                .contains("The case from which the proposal came has ended.");
    }

    @Test
    void whoever_acts_for_a_business_or_acted_in_its_case_does_not_decide_about_it() {
        var shop = withLetter();
        var people = installation.part(People.class);
        var own = http.person("OFFICER");
        people.join(person(own), business(shop), "test:own");
        assertThat(act(own, shop, "settlement", Map.of("reason", "All is well."))
                        .code())
                .isEqualTo("involved");
        assertThat(http.as(own)
                        .post("/api/v1/marks/" + shop.code() + "/suspension", Map.of("reason", WHY))
                        .code())
                .isEqualTo("involved");

        var returning = http.person("OFFICER");
        people.appoint(person(returning), Role.APPEALS_OFFICER, "test:both");
        done(act(shop.owner(), shop, "plan", plan(20, target("UNANSWERED", 0))));
        done(act(returning, shop, "plan-return", Map.of("reason", "Promise more.")));
        var path = appeal(shop, supervision(shop).path("letter").asString());
        var grant = Map.of("grant", true, "reason", "The business was never reached.");
        assertThat(http.as(returning).post(path, grant).code()).isEqualTo("involved");
        people.appoint(person(shop.owner()), Role.APPEALS_OFFICER, "test:owner");
        assertThat(http.as(shop.owner()).post(path, grant).code()).isEqualTo("involved");
        assertThatThrownBy(() -> installation
                        .jdbc()
                        .sql("""
                                INSERT INTO mark_decision (id, code, step, state_before, stage, two_officers, reason, facts, proposed_by,
                                    proposed_role, proposed_at, appeal_of)
                                VALUES (gen_random_uuid(), :code, 'GRANT_APPEAL', 'ISSUED', 'PENDING', false, 'x', '{}', :by,
                                    'APPEALS_OFFICER', now(), :of)
                                """)
                        .param("code", shop.code())
                        .param("by", person(shop.owner()))
                        .param(
                                "of",
                                UUID.fromString(supervision(shop).path("letter").asString()))
                        .update())
                .hasMessageContaining("who appealed does not judge");
        done(http.as(appeals).post(path, grant));
    }

    @Test
    void a_plan_is_checked_as_of_its_day_however_late_that_is() {
        var shop = withLetter();
        done(act(shop.owner(), shop, "plan", plan(12, target("UNANSWERED", 0))));
        done(act(officer, shop, "plan-acceptance", Map.of("reason", "This can be measured.")));
        http.advance("P10D");
        // Due after the day of the check.
        http.file(http.consumer(), shop, "L-" + UUID.randomUUID());
        http.advance("P10D");
        var file = file(shop);
        assertThat(file.path("supervision").path("state").asString()).isEqualTo("SETTLED");
        assertThat(file.path("measured").path(0).path("met").asBoolean()).isTrue();
        assertThat(file.at("/supervision/closedAt").asString())
                .isEqualTo(file.at("/supervision/checkAt").asString());
    }

    @Test
    void a_plan_is_not_accepted_after_its_own_day() {
        var shop = withLetter();
        done(act(shop.owner(), shop, "plan", plan(2, target("ANSWER_RATE", 100))));
        http.advance("P4D");
        var late = act(officer, shop, "plan-acceptance", Map.of("reason", "This can be measured."));
        assertThat(late.status()).isEqualTo(422);
        assertThat(supervision(shop).path("state").asString()).isEqualTo("PLAN_GIVEN");
        done(act(officer, shop, "plan-return", Map.of("reason", "Name another day.")));
    }

    @Test
    void a_mark_does_not_change_hands_with_a_letter_and_a_case_stays_with_its_business() {
        var shop = withLetter();
        var buyer = http.shop();
        var life = installation.part(MarkLife.class);
        assertThat(life.moveOwner(shop.code(), business(buyer), "sold", "test:sold"))
                .isEqualTo(new MarkAttempt.Refused<>(new MarkRefusal.LetterOpen()));
        var id = supervision(shop).path("id").asString();
        done(act(shop.owner(), shop, "statement", Map.of("text", "Our accountant fell ill.")));
        done(act(officer, shop, "withdrawal", Map.of("reason", "It was written by mistake.")));
        life.moveOwner(shop.code(), business(buyer), "sold", "test:sold").done();
        assertThat(visit(shop.owner()).get("/desk/supervision/" + id).text()).contains("accountant");
        assertThat(visit(buyer.owner()).get("/desk/supervision/" + id).status()).isEqualTo(404);
        assertThat(http.as(buyer.owner()).get(CASES + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void what_lies_between_decisions_is_not_open_in_the_log() {
        var shop = withLetter();
        done(act(shop.owner(), shop, "plan", plan(20, target("UNANSWERED", 0))));
        http.advance("PT1S");
        var entry = installation
                .jdbc()
                .sql("SELECT idx FROM log_entry WHERE source = 'supervision_event' ORDER BY idx DESC LIMIT 1")
                .query(Long.class)
                .single();
        assertThat(http.get("/log/entry/" + entry).text())
                .doesNotContain("targets")
                .doesNotContain("GIVE_PLAN");
    }

    @Test
    void words_stay_between_the_parties() {
        var shop = withLetter();
        done(act(shop.owner(), shop, "statement", Map.of("text", "Our accountant Ludmilla Prohaska fell ill.")));
        var id = supervision(shop).path("id").asString();
        assertThat(visit(shop.owner()).get("/desk/supervision/" + id).text()).contains("Prohaska");
        assertThat(visit(officer).get("/officer/supervision/" + id).text()).contains("Prohaska");
        assertThat(http.get(CASES + "/" + id).status()).isEqualTo(401);
        assertThat(http.as(http.consumer()).get(CASES + "/" + id).status()).isEqualTo(404);
        assertThat(http.get("/m/" + shop.code()).text()).doesNotContain("Prohaska");
        var plain = installation
                .part(JdbcClient.class)
                .sql(
                        "SELECT count(*) FROM supervision_event WHERE encode(words, 'escape') LIKE '%Prohaska%' OR facts::text LIKE '%Prohaska%'")
                .query(Integer.class)
                .single();
        assertThat(plain).isZero();
    }

    @Test
    void whoever_holds_a_letter_can_verify_it_and_nobody_guesses_it() {
        var shop = withLetter();
        var number = file(shop).path("letters").path(0).path("number").asString();
        var secret = installation
                .part(JdbcClient.class)
                .sql("SELECT secret FROM official_letter WHERE number = :number")
                .param("number", number)
                .query(String.class)
                .single();
        var page = http.get("/letters/" + number + "/" + secret);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("This letter is genuine").contains(number);
        assertThat(http.get("/letters/" + number + "/AAAAAAAAAAAA").status()).isEqualTo(404);
    }

    @Test
    void letters_are_found_by_number_mark_and_address_the_newest_first() {
        var shop = withLetter();
        http.advance("P11D");
        var written = file(shop).path("letters");
        var first = written.path(0).path("number").asString();
        var second = written.path(1).path("number").asString();
        var page = visit(officer);
        for (var q : List.of(shop.code(), shop.code().toLowerCase(Locale.ROOT), shop.host())) {
            var text = page.get("/officer/letters?q=" + q).text();
            assertThat(text).as(q).containsSubsequence("/officer/letters/" + second, "/officer/letters/" + first);
            assertThat(text).contains("/officer/letters.csv?q=" + q);
            assertThat(page.get("/officer/letters.csv?q=" + q).text().lines())
                    .as(q)
                    .satisfiesExactly(
                            header ->
                                    assertThat(header).startsWith("number,kind,mark,host,business,at,toldAt,openedAt"),
                            line -> assertThat(line)
                                    .startsWith(second + ",PLAN_MISSED," + shop.code() + "," + shop.host()),
                            line -> assertThat(line).startsWith(first + ",LETTER," + shop.code() + "," + shop.host()));
        }
        assertThat(page.get("/officer/letters?q=" + first).text())
                .contains("/officer/letters/" + first)
                .doesNotContain("/officer/letters/" + second);
        assertThat(page.get("/officer/letters?q=nothing-like-it").text()).contains("No letter fits this.");
        assertThat(page.get("/officer/letters").text()).containsSubsequence(second, first);
        assertThat(visit(shop.owner()).get("/officer/letters.csv").status()).isEqualTo(403);
    }

    @Test
    void a_program_lists_the_letters_to_its_business_page_by_page_and_opens_none() {
        var shop = withLetter();
        http.advance("P11D");
        var owner = http.as(shop.owner());
        var newest = owner.get("/api/v1/desk/letters?limit=1");
        assertThat(OpenApiTest.faults("/api/v1/desk/letters", "get", newest)).isEmpty();
        var one = newest.json().path("items").path(0);
        assertThat(one.path("kind").asString()).isEqualTo("PLAN_MISSED");
        assertThat(one.path("mark").asString()).isEqualTo(shop.code());
        var next = owner.get("/api/v1/desk/letters?limit=1&cursor="
                        + newest.json().path("next").asString())
                .json();
        assertThat(next.path("items").path(0).path("kind").asString()).isEqualTo("LETTER");
        assertThat(next.path("items").path(0).path("openedAt").isNull()).isTrue();
        assertThat(http.as(http.shop().owner())
                        .get("/api/v1/desk/letters")
                        .json()
                        .path("items")
                        .size())
                .isZero();
        assertThat(http.get("/api/v1/desk/letters").status()).isEqualTo(401);
        assertThat(file(shop).path("letters").path(0).path("openedAt").isNull()).isTrue();
    }

    @Test
    void the_document_of_a_letter_says_what_its_page_says_and_is_never_made_anew() throws IOException {
        var shop = withLetter();
        var number = file(shop).path("letters").path(0).path("number").asString();
        var letters = installation.part(OfficialLetterStore.class);
        var letter = letters.numbered(number).orElseThrow();
        var owner = visit(shop.owner());
        for (var language : Language.values()) {
            assertThat(owner.get("/letters/" + number + ".pdf?language=" + language.code())
                            .status())
                    .isEqualTo(200);
            var pdf = letters.pdf(letter.id(), language.code()).orElseThrow();
            var read = black(text(pdf));
            var paper = LetterPaper.of(letter, Texts.in(language));
            assertThat(read).contains(black(paper.subject())).contains(number);
            paper.body().forEach(paragraph -> assertThat(read).contains(black(paragraph)));
            paper.rights().forEach(right -> assertThat(read).contains(black(right)));
            owner.get("/letters/" + number + ".pdf?language=" + language.code());
            assertThat(letters.pdf(letter.id(), language.code())).contains(pdf);
            var kept = letters.numbered(number).orElseThrow().documents().stream()
                    .filter(d -> d.language().equals(language.code()))
                    .toList();
            assertThat(kept)
                    .singleElement()
                    .satisfies(
                            d -> assertThat(d.sha256()).isEqualTo(HexFormat.of().formatHex(Sha256.of(pdf))));
        }
        assertThat(visit(http.shop().owner()).get("/letters/" + number + ".pdf").status())
                .isEqualTo(404);
        assertThat(http.get("/letters/" + number + "/" + letter.secret()).text())
                .contains(letters.numbered(number)
                        .orElseThrow()
                        .documents()
                        .getFirst()
                        .sha256());
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String black(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                // What only keeps directions apart is seen, not read.
                .filter(c -> c < 0x2066 || c > 0x2069)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
