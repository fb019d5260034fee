package org.touchstone.importing;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.policy.Policy;

/**
 * Brazil's consumidor.gov.br: ten days to answer, twenty to rate. Today's export names no opening day; the filing is then taken
 * thirty days before the end, the longest the process allows. Days come as ISO or as DD/MM/YYYY, sometimes both in one row.
 */
@Component
class ConsumidorFormat implements ComplaintFormat {

    private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
    private static final DateTimeFormatter BRAZILIAN =
            DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final Duration WHOLE_PROCESS = Duration.ofDays(30);

    @Override
    public String name() {
        return "consumidor";
    }

    @Override
    public String policyVersion() {
        return "consumidor-10-20";
    }

    @Override
    public List<String> requiredColumns() {
        return List.of(
                "Data Finalização",
                "Tempo Resposta",
                "Nome Fantasia",
                "Segmento de Mercado",
                "Grupo Problema",
                "Respondida",
                "Situação",
                "Avaliação Reclamação",
                "Nota do Consumidor");
    }

    @Override
    public CSVFormat csv() {
        return CSVFormat.RFC4180.builder().setDelimiter(';').get();
    }

    /** What a row tells of the outcome. */
    private record Outcome(
            boolean answered,
            @Nullable Duration took,
            @Nullable Boolean solved,
            @Nullable Integer score) {}

    @Override
    public ForeignCase read(CSVRecord row, Policy policy) {
        var end = day(row, "Data Finalização").orElseThrow(() -> new UnreadableRow("Data Finalização is empty"));
        var opened = row.isMapped("Data Abertura") ? day(row, "Data Abertura") : Optional.<Instant>empty();
        var filedAt = opened.orElse(end.minus(WHOLE_PROCESS));
        var outcome = outcome(row);
        var category = ComplaintFormat.code(ComplaintFormat.required(row, "Grupo Problema"));
        return new ForeignCase(
                null,
                ComplaintFormat.required(row, "Nome Fantasia"),
                ComplaintFormat.code(ComplaintFormat.required(row, "Segmento de Mercado")),
                mark -> history(mark, filedAt, category, outcome, policy));
    }

    private static Outcome outcome(CSVRecord row) {
        boolean answered = switch (row.get("Respondida").strip()) {
            case "S", "Sim" -> true;
            case "N", "Não" -> false;
            default -> throw new UnreadableRow("Respondida is neither S nor N");
        };
        Boolean solved = switch (row.get("Avaliação Reclamação").strip()) {
            case "Resolvida" -> true;
            case "Não Resolvida" -> false;
            default -> null;
        };
        return new Outcome(
                answered,
                number(row, "Tempo Resposta").map(Duration::ofDays).orElse(null),
                solved,
                number(row, "Nota do Consumidor").filter(n -> n >= 1 && n <= 5).orElse(null));
    }

    private static Optional<Integer> number(CSVRecord row, String column) {
        var text = row.get(column).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("\\d{1,4}")) {
            throw new UnreadableRow(column + " is not a number");
        }
        return Optional.of(Integer.parseInt(text));
    }

    private static Optional<Instant> day(CSVRecord row, String column) {
        var text = row.get(column).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var day = text.contains("/")
                    ? LocalDate.parse(text, BRAZILIAN)
                    : LocalDate.parse(text.substring(0, Math.min(10, text.length())));
            return Optional.of(day.atStartOfDay(ZONE).toInstant());
        } catch (DateTimeException e) {
            throw new UnreadableRow(column + " is not a day like 31/12/2024 or 2024-12-31");
        }
    }

    private static List<ComplaintEvent> history(
            String mark, Instant filedAt, String category, Outcome outcome, Policy policy) {
        var due = policy.deadlines(filedAt).getFirst();
        var history = new ArrayList<ComplaintEvent>();
        history.add(new Filed(filedAt, mark, category, Remedy.OTHER, null, policy.version(), List.of(due)));
        var took = outcome.took();
        boolean inTime = took == null || filedAt.plus(took).isBefore(due);
        if (!outcome.answered() || !inTime) {
            history.add(new LeftUnanswered(due));
            return history;
        }
        var answered = took == null ? ComplaintFormat.justBefore(due) : filedAt.plus(took);
        var closes = answered.plus(policy.ratingPeriod());
        history.add(new Answered(answered, took != null, 1, new Offer(Remedy.OTHER, null, null), null));
        history.add(
                outcome.solved() == null
                        ? new ClosedUnrated(closes)
                        : new Rated(ComplaintFormat.justBefore(closes), outcome.solved(), outcome.score()));
        return history;
    }
}
