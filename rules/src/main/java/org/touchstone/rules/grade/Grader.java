package org.touchstone.rules.grade;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.SupervisionStep;
import org.touchstone.rules.policy.Grade;
import org.touchstone.rules.policy.Grading;
import org.touchstone.rules.policy.Grading.Cap;
import org.touchstone.rules.policy.Index;
import org.touchstone.rules.policy.Measures;
import org.touchstone.rules.policy.Part;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.policy.Policy.RecordRules;

/** Makes the five indices and the grade (sources 8) of facts. Pure: the same facts under the same policy give the same grade. */
public final class Grader {

    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

    private final Grading grading;
    private final Measures measures;
    private final RecordRules rules;

    /** Under a policy. */
    public Grader(Policy policy) {
        this(policy.grading(), policy.record());
    }

    /** Under a part of a policy. */
    public Grader(Grading grading, RecordRules rules) {
        this.grading = grading;
        this.measures = grading.measures();
        this.rules = rules;
    }

    /**
     * Grades.
     *
     * @param held the grade that was earned before, not counting any cap; absent where there was none
     */
    public Graded grade(GradeFacts facts, @Nullable Grade held) {
        var indices = Arrays.stream(Index.values()).map(i -> index(i, facts)).toList();
        var caps = caps(facts);
        var lack = lack(facts, indices);
        if (lack != null) {
            return new Graded(indices, null, null, null, lack, caps);
        }
        var total = mean(indices.stream().map(i -> new Weighed(i.weight(), i.value())));
        var earned = grading.at(total, held);
        var grade = earned;
        for (var cap : caps) {
            grade = grade.atMost(grading.caps().getOrDefault(cap, grade));
        }
        return new Graded(indices, total, earned, grade, null, caps);
    }

    private @Nullable Lack lack(GradeFacts facts, List<IndexValue> indices) {
        if (!facts.live()) {
            return Lack.NOT_LIVE;
        }
        if (indices.stream().anyMatch(i -> i.index() == Index.HISTORY && i.value() == null)) {
            return Lack.NO_HISTORY;
        }
        int known = indices.stream()
                .filter(i -> i.value() != null)
                .mapToInt(IndexValue::weight)
                .sum();
        return known < grading.minimumWeight() ? Lack.TOO_LITTLE_KNOWN : null;
    }

    /** What holds the grade down. */
    private List<Cap> caps(GradeFacts facts) {
        var caps = new ArrayList<Cap>();
        if (facts.state() == MarkState.SUSPENDED) {
            caps.add(Cap.SUSPENDED);
        }
        if (facts.incidents().stream().anyMatch(i -> i.open() && i.severe())) {
            caps.add(Cap.SEVERE_FINDING);
        }
        if (facts.supervision() == SupervisionStep.LETTER) {
            caps.add(Cap.LETTER);
        }
        return caps.stream().filter(grading.caps()::containsKey).toList();
    }

    private IndexValue index(Index index, GradeFacts facts) {
        var parts = Part.of(index).stream().map(p -> component(p, facts)).toList();
        int known = parts.stream()
                .filter(p -> p.value() != null)
                .mapToInt(Component::weight)
                .sum();
        var lack = switch (index) {
            case HISTORY -> facts.tally().matured() < rules.minimumMatured() ? Lack.TOO_FEW_COMPLAINTS : null;
            case SATISFACTION -> facts.tally().rated() < grading.minimumRated() ? Lack.TOO_FEW_SCORES : null;
            default -> known < measures.minimumKnown() ? Lack.TOO_LITTLE_KNOWN : null;
        };
        var value = lack == null ? mean(parts.stream().map(p -> new Weighed(p.weight(), p.value()))) : null;
        return new IndexValue(index, grading.weight(index), value, lack, parts);
    }

    private record Weighed(int weight, @Nullable BigDecimal value) {}

    /** The mean of what is known, by weights; rounded half-up to two places. Where everything known weighs nothing, it is worth nothing. */
    private static BigDecimal mean(Stream<Weighed> all) {
        var sum = BigDecimal.ZERO;
        int weights = 0;
        for (var one : (Iterable<Weighed>) all::iterator) {
            if (one.value() != null) {
                sum = sum.add(one.value().multiply(BigDecimal.valueOf(one.weight())));
                weights += one.weight();
            }
        }
        return weights == 0 ? Rounded.NOTHING : Rounded.ratio(sum, BigDecimal.valueOf(weights));
    }

