package org.touchstone.acceptance;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.touchstone.acceptance.Sandbox.Shop;

/** What silence leads to, and how a business puts it right or contests it. */
@ExtendWith(Acceptance.class)
class SupervisionJourneyTest {

    private static final Duration PAST_THE_LAST_ROUND = Duration.ofHours(97);
    private static final Duration PAST_THE_PLAN = Duration.ofDays(11);

    /** A shop that has left more complaints unanswered than the ladder forgives. */
    private static Shop silent(Sandbox sandbox) {
        var shop = sandbox.shop();
        leavesUnanswered(sandbox, shop, 8);
        return shop;
    }

    private static void leavesUnanswered(Sandbox sandbox, Shop shop, int complaints) {
        for (int i = 0; i < complaints; i++) {
            sandbox.complaint(sandbox.somebody("CONSUMER"), shop);
        }
        sandbox.pass(PAST_THE_LAST_ROUND);
    }

    @ParameterizedTest
    @EnumSource
    void a_letter_a_plan_that_comes_true_and_the_letter_is_settled(
            Language language, Sandbox sandbox, Visitors visitors) {
        var shop = silent(sandbox);
        var shopper = visitors.onPhone(language);
        shopper.opens("/m/" + shop.code());
        shopper.readsText(language.say("profile.supervised.LETTER"));
        shopper.reads("reason.ladder-letter", 8L, 7L);

        var owner = visitors.onPhone(language).signedInAs(shop.ownerNationalId());
        owner.opens("/desk");
        owner.follows("official.mine");
        owner.followsInRowOf(language.say("letter.new"));
        owner.reads("letter.LETTER.points", 8, 12, 7);
        owner.reads("Reached.OPENED");
        owner.follows("letter.case");
        owner.reads("supervision.now.LETTER");
        owner.follows("supervision.give-plan");
        owner.presses("plan.send");
        owner.isToldToPutRight("plan", "checkOn");
        owner.types("label.plan", "از فردا دو نفر هر روز صبح شکایت‌ها را پاسخ می‌دهند.");
        owner.types("label.UNANSWERED", language.digits(0));
        owner.types("label.checkOn", sandbox.dayToCome());
        owner.presses("plan.send");
        owner.reads("supervision.now.PLAN_GIVEN");

        var officer = visitors.atDesk(language).signedInAs(sandbox.somebody("OFFICER"));
        officer.opens("/officer/supervision");
        officer.followsInRowOf(shop.legalName());
        officer.follows("supervision.act.ACCEPT_PLAN");
        officer.presses("supervision.do");
        officer.isToldToPutRight("reason");
        officer.types("label.reason", "The promise can be measured.");
        officer.presses("supervision.do");
        officer.reads("CaseState.CURING");
        sandbox.pass(Duration.ofSeconds(1));
        officer.opens("/officer/letters");
        officer.types("official.find", shop.host());
        officer.presses("official.search");
        officer.followsInRowOf(language.say("LetterKind.PLAN_ACCEPTED"));
        officer.reads("Reached.TOLD");
        officer.opens("/officer/letters?q=nothing-like-it");
        officer.reads("official.nothing");
        var auditor = visitors.onPhone(language).signedInAs(sandbox.somebody("AUDITOR"));
        auditor.opens("/officer/letters?q=" + shop.code());
        auditor.reads("official.file");
        auditor.opens("/officer");
        auditor.follows("merges.title");
        auditor.reads("merges.none");

        sandbox.pass(Duration.ofDays(40));
        owner.opens("/desk/supervision");
        owner.reads("CaseState.SETTLED");
        shopper.opens("/m/" + shop.code());
        shopper.doesNotRead(language.say("profile.supervised.LETTER"));
    }

    @ParameterizedTest
    @EnumSource
    void a_letter_without_a_plan_a_suspension_and_an_appeal_that_is_won(
            Language language, Sandbox sandbox, Visitors visitors) {
        var shop = silent(sandbox);
        sandbox.pass(PAST_THE_PLAN);
        var first = visitors.atDesk(language).signedInAs(sandbox.somebody("OFFICER"));
        first.opens("/officer/supervision");
        first.followsInRowOf(shop.legalName());
        first.follows("supervision.follow");
        first.types("label.reason", "No plan came and eight customers still wait.");
        first.presses("marks.propose");
        first.reads("marks.pending");

        var second = visitors.atDesk(language).signedInAs(sandbox.somebody("SENIOR_OFFICER"));
        second.opens("/officer/marks/" + shop.code());
        second.presses("marks.approve");
        second.reads("MarkState.SUSPENDED");

        var owner = visitors.onPhone(language).signedInAs(shop.ownerNationalId());
        sandbox.pass(Duration.ofSeconds(1));
        owner.opens("/desk/supervision");
        owner.followsInRowOf(language.say("LetterKind.STATEMENT"));
        owner.readsText("No plan came and eight customers still wait.");
        owner.opens("/desk/marks");
        owner.follows("marks.appeal");
        owner.types("label.reason", "The letters went to a person who had left the company.");
        owner.presses("marks.appeal-send");

        var judge = visitors.atDesk(language).signedInAs(sandbox.somebody("APPEALS_OFFICER"));
        judge.opens("/officer/marks/" + shop.code());
        judge.types("label.reason", "The business was never reached.");
        judge.presses("marks.grant");
        judge.reads("MarkState.ISSUED");

        sandbox.pass(Duration.ofSeconds(1));
        var shopper = visitors.onPhone(language);
        shopper.opens("/m/" + shop.code());
        shopper.reads("Corrected.DECISION_REVERSED");
        shopper.opens("/corrections");
        shopper.readsText("The business was never reached.");
    }

    @ParameterizedTest
    @EnumSource
    void silence_after_a_suspension_takes_the_mark_away(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = silent(sandbox);
        sandbox.pass(PAST_THE_PLAN);
        sandbox.suspends(shop);
        for (int i = 0; i < 3; i++) {
            leavesUnanswered(sandbox, shop, 7);
        }
        var first = visitors.atDesk(language).signedInAs(sandbox.somebody("OFFICER"));
        first.opens("/officer/supervision");
        first.followsInRowOf(shop.legalName());
        first.reads("supervision.recommended", language.say("MarkStep.REVOKE"));
        first.follows("supervision.follow");
        first.types("label.reason", "Complaints are left unanswered while the mark is suspended.");
        first.presses("marks.propose");
        var second = visitors.atDesk(language).signedInAs(sandbox.somebody("SENIOR_OFFICER"));
        second.opens("/officer/marks/" + shop.code());
        second.presses("marks.approve");
        second.reads("MarkState.REVOKED");

        var owner = visitors.onPhone(language).signedInAs(shop.ownerNationalId());
        owner.opens("/desk/supervision");
        owner.reads("CaseState.REVOKED");
        var shopper = visitors.onPhone(language);
        shopper.opens("/m/" + shop.code());
        shopper.readsText(language.say("profile.verdict.REVOKED"));
    }
}
