package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkAttempt;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.NewMark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkRefusal;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;
import tools.jackson.databind.JsonNode;

/** When an address that carried a mark is free for a new owner, and what becomes of the old mark. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostReleaseTest {

    private final Installation installation = Installation.fresh();
    private final Http http = installation.http();
    private final String officer = http.person("OFFICER");
    private final String senior = http.person("SENIOR_OFFICER");

    @AfterAll
    void close() {
        installation.close();
    }

    private JsonNode revoked(String code) {
        var why = Map.of("reason", "Nine complaints stand unanswered.");
        assertThat(http.as(officer)
                        .post("/api/v1/marks/" + code + "/revocation", why)
                        .status())
                .isEqualTo(202);
        var decision = http.as(senior).post("/api/v1/marks/" + code + "/approval", why);
        assertThat(decision.status()).as(decision.text()).isEqualTo(200);
        return decision.json();
    }

    private JsonNode mark(String code) {
        return http.get("/api/v1/marks/" + code).json();
    }

    private Instant now() {
        return installation.part(DatabaseClock.class).instant();
    }

    private void goTo(Instant instant) {
        http.advance(Duration.between(now(), instant).toString());
    }

    private Registry registry() {
        return installation.part(Registry.class);
    }

    private MarkLife life() {
        return installation.part(MarkLife.class);
    }

    /** Another owner, at the address of somebody else. */
    private Applicant buyerOf(Applicant former) {
        var buyer = Applicant.in(http);
        return new Applicant(http, buyer.token(), buyer.business(), former.host());
    }

    private JsonNode refused(Applicant applicant) {
        var application = applicant.begin();
        applicant.openShop(application);
        applicant.submit(application);
        return applicant.await(application, "REFUSED").path("reasons");
    }

    private JsonNode judged(Applicant former, String code, JsonNode revocation) {
        var path =
                "/api/v1/marks/" + code + "/decisions/" + revocation.path("id").asString();
        assertThat(former.as()
                        .post(path + "/appeal", Map.of("reason", "We answered."))
                        .status())
                .isEqualTo(200);
        var judged = http.as(http.person("APPEALS_OFFICER"))
                .post(path + "/appeal-decision", Map.of("grant", true, "reason", "They did answer."));
        assertThat(judged.status()).as(judged.text()).isEqualTo(200);
        return judged.json();
    }

    @Test
    void a_buyer_of_a_domain_whose_mark_was_revoked_gets_a_new_mark_and_the_appeal_restores_no_validity() {
        var former = Applicant.in(http);
        var old = former.issued();
        var host = new Host(former.host());
        http.advance("P3D");
        var covered = LocalDate.ofInstant(now().minus(Duration.ofDays(1)), ZoneOffset.UTC);
        var revocation = revoked(old);
        var buyer = buyerOf(former);
        var code = buyer.issued();
        assertThat(code).isNotEqualTo(old);

        assertThat(mark(old).path("state").asString()).isEqualTo("REVOKED");
        assertThat(registry().markOf(host)).map(Mark::code).contains(code);
        assertThat(http.get("/api/v1/websites/" + host).json().path("covered").asBoolean())
                .isTrue();
        assertThat(registry().markCoveringOn(host, covered))
                .as("who bought while the old mark covered the address complains about its owner")
                .map(Mark::code)
                .contains(old);
        assertThat(life().history(old).getLast().step()).isEqualTo(MarkStep.RELEASE);
        assertThat(http.get("/m/" + old).text()).contains("Somebody else showed control of the address");
        assertThat(mark(code).path("issuedAt").asString())
                .isNotEqualTo(mark(old).path("issuedAt").asString());

        var judged = judged(former, old, revocation);
        assertThat(mark(old).path("state").asString()).isEqualTo("EXPIRED");
        assertThat(judged.path("reason").asString()).contains("They did answer.");
        assertThat(http.get("/m/" + old).text()).contains("The address meanwhile carries another mark");
        assertThat(life().renew(old, now().plus(Duration.ofDays(900)), "asked for", "system:test"))
                .isEqualTo(new MarkAttempt.Refused<>(new MarkRefusal.HostGone(host.name())));
        assertThat(former.as().get("/desk/marks").text()).doesNotContain("kind=RENEWAL");
        assertThat(registry().markOf(host)).map(Mark::code).contains(code);
        assertThat(registry().markCoveringOn(host, covered)).map(Mark::code).contains(old);
    }

    @Test
    void a_granted_appeal_restores_the_mark_once_the_address_is_free_again() {
        var former = Applicant.in(http);
        var old = former.issued();
        var revocation = revoked(old);
        var buyer = buyerOf(former);
        var code = buyer.issued();
        var elsewhere = new Host("away-" + former.host());
        assertThat(life().moveHost(code, elsewhere, "asked for", "system:test")).isInstanceOf(MarkAttempt.Done.class);
        judged(former, old, revocation);
        assertThat(mark(old).path("state").asString()).isEqualTo("ISSUED");
        assertThat(registry().markOf(new Host(former.host()))).map(Mark::code).contains(old);
        assertThat(life().moveHost(code, new Host(former.host()), "asked for", "system:test"))
                .isEqualTo(new MarkAttempt.Refused<>(new MarkRefusal.HostTaken(former.host())));
    }

    @Test
    void an_expired_mark_keeps_its_address_for_its_owner_and_then_gives_way_to_another() {
        var person = http.post("/sandbox/people", Map.of("count", 1, "role", "OWNER"))
                .json()
                .path(0);
        var number = person.path("nationalId").asString();
        var host = "shop-" + UUID.randomUUID().toString().substring(0, 8) + ".example";
        var former = new Applicant(
                http, http.token(number), person.path("businesses").path(0), host);
        var old = former.issued();
        var end = Instant.parse(mark(old).path("expiresAt").asString());
        goTo(end.plus(Duration.ofDays(2)));
        assertThat(Applicant.codes(refused(buyerOf(former)))).containsExactly("host-kept");
        goTo(end.plus(Duration.ofDays(31)));
        // Time went by for two years: the owner signs in anew.
        var again = new Applicant(http, http.token(number), former.business(), host);
        assertThat(Applicant.codes(refused(again))).containsExactly("host-to-renew");
        var code = buyerOf(former).issued();
        assertThat(registry().markOf(new Host(former.host()))).map(Mark::code).contains(code);
        assertThat(mark(old).path("state").asString()).isEqualTo("EXPIRED");
    }

    @Test
    void a_granted_appeal_shortens_the_wait_for_an_expired_mark() {
        var former = Applicant.in(http);
        var old = former.issued();
        goTo(Instant.parse(mark(old).path("expiresAt").asString()).plus(Duration.ofDays(2)));
        var buyer = buyerOf(former);
        var application = buyer.begin();
        buyer.openShop(application);
        buyer.submit(application);
        buyer.await(application, "REFUSED");
        var path = "/api/v1/applications/" + Applicant.id(application);
        assertThat(buyer.as()
                        .post(path + "/appeal", Map.of("reason", "The former owner closed the shop."))
                        .status())
                .isEqualTo(200);
        assertThat(http.as(http.person("APPEALS_OFFICER"))
                        .post(path + "/appeal-decision", Map.of("grant", true, "reason", "It is closed."))
                        .status())
                .isEqualTo(200);
        var code = buyer.await(application, "ISSUED").path("mark").path("code").asString();
        assertThat(registry().markOf(new Host(former.host()))).map(Mark::code).contains(code);
        assertThat(life().history(old).getLast().step()).isEqualTo(MarkStep.RELEASE);
    }

    @Test
    void of_many_who_race_for_a_released_address_one_has_it() throws Exception {
        var host = new Host("race" + Long.toString(System.nanoTime(), 36) + ".example");
        var old = life().issue(wanted(host), "system:test").orElseThrow();
        revoked(old.code());
        var tasks = new ArrayList<Callable<Optional<Mark>>>();
        for (int i = 0; i < 16; i++) {
            tasks.add(() -> life().issue(wanted(host), "system:test"));
        }
        var got = new ArrayList<Mark>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var done : threads.invokeAll(tasks)) {
                done.get().ifPresent(got::add);
            }
        }
        assertThat(got).hasSize(1);
        assertThat(registry().markOf(host)).contains(got.getFirst());
        assertThat(got.getFirst().state()).isEqualTo(MarkState.ISSUED);
        assertThat(installation
                        .jdbc()
                        .sql("SELECT count(*) FROM website WHERE host = :host AND released_at IS NULL")
                        .param("host", host.name())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(life().history(old.code()).stream().filter(e -> e.step() == MarkStep.RELEASE))
                .hasSize(1);
    }

    @Test
    void a_renewal_after_the_expiry_sheds_no_review() {
        var host = new Host("review" + Long.toString(System.nanoTime(), 36) + ".example");
        var code = life().issue(wanted(host), "system:test").orElseThrow().code();
        http.as(officer).post("/api/v1/marks/" + code + "/review", Map.of("reason", "Forged invoices?"));
        assertThat(mark(code).path("state").asString()).isEqualTo("UNDER_REVIEW");
        goTo(Instant.parse(mark(code).path("expiresAt").asString()).plusSeconds(60));
        assertThat(life().renew(code, now().plus(Duration.ofDays(400)), "asked for", "system:test"))
                .isInstanceOf(MarkAttempt.Done.class);
        assertThat(mark(code).path("state").asString()).isEqualTo("UNDER_REVIEW");
        assertThat(life().publicDecisions(code).getFirst().reason()).isEqualTo("Forged invoices?");
    }

    private NewMark wanted(Host host) {
        var name = "Firm " + UUID.randomUUID();
        return new NewMark(host, name, "RETAIL", null, "test", name, now(), now().plus(Duration.ofDays(400)));
    }
}
