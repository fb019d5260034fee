package org.touchstone.complaint.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.complaint.CaseFile;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.Expected;
import org.touchstone.rules.complaint.Money;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.complaint.Step;

/** A complaint as programs read it. */
record ComplaintJson(
        UUID id,
        String reference,
        String website,
        String mark,
        String business,
        String state,
        int round,
        @Nullable Instant dueAt,
        List<Instant> deadlines,
        String policyVersion,
        Instant filedAt,
        String category,
        @Nullable String narrative,
        boolean publishNarrative,
        @Nullable String invoiceNumber,
        @Nullable LocalDate purchasedOn,
        @Nullable MoneyJson amount,
        Remedy remedy,
        @Nullable AnswerJson answer,
        @Nullable OutcomeJson outcome,
        @Nullable ExpectedJson expected,
        boolean quarantined,
        String channel,
        List<Step> steps,
        List<EventJson> events) {

    /** What it waits for. */
    record ExpectedJson(Party who, Expected.Why why, Instant by) {
        static @Nullable ExpectedJson of(@Nullable Expected expected) {
            return expected == null ? null : new ExpectedJson(expected.who(), expected.why(), expected.by());
        }
    }

    /** An amount; the value as text, so that no program rounds it. */
    record MoneyJson(String value, String currency) {
        static @Nullable MoneyJson of(@Nullable Money money) {
            return money == null ? null : new MoneyJson(money.value().toPlainString(), money.currency());
        }
    }

    /** The business's answer. */
    record AnswerJson(
            Instant at,
            boolean afterExpiry,
            @Nullable String text,
            Remedy remedy,
            @Nullable MoneyJson amount,
            @Nullable LocalDate by) {}

    /** What the consumer said of it. */
    record OutcomeJson(
            Instant at,
            boolean solved,
            @Nullable Integer score,
            @Nullable String comment) {}

    /** One line of the history, with what was written beside it. */
    record EventJson(String type, Instant at, @Nullable String text) {}

    private static List<EventJson> events(CaseFile file) {
        var lines = new ArrayList<EventJson>();
        for (var event : file.history()) {
            var seq = lines.size() + 1;
            var answer = file.answers().get(seq);
            var text = answer == null ? file.texts().get(seq) : answer.text();
            lines.add(new EventJson(event.getClass().getSimpleName(), event.at(), text));
        }
        return lines;
    }

    /** A complaint with the steps its reader may make now. */
    static ComplaintJson of(CaseFile file, List<Step> steps) {
        var filed = file.filed();
        return new ComplaintJson(
                file.id(),
                file.reference(),
                file.host(),
                file.mark(),
                file.legalName(),
                file.state().name(),
                file.round(),
                file.dueAt(),
                file.deadlines(),
                file.policyVersion(),
                file.filedAt(),
                file.category(),
                file.narrative(),
                file.publishNarrative(),
                file.invoice(),
                file.purchasedOn(),
                MoneyJson.of(filed.amount()),
                filed.asked(),
                answer(file),
                outcome(file),
                ExpectedJson.of(file.expected()),
                file.quarantined(),
                file.channel().name(),
                steps,
                events(file));
    }

    private static @Nullable AnswerJson answer(CaseFile file) {
        for (var event : file.history().reversed()) {
            switch (event) {
                case ComplaintEvent.Answered a -> {
                    return answer(file, a.at(), false, a.offer());
                }
                case ComplaintEvent.AnsweredAfterExpiry a -> {
                    return answer(file, a.at(), true, a.offer());
                }
                default -> {}
            }
        }
        return null;
    }

    private static AnswerJson answer(CaseFile file, Instant at, boolean afterExpiry, Offer offer) {
        return new AnswerJson(at, afterExpiry, file.answer(), offer.remedy(), MoneyJson.of(offer.amount()), offer.by());
    }

    private static @Nullable OutcomeJson outcome(CaseFile file) {
        for (var event : file.history().reversed()) {
            if (event instanceof ComplaintEvent.Rated rated) {
                return new OutcomeJson(rated.at(), rated.solved(), rated.score(), file.comment());
            }
        }
        return null;
    }
}
