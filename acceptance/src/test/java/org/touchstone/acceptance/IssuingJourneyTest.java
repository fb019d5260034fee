package org.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From wanting a mark to having one, or to hearing why not. */
@ExtendWith(Acceptance.class)
class IssuingJourneyTest {

    @ParameterizedTest
    @EnumSource
    void issued_in_one_sitting_on_a_phone(Language language, Sandbox sandbox, Visitors visitors) {
        var newcomer = sandbox.newcomer();
        var owner = visitors.onPhone(language);
        owner.opens("/mark");
        owner.reads("mark.ready");
        owner.presses("mark.start");
        owner.signsIn(newcomer.person().nationalId());
        owner.isAt("/mark/apply");
        owner.presses("apply.begin");
        owner.reads("application.draft.NEW");

        owner.follows("ApplicationTask.BUSINESS");
        owner.types("label.legalId", "123");
        owner.presses("business.ask");
        owner.isToldToPutRight("legalId");
        owner.types("label.legalId", language.digits(newcomer.legalId()));
        owner.presses("business.ask");
        owner.reads("business.found");
        assertThat(owner.attribute("#legalName", "value")).isEqualTo(newcomer.legalName());
        owner.presses("form.continue");

        owner.follows("ApplicationTask.WEBSITE");
        owner.types("label.host", newcomer.host());
        owner.presses("form.continue");
        owner.reads("website.proof");
        var path = owner.attribute("[data-copy^='/.well-known/']", "data-copy");
        var content = owner.attribute("[data-copy^='touchstone-verification=']", "data-copy");
        owner.waitsToRead("TaskState.PUT_RIGHT");
        sandbox.opensShop(newcomer, path, content);
        owner.presses("website.look");
        owner.waitsToRead("TaskState.DONE");
        owner.follows("website.done");

        owner.follows("ApplicationTask.CONTACT");
        assertThat(owner.attribute("#phone", "value")).isEqualTo(newcomer.phone());
        owner.presses("form.continue");
        owner.follows("ApplicationTask.LICENCE");
        owner.presses("form.continue");

        owner.follows("ApplicationTask.PLEDGE");
        owner.presses("ApplicationStep.SUBMIT");
        owner.isToldToPutRight("pledge");
        owner.chooses("pledge", "true");
        owner.presses("ApplicationStep.SUBMIT");
        owner.waitsToRead("application.issued.NEW");
        owner.follows("application.profile");
        owner.readsText(newcomer.legalName());
        owner.opens("/mark/issuing");
        owner.reads("issuing.how.from");
        owner.opens("/mark/applications");
        owner.reads("ApplicationState.ISSUED");
    }