    private Component component(Part part, GradeFacts f) {
        var t = f.tally();
        return switch (part) {
            case ANSWERED -> answered(t, f.peers());
            case ON_TIME -> share(part, t.onTime(), t.matured(), Map.of("onTime", t.onTime(), "matured", t.matured()));
            case UNDISPUTED ->
                share(
                        part,
                        Math.max(0, t.matured() - t.reopened() - t.refusalsLost()),
                        t.matured(),
                        Map.of("reopened", t.reopened(), "refusalsLost", t.refusalsLost(), "matured", t.matured()));
            case STANDING -> known(part, standing(f), Map.of("restricted", measures.restricted()));
            case LICENCE -> licence(f.seen());
            case CHECKS -> checks(f.seen());
            case REACHED -> reached(f.seen());
            case AGE -> age(f);
            case ENCRYPTED, CERTIFICATE, PROTECTIONS -> site(part, f);
            case INCIDENTS -> incidents(f);
            case DELIVERY -> delivery(t);
            case PROMISES ->
                t.promises() < measures.minimumPromises()
                        ? unknown(
                                part,
                                Lack.TOO_FEW_PROMISES,
                                Map.of("promises", t.promises(), "minimum", measures.minimumPromises()))
                        : share(part, t.kept(), t.promises(), Map.of("kept", t.kept(), "promises", t.promises()));
            case SCORES -> scores(t, f.peers());
        };
    }

    /** (A + κ·μ) / (N + κ), with μ = a / m of the trade: as if κ complaints of the trade's average had been seen too. */
    private Component answered(Tally t, Peers peers) {
        var facts = facts(Map.of("answered", t.answered(), "matured", t.matured(), "kappa", kappa(peers.matured())));
        facts.put("tradeAnswered", BigDecimal.valueOf(peers.answered()));
        facts.put("tradeMatured", BigDecimal.valueOf(peers.matured()));
        if (t.matured() == 0) {
            return new Component(Part.ANSWERED, weight(Part.ANSWERED), null, Lack.TOO_FEW_COMPLAINTS, facts);
        }
        long kappa = kappa(peers.matured());
        long trade = Math.max(1, peers.matured());
        var part = BigDecimal.valueOf(t.answered())
                .multiply(BigDecimal.valueOf(trade))
                .add(BigDecimal.valueOf(kappa).multiply(BigDecimal.valueOf(peers.answered())));
        var whole = BigDecimal.valueOf(t.matured() + kappa).multiply(BigDecimal.valueOf(trade));
        return new Component(Part.ANSWERED, weight(Part.ANSWERED), Rounded.hundredth(part, whole), null, facts);
    }

    /** Nothing is shrunk towards a trade nothing is known of. */
    private int kappa(long ofTrade) {
        return ofTrade == 0 ? 0 : rules.kappa();
    }

    /** The mean score, shrunk as the answer rate is; 1 is worth 0, 5 is worth 100. */
    private Component scores(Tally t, Peers peers) {
        long kappa = kappa(peers.rated());
        var facts = facts(Map.of("scores", t.scores(), "rated", t.rated(), "kappa", (int) kappa));
        facts.put("tradeScores", BigDecimal.valueOf(peers.scores()));
        facts.put("tradeRated", BigDecimal.valueOf(peers.rated()));
        if (t.rated() == 0) {
            return new Component(Part.SCORES, weight(Part.SCORES), null, Lack.TOO_FEW_SCORES, facts);
        }
        long trade = Math.max(1, peers.rated());
        var count = BigDecimal.valueOf(t.rated() + kappa).multiply(BigDecimal.valueOf(trade));
        var sum = BigDecimal.valueOf(t.scores())
                .multiply(BigDecimal.valueOf(trade))
                .add(BigDecimal.valueOf(kappa).multiply(BigDecimal.valueOf(peers.scores())));
        return new Component(
                Part.SCORES,
                weight(Part.SCORES),
                Rounded.hundredth(sum.subtract(count), count.multiply(BigDecimal.valueOf(4))),
                null,
                facts);
    }

