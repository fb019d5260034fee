package org.touchstone.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.touchstone.policy.Policies;
import org.touchstone.record.PublicRecord.Place;
import org.touchstone.record.store.CaseStore;
import org.touchstone.record.store.SnapshotStore;
import org.touchstone.record.store.StageStore;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Orders;
import org.touchstone.registry.Registry;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.record.CaseFacts;
import org.touchstone.rules.record.Figures;
import org.touchstone.rules.record.Measure;
import org.touchstone.rules.record.PeerMedian;
import org.touchstone.rules.record.PublicationStage;
import org.touchstone.rules.record.Share;
import org.touchstone.rules.record.TradeMean;

/**
 * Makes the files of a snapshot from one pass over all cases in the order of marks, so that memory holds one mark's cases at a
 * time. {@code docs/open-data.md} says what the columns mean.
 */
@Component
class SnapshotMaker {

    private final CaseStore cases;
    private final SnapshotStore snapshots;
    private final GradeFiles grades;
    private final Registry registry;
    private final Policies policies;
    private final Stages stages;
    private final StageStore medians;

    SnapshotMaker(
            CaseStore cases,
            SnapshotStore snapshots,
            GradeFiles grades,
            Registry registry,
            Policies policies,
            Stages stages,
            StageStore medians) {
        this.grades = grades;
        this.stages = stages;
        this.medians = medians;
        this.cases = cases;
        this.snapshots = snapshots;
        this.registry = registry;
        this.policies = policies;
    }

    /**
     * The figures of a mark.
     *
     * @param published whether everyone sees them
     */
    private record MarkFigures(Mark mark, Figures figures, boolean published) {}

