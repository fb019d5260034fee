package org.touchstone;

import java.util.List;
import java.util.Map;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.Step;

/** How each step is made through the interface: the last part of its address, and a sound body. */
record StepRequest(String path, Map<String, ?> body) {

    /** The party whose step it is by nature. */
    static Party standard(Step step) {
        return switch (step) {
            case ANSWER, ASK_INFORMATION, REFUSE, COMPLETE_SETTLEMENT -> Party.BUSINESS;
            case ADMIT,
                    KEEP_OUT,
                    UPHOLD_REFUSAL,
                    DENY_REFUSAL,
                    PROPOSE_SETTLEMENT,
                    RULE,
                    REFER,
                    GRANT_APPEAL,
                    DENY_APPEAL -> Party.CENTRE;
            default -> Party.CONSUMER;
        };
    }

    /** A sound request for a step of a person. */
    static StepRequest of(Step step) {
        return switch (step) {
            case ADMIT -> new StepRequest("admission", Map.of("admit", true, "reason", "Shown by papers."));
            case KEEP_OUT -> new StepRequest("admission", Map.of("admit", false, "reason", "Too long ago."));
            case ANSWER -> new StepRequest("answer", Map.of("text", "Sent.", "remedy", "DELIVERY"));
            case ASK_INFORMATION -> new StepRequest("information-request", Map.of("question", "Which size?"));
            case GIVE_INFORMATION -> new StepRequest("information", Map.of("information", "Size 42."));
            case REFUSE ->
                new StepRequest(
                        "refusal",
                        Map.of(
                                "reason",
                                "Not our customer.",
                                "ground",
                                "NOT_OUR_CUSTOMER",
                                "evidence",
                                List.of("No such order in our books.")));
            case UPHOLD_REFUSAL -> new StepRequest("refusal-review", Map.of("uphold", true, "reason", "True."));
            case DENY_REFUSAL ->
                new StepRequest("refusal-review", Map.of("uphold", false, "reason", "There is an invoice."));
            case RATE_SOLVED -> new StepRequest("outcome", Map.of("solved", true, "score", 5));
            case RATE_NOT_SOLVED -> new StepRequest("outcome", Map.of("solved", false, "score", 1));
            case CONFIRM_KEPT -> new StepRequest("promise", Map.of("kept", true));
            case REOPEN -> new StepRequest("reopening", Map.of("comment", "It never came."));
            case ASK_MEDIATION -> new StepRequest("mediation", Map.of("comment", "Help."));
            case PROPOSE_SETTLEMENT ->
                new StepRequest(
                        "settlement-proposal",
                        Map.of(
                                "reason",
                                "Half and half.",
                                "remedy",
                                "REFUND",
                                "amount",
                                Map.of("value", "600000", "currency", "IRR"),
                                "by",
                                "2026-12-30"));
            case ACCEPT_SETTLEMENT, COMPLETE_SETTLEMENT -> new StepRequest("settlement", Map.of("accept", true));
            case DECLINE_SETTLEMENT -> new StepRequest("settlement", Map.of("accept", false));
            case CONFIRM_SETTLEMENT -> new StepRequest("settlement-outcome", Map.of("kept", true));
            case REPORT_BREACH -> new StepRequest("settlement-outcome", Map.of("kept", false));
            case RULE ->
                new StepRequest(
                        "ruling",
                        Map.of(
                                "outcome",
                                "FOR_CONSUMER",
                                "reason",
                                "The goods never came.",
                                "remedy",
                                "REFUND",
                                "amount",
                                Map.of("value", "1200000", "currency", "IRR"),
                                "by",
                                "2026-12-30"));
            case CONFIRM_COMPLIANCE -> new StepRequest("compliance", Map.of());
            case REFER -> new StepRequest("referral", Map.of("reason", "Nothing was paid."));
            case APPEAL -> new StepRequest("appeal", Map.of("reason", "The invoice was overlooked."));
            case GRANT_APPEAL -> new StepRequest("appeal-decision", Map.of("grant", true, "reason", "So it was."));
            case DENY_APPEAL -> new StepRequest("appeal-decision", Map.of("grant", false, "reason", "It was not."));
            case WITHDRAW -> new StepRequest("withdrawal", Map.of());
            case PASS_INFORMATION, PASS_ROUND, PASS_LAST_ROUND, STAY_SILENT ->
                throw new IllegalArgumentException("time's");
        };
    }
}
