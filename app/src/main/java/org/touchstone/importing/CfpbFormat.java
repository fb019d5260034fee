package org.touchstone.importing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.ComplaintEvent.Answered;
import org.touchstone.rules.complaint.ComplaintEvent.ClosedUnrated;
import org.touchstone.rules.complaint.ComplaintEvent.Filed;
import org.touchstone.rules.complaint.ComplaintEvent.LeftUnanswered;
import org.touchstone.rules.complaint.ComplaintEvent.Rated;
import org.touchstone.rules.complaint.ComplaintEvent.RoundMissed;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.policy.Policy;

/**
 * The US Consumer Complaint Database. {@code timely} Yes: answered within 15 days. No with "Untimely response": never answered.
 * No otherwise: answered late, within the 60 days of a final answer. The time of an answer is not published and stays unknown.
 */
@Component
class CfpbFormat implements ComplaintFormat {

    @Override
    public String name() {
        return "cfpb";
    }

    @Override
    public String policyVersion() {
        return "cfpb-15-60";
    }

    @Override
    public List<String> requiredColumns() {
        return List.of(
                "complaint_id",
                "date_received",
                "date_sent",
                "company",
                "product",
                "company_response",
                "timely",
                "disputed");
    }

    @Override
    public CSVFormat csv() {
        return CSVFormat.RFC4180;
    }

    @Override
    public ForeignCase read(CSVRecord row, Policy policy) {
        var id = row.get("complaint_id").strip();
        var sent = day(row, "date_sent");
        day(row, "date_received");
        var response = row.get("company_response").strip();
        var timely = ComplaintFormat.required(row, "timely");
        var disputed = row.get("disputed").strip();
        if (!timely.equals("Yes") && !timely.equals("No")) {
            throw new UnreadableRow("timely is neither Yes nor No");
        }
        var filedAt = sent.atStartOfDay().toInstant(ZoneOffset.UTC);
        var category = ComplaintFormat.code(ComplaintFormat.required(row, "product"));
        var company = ComplaintFormat.required(row, "company");
        return new ForeignCase(
                id.isEmpty() ? null : id,
                company,
                "FINANCE",
                mark -> history(
                        mark, filedAt, category, timely.equals("Yes"), response, disputed.equals("Yes"), policy));
    }

    private static LocalDate day(CSVRecord row, String column) {
        try {
            var day = LocalDate.parse(ComplaintFormat.required(row, column));
            if (day.getYear() < 1990 || day.getYear() > 2100) {
                throw new UnreadableRow(column + " is not a plausible day");
            }
            return day;
        } catch (DateTimeException e) {
            throw new UnreadableRow(column + " is not a day like 2024-12-31");
        }
    }

    private static List<ComplaintEvent> history(
            String mark,
            Instant filedAt,
            String category,
            boolean timely,
            String response,
            boolean disputed,
            Policy policy) {
        var deadlines = policy.deadlines(filedAt);
        var history = new ArrayList<ComplaintEvent>();
        history.add(new Filed(filedAt, mark, category, Remedy.OTHER, null, policy.version(), deadlines));
        if (!timely) {
            history.add(new RoundMissed(deadlines.getFirst(), 1));
            if (response.equals("Untimely response")) {
                history.add(new LeftUnanswered(deadlines.getLast()));
                return history;
            }
        }
        int round = timely ? 1 : 2;
        var answered = ComplaintFormat.justBefore(deadlines.get(round - 1));
        var closes = answered.plus(policy.ratingPeriod());
        history.add(new Answered(answered, false, round, new Offer(remedy(response), null, null), null));
        history.add(disputed ? rated(closes) : new ClosedUnrated(closes));
        return history;
    }

    private static ComplaintEvent rated(Instant closes) {
        @Nullable Integer noScore = null;
        return new Rated(ComplaintFormat.justBefore(closes), false, noScore);
    }

    private static Remedy remedy(String response) {
        return switch (response) {
            case "Closed with monetary relief", "Closed with relief" -> Remedy.REFUND;
            case "Closed with explanation" -> Remedy.EXPLANATION;
            default -> Remedy.OTHER;
        };
    }
}
