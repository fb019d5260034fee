package org.touchstone.complaint.web;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.complaint.Attempt;
import org.touchstone.complaint.Proceedings;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Check;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.RefusalGround;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.complaint.RulingOutcome;
import org.touchstone.rules.complaint.Step;

/**
 * What a person or a program gives with a step, and the use case it is for. The same for pages and interface.
 *
 * @param words question, information, reason or a few words, as the step needs
 */
public record StepForm(
        @Nullable String words,
        @Nullable String ground,
        @Nullable String outcome,
        @Nullable String remedy,
        @Nullable String amount,
        @Nullable String currency,
        @Nullable String by) {

    static final StepForm EMPTY = new StepForm(null, null, null, null, null, null, null);
    static final int LONGEST = 5000;

    /** Which fields a step has. */
    public record Fields(String words, boolean wordsNeeded, boolean ground, boolean outcome, boolean offer) {}

    /** A form with words alone. */
    static StepForm of(@Nullable String words) {
        return new StepForm(words, null, null, null, null, null, null);
    }

    /** The fields of a step; empty for steps that have pages of their own or that nobody makes. */
    public static Optional<Fields> fields(Step step) {
        return Optional.ofNullable(
                switch (step) {
                    case ASK_INFORMATION -> new Fields("question", true, false, false, false);
                    case GIVE_INFORMATION -> new Fields("information", true, false, false, false);
                    case REFUSE -> new Fields("reason", true, true, false, false);
                    case ADMIT, KEEP_OUT, UPHOLD_REFUSAL, DENY_REFUSAL, REFER, APPEAL, GRANT_APPEAL, DENY_APPEAL ->
                        new Fields("reason", true, false, false, false);
                    case PROPOSE_SETTLEMENT -> new Fields("reason", true, false, false, true);
                    case RULE -> new Fields("reason", true, false, true, true);
                    case CONFIRM_KEPT -> new Fields("", false, false, false, false);
                    case REOPEN,
                            ASK_MEDIATION,
                            ACCEPT_SETTLEMENT,
                            COMPLETE_SETTLEMENT,
                            DECLINE_SETTLEMENT,
                            CONFIRM_SETTLEMENT,
                            REPORT_BREACH,
                            CONFIRM_COMPLIANCE -> new Fields("comment", false, false, false, false);
                    case ANSWER,
                            RATE_SOLVED,
                            RATE_NOT_SOLVED,
                            WITHDRAW,
                            PASS_INFORMATION,
                            PASS_ROUND,
                            PASS_LAST_ROUND,
                            STAY_SILENT -> null;
                });
    }

    /** The step of a name in an address, such as {@code ask-mediation}. */
    static Optional<Step> step(String path) {
        var name = path.toUpperCase(Locale.ROOT).replace('-', '_');
        for (var step : Step.values()) {
            if (step.name().equals(name) && fields(step).isPresent()) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /** The name of a step in addresses. */
    public static String path(Step step) {
        return step.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Checks the form and makes the step. Nothing where the caller may not; every wrong field is named at once. */
    Optional<Attempt> make(Step step, Caller caller, UUID id, Proceedings proceedings, Check check) {
        var fields = fields(step).orElseThrow();
        var said = fields.wordsNeeded()
                ? check.text(fields.words(), words, LONGEST)
                : check.optionalText("comment", words, LONGEST);
        var text = said == null ? "" : said;
        return switch (step) {
            case ASK_INFORMATION -> done(check, () -> proceedings.askInformation(caller, id, text));
            case GIVE_INFORMATION -> done(check, () -> proceedings.giveInformation(caller, id, text));
            case REFUSE -> {
                var why = ground == null || ground.isBlank()
                        ? RefusalGround.OTHER
                        : check.oneOf("ground", ground, RefusalGround.class);
                yield done(check, () -> proceedings.refuse(caller, id, why, text));
            }
            case UPHOLD_REFUSAL, DENY_REFUSAL ->
                done(check, () -> proceedings.reviewRefusal(caller, id, step == Step.UPHOLD_REFUSAL, text));
            case ADMIT, KEEP_OUT ->
                done(check, () -> proceedings.decideAdmission(caller, id, step == Step.ADMIT, text));
            case CONFIRM_KEPT -> done(check, () -> proceedings.confirmKept(caller, id));
            case REOPEN -> done(check, () -> proceedings.reopen(caller, id, said));
            case ASK_MEDIATION -> done(check, () -> proceedings.askMediation(caller, id, said));
            case PROPOSE_SETTLEMENT -> {
                var offer = offer(check);
                yield done(check, () -> proceedings.propose(caller, id, offer, text));
            }
            case ACCEPT_SETTLEMENT, COMPLETE_SETTLEMENT, DECLINE_SETTLEMENT ->
                done(check, () -> proceedings.respond(caller, id, step != Step.DECLINE_SETTLEMENT, said));
            case CONFIRM_SETTLEMENT, REPORT_BREACH ->
                done(check, () -> proceedings.confirmSettlement(caller, id, step == Step.CONFIRM_SETTLEMENT, said));
            case RULE -> {
                var decided = check.oneOf("outcome", outcome, RulingOutcome.class);
                var ordered = remedy == null || remedy.isBlank() ? null : offer(check);
                yield done(check, () -> proceedings.rule(caller, id, decided, ordered, text));
            }
            case CONFIRM_COMPLIANCE -> done(check, () -> proceedings.confirmCompliance(caller, id, said));
            case REFER -> done(check, () -> proceedings.refer(caller, id, text));
            case APPEAL -> done(check, () -> proceedings.appeal(caller, id, text));
            case GRANT_APPEAL, DENY_APPEAL ->
                done(check, () -> proceedings.decideAppeal(caller, id, step == Step.GRANT_APPEAL, text));
            default -> throw new IllegalArgumentException("no form for " + step);
        };
    }

    private interface UseCase {
        Optional<Attempt> run();
    }

    private static Optional<Attempt> done(Check check, UseCase useCase) {
        check.done();
        return useCase.run();
    }

    private Offer offer(Check check) {
        return new Offer(
                check.oneOf("remedy", remedy, Remedy.class),
                check.money("amount", amount, currency),
                check.optionalDay("by", by).orElse(null));
    }

    @Override
    public String toString() {
        return "step form";
    }
}
