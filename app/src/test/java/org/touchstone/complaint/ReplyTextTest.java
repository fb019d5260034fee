package org.touchstone.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Remedy;

/** Mails as people and their programs write them. */
class ReplyTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Done.\n\nOn Sat, 21 Nov 2026 at 10:00, Touchstone <a@b.example> wrote:\n> text",
                "Done.\n\nOn Sat, 21 Nov 2026 at 10:00, Touchstone\n<a@b.example> wrote:\n> text",
                "Done.\r\n\r\n-----Original Message-----\r\nFrom: Touchstone",
                "Done.\n________________________________\nFrom: Touchstone <a@b.example>",
                "Done.\n\nدر تاریخ شنبه ۳۰ آبان ۱۴۰۵ ساعت ۱۰:۰۰ Touchstone <a@b.example> نوشت:\n> متن",
                "Done.\n\n在 2026年11月21日，Touchstone <a@b.example> 写道：\n> 内容",
                "Done.\n-- \nThe shop\n+98",
                "Done.\n\nSent from my telephone",
                "> A complaint\n> was filed\nDone.\n-- \nThe shop"
            })
    void quotations_and_signatures_are_left_out(String mail) {
        assertThat(ReplyText.of(mail)).isEqualTo("Done.");
    }

    @Test
    void words_that_only_look_like_a_quotation_stay() {
        assertThat(ReplyText.of("From our side it is done.\nOn Monday we send it.\nBye"))
                .isEqualTo("From our side it is done.\nOn Monday we send it.\nBye");
        assertThat(ReplyText.of("> all quoted")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OFFER: refund 1200000 IRR by 1405-09-10",
                "offer : Refund of 1,200,000 rials until 2026-12-01",
                "پیشنهاد: بازپرداخت ۱۲۰۰۰۰۰ ریال تا ۱۴۰۵/۰۹/۱۰",
                "方案：退款 1200000 IRR 2026-12-01 前"
            })
    void an_offer_is_read_in_three_languages(String line) {
        var offer = OfferLine.parse(line).orElseThrow();
        assertThat(offer.remedy()).isEqualTo(Remedy.REFUND);
        assertThat(offer.amount()).isNotNull();
        assertThat(String.valueOf(offer.amount())).contains("1200000").contains("IRR");
        assertThat(offer.by()).isEqualTo(LocalDate.parse("2026-12-01"));
    }

    @Test
    void an_offer_may_be_a_word_only() {
        assertThat(OfferLine.parse("OFFER: apology")).contains(new Offer(Remedy.APOLOGY, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OFFER: refund 1200000",
                "OFFER: refund perhaps 10 IRR",
                "OFFER: nothing",
                "OFFER: refund 10 IRR 20 IRR",
                "OFFER: refund by 2026-13-01",
                "We offer a refund"
            })
    void what_is_not_wholly_understood_is_no_offer(String line) {
        assertThat(OfferLine.parse(line)).isEmpty();
    }
}
