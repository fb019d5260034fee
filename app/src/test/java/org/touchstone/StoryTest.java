package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.touchstone.Http.Answer;
import org.touchstone.Http.Shop;
import org.touchstone.journal.Journal;
import org.touchstone.journal.JournalEntry;
import tools.jackson.databind.node.ObjectNode;

/** A consumer's own words: public only with consent, only redacted, gone when taken back – and no figure moves. */
class StoryTest {

    private static final Installation INSTALLATION = Installation.shared();
    private static final Http HTTP = INSTALLATION.http();
    private static final String WORDS =
            "The zebra parcel never came. Ring me on 0912 345 6789, says Mr. Goodwin of Greenhill.";

    private final Shop shop = HTTP.shop();
    private final String consumer = HTTP.consumer();
    private String id = "";

    @BeforeEach
    void file() {
        id = file(true);
    }

    private String file(boolean consent) {
        Map<String, @Nullable Object> filing = new HashMap<>(Http.filing(HTTP.shop(), "S-1"));
        filing.put("website", shop.host());
        filing.put("narrative", WORDS);
        filing.put("publishNarrative", consent);
        return HTTP.as(consent ? consumer : HTTP.consumer())
                .post("/api/v1/complaints", filing)
                .json()
                .path("id")
                .asString();
    }

    private Answer act(Map<String, ?> request) {
        return HTTP.as(consumer).post("/api/v1/complaints/" + id + "/narrative", request);
    }

    private String publicId() {
        return INSTALLATION
                .jdbc()
                .sql("SELECT public_id FROM complaint WHERE id = :id::uuid")
                .param("id", id)
                .query(String.class)
                .single();
    }

    /** What the open layer says of our complaint. */
    private String csv() {
        var publicId = publicId();
        return HTTP.get("/open-data/narratives.csv")
                .text()
                .lines()
                .filter(line -> line.startsWith(publicId))
                .collect(Collectors.joining());
    }

    private String facts() {
        HTTP.advance("PT0S");
        return HTTP.get("/m/" + shop.code() + "/record/all").text();
    }

    @Test
    void consent_at_filing_publishes_nothing_before_the_consumer_has_looked() {
        var story =
                HTTP.as(consumer).get("/api/v1/complaints/" + id + "/narrative").json();
        assertThat(story.path("state").asString()).isEqualTo("PROPOSED");
        assertThat(story.path("proposed").path("text").asString())
                .isEqualTo("The zebra parcel never came. Ring me on ⟦PHONE⟧, says Mr. ⟦NAME⟧ of Greenhill.");
        assertThat(story.path("published").isNull()).isTrue();
        assertThat(csv() + facts()).doesNotContain("zebra");
    }

    @Test
    void what_is_published_is_redacted_as_the_consumer_reviewed_it() {
        var story = act(Map.of("action", "PUBLISH", "keep", List.of(1), "hide", List.of("greenhill")))
                .json();
        assertThat(story.path("state").asString()).isEqualTo("PUBLISHED");
        assertThat(story.path("published").path("text").asString())
                .isEqualTo("The zebra parcel never came. Ring me on ⟦PHONE⟧, says Mr. Goodwin of ⟦WORDS⟧.");
        assertThat(csv()).contains("zebra").doesNotContain("345 6789").doesNotContain("Greenhill");
        assertThat(facts())
                .contains("Ring me on [phone], says Mr. Goodwin of [hidden].")
                .contains("Written by the consumer");
    }

    @Test
    void taken_back_it_is_found_nowhere_and_no_figure_has_moved() {
        act(Map.of("action", "PUBLISH"));
        facts();
        var figures = HTTP.get("/open-data/figures.csv").text();
        var complaints = HTTP.get("/open-data/complaints.csv").text();
        var record = (ObjectNode) HTTP.record(shop);
        assertThat(csv()).contains("zebra parcel").contains("⟦NAME⟧ of Greenhill");

        assertThat(act(Map.of("action", "WITHDRAW")).json().path("state").asString())
                .isEqualTo("WITHDRAWN");

        var page = facts();
        assertThat(HTTP.get("/open-data/complaints.csv").text()).isEqualTo(complaints);
        assertThat(HTTP.get("/open-data/figures.csv").text()).isEqualTo(figures);
        var after = (ObjectNode) HTTP.record(shop);
        assertThat(after.without(List.of("asOf", "from"))).isEqualTo(record.without(List.of("asOf", "from")));
        assertThat(csv()).isEmpty();
        assertThat(page).contains(publicId()).doesNotContain("zebra");
        assertThat(HTTP.as(HTTP.person("OFFICER"))
                        .get("/api/v1/complaints/" + id + "/narrative")
                        .json()
                        .path("published")
                        .isNull())
                .isTrue();
        var stored = INSTALLATION
                .jdbc()
                .sql("SELECT count(*) FROM complaint_story WHERE complaint_id = :id::uuid AND public_text IS NOT NULL")
                .param("id", id)
                .query(Integer.class)
                .single();
        assertThat(stored).isZero();
        assertThat(act(Map.of("action", "WITHDRAW")).code()).isEqualTo("story-not-so");
    }

