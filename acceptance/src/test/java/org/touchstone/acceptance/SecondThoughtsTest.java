package org.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Taking a complaint back, and filing another the same day. */
@ExtendWith(Acceptance.class)
class SecondThoughtsTest {

    /** Where the days of the rules begin and end. */
    private static final ZoneId RULES = ZoneId.of("Asia/Tehran");

    @ParameterizedTest
    @EnumSource
    void a_complaint_is_withdrawn_after_a_question(Language language, Sandbox sandbox, Visitors visitors) {
        var person = sandbox.somebody("CONSUMER");
        var complaint = sandbox.complaint(person, sandbox.shop());
        var consumer = visitors.onPhone(language).signedInAs(person);

        consumer.opens(complaint.page());
        consumer.follows("withdraw.link");
        consumer.reads("withdraw.warning");
        consumer.follows("withdraw.keep");
        consumer.reads("State.OPEN");

        consumer.follows("withdraw.link");
        consumer.presses("withdraw.do");
        consumer.reads("State.WITHDRAWN");
        consumer.reads("history.consumer.Withdrawn");
        consumer.opens("/complaints");
        consumer.reads("State.WITHDRAWN");
    }

    @ParameterizedTest
    @EnumSource
    void a_second_complaint_of_the_day_is_refused_with_the_day_of_the_next(
            Language language, Sandbox sandbox, Visitors visitors) {
        var person = sandbox.somebody("CONSUMER");
        var shop = sandbox.shop();
        sandbox.complaint(person, shop);
        var consumer = visitors.onPhone(language).signedInAs(person);

        consumer.opens("/complaints/new?host=" + shop.host());
        consumer.chooses("category", "LATE_DELIVERY");
        consumer.types("label.narrative", "It came, but late.");
        consumer.presses("form.continue");
        var day = language.day(sandbox.dayOfPurchase());
        consumer.types("label.invoiceNumber", "A-101");
        consumer.types("form.day", language.digits(day.day()));
        consumer.picks("form.month", String.valueOf(day.month()));
        consumer.types("form.year", language.digits(day.year()));
        consumer.presses("form.continue");
        consumer.chooses("remedy", "APOLOGY");
        consumer.presses("form.continue");
        consumer.reads("filing.evidence");
        consumer.follows("form.continue");
        consumer.reads("filing.check");
        consumer.presses("filing.send");

        var tomorrow = LocalDate.ofInstant(sandbox.now(), RULES).plusDays(1);
        consumer.isToldThatItIsNotDone(language.say("problem.daily-limit", 1, language.inWords(tomorrow)));
        consumer.opens("/complaints");
        assertThat(consumer.count(".cases li")).isEqualTo(1);
    }
}
