package org.touchstone.rules.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.State;

/** docs/open-data.md word for word, as slowly and plainly as possible, to compare {@link Figures} with. */
final class NaiveFigures {

    private final List<CaseFacts> rows = new ArrayList<>();
    private final Instant asOf;
    private final TreeMap<String, String> figures = new TreeMap<>();

    private NaiveFigures(Instant asOf) {
        this.asOf = asOf;
    }

    static SortedMap<String, String> of(
            List<CaseFacts> all, Instant asOf, Period window, int minimumMatured, int templateThreshold) {
        var naive = new NaiveFigures(asOf);
        var from = asOf.atZone(ZoneOffset.UTC).minus(window).toInstant();
        for (var row : all) {
            if (row.submitted().compareTo(from) > 0 && row.submitted().compareTo(asOf) <= 0) {
                naive.rows.add(row);
            }
        }
        naive.count(minimumMatured, templateThreshold);
        return naive.figures;
    }

    private void count(int minimumMatured, int templateThreshold) {
        int filed = 0;
        int matured = 0;
        int unanswered = 0;
        int delays = 0;
        int late = 0;
        int unknown = 0;
        int solved = 0;
        int rated = 0;
        int closedUnrated = 0;
        int reopened = 0;
        int asked = 0;
        int lost = 0;
        int templates = 0;
        int withText = 0;
        int quarantined = 0;
        var money = new TreeMap<String, BigDecimal>();
        for (var row : rows) {
            if (!isOut(row)) {
                filed++;
                delays += row.missedRounds();
            }
            if (row.answeredRound() != null && row.answered() == null) {
                unknown++;
            }
            asked += row.refusals();
            lost += row.refusalsLost();
            quarantined += row.setAside() == CaseFacts.SetAside.QUARANTINED ? 1 : 0;
            if (!isOut(row) && row.moneyReturned() != null) {
                var before = money.getOrDefault(row.moneyReturned().currency(), BigDecimal.ZERO);
                money.put(
                        row.moneyReturned().currency(),
                        before.add(row.moneyReturned().value()));
            }
            if (isInM(row)) {
                matured++;
                unanswered += row.answeredRound() == null || row.answeredRound() == 0 ? 1 : 0;
                late += row.answeredRound() != null && row.answeredRound() >= 2 ? 1 : 0;
                rated += row.solved() != null ? 1 : 0;
                solved += row.solved() != null && row.solved() ? 1 : 0;
                closedUnrated += row.state() == State.CLOSED_UNRATED ? 1 : 0;
                reopened += row.reopened() > 0 ? 1 : 0;
                withText += row.answerFingerprint() != null ? 1 : 0;
                templates += equalAnswers(row) >= templateThreshold ? 1 : 0;
            }
        }
        int answered = matured - unanswered;
        put("filed", filed);
        put("matured", matured);
        put("unanswered", unanswered);
        put("negativePoints", unanswered);
        put("delays", delays);
        put("answered", answered);
        put("late", late);
        put("lateShare", share(late, answered));
        put("unknownAnswerTimes", unknown);
        put("answerRate", share(answered, matured));
        put("solvedOfRated", share(solved, rated));
        put("solvedOfAll", share(solved, matured));
        put("solvedOfficial", share(solved + closedUnrated, rated + closedUnrated));
        put("solvedCoverage", share(rated, matured));
        put("reopened", reopened);
        put("reopenedShare", share(reopened, matured));
        put("refusalsAsked", asked);
        put("refusalsLost", lost);
        put("templateShare", share(templates, withText));
        put("moneyReturned", plain(money));
        put("quarantined", quarantined);
        put("tooFew", matured < minimumMatured);
        put("median", timeUntil(new BigDecimal("0.500000001")));
        put("p90", timeUntil(new BigDecimal("0.100000001")));
    }