    private int standing(GradeFacts f) {
        return switch (f.state()) {
            case SUSPENDED, REVOKED, EXPIRED -> 0;
            case UNDER_REVIEW -> measures.restricted();
            case ISSUED -> f.supervision() == SupervisionStep.LETTER ? measures.restricted() : 100;
        };
    }

    private Component licence(@Nullable Seen seen) {
        var found = seen == null ? null : seen.checks().get(CheckCode.LICENCE);
        return found == null
                ? unknown(Part.LICENCE, seen == null ? Lack.NO_LOOK : Lack.NOT_CHECKED, Map.of())
                : known(Part.LICENCE, found ? 100 : 0, Map.of("inOrder", found ? 1 : 0));
    }

    private Component checks(@Nullable Seen seen) {
        if (seen == null || seen.checks().isEmpty()) {
            return unknown(Part.CHECKS, Lack.NO_LOOK, Map.of());
        }
        int inOrder = (int) seen.checks().values().stream().filter(ok -> ok).count();
        return share(
                Part.CHECKS,
                inOrder,
                seen.checks().size(),
                Map.of("inOrder", inOrder, "checks", seen.checks().size()));
    }

    private Component reached(@Nullable Seen seen) {
        if (seen == null || seen.looks() == 0) {
            return unknown(Part.REACHED, Lack.NO_LOOK, Map.of());
        }
        int looks = seen.looksOf(measures.looks());
        int reached = seen.reachedOf(measures.looks());
        return share(Part.REACHED, reached, looks, Map.of("reached", reached, "looks", looks));
    }

    private Component age(GradeFacts f) {
        int months = Math.clamp(months(f.issuedAt(), f.asOf()), 0, measures.ageMonths());
        return share(
                Part.AGE, months, measures.ageMonths(), Map.of("months", months, "fullMonths", measures.ageMonths()));
    }

