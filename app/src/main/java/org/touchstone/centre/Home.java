package org.touchstone.centre;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.badge.Reports;
import org.touchstone.centre.Waiting.Kind;
import org.touchstone.complaint.Floods;
import org.touchstone.complaint.FollowUps;
import org.touchstone.complaint.Proceedings;
import org.touchstone.complaint.Task;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.foundation.web.Role;
import org.touchstone.issuing.Applications;
import org.touchstone.policy.Policies;
import org.touchstone.policy.PolicyDraft;
import org.touchstone.policy.PolicyDrafts;
import org.touchstone.record.IncidentReports;
import org.touchstone.registry.DecisionOnMark;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.supervision.Cases;
import org.touchstone.supervision.SupervisionCase;

/** What needs the centre now and why, the most urgent first: one list over all rooms, as the reader's role sees it. */
@Component
public class Home {

    /** So many of each kind at most; counts know of all. */
    public static final int OF_A_KIND = 200;

    private final FollowUps followUps;
    private final Proceedings proceedings;
    private final Floods floods;
    private final MarkLife life;
    private final Registry registry;
    private final Cases cases;
    private final Applications applications;
    private final Reports reports;
    private final IncidentReports incidentReports;
    private final PolicyDrafts drafts;
    private final Policies policies;
    private final DatabaseClock clock;

