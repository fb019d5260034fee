package org.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.touchstone.acceptance.Sandbox.Filed;
import org.touchstone.acceptance.Sandbox.Shop;

/** What follows when a business says nothing. */
@ExtendWith(Acceptance.class)
class SilenceTest {

    private static final Duration ALL_ROUNDS = Duration.ofDays(4);

    @ParameterizedTest
    @EnumSource
    void business_silent_through_all_rounds(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var person = sandbox.somebody("CONSUMER");
        var complaint = sandbox.complaint(person, shop);
        sandbox.pass(ALL_ROUNDS);

        var consumer = visitors.onPhone(language);
        consumer.opens(shop.profile());
        assertThat(consumer.figure("unanswered")).isEqualTo(language.digits(1));
        consumer.followsTo("/record/unanswered");
        consumer.reads("facts.count", 1);
        consumer.reads("State.UNANSWERED");

        consumer.opens(complaint.page());
        var consumersMobile = consumer.signsIn(person.nationalId());
        consumer.reads("State.UNANSWERED");
        consumer.reads("history.consumer.LeftUnanswered");
        consumer.reads("history.point");

        var owner = visitors.atDesk(language);
        owner.opens("/desk");
        var ownersMobile = owner.signsIn(shop.ownerNationalId());
        owner.readsText(complaint.reference());

        wasTold(sandbox, consumersMobile, complaint, "notice.consumer.unanswered.sms", "/complaints/");
        wasTold(sandbox, ownersMobile, complaint, "notice.business.point.sms", "/desk/");

        followsUp(visitors.atDesk(language), sandbox, complaint);
        answersLate(owner, complaint);

        consumer.opens(complaint.page());
        consumer.reads("State.ANSWERED_AFTER_EXPIRY");
        consumer.reads("history.point-stays");
        staysOnRecord(consumer, language, shop);
    }

    private static void wasTold(Sandbox sandbox, String mobile, Filed complaint, String sentence, String link) {
        assertThat(sandbox.messagesTo(mobile))
                .filteredOn(m -> "SMS".equals(m.channel()))
                .filteredOn(m ->
                        m.text().contains(complaint.reference()) && m.text().contains(link + complaint.id()))
                .anySatisfy(m -> assertThat(Language.values())
                        .anySatisfy(l -> assertThat(m.text())
                                .containsPattern(Sentences.in(l).pattern(sentence, ".*"))));
    }

    private static void followsUp(Visitor officer, Sandbox sandbox, Filed complaint) {
        officer.opens("/officer");
        officer.signsIn(sandbox.somebody("OFFICER").nationalId());
        officer.readsText(complaint.reference());
        officer.reads("queue.why.UNANSWERED");
        officer.followsInRowOf(complaint.reference());
        officer.readsBeginning("followups.unanswered");
        officer.reads("followup.none");
        officer.follows("followup.case");
        officer.reads("history.any.LeftUnanswered");
        officer.opens("/officer");
        officer.followsInRowOf(complaint.reference());
        officer.presses("followup.save");
        officer.isToldToPutRight("nextDue");
        officer.picks("label.kind", "CALL");
        officer.picks("label.result", "NOT_REACHED");
        officer.types("label.note", "☎ 09:15");
        officer.picks("label.nextStep", "LETTER");
        officer.types("label.nextDue", sandbox.now().toString().substring(0, 10));
        officer.presses("followup.save");
        officer.readsText("☎ 09:15");
        officer.reads("queue.next", officer.says("NextStep.LETTER"));
        officer.unfolds("followups.close");
        officer.typesInto("#closing", "✓");
        officer.presses("followups.close");
        officer.doesNotRead(complaint.reference());
        officer.opens("/officer/complaints?why=ADMISSION");
        officer.reads("queue.none");
    }

    private static void answersLate(Visitor owner, Filed complaint) {
        owner.followsInRowOf(complaint.reference());
        owner.reads("history.point");
        owner.types("label.text", "We are sorry. It is on its way.");
        owner.chooses("remedy", "DELIVERY");
        owner.presses("answer.show-preview");
        owner.presses("answer.send");
        owner.reads("State.ANSWERED_AFTER_EXPIRY");
        owner.reads("history.point-stays");
    }

    private static void staysOnRecord(Visitor reader, Language language, Shop shop) {
        reader.opens(shop.profile());
        assertThat(reader.figure("unanswered")).isEqualTo(language.digits(1));
        assertThat(reader.figureOf("unanswered")).isEqualTo(language.say("figure.of-complaints", 1));
    }
}