    @ParameterizedTest
    @EnumSource
    void a_register_that_is_down_is_told_and_the_mark_issues_by_itself_when_it_is_back(
            Language language, Sandbox sandbox, Visitors visitors) {
        var newcomer = sandbox.newcomer();
        var owner = visitors.onPhone(language).signedInAs(newcomer.person());
        try {
            sandbox.register("licence", "DOWN");
            var applied = sandbox.application(newcomer.person(), newcomer);
            sandbox.opensShop(newcomer, applied.path(), applied.content());
            owner.opens(applied.page());
            owner.waitsToRead("application.waiting", language.say("waits.LICENCE"), language.say("CheckCode.LICENCE"));
            owner.follows("ApplicationTask.PLEDGE");
            owner.chooses("pledge", "true");
            owner.presses("ApplicationStep.SUBMIT");
            owner.reads("application.checking");
            owner.opens("/mark/issuing");
            owner.reads("waits.LICENCE");
            owner.opens(applied.page());
            sandbox.register("licence", "UP");
            owner.waitsToRead("application.issued.NEW");
        } finally {
            sandbox.register("licence", "UP");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refused_for_somebody_elses_business_and_granted_on_appeal(
            Language language, Sandbox sandbox, Visitors visitors) {
        var business = sandbox.newcomer();
        var applicant = sandbox.newcomer().person();
        var applied = sandbox.application(applicant, business);
        sandbox.opensShop(business, applied.path(), applied.content());
        var owner = visitors.onPhone(language).signedInAs(applicant);
        owner.opens(applied.page());
        owner.follows("ApplicationTask.PLEDGE");
        owner.chooses("pledge", "true");
        owner.presses("ApplicationStep.SUBMIT");
        owner.waitsToRead("application.refused");
        owner.reads("finding.business-of-another");
        owner.presses("application.appeal-send");
        owner.isToldToPutRight("reason");
        owner.types("label.reason", "I bought this business last week.");
        owner.presses("application.appeal-send");
        owner.reads("application.appeal.OPEN");

        var appeals = visitors.atDesk(language).signedInAs(sandbox.somebody("APPEALS_OFFICER"));
        appeals.opens("/officer/applications");
        appeals.followsInRowOf(business.host());
        appeals.readsText("I bought this business last week.");
        appeals.presses("decide.appeal.do");
        appeals.isToldToPutRight("reason", "decision");
        appeals.types("label.reason", "The deed of sale was shown.");
        appeals.chooses("decision", "true");
        appeals.presses("decide.appeal.do");
        appeals.reads("application.appeal.GRANTED");
        owner.opens(applied.page());
        owner.waitsToRead("application.issued.NEW");
        owner.unfolds("application.history");
        owner.readsText("The deed of sale was shown.");
    }

    @ParameterizedTest
    @EnumSource
    void a_contradiction_is_decided_by_an_officer(Language language, Sandbox sandbox, Visitors visitors) {
        var newcomer = sandbox.newcomer();
        var owner = visitors.atDesk(language).signedInAs(newcomer.person());
        try {
            sandbox.register("licence", "CONTRADICTORY");
            var applied = sandbox.application(newcomer.person(), newcomer);
            owner.opens(applied.page());
            owner.waitsToRead("TaskState.QUESTION");
            owner.follows("ApplicationTask.PLEDGE");
            owner.chooses("pledge", "true");
            owner.presses("ApplicationStep.SUBMIT");
            owner.waitsToRead("application.needs-input");
            sandbox.opensShop(newcomer, applied.path(), applied.content());
            owner.presses("application.submit-again");
            owner.waitsToRead("application.checking-officer");

            var officer = visitors.atDesk(language).signedInAs(sandbox.somebody("OFFICER"));
            officer.opens("/officer");
            officer.follows("applications.officer");
            officer.followsInRowOf(newcomer.host());
            officer.reads("application.question", language.say("CheckCode.LICENCE"));
            officer.readsText(newcomer.person().name());
            officer.chooses("decision", "true");
            officer.types("label.reason", "The firm changed its name last month.");
            officer.presses("decide.question.do");
            officer.reads("ApplicationState.ISSUED");
            owner.opens(applied.page());
            owner.reads("application.issued.NEW");
            owner.readsText("The firm changed its name last month.");
        } finally {
            sandbox.register("licence", "UP");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tried_before_applying_and_given_up(Language language, Sandbox sandbox, Visitors visitors) {
        var newcomer = sandbox.newcomer();
        sandbox.opensShop(newcomer, "/other.txt", "nothing");
        var owner = visitors.withoutScripts(language).signedInAs(newcomer.person());
        owner.opens("/mark/applications");
        owner.reads("applications.none");
        owner.opens("/mark/try");
        owner.presses("try.look");
        owner.isToldToPutRight("host");
        owner.types("label.host", newcomer.host());
        owner.presses("try.look");
        owner.reads("try.score-is");
        owner.reads("Verdict.GOOD");
        owner.presses("try.apply");
        owner.readsText(newcomer.host());
        owner.follows("ApplicationStep.WITHDRAW");
        owner.presses("withdraw.do");
        owner.reads("application.withdrawn-lead");
    }
}