    Home(
            FollowUps followUps,
            Proceedings proceedings,
            Floods floods,
            MarkLife life,
            Registry registry,
            Cases cases,
            Applications applications,
            Reports reports,
            IncidentReports incidentReports,
            PolicyDrafts drafts,
            Policies policies,
            DatabaseClock clock) {
        this.followUps = followUps;
        this.proceedings = proceedings;
        this.floods = floods;
        this.life = life;
        this.registry = registry;
        this.cases = cases;
        this.applications = applications;
        this.reports = reports;
        this.incidentReports = incidentReports;
        this.drafts = drafts;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * What waits.
     *
     * @param mine what the reader may do, the most urgent first
     * @param others what waits for somebody else
     * @param counts how much of each kind waits, whosever it is; kinds of which nothing waits are left out
     */
    public record Found(Instant now, List<Waiting> mine, List<Waiting> others, Map<Kind, Integer> counts) {

        /** How much waits in all. */
        public int all() {
            return counts.values().stream().mapToInt(n -> n).sum();
        }
    }

    /** What waits, all or of one kind. The reader reads cases. */
    @Transactional(readOnly = true)
    public Found look(Caller reader, @Nullable Kind kind) {
        var now = clock.instant();
        var term = policies.at(now).procedure().targets().followUp();
        var waiting = Stream.of(
                        complaints(reader),
                        floods(reader, term),
                        decisions(reader, term),
                        appeals(reader),
                        reviews(reader, term),
                        supervision(reader, term),
                        applications(reader, term),
                        forgeries(reader, term),
                        incidentReports(reader, term),
                        merges(reader, term),
                        policies(reader, term))
                .flatMap(List::stream)
                .filter(w -> kind == null || w.kind() == kind)
                .map(w -> reader.roles().contains(Role.AUDITOR) ? w.onlyRead() : w)
                .sorted(Comparator.comparing(Waiting::due).thenComparing(Waiting::id))
                .toList();
        return new Found(
                now,
                waiting.stream().filter(Waiting::mine).toList(),
                waiting.stream().filter(w -> !w.mine()).toList(),
                counts(reader));
    }

    private Map<Kind, Integer> counts(Caller reader) {
        var counts = new EnumMap<Kind, Integer>(Kind.class);
        followUps.counts().forEach((why, n) -> counts.put(kind(why), n));
        counts.put(Kind.FLOOD, floods.countUndecided());
        counts.put(Kind.MARK_DECISION, life.countPending());
        counts.put(Kind.MARK_APPEAL, life.countAppealed());
        counts.put(
                Kind.REVIEW, Math.toIntExact(registry.tally(null).states().getOrDefault(MarkState.UNDER_REVIEW, 0L)));
        counts.put(Kind.SUPERVISION, cases.countWaiting());
        counts.put(Kind.APPLICATION, applications.countQuestions());
        counts.put(Kind.APPLICATION_APPEAL, applications.countAppeals());
        counts.put(Kind.FORGERY, reports.countOpen());
        counts.put(Kind.INCIDENT_REPORT, incidentReports.countOpen());
        counts.put(Kind.MERGE, registry.countOpenProposals());
        counts.put(Kind.POLICY, (int) proposed(reader).count());
        counts.values().removeIf(n -> n == 0);
        return counts;
    }

    private static Kind kind(Task.Why why) {
        return Kind.valueOf(why.name());
    }

    private List<Waiting> complaints(Caller reader) {
        return Stream.of(Task.Why.values())
                .flatMap(why -> followUps.queue(why, Cursor.START, OF_A_KIND).stream())
                .map(task -> {
                    boolean appeal = task.why() == Task.Why.APPEAL;
                    return new Waiting(
                            kind(task.why()),
                            task.id().toString(),
                            null,
                            task.legalName(),
                            task.host(),
                            task.reference(),
                            task.why().name(),
                            task.nextStep(),
                            null,
                            task.dueAt(),
                            true,
                            appeal ? Role.APPEALS_OFFICER : Role.OFFICER,
                            appeal ? proceedings.mayDecideAppeal(reader, task.complaintId()) : reader.isOfficer(),
                            task.path());
                })
                .toList();
    }

    private List<Waiting> floods(Caller reader, Duration term) {
        return floods.undecided(OF_A_KIND).stream()
                .map(f -> new Waiting(
                        Kind.FLOOD,
                        f.id().toString(),
                        null,
                        String.join(", ", f.hosts()),
                        null,
                        null,
                        "FLOOD",
                        null,
                        f.openedAt(),
                        f.openedAt().plus(term),
                        false,
                        Role.OFFICER,
                        reader.isOfficer(),
                        "/officer/floods/" + f.id()))
                .toList();
    }

    private List<Waiting> decisions(Caller reader, Duration term) {
        var pending = life.pending(OF_A_KIND);
        var marks = marks(pending.stream().map(DecisionOnMark::code));
        return pending.stream()
                .map(d -> {
                    var mark = Objects.requireNonNull(marks.get(d.code()));
                    return ofMark(
                            Kind.MARK_DECISION,
                            d.id(),
                            mark,
                            "MARK_DECISION",
                            d.step(),
                            d.proposedAt(),
                            d.proposedAt().plus(term),
                            false,
                            Role.SENIOR_OFFICER,
                            life.secondRefusal(reader, mark, d).isEmpty(),
                            "/officer/marks/" + d.code());
                })
                .toList();
    }

    private List<Waiting> appeals(Caller reader) {
        boolean judges = reader.roles().contains(Role.APPEALS_OFFICER);
        var appealed = life.appealed(OF_A_KIND);
        var marks = marks(appealed.stream().map(DecisionOnMark::code));
        return appealed.stream()
                .map(d -> {
                    var mark = Objects.requireNonNull(marks.get(d.code()));
                    return ofMark(
                            Kind.MARK_APPEAL,
                            d.id(),
                            mark,
                            "MARK_APPEAL",
                            d.step(),
                            d.appealedAt(),
                            d.appealDue() == null ? d.at() : d.appealDue(),
                            true,
                            Role.APPEALS_OFFICER,
                            judges && life.judgeRefusal(reader, mark, d).isEmpty(),
                            "/officer/marks/" + d.code());
                })
                .toList();
    }

    private List<Waiting> reviews(Caller reader, Duration term) {
        return registry.underReview(OF_A_KIND).stream()
                .map(r -> ofMark(
                        Kind.REVIEW,
                        r.mark().websiteId(),
                        r.mark(),
                        "REVIEW",
                        null,
                        r.at(),
                        r.at().plus(term),
                        false,
                        Role.OFFICER,
                        reader.isOfficer(),
                        "/officer/marks/" + r.mark().code()))
                .toList();
    }

    private List<Waiting> supervision(Caller reader, Duration term) {
        var waiting = cases.waiting(OF_A_KIND);
        var moved = cases.lastMoved(waiting.stream().map(SupervisionCase::id).toList());
        var marks = marks(waiting.stream().map(SupervisionCase::code));
        return waiting.stream()
                .map(c -> {
                    var since =
                            c.recommendedAt() != null ? c.recommendedAt() : moved.getOrDefault(c.id(), c.openedAt());
                    return ofMark(
                            Kind.SUPERVISION,
                            c.id(),
                            Objects.requireNonNull(marks.get(c.code())),
                            c.recommended() != null
                                    ? "SUPERVISION.recommended"
                                    : "SUPERVISION." + c.state().name(),
                            c.recommended(),
                            since,
                            since.plus(term),
                            false,
                            Role.OFFICER,
                            reader.isOfficer(),
                            "/officer/supervision/" + c.id());
                })
                .toList();
    }

    private List<Waiting> applications(Caller reader, Duration term) {
        var questions = applications.questions().stream()
                .map(q -> new Waiting(
                        Kind.APPLICATION,
                        q.application() + ":" + q.code(),
                        null,
                        q.host() == null ? q.reference() : q.host(),
                        q.host(),
                        q.reference(),
                        "APPLICATION",
                        q.code(),
                        q.askedAt(),
                        q.askedAt().plus(term),
                        false,
                        Role.OFFICER,
                        reader.isOfficer() && !q.applicantId().equals(reader.id()),
                        "/officer/applications/" + q.application() + "#check-" + q.code()));
        var appeals = applications.appeals().stream()
                .map(a -> new Waiting(
                        Kind.APPLICATION_APPEAL,
                        a.id().toString(),
                        a.mark(),
                        a.host().map(h -> h.readable()).orElse(a.reference()),
                        a.host().map(h -> h.readable()).orElse(null),
                        a.reference(),
                        "APPLICATION_APPEAL",
                        null,
                        a.decidedAt(),
                        a.appealDueAt() == null ? a.createdAt() : a.appealDueAt(),
                        true,
                        Role.APPEALS_OFFICER,
                        applications.mayDecideAppeal(reader, a),
                        "/officer/applications/" + a.id() + "#appeal"));
        return Stream.concat(questions, appeals).toList();
    }

    private List<Waiting> forgeries(Caller reader, Duration term) {
        return reports.open(OF_A_KIND).stream()
                .map(r -> new Waiting(
                        Kind.FORGERY,
                        r.id().toString(),
                        r.mark(),
                        r.host().readable(),
                        r.host().readable(),
                        null,
                        "FORGERY",
                        null,
                        r.at(),
                        r.at().plus(term),
                        false,
                        Role.OFFICER,
                        reader.isOfficer(),
                        "/officer/forgeries"))
                .toList();
    }

    private List<Waiting> incidentReports(Caller reader, Duration term) {
        var reported = incidentReports.open(OF_A_KIND);
        var marks = marks(reported.stream().map(IncidentReports.Report::mark));
        return reported.stream()
                .map(r -> ofMark(
                        Kind.INCIDENT_REPORT,
                        r.id(),
                        Objects.requireNonNull(marks.get(r.mark())),
                        "INCIDENT_REPORT",
                        null,
                        r.at(),
                        r.at().plus(term),
                        false,
                        Role.OFFICER,
                        reader.isOfficer(),
                        "/officer/incident-reports"))
                .toList();
    }

    private List<Waiting> merges(Caller reader, Duration term) {
        return registry.openProposals(OF_A_KIND).stream()
                .map(p -> new Waiting(
                        Kind.MERGE,
                        p.id().toString(),
                        null,
                        p.keep(),
                        p.keepHost(),
                        null,
                        "MERGE",
                        null,
                        p.proposedAt(),
                        p.proposedAt().plus(term),
                        false,
                        Role.OFFICER,
                        reader.isOfficer(),
                        "/officer/merges"))
                .toList();
    }

    private Stream<PolicyDraft> proposed(Caller reader) {
        return drafts.newest(reader).stream().filter(d -> d.state() == PolicyDraft.State.PROPOSED);
    }

    private List<Waiting> policies(Caller reader, Duration term) {
        return proposed(reader)
                .map(d -> {
                    var since = d.proposedAt() == null ? d.createdAt() : d.proposedAt();
                    return new Waiting(
                            Kind.POLICY,
                            d.id().toString(),
                            null,
                            d.policy().version(),
                            null,
                            null,
                            "POLICY",
                            null,
                            since,
                            since.plus(term),
                            false,
                            Role.SENIOR_OFFICER,
                            PolicyDrafts.approves(reader)
                                    && !d.author().equals(reader.id())
                                    && d.words().stream()
                                            .noneMatch(w -> w.person().equals(reader.id())),
                            "/officer/policies/" + d.id());
                })
                .toList();
    }

    private Map<String, Mark> marks(Stream<String> codes) {
        return registry.marksByCode(codes.distinct().toList());
    }

    private static Waiting ofMark(
            Kind kind,
            UUID id,
            Mark mark,
            String why,
            @Nullable Enum<?> detail,
            @Nullable Instant since,
            Instant due,
            boolean own,
            Role whose,
            boolean mine,
            String href) {
        return new Waiting(
                kind,
                id.toString(),
                mark.code(),
                mark.legalName(),
                mark.host().readable(),
                null,
                why,
                detail,
                since,
                due,
                own,
                whose,
                mine,
                href);
    }
}
