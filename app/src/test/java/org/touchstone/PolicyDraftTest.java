package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.touchstone.Http.Answer;
import org.touchstone.foundation.database.DatabaseClock;

/** How a version of the policy comes about. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyDraftTest {

    private static final String DRAFTS = "/api/v1/policy-drafts";
    private static int number;

    private Installation installation;
    private Http http;
    private String author;
    private String senior;
    private String admin;

    @BeforeAll
    void start() {
        installation = Installation.fresh();
        http = installation.http();
        author = http.person("OFFICER");
        senior = http.person("SENIOR_OFFICER");
        admin = http.person("ADMIN");
    }

    @AfterAll
    void stop() {
        installation.close();
    }

    private Instant now() {
        return installation.part(DatabaseClock.class).instant();
    }

    private Map<String, @Nullable Object> changes(Duration from) {
        var changes = new HashMap<String, @Nullable Object>();
        changes.put("version", "test-" + ++number);
        changes.put("title", Map.of("fa", "آزمون", "zh", "试验", "en", "Test"));
        changes.put("validFrom", now().plus(from).toString());
        changes.put("rounds", List.of("PT72H", "PT48H", "PT24H"));
        return changes;
    }

    private String drafted() {
        return drafted(changes(Duration.ofDays(3)));
    }

    private String drafted(Map<String, @Nullable Object> changes) {
        var answer = http.as(author).post(DRAFTS, changes);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private void simulated(String id) {
        assertThat(http.as(author)
                        .post(DRAFTS + "/" + id + "/simulation", Map.of())
                        .status())
                .isEqualTo(202);
        // A sweep of its own may have taken the simulation up; it is done when that one is.
        var state = "";
        for (int i = 0; i < 400 && !state.equals("DONE"); i++) {
            http.advance("PT0.1S");
            state = http.as(author)
                    .get(DRAFTS + "/" + id + "/simulation")
                    .json()
                    .path("state")
                    .asString();
        }
        assertThat(state).isEqualTo("DONE");
    }

    private Answer propose(String id) {
        return http.as(author).post(DRAFTS + "/" + id + "/proposal", Map.of());
    }

    private Answer decide(String who, String id, boolean approve) {
        return http.as(who)
                .post(DRAFTS + "/" + id + "/approval", Map.of("approve", approve, "reason", "Seen the simulation."));
    }

    private String published() {
        var id = drafted();
        simulated(id);
        propose(id);
        decide(senior, id, true);
        var second = decide(admin, id, true);
        assertThat(second.json().path("state").asString()).as(second.text()).isEqualTo("PUBLISHED");
        return second.json().path("version").asString();
    }

    @Test
    void a_version_is_drafted_simulated_approved_by_two_and_in_force_from_its_date() {
        var shop = http.shop();
        var late = http.file(http.consumer(), shop, "A-1");
        http.advance("PT100H");
        http.answer(shop, late);
        http.advance("PT0S");
        var before = http.get("/api/v1/policies")
                .json()
                .path("items")
                .path(0)
                .path("version")
                .asString();

        var id = drafted();
        simulated(id);
        var simulation = http.as(senior).get(DRAFTS + "/" + id + "/simulation").json();
        assertThat(simulation.path("result").path("before").path("unanswered").asInt())
                .as("answered after 100 hours, one round of 96")
                .isPositive();
        assertThat(simulation.path("marks").valueStream()).anySatisfy(mark -> {
            assertThat(mark.path("mark").asString()).isEqualTo(shop.code());
            assertThat(mark.path("before").path("unanswered").asInt()).isEqualTo(1);
            assertThat(mark.path("after").path("unanswered").asInt()).isZero();
        });
        assertThat(propose(id).json().path("state").asString()).isEqualTo("PROPOSED");
        assertThat(decide(senior, id, true).json().path("state").asString()).isEqualTo("PROPOSED");
        var second = decide(admin, id, true);
        assertThat(second.json().path("state").asString()).as(second.text()).isEqualTo("PUBLISHED");
        var version = second.json().path("version").asString();

        var shown = http.get("/api/v1/policies/" + version).json();
        assertThat(shown.path("version").path("validity").asString()).isEqualTo("UPCOMING");
        assertThat(shown.path("follows").asString()).isEqualTo(before);
        assertThat(shown.path("changed").valueStream().map(n -> n.asString())).containsExactly("rounds");
        assertThat(shown.path("simulation").path("result").path("marks").asInt())
                .isPositive();

        var old = http.file(http.consumer(), shop, "A-2");
        http.advance("P3D");
        var fresh = http.file(http.consumer(), shop, "A-3");
        assertThat(policyOf(old)).isEqualTo(before);
        assertThat(policyOf(fresh)).isEqualTo(version);
        assertThat(http.get("/policy").text()).contains(version);
        assertThat(http.get("/policy/" + version).text()).contains("3 days + 2 days + 1 day");
        assertThat(journal("policy-draft:" + id))
                .containsSubsequence(
                        "policy.drafted",
                        "policy.simulation-started",
                        "policy.simulated",
                        "policy.proposed",
                        "policy.approved",
                        "policy.approved");
        assertThat(journal("policy:" + version)).contains("policy.published");
    }

    private String policyOf(String complaint) {
        return installation
                .jdbc()
                .sql("SELECT policy_version FROM complaint WHERE id = :id::uuid")
                .param("id", complaint)
                .query(String.class)
                .single();
    }

    private List<@Nullable String> journal(String subject) {
        return installation
                .jdbc()
                .sql("SELECT action FROM journal_entry WHERE subject = :subject ORDER BY id")
                .param("subject", subject)
                .query(String.class)
                .list();
    }

    @Test
    void nobody_approves_what_was_not_simulated() {
        var id = drafted();
        propose(id);
        assertThat(decide(senior, id, true).code()).isEqualTo("not-simulated");
        simulated(id);
        assertThat(decide(senior, id, true).status()).isEqualTo(200);
    }

    @Test
    void the_author_does_not_approve_and_nobody_approves_twice() {
        var both = http.person("SENIOR_OFFICER");
        var answer = http.as(both).post(DRAFTS, changes(Duration.ofDays(3)));
        var id = answer.json().path("id").asString();
        simulated(id);
        assertThat(http.as(both).post(DRAFTS + "/" + id + "/proposal", Map.of()).status())
                .isEqualTo(200);
        assertThat(decide(both, id, true).code()).isEqualTo("own-draft");
        assertThat(decide(senior, id, true).status()).isEqualTo(200);
        assertThat(decide(senior, id, true).code()).isEqualTo("spoken-already");
    }

    @Test
    void an_officer_drafts_and_does_not_approve_and_others_do_not_even_see_it() {
        var id = drafted();
        propose(id);
        assertThat(decide(http.person("OFFICER"), id, true).code()).isEqualTo("forbidden");
        assertThat(http.as(http.consumer()).get(DRAFTS + "/" + id).status()).isEqualTo(403);
        assertThat(http.as(http.consumer())
                        .post(DRAFTS, changes(Duration.ofDays(3)))
                        .status())
                .isEqualTo(403);
        assertThat(http.get(DRAFTS).status()).isEqualTo(401);
        assertThat(http.as(http.person("AUDITOR")).get(DRAFTS + "/" + id).status())
                .isEqualTo(200);
    }

    @Test
    void one_rejection_ends_a_draft_and_its_author_may_take_it_back() {
        var rejected = drafted();
        propose(rejected);
        assertThat(decide(admin, rejected, false).json().path("state").asString())
                .isEqualTo("REJECTED");
        assertThat(decide(senior, rejected, true).code()).isEqualTo("draft-state");
        var withdrawn = drafted();
        var path = DRAFTS + "/" + withdrawn + "/withdrawal";
        assertThat(http.as(senior).post(path, Map.of("reason", "no")).code()).isEqualTo("not-your-draft");
        assertThat(http.as(author)
                        .post(path, Map.of("reason", "A better one follows."))
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("WITHDRAWN");
        assertThat(http.as(author)
                        .post(DRAFTS + "/" + withdrawn + "/simulation", Map.of())
                        .code())
                .isEqualTo("draft-state");
    }

    @Test
    void a_version_is_known_a_day_before_it_is_in_force() {
        var id = drafted(changes(Duration.ofHours(30)));
        simulated(id);
        propose(id);
        http.advance("PT7H");
        assertThat(decide(senior, id, true).code()).isEqualTo("too-soon");
    }

    @Test
    void a_draft_of_a_version_that_is_no_longer_the_last_is_not_approved() {
        var changes = changes(Duration.ofDays(20));
        var id = drafted(changes);
        simulated(id);
        propose(id);
        published();
        assertThat(decide(senior, id, true).code()).isEqualTo("outdated-draft");
    }

    @Test
    void every_wrong_field_of_a_draft_is_named_at_once() {
        var changes = changes(Duration.ofDays(3));
        changes.put("version", "No Spaces");
        changes.put("validFrom", "2020-01-01T00:00:00Z");
        changes.put("rounds", List.of("PT10M"));
        changes.put("dailyLimit", 0);
        changes.put("title", Map.of("fa", "", "en", "x".repeat(200)));
        var answer = http.as(author).post(DRAFTS, changes);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(e -> e.path("field").asString()))
                .contains("version", "validFrom", "rounds", "title-fa", "title-en");
    }

    @Test
    void what_is_no_policy_at_all_is_refused_and_not_a_failure_of_ours() {
        var odd = new HashMap<String, Object>();
        odd.put("rounds", List.of());
        odd.put("ladder", Map.of("letterAbove", 50));
        odd.put("weekend", List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"));
        odd.put("categories", List.of(Map.of()));
        odd.put("zone", "Mars/Olympus");
        odd.put("surprise", 1);
        odd.put("dailyLimit", "many");
        odd.put("title", 3);
        odd.put("forceMajeure", List.of(Map.of("from", "2030-01-02T00:00:00Z", "to", "2030-01-01T00:00:00Z")));
        odd.forEach((field, value) -> {
            var changes = changes(Duration.ofDays(3));
            changes.put(field, value);
            var answer = http.as(author).post(DRAFTS, changes);
            assertThat(answer.status()).as("%s: %s", field, answer.text()).isEqualTo(422);
        });
        assertThat(http.as(author).postText(DRAFTS, "application/json", "[]").status())
                .isEqualTo(422);
    }

    @Test
    void a_simulation_is_cancelled_and_begun_again() {
        var id = drafted();
        var path = DRAFTS + "/" + id + "/simulation";
        assertThat(http.as(author).get(path).status()).isEqualTo(404);
        http.as(author).post(path, Map.of());
        assertThat(http.as(author).send("DELETE", path).status()).isEqualTo(200);
        simulated(id);
        assertThat(http.as(senior)
                        .get("/api/v1/policy-drafts/" + id)
                        .json()
                        .path("simulation")
                        .isObject())
                .isTrue();
    }
}
