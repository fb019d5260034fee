package org.touchstone.record;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Refused;
import org.touchstone.foundation.web.Role;
import org.touchstone.journal.Journal;
import org.touchstone.record.Cohort.Kind;
import org.touchstone.record.StageDecision.State;
import org.touchstone.record.store.StageStore;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.record.Figures;
import org.touchstone.rules.record.PublicationStage;

/**
 * How stages come about: an officer forms a cohort and proposes a stage for it with reasons, a senior officer who did not propose it
 * confirms it. It begins then or later, never earlier; one decision follows another, and none is ever taken back but by a new one.
 */
@Component
public class StageDecisions {

    private static final Period SIZE_OVER = Period.ofMonths(12);

    private final StageStore store;
    private final Registry registry;
    private final Journal journal;
    private final Settings settings;
    private final DatabaseClock clock;

    StageDecisions(StageStore store, Registry registry, Journal journal, Settings settings, DatabaseClock clock) {
        this.store = store;
        this.registry = registry;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What a decision would do.
     *
     * @param before the stage of the cohort now; absent where none has begun
     * @param marks how many marks it concerns
     * @param narrows whether fewer people will see figures
     * @param tells whether the businesses are told
     */
    public record Effect(@Nullable PublicationStage before, long marks, boolean narrows, boolean tells) {}

    /** How long before its figures become public a business is told. */
    public Duration notice() {
        return Duration.ofDays(settings.publicationNoticeDays());
    }

    /** Whether a person may form cohorts and propose stages. */
    public static boolean proposes(Caller caller) {
        return caller.isOfficer();
    }

    /** Whether a person may confirm what others proposed. */
    public static boolean confirms(Caller caller) {
        return caller.roles().contains(Role.SENIOR_OFFICER);
    }

    /** All cohorts in the order in which they count, for those who read cases. */
    @Transactional(readOnly = true)
    public List<Cohort> view(Caller reader) {
        permit(reader.readsCases());
        return store.cohorts();
    }

    /** One of them. */
    @Transactional(readOnly = true)
    public Optional<Cohort> view(Caller reader, UUID id) {
        return view(reader).stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /**
     * Forms a cohort; it counts from the day its first stage begins, and who belongs is settled then.
     *
     * @param atLeast orders of the last twelve months that make a business belong; absent for a list
     * @param marks codes of the marks that are invited, all of them known
     */
    @Transactional
    public UUID form(Caller officer, Map<Language, String> names, @Nullable Long atLeast, Collection<String> marks) {
        permit(proposes(officer));
        var id = UUID.randomUUID();
        var kind = atLeast == null ? Kind.INVITED : Kind.ORDERS;
        var members = new LinkedHashSet<>(marks);
        store.holdDeciding();
        store.addCohort(id, names, kind, atLeast, clock.instant(), officer.id(), members);
        write(officer, "cohort.formed", id, Map.of("kind", kind, "marks", members.size()));
        return id;
    }

    /** Which codes of a list name no mark. */
    @Transactional(readOnly = true)
    public List<String> unknown(Collection<String> codes) {
        var known = registry.marks(codes).stream().map(Mark::code).toList();
        return codes.stream().filter(c -> !known.contains(c)).distinct().toList();
    }

    /**
     * Proposes a stage. Refused: the stage the cohort has, a beginning before that of an earlier decision, and a public one so soon
     * that businesses could not be told in time.
     *
     * @param beginsAt absent for as soon as it is confirmed
     */
    @Transactional
    public StageDecision propose(
            Caller officer, UUID cohortId, PublicationStage stage, @Nullable Instant beginsAt, String reason) {
        permit(proposes(officer));
        store.holdDeciding();
        var cohort = find(cohortId).orElseThrow(Refused::notFound);
        if (cohort.pending().isPresent()) {
            throw new Refused(HttpStatus.CONFLICT, "stage-pending");
        }
        var now = clock.instant();
        var from = beginsAt == null || beginsAt.isBefore(now) ? now : beginsAt;
        mayBegin(cohort, stage, from, now);
        var id = UUID.randomUUID();
        store.propose(id, cohortId, stage, from, reason, officer.id(), now);
        write(officer, "stage.proposed", cohortId, Map.of("decision", id, "stage", stage, "beginsAt", from));
        return decision(id).orElseThrow();
    }

    /** A senior officer who did not propose it confirms a stage or declines it, with reasons. */
    @Transactional
    public StageDecision decide(Caller senior, UUID id, boolean confirm, String reason) {
        permit(confirms(senior));
        store.holdDeciding();
        var decision = decision(id).orElseThrow(Refused::notFound);
        if (decision.state() != State.PENDING) {
            throw new Refused(HttpStatus.CONFLICT, "decided-already");
        }
        if (senior.id().equals(decision.proposedBy())) {
            throw new Refused(HttpStatus.FORBIDDEN, "own-proposal");
        }
        var now = clock.instant();
        var cohort = find(decision.cohort()).orElseThrow();
        if (confirm) {
            var from = decision.beginsAt().isBefore(now) ? now : decision.beginsAt();
            mayBegin(cohort, decision.stage(), from, now);
            if (cohort.kind() == Kind.ORDERS && !cohort.settled()) {
                store.addMembers(cohort.id(), large(cohort, now));
            }
            var effect = effect(cohort, decision.stage(), from);
            store.confirm(id, from, senior.id(), now, effect.narrows(), effect.marks());
        } else {
            store.decline(id, senior.id(), now, reason);
        }
        write(
                senior,
                confirm ? "stage.confirmed" : "stage.declined",
                cohort.id(),
                Map.of("decision", id, "stage", decision.stage()));
        return decision(id).orElseThrow();
    }

    private void mayBegin(Cohort cohort, PublicationStage stage, Instant from, Instant now) {
        var last = cohort.confirmed().isEmpty() ? null : cohort.confirmed().getLast();
        if (last != null && from.isBefore(last.beginsAt())) {
            throw new Refused(
                    HttpStatus.CONFLICT,
                    "stage-out-of-order",
                    List.of(last.beginsAt()),
                    Map.of("notBefore", last.beginsAt()));
        }
        if (cohort.at(from).filter(d -> d.stage() == stage).isPresent()) {
            throw new Refused(HttpStatus.CONFLICT, "stage-unchanged");
        }
        if (opens(cohort, stage, now) && from.isBefore(now.plus(notice()))) {
            throw new Refused(
                    HttpStatus.CONFLICT,
                    "stage-too-soon",
                    List.of(settings.publicationNoticeDays()),
                    Map.of("noticeDays", settings.publicationNoticeDays(), "notBefore", now.plus(notice())));
        }
    }

    /** Whether figures become public that are not yet. */
    private boolean opens(Cohort cohort, PublicationStage stage, Instant now) {
        return stage == PublicationStage.PUBLIC && before(cohort, now) != PublicationStage.PUBLIC;
    }

    /**
     * What its members have now; before its first stage, the narrowest that any of them has from another cohort. Those for whom an
     * earlier cohort counts are not meant: for them nothing changes.
     */
    private PublicationStage before(Cohort cohort, Instant now) {
        if (cohort.stageAt(now).isPresent()) {
            return cohort.stageAt(now).get();
        }
        var cohorts = store.cohorts();
        var memberships = store.memberships();
        var earlier = earlierThan(cohort, cohorts, now);
        var members = cohort.settled() ? membersOf(cohort, memberships) : large(cohort, now);
        return members.stream()
                .map(mark -> memberships.getOrDefault(mark, Set.of()))
                .filter(of -> !meets(of, earlier))
                .map(of -> Staging.stageOf(cohorts, of, now))
                .min(PublicationStage::compareTo)
                .or(() -> cohorts.getLast().stageAt(now))
                .orElse(PublicationStage.PRIVATE);
    }

    private static List<UUID> earlierThan(Cohort cohort, List<Cohort> cohorts, Instant at) {
        return cohorts.stream()
                .takeWhile(c -> !c.id().equals(cohort.id()))
                .filter(c -> c.stageAt(at).isPresent())
                .map(Cohort::id)
                .toList();
    }

    private static List<String> membersOf(Cohort cohort, Map<String, Set<UUID>> memberships) {
        return memberships.entrySet().stream()
                .filter(e -> e.getValue().contains(cohort.id()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What a decision would do. */
    @Transactional(readOnly = true)
    public Effect effect(Cohort cohort, PublicationStage stage, @Nullable Instant beginsAt) {
        var now = clock.instant();
        var from = beginsAt == null || beginsAt.isBefore(now) ? now : beginsAt;
        var widest = cohort.stageAt(from).isPresent()
                ? cohort.stageAt(from).get()
                : store.cohorts().stream()
                        .flatMap(c -> c.stageAt(from).stream())
                        .max(PublicationStage::compareTo)
                        .orElse(PublicationStage.PRIVATE);
        boolean narrows = stage.narrowerThan(widest);
        return new Effect(
                cohort.stageAt(now).orElse(null),
                size(cohort, from),
                narrows,
                stage != PublicationStage.PRIVATE || narrows);
    }

    /** For how many marks a cohort counts at an instant; before its first stage, for how many it would. */
    @Transactional(readOnly = true)
    public long size(Cohort cohort, Instant at) {
        var memberships = store.memberships();
        var earlier = earlierThan(cohort, store.cohorts(), at);
        if (cohort.kind() == Kind.REST) {
            return registry.count()
                    - memberships.values().stream()
                            .filter(m -> meets(m, earlier))
                            .count();
        }
        var members = cohort.settled() ? membersOf(cohort, memberships) : large(cohort, at);
        return members.stream()
                .filter(mark -> !meets(memberships.getOrDefault(mark, Set.of()), earlier))
                .count();
    }

    private static boolean meets(Set<UUID> memberships, List<UUID> cohorts) {
        return cohorts.stream().anyMatch(memberships::contains);
    }

    /** Who is large enough, by the months whose first day lies in the twelve months before an instant. */
    private List<String> large(Cohort cohort, Instant at) {
        var atLeast = cohort.atLeast();
        return atLeast == null
                ? List.of()
                : registry.marksWithOrders(
                        Figures.windowStart(at, SIZE_OVER)
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate(),
                        at.atZone(ZoneOffset.UTC).toLocalDate(),
                        atLeast);
    }

    /** A decision, for those who read cases. */
    @Transactional(readOnly = true)
    public Optional<StageDecision> decision(Caller reader, UUID id) {
        permit(reader.readsCases());
        return decision(id);
    }

    /** How many people were told of a decision so far. */
    @Transactional(readOnly = true)
    public long toldOf(StageDecision decision) {
        return store.toldOf(decision.id());
    }

    private Optional<StageDecision> decision(UUID id) {
        return store.cohorts().stream()
                .flatMap(c -> c.decisions().stream())
                .filter(d -> d.id().equals(id))
                .findFirst();
    }

    private Optional<Cohort> find(UUID id) {
        return store.cohorts().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    private static void permit(boolean may) {
        if (!may) {
            throw new Refused(HttpStatus.FORBIDDEN, "forbidden");
        }
    }

    private void write(Caller caller, String action, UUID cohort, Map<String, ?> details) {
        journal.write(caller.actor(), action, "cohort:" + cohort, details);
    }
}
