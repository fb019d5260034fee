package org.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.touchstone.acceptance.Sandbox.Shop;

/** Figures that become public in stages: who decides, who sees what meanwhile, and what an auditor finds of it. */
@ExtendWith(Acceptance.class)
class StagesJourneyTest {

    private static void decides(Visitor officer, Visitor senior, String stage) {
        officer.chooses("stage", stage);
        officer.types("label.reason", "As agreed with the guilds of the trade.");
        officer.presses("form.continue");
        officer.reads("proposing.title");
        officer.presses("proposing.send");
        officer.reads("stages.own");
        senior.opens(officer.path());
        senior.presses("stages.confirm");
        senior.reads("stagedecision.CONFIRMED");
    }

    @ParameterizedTest
    @EnumSource
    void from_confidence_to_the_public(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        sandbox.complaint(sandbox.somebody("CONSUMER"), shop);
        sandbox.pass(Duration.ofDays(5));
        sandbox.complaint(sandbox.somebody("CONSUMER"), shop);
        var officer = visitors.atDesk(language).signedInAs(sandbox.somebody("OFFICER"));
        var senior = visitors.atDesk(language).signedInAs(sandbox.somebody("SENIOR_OFFICER"));
        officer.opens("/officer/stages");
        officer.follows("stages.new");
        officer.presses("form.continue");
        officer.isToldToPutRight("nameFa", "nameZh", "nameEn", "who");
        var name = "W-" + shop.code();
        officer.types("label.nameFa", name);
        officer.types("label.nameZh", name);
        officer.types("label.nameEn", name);
        officer.chooses("who", "invited");
        officer.typesInto("#marks", shop.code());
        officer.presses("form.continue");
        decides(officer, senior, "PRIVATE");

        var everyone = visitors.onPhone(language);
        everyone.opens("/m/" + shop.code());
        everyone.reads("unpublished.title");
        everyone.doesNotSee(".figure-number");
        everyone.opens("/m/" + shop.code() + "/record/all");
        everyone.reads("unpublished.title");
        var owner = visitors.onPhone(language).signedInAs(shop.ownerNationalId());
        owner.opens("/desk/figures");
        owner.reads("ownfigures.confidential");

        officer.opens("/officer/stages?mark=" + shop.code());
        looks(officer, shop, "DESK", "BUSINESS");
        officer.reads("ownfigures.peers");
        looks(officer, shop, "VOLUNTARY", "BUSINESS");
        looks(officer, shop, "PUBLIC", "EVERYONE");
        assertThat(officer.count(".figure-number")).isPositive();
        looks(officer, shop, "PRIVATE", "OFFICER");
        assertThat(officer.count(".figure-number")).isPositive();

        officer.opens("/officer/stages");
        officer.followsTo(cohortLink(officer, name));
        decides(officer, senior, "VOLUNTARY");
        owner.opens("/desk");
        owner.follows("ownfigures.title");
        owner.reads("ownfigures.not-agreed");
        owner.presses("ownfigures.agree");
        owner.reads("ownfigures.agreed");
        everyone.opens("/m/" + shop.code());
        assertThat(everyone.count(".figure-number")).isPositive();
        owner.presses("ownfigures.take-back");
        owner.reads("ownfigures.not-agreed");
        everyone.opens("/m/" + shop.code());
        everyone.reads("unpublished.title");

        audits(visitors.atDesk(language).signedInAs(sandbox.somebody("AUDITOR")));
    }

    private static String cohortLink(Visitor officer, String name) {
        return officer.attribute("section:has(h2:text-is('%s')) a.more".formatted(name), "href");
    }

    private static void looks(Visitor officer, Shop shop, String stage, String eyes) {
        officer.opens("/officer/stages/preview?mark=" + shop.code() + "&stage=" + stage + "&eyes=" + eyes);
        officer.reads("preview.title");
    }

    private static void audits(Visitor auditor) {
        auditor.opens("/officer");
        auditor.follows("journal.title");
        auditor.follows("journal.check");
        auditor.reads("journal.sound");
        auditor.typesInto("#action", "stage.");
        auditor.presses("journal.find");
        auditor.readsText("stage.confirmed");
    }
}