    @Test
    void consent_may_be_given_later_and_again() {
        act(Map.of("action", "PUBLISH"));
        act(Map.of("action", "WITHDRAW"));
        assertThat(act(Map.of("action", "PUBLISH")).json().path("state").asString())
                .isEqualTo("PUBLISHED");
        var other = file(false);
        assertThat(HTTP.as(HTTP.person("AUDITOR"))
                        .get("/api/v1/complaints/" + other + "/narrative")
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("NOT_AGREED");
    }

    @Test
    void nobody_else_publishes_or_reads_the_proposal() {
        assertThat(HTTP.as(shop.owner())
                        .get("/api/v1/complaints/" + id + "/narrative")
                        .status())
                .isEqualTo(404);
        assertThat(HTTP.as(HTTP.consumer())
                        .post("/api/v1/complaints/" + id + "/narrative", Map.of("action", "PUBLISH"))
                        .status())
                .isEqualTo(404);
        assertThat(HTTP.as(HTTP.person("OFFICER"))
                        .post("/api/v1/complaints/" + id + "/narrative", Map.of("action", "PUBLISH"))
                        .code())
                .isEqualTo("not-a-party");
        assertThat(HTTP.get("/api/v1/complaints/" + id + "/narrative").status()).isEqualTo(401);
    }

    @Test
    void a_proposal_that_has_changed_since_is_looked_through_again() {
        assertThat(act(Map.of("action", "PUBLISH", "version", "0123456789abcdef"))
                        .code())
                .isEqualTo("story-outdated");
        assertThat(act(Map.of("action", "EAT")).code()).isEqualTo("invalid-fields");
        assertThat(act(Map.of("action", "PUBLISH", "hide", List.of("x".repeat(300))))
                        .code())
                .isEqualTo("invalid-fields");
    }

    @Test
    void a_person_looks_through_it_on_a_page_and_publishes() {
        var browser = Visit.of(INSTALLATION, consumer);
        var page = browser.get("/complaints/" + id + "/story").text();
        assertThat(page)
                .contains("<mark>0912 345 6789")
                .contains("name=\"keep\"")
                .contains("Waiting for your review");
        assertThat(browser.get("/complaints/" + id).text()).contains("/complaints/" + id + "/story");
        var preview = browser.submit(page, "/complaints/" + id + "/story", "keep=1&hide=Greenhill&what=preview");
        assertThat(preview.text()).contains("Ring me on [phone], says Mr. Goodwin of [hidden].");
        assertThat(csv()).doesNotContain("Mr. Goodwin of ⟦WORDS⟧");
        assertThat(browser.submit(
                                page,
                                "/complaints/" + id + "/story",
                                "keep=1&hide=Greenhill&what=publish&version=" + version(page))
                        .status())
                .isEqualTo(303);
        assertThat(csv()).contains("Mr. Goodwin of ⟦WORDS⟧");
        var ask = browser.get("/complaints/" + id + "/story/withdrawal").text();
        assertThat(browser.submit(ask, "/complaints/" + id + "/story/withdrawal", "")
                        .status())
                .isEqualTo(303);
        assertThat(browser.get("/complaints/" + id + "/story").text()).contains("Taken back");
    }

    private static String version(String page) {
        return page.replaceAll("(?s).*name=\"version\" value=\"([0-9a-f]+)\".*", "$1");
    }

    @Test
    void an_officer_keeps_a_story_from_publication_with_reasons_and_the_consumer_is_told() {
        act(Map.of("action", "PUBLISH"));
        var officer = Visit.of(INSTALLATION, HTTP.person("OFFICER"));
        var page = officer.get("/complaints/" + id + "/story").text();
        assertThat(officer.submit(page, "/complaints/" + id + "/story/block", "reason=")
                        .text())
                .contains("Fill this in");
        assertThat(officer.submit(page, "/complaints/" + id + "/story/block", "reason=It+names+a+child")
                        .status())
                .isEqualTo(303);
        assertThat(csv() + facts()).doesNotContain("⟦NAME⟧ of Greenhill");
        assertThat(act(Map.of("action", "PUBLISH")).code()).isEqualTo("story-blocked");
        var mine = Visit.of(INSTALLATION, consumer)
                .get("/complaints/" + id + "/story")
                .text();
        assertThat(mine).contains("It names a child").contains("You may appeal");
        assertThat(INSTALLATION.part(Journal.class).about("complaint:" + id))
                .extracting(JournalEntry::action)
                .contains("story.published", "story.blocked");
        assertThat(officer.submit(page, "/complaints/" + id + "/story/unblock", "")
                        .status())
                .isEqualTo(303);
        assertThat(csv()).doesNotContain("⟦NAME⟧ of Greenhill");
        assertThat(act(Map.of("action", "PUBLISH")).status()).isEqualTo(200);
    }
}