    /** Makes and stores a snapshot as of an instant. In a transaction that sees one state of the database. */
    void make(Instant asOf) {
        var policy = policies.at(asOf);
        try (var complaintFile = new OpenDataFile("complaints.csv", OpenDataFile.COMPLAINTS);
                var markFile = new OpenDataFile("marks.csv", OpenDataFile.MARKS);
                var orderFile = new OpenDataFile("orders.csv", OpenDataFile.ORDERS);
                var figureFile = new OpenDataFile("figures.csv", OpenDataFile.FIGURES);
                var gradeFile = GradeFiles.grades();
                var gradingFile = GradeFiles.grading()) {
            var orders = orders();
            var everyone = computeAll(asOf, policy, orders, markFile, complaintFile);
            var all = everyone.stream().filter(MarkFigures::published).toList();
            writeOrders(orderFile, orders, all);
            var means = means(all);
            var places = places(all, means, policy, asOf);
            for (var one : all) {
                writeFigures(
                        figureFile,
                        one,
                        policy,
                        means.getOrDefault(one.mark().trade(), TradeMean.NONE),
                        places.get(one.mark().code()));
            }
            grades.write(
                    gradeFile,
                    gradingFile,
                    all.stream().map(one -> one.mark().code()).collect(Collectors.toSet()),
                    asOf);
            for (var file : List.of(complaintFile, markFile, orderFile, figureFile, gradeFile, gradingFile)) {
                var bytes = file.gzipped();
                snapshots.add(asOf, new SnapshotStore.File(file.name(), file.sha256(), file.lines()), bytes);
            }
            snapshots.putStandings(asOf, means, places);
            medians.putMedians(asOf, medians(everyone));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, List<Orders>> orders() {
        try (var stream = registry.allOrders()) {
            return stream.collect(Collectors.groupingBy(Orders::mark));
        }
    }

    private static void writeOrders(OpenDataFile file, Map<String, List<Orders>> orders, List<MarkFigures> published)
            throws IOException {
        for (var one : published) {
            for (var o : orders.getOrDefault(one.mark().code(), List.of())) {
                file.line(o.mark(), o.month().toString().substring(0, 7), o.orders());
            }
        }
    }

    /** What is usual in each trade: of each business the mark with most complaints, whether its figures are public or not. */
    private static Map<String, Map<Measure, PeerMedian>> medians(List<MarkFigures> all) {
        var ofBusinesses = new HashMap<String, Map<UUID, MarkFigures>>();
        for (var one : all) {
            ofBusinesses
                    .computeIfAbsent(one.mark().trade(), _ -> new HashMap<>())
                    .merge(
                            one.mark().businessId(),
                            one,
                            (a, b) -> a.figures().matured() >= b.figures().matured() ? a : b);
        }
        var medians = new HashMap<String, Map<Measure, PeerMedian>>();
        ofBusinesses.forEach((trade, ones) -> {
            var ofTrade = new EnumMap<Measure, PeerMedian>(Measure.class);
            for (var measure : Measure.values()) {
                var values = new ArrayList<Double>();
                for (var one : ones.values()) {
                    var value = measure.in(one.figures());
                    if (value != null) {
                        values.add(value);
                    }
                }
                PeerMedian.of(values).ifPresent(median -> ofTrade.put(measure, median));
            }
            medians.put(trade, ofTrade);
        });
        return medians;
    }

    private List<MarkFigures> computeAll(
            Instant asOf,
            Policy policy,
            Map<String, List<Orders>> orders,
            OpenDataFile markFile,
            OpenDataFile complaintFile)
            throws IOException {
        var all = new ArrayList<MarkFigures>();
        var staging = stages.all(asOf);
        Period window = policy.record().window();
        var from = Figures.windowStart(asOf, window);
        try (var marks = registry.all();
                var stream = cases.all(asOf)) {
            var byMark = new Groups(stream.iterator());
            for (var i = marks.iterator(); i.hasNext(); ) {
                var mark = i.next();
                boolean published = staging.shows(mark);
                writeMark(markFile, mark, asOf, staging.stageOf(mark), published);
                var ofMark = byMark.next(mark.code());
                if (published) {
                    for (var c : ofMark) {
                        writeComplaint(complaintFile, c);
                    }
                }
                var known = Records.ordersBetween(orders.getOrDefault(mark.code(), List.of()), from, asOf);
                var facts = ofMark.stream().map(RecordedCase::facts).toList();
                all.add(new MarkFigures(mark, Figures.of(facts, asOf, window, policy.record(), known), published));
            }
        }
        return all;
    }

    /** The cases of one mark after another, from a stream in the order of marks. */
    private static final class Groups {
        private final Iterator<RecordedCase> cases;
        private @Nullable RecordedCase ahead;

        Groups(Iterator<RecordedCase> cases) {
            this.cases = cases;
            this.ahead = cases.hasNext() ? cases.next() : null;
        }

        List<RecordedCase> next(String mark) {
            var group = new ArrayList<RecordedCase>();
            while (ahead != null && ahead.facts().mark().equals(mark)) {
                group.add(ahead);
                ahead = cases.hasNext() ? cases.next() : null;
            }
            return group;
        }
    }

    private static Map<String, TradeMean> means(List<MarkFigures> all) {
        var means = new HashMap<String, TradeMean>();
        for (var one : all) {
            means.put(
                    one.mark().trade(),
                    means.getOrDefault(one.mark().trade(), TradeMean.NONE).plus(one.figures()));
        }
        return means;
    }

    private static Map<String, Place> places(
            List<MarkFigures> all, Map<String, TradeMean> means, Policy policy, Instant asOf) {
        var places = new HashMap<String, Place>();
        all.stream()
                .filter(one -> one.figures().matured() >= policy.record().minimumRanked())
                .collect(Collectors.groupingBy(one -> one.mark().trade()))
                .forEach((trade, ranked) -> {
                    var mean = means.getOrDefault(trade, TradeMean.NONE);
                    var rates = new HashMap<String, Double>();
                    for (var one : ranked) {
                        var rate = mean.shrink(one.figures(), policy.record().kappa());
                        rates.put(one.mark().code(), rate == null ? 0 : Share.rounded(rate, 4));
                    }
                    rates.forEach((code, rate) -> places.put(
                            code,
                            new Place(
                                    1
                                            + (int) rates.values().stream()
                                                    .filter(r -> r > rate)
                                                    .count(),
                                    ranked.size(),
                                    asOf)));
                });
        return places;
    }

    private static void writeMark(OpenDataFile file, Mark mark, Instant asOf, PublicationStage stage, boolean published)
            throws IOException {
        file.line(
                mark.code(),
                mark.host().name(),
                mark.businessId(),
                mark.legalName(),
                mark.trade(),
                mark.stateAt(asOf),
                mark.issuedAt(),
                mark.expiresAt(),
                stage,
                published);
    }

    private static void writeComplaint(OpenDataFile file, RecordedCase c) throws IOException {
        CaseFacts f = c.facts();
        var money = f.moneyReturned();
        file.line(
                c.publicId(),
                f.mark(),
                f.category(),
                f.submitted(),
                f.deadlines().stream().map(Instant::toString).collect(Collectors.joining(";")),
                f.answered(),
                f.state(),
                f.solved(),
                f.score(),
                f.reopened(),
                f.policyVersion(),
                f.answeredRound(),
                f.missedRounds(),
                f.withdrawn(),
                f.closed(),
                f.refusals(),
                f.refusalsLost(),
                f.answerFingerprint(),
                money == null ? null : money.value().toPlainString(),
                money == null ? null : money.currency(),
                f.setAside());
    }

    private static void writeFigures(
            OpenDataFile file, MarkFigures one, Policy policy, TradeMean mean, @Nullable Place place)
            throws IOException {
        var f = one.figures();
        var interval = f.answerInterval();
        file.line(
                one.mark().code(),
                f.asOf(),
                f.from(),
                policy.record().window(),
                policy.version(),
                f.matured(),
                f.unanswered(),
                f.negativePoints(),
                f.delays(),
                f.answered(),
                f.late(),
                OpenDataFile.share(f.lateShare()),
                OpenDataFile.hours(f.times().median()),
                OpenDataFile.hours(f.times().p90()),
                f.unknownAnswerTimes(),
                OpenDataFile.share(f.answerRate()),
                OpenDataFile.share(interval == null ? null : interval.low()),
                OpenDataFile.share(interval == null ? null : interval.high()),
                OpenDataFile.share(mean.shrink(f, policy.record().kappa())),
                OpenDataFile.share(f.solvedOfRated()),
                OpenDataFile.share(f.solvedOfAll()),
                OpenDataFile.share(f.solvedOfficial()),
                OpenDataFile.share(f.solvedCoverage()),
                f.reopened(),
                OpenDataFile.share(f.reopenedShare()),
                f.refusalsAsked(),
                f.refusalsLost(),
                OpenDataFile.share(f.templateShare()),
                f.orders(),
                OpenDataFile.two(f.per10000Orders(f.filed())),
                OpenDataFile.two(f.per10000Orders(f.unanswered())),
                f.moneyReturned().entrySet().stream()
                        .map(e -> e.getValue().toPlainString() + " " + e.getKey())
                        .collect(Collectors.joining(";")),
                f.tooFew(),
                place == null ? null : place.rank(),
                place == null ? null : place.of(),
                f.quarantined());
    }
}
