package org.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first page of officers, and the country in figures. */
@ExtendWith(Acceptance.class)
class CentreJourneyTest {

    private static void leavesUnanswered(Sandbox sandbox, Sandbox.Shop shop, int complaints) {
        for (int i = 0; i < complaints; i++) {
            sandbox.complaint(sandbox.somebody("CONSUMER"), shop);
        }
        sandbox.pass(Duration.ofHours(97));
    }

    @ParameterizedTest
    @EnumSource
    void what_needs_me_now_is_reached_by_the_keyboard_and_done(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        leavesUnanswered(sandbox, shop, 1);

        var officer = visitors.atDesk(language).signedInAs(sandbox.somebody("OFFICER"));
        officer.opens("/officer");
        officer.reads("home.mine");
        officer.reads("queue.why.UNANSWERED");
        officer.opens("/officer?kind=UNANSWERED");
        officer.readsText(shop.legalName());
        officer.hits("j");
        officer.hits("Enter");
        officer.readsBeginning("followups.unanswered");
        officer.opens("/officer?kind=FLOOD");
        officer.sees("h1");

        var auditor = visitors.onPhone(language).signedInAs(sandbox.somebody("AUDITOR"));
        auditor.opens("/officer");
        auditor.reads("home.reads");
        auditor.reads("home.whose.OFFICER");
        auditor.doesNotSee("#mine");
    }

    @ParameterizedTest
    @EnumSource
    void the_country_in_figures_with_tables_and_files(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        leavesUnanswered(sandbox, shop, 5);

        var reader = visitors.atDesk(language).signedInAs(sandbox.somebody("AUDITOR"));
        reader.opens("/officer");
        reader.follows("overview.title");
        reader.reads("chart.unanswered");
        reader.readsText(shop.legalName());
        reader.unfolds("chart.table");
        reader.looksAround();
        reader.sees("#categories table");
        var file = reader.fetches(reader.attribute("#unanswered .files a", "href"));
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.text()).startsWith("month,unanswered,unansweredBefore");
        reader.types("label.from", "1390/01/01");
        reader.presses("overview.show");
        reader.isToldToPutRight("from");
        reader.opens("/officer/overview/supervision?sort=SINCE");
        reader.readsText(shop.legalName());

        var onTheWay = visitors.onPhone(language).signedInAs(sandbox.somebody("SENIOR_OFFICER"));
        onTheWay.opens("/officer/overview");
        onTheWay.sees("#filed svg");
        onTheWay.opens("/officer/overview/supervision");
        onTheWay.readsText(shop.legalName());
        onTheWay.opens("/officer");
        onTheWay.reads("home.mine");
    }
}
