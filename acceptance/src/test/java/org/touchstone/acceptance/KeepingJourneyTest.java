package org.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Period;
import java.time.ZoneOffset;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the owner of a mark does to keep it: changes, renewal, another address or owner, and what the daily look finds. */
@ExtendWith(Acceptance.class)
class KeepingJourneyTest {

    /** How long a mark is valid by the policy the installation begins with. */
    private static final Period VALIDITY = Period.ofYears(2);

    /** Longer than all rounds in which a complaint is to be answered. */
    private static final Duration SILENT_THROUGH = Duration.ofDays(45);

    @ParameterizedTest
    @EnumSource
    void changed_without_typing_anything_and_handed_to_another_owner(
            Language language, Sandbox sandbox, Visitors visitors) {
        var newcomer = sandbox.newcomer();
        var mark = sandbox.issued(newcomer);
        var owner = visitors.onPhone(language).signedInAs(newcomer.person());
        owner.opens("/mark/apply?kind=CHANGE&mark=" + mark);
        owner.presses("form.continue");
        owner.reads("application.all-known");
        owner.presses("application.as-it-is.CHANGE");
        owner.waitsToRead("application.issued.CHANGE");
        owner.opens("/mark/apply?kind=MOVE_OWNER&mark=" + mark);
        owner.presses("transfer.make");
        var code = owner.at(".panel-code");

        var next = visitors.onPhone(language).signedInAs(sandbox.newcomer().person());
        next.opens("/mark/transfer");
        next.presses("form.continue");
        next.isToldToPutRight("mark", "transferCode");
        next.types("label.mark", mark);
        next.types("label.transferCode", "WRONG");
        next.presses("form.continue");
        next.isToldThatItIsNotDone(language.say("problem.transfer-code-wrong"));
        next.types("label.transferCode", code);
        next.presses("form.continue");
        next.reads("application.draft.MOVE_OWNER");
        next.readsText(newcomer.host());
    }

    @ParameterizedTest
    @EnumSource
    void renewed_in_its_last_month_without_typing_anything(Language language, Sandbox sandbox, Visitors visitors) {
        var newcomer = sandbox.newcomer();
        var mark = sandbox.issued(newcomer);
        var before = sandbox.validUntil(mark);
        sandbox.pass(Duration.between(sandbox.now(), before.minus(Duration.ofDays(20))));
        var owner = visitors.onPhone(language).signedInAs(newcomer.person());
        owner.opens("/desk/marks");
        owner.reads("profile.until", language.inWords(before));
        owner.follows("marks.renew");
        owner.presses("form.continue");
        owner.reads("application.all-known");
        owner.presses("application.as-it-is.RENEWAL");
        owner.waitsToRead("application.issued.RENEWAL");
        var after = sandbox.validUntil(mark);
        assertThat(after).isEqualTo(before.atZone(ZoneOffset.UTC).plus(VALIDITY).toInstant());
        owner.follows("application.profile");
        owner.reads("profile.until", language.inWords(after));
        owner.opens("/desk/marks");
        owner.reads("profile.until", language.inWords(after));
    }

    @ParameterizedTest
    @EnumSource
    void moved_to_another_address_with_its_record(Language language, Sandbox sandbox, Visitors visitors) {
        var here = sandbox.newcomer();
        var mark = sandbox.issued(here);
        // Only what was bought under the mark is complained about.
        sandbox.pass(Duration.ofDays(11));
        sandbox.complaint(sandbox.somebody("CONSUMER"), here.with(mark));
        sandbox.pass(SILENT_THROUGH);
        var there = here.at("new-" + here.host());
        var owner = visitors.onPhone(language).signedInAs(here.person());
        owner.opens("/desk/marks");
        owner.follows("marks.move-host");
        owner.presses("form.continue");
        owner.reads("application.draft.MOVE_HOST");
        owner.follows("ApplicationTask.WEBSITE");
        owner.types("label.host", there.host());
        owner.presses("form.continue");
        owner.reads("website.proof");
        var path = owner.attribute("[data-copy^='/.well-known/']", "data-copy");
        var content = owner.attribute("[data-copy^='touchstone-verification=']", "data-copy");
        sandbox.opensShop(there, path, content);
        owner.presses("website.look");
        owner.waitsToRead("TaskState.DONE");
        owner.follows("website.done");
        owner.presses("application.as-it-is.MOVE_HOST");
        owner.waitsToRead("application.issued.MOVE_HOST");
        owner.follows("application.profile");
        owner.readsText(there.host());
        assertThat(owner.path()).isEqualTo("/m/" + mark);
        assertThat(owner.figure("unanswered")).isEqualTo(language.digits(1));
        assertThat(owner.figureOf("unanswered")).isEqualTo(language.say("figure.of-complaints", 1));

        var shopper = visitors.onPhone(language);
        shopper.opens("/");
        shopper.types("home.address", here.host());
        shopper.presses("home.check");
        shopper.reads("check.moved");
        shopper.readsText(there.host());
    }

    @ParameterizedTest
    @EnumSource
    void what_the_daily_look_finds_is_read_at_the_desk_until_it_is_mended(
            Language language, Sandbox sandbox, Visitors visitors) {
        var newcomer = sandbox.newcomer();
        var applied = sandbox.application(newcomer.person(), newcomer);
        var mark = sandbox.issued(newcomer, applied);
        var owner = visitors.onPhone(language).signedInAs(newcomer.person());
        owner.opens("/desk/marks");
        owner.follows("looks.title");
        owner.reads("looks.not-yet");

        sandbox.opensShop(newcomer, newcomer.pageWithoutReturns(), applied.path(), applied.content());
        sandbox.passesDayWithLook(newcomer, mark);
        owner.signedInAs(newcomer.person()).opens("/desk/marks/" + mark + "/checks");
        owner.reads("looks.open");
        owner.readsBeginning("looks.cure-by");
        owner.readsText(language.say("topic.RETURNS"));
        owner.reads("looks.if-not");
        var auditor = visitors.atDesk(language).signedInAs(sandbox.somebody("AUDITOR"));
        auditor.opens("/officer/marks/" + mark);
        auditor.follows("looks.title");
        auditor.reads("looks.open");

        sandbox.opensShop(newcomer, applied.path(), applied.content());
        sandbox.passesDayWithLook(newcomer, mark);
        owner.signedInAs(newcomer.person()).opens("/desk/marks/" + mark + "/checks");
        owner.reads("looks.none");
    }
}
