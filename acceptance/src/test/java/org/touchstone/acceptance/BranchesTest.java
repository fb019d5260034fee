package org.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.touchstone.acceptance.Sandbox.Filed;
import org.touchstone.acceptance.Sandbox.Person;
import org.touchstone.acceptance.Sandbox.Shop;

/** What may follow a complaint besides an answer. */
@ExtendWith(Acceptance.class)
class BranchesTest {

    private static Visitor owner(Visitors visitors, Language language, Shop shop, Filed complaint) {
        var owner = visitors.atDesk(language).signedInAs(shop.ownerNationalId());
        owner.opens("/desk/" + complaint.id());
        return owner;
    }

    private static Visitor consumer(Visitors visitors, Language language, Person person, Filed complaint) {
        var consumer = visitors.onPhone(language).signedInAs(person);
        consumer.opens(complaint.page());
        return consumer;
    }

    private static Visitor officer(Visitors visitors, Language language, Sandbox sandbox, Filed complaint) {
        var officer = visitors.atDesk(language).signedInAs(sandbox.somebody("OFFICER"));
        officer.opens(complaint.page());
        return officer;
    }

    private static void answers(Visitor owner) {
        owner.types("label.text", "It is on its way.");
        owner.chooses("remedy", "DELIVERY");
        owner.presses("answer.show-preview");
        owner.presses("answer.send");
        owner.reads("State.ANSWERED");
    }

    private static void rates(Visitor consumer, Filed complaint, boolean solved) {
        consumer.opens(complaint.page());
        consumer.chooses("solved", String.valueOf(solved));
        consumer.chooses("score", solved ? "5" : "1");
        consumer.presses("rate.send");
        consumer.reads(solved ? "State.RESOLVED" : "State.NOT_RESOLVED");
    }

    private static void refuses(Visitor owner) {
        owner.follows("Step.REFUSE");
        owner.presses("Step.REFUSE");
        owner.isToldToPutRight("reason");
        owner.chooses("ground", "NOT_OUR_CUSTOMER");
        owner.types("label.reason", "There is no such order in our books.");
        owner.presses("Step.REFUSE");
        owner.reads("State.REFUSAL_REVIEW");
        owner.reads("expected.other.REFUSAL");
    }

    @ParameterizedTest
    @EnumSource
    void refusal_lost(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var person = sandbox.somebody("CONSUMER");
        var complaint = sandbox.complaint(person, shop);
        refuses(owner(visitors, language, shop, complaint));

        var officer = visitors.atDesk(language).signedInAs(sandbox.somebody("OFFICER"));
        officer.opens("/officer/complaints?why=REFUSAL");
        officer.reads("queue.why.REFUSAL");
        officer.followsInRowOf(complaint.reference());
        officer.readsText("There is no such order in our books.");
        officer.follows("Step.DENY_REFUSAL");
        officer.readsText("There is no such order in our books.");
        officer.types("label.reason", "The invoice is genuine.");
        officer.presses("Step.DENY_REFUSAL");
        officer.reads("State.OPEN");

        var consumer = consumer(visitors, language, person, complaint);
        consumer.reads("State.OPEN");
        consumer.reads("history.any.RefusalDenied");
        consumer.readsText("The invoice is genuine.");
        consumer.opens(shop.profile());
        consumer.reads("figure.refusals");
        assertThat(consumer.figure("refusals")).isEqualTo(language.digits(1));
        assertThat(consumer.figureOf("refusals")).isEqualTo(language.say("figure.refusals-lost", 1));
    }

    @ParameterizedTest
    @EnumSource
    void refusal_upheld_and_set_aside_on_appeal(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var person = sandbox.somebody("CONSUMER");
        var complaint = sandbox.complaint(person, shop);
        refuses(owner(visitors, language, shop, complaint));

        var officer = officer(visitors, language, sandbox, complaint);
        officer.follows("Step.UPHOLD_REFUSAL");
        officer.types("label.reason", "The order belongs to another shop.");
        officer.presses("Step.UPHOLD_REFUSAL");
        officer.reads("State.EXCLUDED");

        var consumer = consumer(visitors, language, person, complaint);
        consumer.reads("State.EXCLUDED");
        consumer.readsText("The order belongs to another shop.");
        consumer.follows("Step.APPEAL");
        consumer.types("label.reason", "Here is the receipt.");
        consumer.presses("Step.APPEAL");
        consumer.reads("expected.other.APPEAL");

        var appeals = visitors.atDesk(language).signedInAs(sandbox.somebody("APPEALS_OFFICER"));
        appeals.opens(complaint.page());
        appeals.follows("Step.GRANT_APPEAL");
        appeals.types("label.reason", "The receipt is from this shop.");
        appeals.presses("Step.GRANT_APPEAL");
        appeals.reads("State.OPEN");
        consumer.opens(complaint.page());
        consumer.reads("history.any.ExclusionSetAside");
    }