    private static long months(Instant from, Instant until) {
        return ChronoUnit.MONTHS.between(from.atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC));
    }

    private Component site(Part part, GradeFacts f) {
        var seen = f.seen();
        var site = seen == null ? null : seen.site();
        if (site == null) {
            return unknown(
                    part,
                    seen == null ? Lack.NO_LOOK : Lack.NEVER_REACHED,
                    part == Part.CERTIFICATE ? Map.of("certificateDays", measures.certificateDays()) : Map.of());
        }
        return switch (part) {
            case ENCRYPTED -> known(part, site.encrypted() ? 100 : 0, Map.of("encrypted", site.encrypted() ? 1 : 0));
            case PROTECTIONS -> {
                int all = Protection.values().length;
                int there = all - site.missing().size();
                yield share(part, there, all, Map.of("there", there, "protections", all));
            }
            default -> certificate(site, f.asOf());
        };
    }

    private Component certificate(Seen.Site site, Instant asOf) {
        var until = site.certificateUntil();
        if (until == null || !until.isAfter(asOf)) {
            return known(Part.CERTIFICATE, 0, Map.of("days", 0, "certificateDays", measures.certificateDays()));
        }
        var left = Duration.between(asOf, until);
        boolean soon = left.compareTo(Duration.ofDays(measures.certificateDays())) < 0;
        return known(
                Part.CERTIFICATE,
                soon ? 50 : 100,
                Map.of("days", (int) left.toDays(), "certificateDays", measures.certificateDays()));
    }

    private Component incidents(GradeFacts f) {
        int openSevere = 0;
        int open = 0;
        int closedSevere = 0;
        int closed = 0;
        for (var i : f.incidents()) {
            var ended = i.closedAt();
            if (ended == null) {
                openSevere += i.severe() ? 1 : 0;
                open += i.severe() ? 0 : 1;
            } else if (forgotten(ended).isAfter(f.asOf())) {
                closedSevere += i.severe() ? 1 : 0;
                closed += i.severe() ? 0 : 1;
            }
        }
        long off = 100L * openSevere
                + (long) measures.openIncident() * open
                + (long) measures.closedSevere() * closedSevere
                + (long) measures.closedIncident() * closed;
        return known(
                Part.INCIDENTS,
                (int) Math.max(0, 100 - off),
                Map.of(
                        "openSevere",
                        openSevere,
                        "open",
                        open,
                        "closedSevere",
                        closedSevere,
                        "closed",
                        closed,
                        "offOpen",
                        measures.openIncident(),
                        "offClosedSevere",
                        measures.closedSevere(),
                        "offClosed",
                        measures.closedIncident()));
    }

    private Instant forgotten(Instant closedAt) {
        return closedAt.atOffset(ZoneOffset.UTC).plus(measures.incidentMemory()).toInstant();
    }

    /** 100 − 100·(10,000·d / orders) / limit, not below 0: the size of a shop does not count. */
    private Component delivery(Tally t) {
        var orders = t.orders();
        if (orders == null) {
            return unknown(Part.DELIVERY, Lack.NO_ORDERS, Map.of("delivery", t.delivery()));
        }
        var facts = facts(Map.of("delivery", t.delivery()));
        facts.put("orders", BigDecimal.valueOf(orders));
        if (orders < measures.minimumOrders()) {
            facts.put("minimum", BigDecimal.valueOf(measures.minimumOrders()));
            return new Component(Part.DELIVERY, weight(Part.DELIVERY), null, Lack.TOO_FEW_ORDERS, facts);
        }
        facts.put("limit", grading.serviceLimit());
        var limit = grading.serviceLimit().multiply(BigDecimal.valueOf(orders));
        var left = limit.subtract(TEN_THOUSAND.multiply(BigDecimal.valueOf(t.delivery())))
                .max(BigDecimal.ZERO);
        return new Component(Part.DELIVERY, weight(Part.DELIVERY), Rounded.hundredth(left, limit), null, facts);
    }

    private Component share(Part part, int some, int all, Map<String, Integer> facts) {
        return all == 0
                ? unknown(part, Lack.TOO_FEW_COMPLAINTS, facts)
                : new Component(
                        part,
                        weight(part),
                        Rounded.hundredth(BigDecimal.valueOf(some), BigDecimal.valueOf(all)),
                        null,
                        facts(facts));
    }

    private Component known(Part part, int value, Map<String, Integer> facts) {
        return new Component(part, weight(part), BigDecimal.valueOf(value).setScale(2), null, facts(facts));
    }

    private Component unknown(Part part, Lack lack, Map<String, Integer> facts) {
        return new Component(part, weight(part), null, lack, facts(facts));
    }

    private int weight(Part part) {
        return measures.weight(part);
    }

    private static Map<String, BigDecimal> facts(Map<String, Integer> numbers) {
        var facts = new java.util.TreeMap<String, BigDecimal>();
        numbers.forEach((name, n) -> facts.put(name, BigDecimal.valueOf(n)));
        return facts;
    }

    /**
     * The next instant after the facts at which anything changes by time alone: a month of age, the end of a certificate or of the mark,
     * an incident that is forgotten. Complaints that leave the window or mature are the caller's to know.
     *
     * @param expiresAt when the mark ends
     * @return absent where nothing will change by itself
     */
    public @Nullable Instant nextChange(GradeFacts facts, Instant expiresAt) {
        var instants = new ArrayList<@Nullable Instant>();
        var now = facts.asOf();
        if (facts.state().expires()) {
            instants.add(expiresAt);
        }
        long months = months(facts.issuedAt(), now);
        if (months < measures.ageMonths()) {
            instants.add(facts.issuedAt()
                    .atOffset(ZoneOffset.UTC)
                    .plusMonths(months + 1)
                    .toInstant());
        }
        var site = facts.seen() == null ? null : facts.seen().site();
        var until = site == null ? null : site.certificateUntil();
        if (until != null) {
            // At so many days to the instant it is still worth everything.
            instants.add(
                    until.minus(Duration.ofDays(measures.certificateDays())).plusNanos(1000));
            instants.add(until);
        }
        facts.incidents().stream()
                .map(IncidentFacts::closedAt)
                .filter(Objects::nonNull)
                .map(this::forgotten)
                .forEach(instants::add);
        return instants.stream()
                .filter(Objects::nonNull)
                .filter(i -> i.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
    }
}
