package org.touchstone.record;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.touchstone.policy.Policies;
import org.touchstone.record.store.GradeStore;
import org.touchstone.record.store.GradeStore.Kept;
import org.touchstone.rules.grade.Grader;
import org.touchstone.rules.grade.Protection;
import org.touchstone.rules.grade.Seen;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.policy.Index;
import org.touchstone.rules.policy.Part;
import org.touchstone.rules.policy.Policy;

/**
 * The open data of grades: {@code grades.csv}, a row for each mark with every fact its grade rests on, and {@code grading.csv}, the
 * numbers of the policies they were worked out under. {@code docs/grades.md} says how each is recomputed.
 */
@Component
class GradeFiles {

    private static final String[] GRADES =
            ("mark,at,policyVersion,pending,state,issuedAt,supervision,matured,answered,onTime,reopened,refusalsLost,delivery,"
                            + "promises,kept,rated,scores,orders,tradeAnswered,tradeMatured,tradeRated,tradeScores,tradeAsOf,lookedAt,"
                            + "checks,checksInOrder,licence,looks,reached,encrypted,certificateUntil,protections,openSevere,open,"
                            + "closedSevere,closed,history,capability,security,service,satisfaction,total,held,earned,grade,lack")
                    .split(",");
    private static final String[] GRADING = {"policyVersion", "name", "value"};

    private final GradeStore store;
    private final Policies policies;

    GradeFiles(GradeStore store, Policies policies) {
        this.store = store;
        this.policies = policies;
    }

    static OpenDataFile grades() throws IOException {
        return new OpenDataFile("grades.csv", GRADES);
    }

    static OpenDataFile grading() throws IOException {
        return new OpenDataFile("grading.csv", GRADING);
    }

    /**
     * Writes both files. In the transaction that sees one state of the database.
     *
     * @param marks whose grades are written
     */
    void write(OpenDataFile grades, OpenDataFile grading, Set<String> marks, Instant asOf) throws IOException {
        var pending = new HashSet<>(store.pending(asOf));
        var versions = new TreeSet<String>();
        try (var all = store.all()) {
            for (var i = all.iterator(); i.hasNext(); ) {
                var kept = i.next();
                if (marks.contains(kept.mark())) {
                    write(grades, kept, pending.contains(kept.mark()));
                    versions.add(kept.policyVersion());
                }
            }
        }
        for (var version : versions) {
            write(grading, policies.named(version));
        }
    }

    private void write(OpenDataFile file, Kept kept, boolean pending) throws IOException {
        var f = kept.facts();
        var t = f.tally();
        var p = f.peers();
        var seen = f.seen();
        var site = seen == null ? null : seen.site();
        var measures = policies.named(kept.policyVersion()).grading().measures();
        var incidents = new Grader(policies.named(kept.policyVersion()))
                .grade(f, kept.held()).index(Index.SECURITY).components().stream()
                        .filter(c -> c.part() == Part.INCIDENTS)
                        .findFirst()
                        .orElseThrow()
                        .facts();
        var entry = kept.entry();
        file.line(
                kept.mark(),
                kept.at(),
                kept.policyVersion(),
                pending,
                f.state(),
                f.issuedAt(),
                f.supervision(),
                t.matured(),
                t.answered(),
                t.onTime(),
                t.reopened(),
                t.refusalsLost(),
                t.delivery(),
                t.promises(),
                t.kept(),
                t.rated(),
                t.scores(),
                t.orders(),
                p.answered(),
                p.matured(),
                p.rated(),
                p.scores(),
                p.asOf(),
                seen == null ? null : seen.at(),
                seen == null ? null : seen.checks().size(),
                seen == null
                        ? null
                        : seen.checks().values().stream().filter(ok -> ok).count(),
                licence(seen),
                seen == null ? null : seen.looksOf(measures.looks()),
                seen == null ? null : seen.reachedOf(measures.looks()),
                site == null ? null : site.encrypted(),
                site == null ? null : site.certificateUntil(),
                site == null
                        ? null
                        : Protection.values().length - site.missing().size(),
                incidents.get("openSevere"),
                incidents.get("open"),
                incidents.get("closedSevere"),
                incidents.get("closed"),
                entry.values().get(Index.HISTORY),
                entry.values().get(Index.CAPABILITY),
                entry.values().get(Index.SECURITY),
                entry.values().get(Index.SERVICE),
                entry.values().get(Index.SATISFACTION),
                entry.total(),
                kept.held(),
                kept.earned(),
                entry.grade(),
                entry.lack());
    }

    private static @Nullable Boolean licence(@Nullable Seen seen) {
        return seen == null ? null : seen.checks().get(CheckCode.LICENCE);
    }

    private static void write(OpenDataFile file, Policy policy) throws IOException {
        var version = policy.version();
        var g = policy.grading();
        var m = g.measures();
        file.line(version, "window", policy.record().window());
        file.line(version, "minimumMatured", policy.record().minimumMatured());
        file.line(version, "kappa", policy.record().kappa());
        for (var index : Index.values()) {
            file.line(version, "weight." + index, g.weight(index));
        }
        for (var part : Part.values()) {
            file.line(version, "part." + part, m.weight(part));
        }
        for (var band : g.bands()) {
            file.line(version, "band." + band.grade(), band.from().toPlainString());
        }
        for (var cap : new TreeSet<>(g.caps().keySet())) {
            file.line(version, "cap." + cap, Objects.requireNonNull(g.caps().get(cap)));
        }
        file.line(version, "margin", g.margin().toPlainString());
        file.line(version, "minimumWeight", g.minimumWeight());
        file.line(version, "minimumRated", g.minimumRated());
        file.line(version, "serviceLimit", g.serviceLimit().toPlainString());
        file.line(version, "minimumKnown", m.minimumKnown());
        file.line(version, "ageMonths", m.ageMonths());
        file.line(version, "certificateDays", m.certificateDays());
        file.line(version, "restricted", m.restricted());
        file.line(version, "minimumPromises", m.minimumPromises());
        file.line(version, "minimumOrders", m.minimumOrders());
        file.line(version, "deliveryCategories", String.join(";", m.deliveryCategories()));
        file.line(version, "openIncident", m.openIncident());
        file.line(version, "closedSevere", m.closedSevere());
        file.line(version, "closedIncident", m.closedIncident());
        file.line(version, "protections", Protection.values().length);
    }
}