    @ParameterizedTest
    @EnumSource
    void mediation_to_breach_and_the_court(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var person = sandbox.somebody("CONSUMER");
        var complaint = sandbox.complaint(person, shop);
        var owner = owner(visitors, language, shop, complaint);
        answers(owner);
        var consumer = consumer(visitors, language, person, complaint);
        rates(consumer, complaint, false);
        consumer.follows("Step.ASK_MEDIATION");
        consumer.presses("Step.ASK_MEDIATION");
        consumer.reads("State.MEDIATION");

        var officer = officer(visitors, language, sandbox, complaint);
        officer.follows("Step.PROPOSE_SETTLEMENT");
        officer.presses("Step.PROPOSE_SETTLEMENT");
        officer.isToldToPutRight("reason", "remedy");
        officer.chooses("remedy", "REFUND");
        officer.types("label.amount", "600000");
        officer.types("label.by", sandbox.dayToCome());
        officer.types("label.reason", "Half of the price.");
        officer.presses("Step.PROPOSE_SETTLEMENT");

        owner.opens("/desk/" + complaint.id());
        owner.reads("expected.you.PROPOSAL");
        owner.follows("Step.ACCEPT_SETTLEMENT");
        owner.presses("Step.ACCEPT_SETTLEMENT");
        consumer.opens(complaint.page());
        consumer.reads("expected.you.PROPOSAL");
        consumer.follows("Step.COMPLETE_SETTLEMENT");
        consumer.presses("Step.COMPLETE_SETTLEMENT");
        consumer.reads("State.SETTLED");
        consumer.follows("Step.REPORT_BREACH");
        consumer.presses("Step.REPORT_BREACH");
        consumer.reads("expected.other.BREACH");

        officer.opens("/officer/complaints?why=BREACH");
        officer.followsInRowOf(complaint.reference());
        officer.follows("Step.RULE");
        officer.chooses("outcome", "FOR_CONSUMER");
        officer.chooses("remedy", "REFUND");
        officer.types("label.amount", "1200000");
        officer.types("label.by", sandbox.dayToCome());
        officer.types("label.reason", "The settlement was not kept.");
        officer.presses("Step.RULE");
        officer.reads("State.RULED");
        officer.follows("Step.REFER");
        officer.types("label.reason", "Nothing was paid.");
        officer.presses("Step.REFER");
        officer.reads("State.REFERRED");
        var bundle = officer.fetches(complaint.page() + "/bundle.zip");
        assertThat(bundle.status()).isEqualTo(200);
        assertThat(bundle.body()).startsWith('P', 'K');
        consumer.opens(complaint.page());
        consumer.reads("RulingOutcome.FOR_CONSUMER");
        consumer.readsText("The settlement was not kept.");
    }

    @ParameterizedTest
    @EnumSource
    void promise_not_kept(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var person = sandbox.somebody("CONSUMER");
        var complaint = sandbox.complaint(person, shop);
        var owner = owner(visitors, language, shop, complaint);
        answers(owner);
        var consumer = consumer(visitors, language, person, complaint);
        rates(consumer, complaint, true);
        consumer.follows("Step.REOPEN");
        consumer.reads("step.REOPEN.lead");
        consumer.types("label.comment", "Nothing has come.");
        consumer.presses("Step.REOPEN");
        consumer.reads("State.OPEN");
        consumer.reads("history.any.Reopened");
        answers(reopened(owner, complaint));
        rates(consumer, complaint, true);
        consumer.doesNotRead(language.say("step.REOPEN.lead"));
        consumer.opens(shop.profile());
        assertThat(consumer.figure("reopened")).isEqualTo(language.digits(1));
    }

