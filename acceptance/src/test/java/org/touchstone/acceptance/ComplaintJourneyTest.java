package org.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.touchstone.acceptance.Sandbox.Person;
import org.touchstone.acceptance.Sandbox.Shop;

/** From the address typed on the home page to the number on the public record. */
@ExtendWith(Acceptance.class)
class ComplaintJourneyTest {

    private static final Duration ROUND = Duration.ofDays(4);
    /** A second is what the bench holds it to; a test on a busy machine only tells that nobody waits for a later run. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final String BLOT = "▒▒▒";
    private static final String PHONE = "09121234567";
    private static final String MAIL = "buyer@mail.example";

    @ParameterizedTest
    @EnumSource
    void consumer_files_business_answers_consumer_rates(Language language, Sandbox sandbox, Visitors visitors)
            throws InterruptedException {
        var shop = sandbox.shop();
        var person = sandbox.somebody("CONSUMER");

        var consumer = visitors.onPhone(language);
        var reference = files(consumer, language, sandbox, shop, person);

        var owner = visitors.atDesk(language);
        answers(owner, language, shop, reference);

        consumer.opens("/complaints");
        consumer.followsInRowOf(reference);
        consumer.reads("State.ANSWERED");
        consumer.presses("rate.send");
        consumer.isToldToPutRight("solved", "score");
        consumer.chooses("solved", "true");
        consumer.chooses("score", "5");
        consumer.types("label.comment", "👍");
        consumer.sends("rate.send");
        var waited = waitsForRecord(consumer, shop, language.say("figure.part", 1, 1));
        System.out.printf("%s: %d ms from the rating to the public record%n", language, waited.toMillis());
        assertThat(waited).isLessThanOrEqualTo(SOON);
        consumer.looksAround();
        consumer.reads("State.RESOLVED");
        consumer.reads("history.consumer.Rated.solved");

        consumer.opens(shop.profile());
        assertThat(consumer.figure("unanswered")).isEqualTo(language.digits(0));
        assertThat(consumer.figureOf("unanswered")).isEqualTo(language.say("figure.of-complaints", 1));
        assertThat(consumer.figureOf("solved")).isEqualTo(language.say("figure.part", 1, 1));
        consumer.followsTo("/record/answered");
        consumer.reads("facts.count", 1);
        consumer.unfolds("facts.read-answer");
        consumer.readsIn("blockquote", BLOT);
        consumer.doesNotRead(PHONE);
        consumer.doesNotRead(MAIL);
        consumer.reads("history.score", 5);
        consumer.looksAround();
    }

    @ParameterizedTest
    @EnumSource
    void all_works_without_scripts(Language language, Sandbox sandbox, Visitors visitors) {
        var consumer = visitors.withoutScripts(language);
        files(consumer, language, sandbox, sandbox.shop(), sandbox.somebody("CONSUMER"));
    }

    /** Checks the shop, complains about it and reads the confirmation; returns the reference. */
    private static String files(Visitor consumer, Language language, Sandbox sandbox, Shop shop, Person person) {
        consumer.opens("/");
        consumer.types("home.address", shop.host());
        consumer.presses("home.check");
        consumer.reads("profile.verdict.ISSUED");
        consumer.reads("profile.too-few");
        consumer.readsText(shop.legalName());
        consumer.follows("profile.complain");

        consumer.follows("form.back");
        consumer.types("label.website", shop.host());
        consumer.presses("form.continue");

        consumer.reads("filing.problem");
        consumer.presses("form.continue");
        consumer.isToldToPutRight("category", "narrative");
        consumer.chooses("category", "NOT_DELIVERED");
        consumer.types("label.narrative", "سفارش من نرسید。我的订单没有到。My order did not come.");
        consumer.chooses("publishNarrative", "true");
        consumer.presses("form.continue");

        consumer.reads("filing.purchase");
        var day = language.day(sandbox.dayOfPurchase());
        consumer.types("label.invoiceNumber", "INV-2026/77");
        consumer.types("form.day", language.digits(day.day()));
        consumer.picks("form.month", String.valueOf(day.month()));
        consumer.types("form.year", language.digits(day.year()));
        consumer.types("label.amount", language.digits("1200000"));
        consumer.picks("label.currency", "IRR");
        consumer.presses("form.continue");

        consumer.reads("filing.remedy");
        consumer.chooses("remedy", "REFUND");
        consumer.presses("form.continue");

        consumer.signsIn(person.nationalId());
        consumer.reads("filing.evidence");
        consumer.brings("receipt.png");
        consumer.follows("form.continue");

        consumer.reads("filing.check");
        consumer.readsText("receipt.png");
        consumer.readsText(language.inWords(sandbox.dayOfPurchase()));
        consumer.readsText(language.digits("1200000") + " " + language.say("currency.IRR"));
        consumer.reads("Remedy.REFUND");
        consumer.readsText(person.name());
        var before = sandbox.now();
        consumer.presses("filing.send");

        consumer.reads("done.title");
        consumer.reads("done.shop-told");
        consumer.reads("done.must-answer");
        assertThat(Instant.parse(consumer.attribute(".timeline .next time", "datetime")))
                .isBetween(before.plus(ROUND), sandbox.now().plus(ROUND));
        var reference = consumer.at("#reference");
        assertThat(reference).matches("TS-[A-Z0-9]{4}-[A-Z0-9]{4}");
        return reference;
    }

    /** Answers at the desk, after seeing what the public will read of it. */
    private static void answers(Visitor owner, Language language, Shop shop, String reference) {
        owner.opens("/desk");
        owner.signsIn(shop.ownerNationalId());
        owner.readsText(reference);
        owner.followsInRowOf(reference);
        owner.reads("answer.last-round");
        owner.presses("answer.show-preview");
        owner.isToldToPutRight("text", "remedy");
        owner.types("label.text", "We paid it back. Call %s or write to %s.".formatted(language.digits(PHONE), MAIL));
        owner.chooses("remedy", "REFUND");
        owner.types("label.amount", language.digits("1200000"));
        owner.presses("answer.show-preview");
        owner.readsIn("#preview .message", "We paid it back. Call " + BLOT + " or write to " + BLOT);
        assertThat(owner.at("#preview")).doesNotContain(language.digits(PHONE)).doesNotContain(MAIL);
        owner.presses("answer.send");
        owner.reads("State.ANSWERED");
        owner.reads("history.business.Answered");
    }

    /** How long after the form was answered the public profile tells it. */
    private static Duration waitsForRecord(Visitor reader, Shop shop, String told) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            boolean there = reader.fetches(shop.profile()).text().contains(told);
            var waited = Duration.ofNanos(System.nanoTime() - reader.answeredAt());
            if (there || waited.compareTo(SOON) > 0) {
                return waited;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("never told");
    }
}