    /** The figures under test, by the same names. */
    static SortedMap<String, String> named(Figures f) {
        var names = new NaiveFigures(f.asOf());
        names.put("filed", f.filed());
        names.put("matured", f.matured());
        names.put("unanswered", f.unanswered());
        names.put("negativePoints", f.negativePoints());
        names.put("delays", f.delays());
        names.put("answered", f.answered());
        names.put("late", f.late());
        names.put("lateShare", f.lateShare());
        names.put("unknownAnswerTimes", f.unknownAnswerTimes());
        names.put("answerRate", f.answerRate());
        names.put("solvedOfRated", f.solvedOfRated());
        names.put("solvedOfAll", f.solvedOfAll());
        names.put("solvedOfficial", f.solvedOfficial());
        names.put("solvedCoverage", f.solvedCoverage());
        names.put("reopened", f.reopened());
        names.put("reopenedShare", f.reopenedShare());
        names.put("refusalsAsked", f.refusalsAsked());
        names.put("refusalsLost", f.refusalsLost());
        names.put("templateShare", f.templateShare());
        names.put("moneyReturned", plain(f.moneyReturned()));
        names.put("quarantined", f.quarantined());
        names.put("tooFew", f.tooFew());
        names.put("median", f.times().median());
        names.put("p90", f.times().p90());
        return names.figures;
    }

    private void put(String name, @Nullable Object value) {
        figures.put(name, String.valueOf(value));
    }

    private static @Nullable Double share(int part, int whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    private static String plain(SortedMap<String, BigDecimal> money) {
        var text = new StringBuilder();
        for (var sum : money.entrySet()) {
            text.append(sum.getValue().stripTrailingZeros().toPlainString())
                    .append(' ')
                    .append(sum.getKey())
                    .append(';');
        }
        return text.toString();
    }

    private static boolean isOut(CaseFacts row) {
        return row.state() == State.EXCLUDED || row.state() == State.NOT_ADMITTED || row.setAside() != null;
    }

    private boolean isInM(CaseFacts row) {
        if (isOut(row)) {
            return false;
        }
        if (row.answeredRound() != null && row.answeredRound() >= 1) {
            return true;
        }
        if (row.state() == State.REFUSAL_REVIEW || row.state() == State.WAITING_CONSUMER) {
            return false;
        }
        var last = row.deadlines().get(row.deadlines().size() - 1);
        boolean passed = last.compareTo(asOf) <= 0;
        boolean withdrawnBefore = row.withdrawn() != null && row.withdrawn().compareTo(last) < 0;
        return passed && !withdrawnBefore;
    }

    private int equalAnswers(CaseFacts row) {
        int equal = 0;
        for (var other : rows) {
            if (isInM(other)
                    && row.answerFingerprint() != null
                    && row.answerFingerprint().equals(other.answerFingerprint())) {
                equal++;
            }
        }
        return equal;
    }

    /** The smallest time of an answer at which the exact product over all answer times up to it is small enough. */
    private @Nullable Duration timeUntil(BigDecimal stillOpen) {
        Duration best = null;
        for (var row : rows) {
            if (isEvent(row)) {
                var time = time(row);
                boolean earlier = best == null || time.compareTo(best) < 0;
                if (earlier && survival(time).compareTo(stillOpen) <= 0) {
                    best = time;
                }
            }
        }
        return best;
    }

    private BigDecimal survival(Duration until) {
        var times = new TreeMap<Duration, Integer>();
        for (var row : rows) {
            if (isEvent(row) && time(row).compareTo(until) <= 0) {
                times.put(time(row), times.getOrDefault(time(row), 0) + 1);
            }
        }
        var part = BigInteger.ONE;
        var whole = BigInteger.ONE;
        for (var at : times.entrySet()) {
            int atRisk = 0;
            for (var row : rows) {
                atRisk += isObserved(row) && time(row).compareTo(at.getKey()) >= 0 ? 1 : 0;
            }
            part = part.multiply(BigInteger.valueOf(atRisk - at.getValue()));
            whole = whole.multiply(BigInteger.valueOf(atRisk));
        }
        return new BigDecimal(part).divide(new BigDecimal(whole), MathContext.DECIMAL128);
    }

    private static boolean isObserved(CaseFacts row) {
        return !isOut(row) && !(row.answeredRound() != null && row.answered() == null);
    }

    private static boolean isEvent(CaseFacts row) {
        return isObserved(row) && row.answered() != null;
    }

    private Duration time(CaseFacts row) {
        var end = asOf;
        if (row.answered() != null) {
            end = row.answered();
        } else if (row.withdrawn() != null && row.withdrawn().isBefore(asOf)) {
            end = row.withdrawn();
        }
        return Duration.between(row.submitted(), end);
    }
}