    private static Visitor reopened(Visitor owner, Filed complaint) {
        owner.opens("/desk/" + complaint.id());
        owner.reads("history.any.Reopened");
        return owner;
    }

    @ParameterizedTest
    @EnumSource
    void the_consumer_is_asked_once_while_the_clock_stands_still(
            Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var person = sandbox.somebody("CONSUMER");
        var complaint = sandbox.complaint(person, shop);
        var owner = owner(visitors, language, shop, complaint);
        owner.follows("Step.ASK_INFORMATION");
        owner.types("label.question", "Which size did you order?");
        owner.presses("Step.ASK_INFORMATION");
        owner.reads("State.WAITING_CONSUMER");
        var consumer = consumer(visitors, language, person, complaint);
        consumer.reads("expected.you.INFORMATION");
        consumer.readsText("Which size did you order?");
        consumer.follows("Step.GIVE_INFORMATION");
        consumer.types("label.information", "Size 42.");
        consumer.presses("Step.GIVE_INFORMATION");
        consumer.reads("State.OPEN");
        consumer.types("label.letter", "Please hurry.");
        consumer.presses("letters.send");
        owner.opens("/desk/" + complaint.id());
        owner.readsText("Size 42.");
        owner.readsText("Please hurry.");
        owner.doesNotRead(language.say("step.ASK_INFORMATION.lead"));
    }

    @ParameterizedTest
    @EnumSource
    void flood_of_look_alikes(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var people = new ArrayList<Person>();
        for (int i = 0; i < 6; i++) {
            var person = sandbox.somebody("CONSUMER");
            people.add(person);
            sandbox.complaint(
                    person,
                    shop,
                    "I paid for a lamp in %s on the first of the month and this cheating shop never sent anything, order %d. Everybody should stay away from them."
                            .formatted(shop.legalName(), 100 + i));
        }
        sandbox.pass(Duration.ofMinutes(2));
        var officer = visitors.atDesk(language).signedInAs(sandbox.somebody("OFFICER"));
        officer.opens("/officer");
        officer.follows("floods.title");
        officer.followsInRowOf(shop.host());
        officer.reads("flood.caution");
        officer.marksAll("complaints");
        officer.types("label.reason", "The same words from six people on one day.");
        officer.presses("flood.quarantine");
        officer.readsText("The same words from six people on one day.");

        var reader = visitors.onPhone(language);
        reader.opens(shop.profile());
        assertThat(reader.figure("quarantined")).isEqualTo(language.digits(6));
        assertThat(reader.figure("unanswered")).isEqualTo(language.digits(0));
        var consumer = visitors.onPhone(language).signedInAs(people.getFirst());
        consumer.opens("/complaints");
        consumer.followsInRowOf(shop.legalName());
        consumer.reads("quarantine.notice");
    }

    @ParameterizedTest
    @EnumSource
    void consent_given_and_withdrawn(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var person = sandbox.somebody("CONSUMER");
        var complaint = sandbox.complaint(
                person, shop, "My name is Sara Ahmadi, call me at 0912 345 6789. The parcel never came.");
        var consumer = consumer(visitors, language, person, complaint);
        consumer.follows("story.look");
        consumer.presses("answer.show-preview");
        consumer.presses("story.publish");
        var reader = visitors.onPhone(language);
        reader.opens(shop.profile() + "/record/all");
        reader.readsFolded("The parcel never came.");
        for (var secret : List.of("0912 345 6789", "Sara Ahmadi")) {
            reader.doesNotRead(secret);
        }
        var before = reader.fetches("/api/v1" + shop.profile().replace("/m/", "/marks/") + "/record");
        consumer.opens(complaint.page() + "/story/withdrawal");
        consumer.presses("story.take-back");
        reader.opens(shop.profile() + "/record/all");
        reader.doesNotRead("The parcel never came.");
        assertThat(figures(reader.fetches("/api/v1" + shop.profile().replace("/m/", "/marks/") + "/record")
                        .text()))
                .isEqualTo(figures(before.text()));
    }

    /** A record without the instants it was asked at. */
    private static String figures(String record) {
        return record.replaceAll("\"(asOf|from)\":\"[^\"]*\"", "");
    }
}
