package org.touchstone.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.BusinessRole;
import org.touchstone.account.People;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Refused;
import org.touchstone.journal.Journal;
import org.touchstone.record.store.StageStore;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkChanged;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkStep;
import org.touchstone.rules.record.PublicationStage;

/**
 * Who sees the figures of a mark. Whatever is made of figures - the record, its cases, places, trade means, a grade - is public
 * only where {@link #shows} says so.
 */
@Component
public class Stages {

    private final StageStore store;
    private final People people;
    private final Registry registry;
    private final MarkLife life;
    private final Journal journal;
    private final DatabaseClock clock;
    private final ApplicationEventPublisher events;

    Stages(
            StageStore store,
            People people,
            Registry registry,
            MarkLife life,
            Journal journal,
            DatabaseClock clock,
            ApplicationEventPublisher events) {
        this.events = events;
        this.registry = registry;
        this.life = life;
        this.store = store;
        this.people = people;
        this.journal = journal;
        this.clock = clock;
    }

    /** The stage of a mark's figures at an instant, now or past, as it was in force then. */
    @Transactional(readOnly = true)
    public PublicationStage stageOf(Mark mark, Instant at) {
        return stageOf(store.cohorts(), mark, at);
    }

    /** Whether everyone sees the figures of a mark at an instant. */
    @Transactional(readOnly = true)
    public boolean shows(Mark mark, Instant at) {
        return shows(store.cohorts(), mark, at);
    }

    private boolean shows(List<Cohort> cohorts, Mark mark, Instant at) {
        var stage = stageOf(cohorts, mark, at);
        return stage.showsEveryone(stage == PublicationStage.VOLUNTARY && agreed(cohorts, mark, at));
    }

    /**
     * What is shown of a mark's figures as of an instant: what was measured in confidence then, or is not public now, is not.
     *
     * @param asOf absent for now
     */
    @Transactional(readOnly = true)
    public Showing showing(Mark mark, @Nullable Instant asOf) {
        var now = clock.instant();
        var at = asOf == null ? now : asOf;
        var cohorts = store.cohorts();
        var stage = stageOf(cohorts, mark, at);
        boolean agreed = stage == PublicationStage.VOLUNTARY && agreed(cohorts, mark, at);
        boolean published = stage.showsEveryone(agreed) && (asOf == null || shows(cohorts, mark, now));
        return new Showing(
                stage,
                agreed,
                published,
                published ? null : publicFrom(cohorts, mark, now).orElse(null));
    }

    /** From when on everyone will see the figures of a mark, where that is decided. */
    private Optional<Instant> publicFrom(List<Cohort> cohorts, Mark mark, Instant now) {
        return cohorts.stream()
                .flatMap(c -> c.coming(now).stream())
                .map(StageDecision::beginsAt)
                .sorted()
                .filter(at -> stageOf(cohorts, mark, at) == PublicationStage.PUBLIC)
                .findFirst();
    }

    private PublicationStage stageOf(List<Cohort> cohorts, Mark mark, Instant at) {
        return Staging.stageOf(cohorts, membershipsOf(cohorts, mark), at);
    }

    private Set<UUID> membershipsOf(List<Cohort> cohorts, Mark mark) {
        return cohorts.getFirst().kind() == Cohort.Kind.REST ? Set.of() : store.membershipsOf(mark.code());
    }

    /** Whether the word of who has the website stands that everyone may see its figures: given since this was last left to it. */
    private boolean agreed(List<Cohort> cohorts, Mark mark, Instant at) {
        return store.consentOf(mark.code(), at)
                .filter(consent -> consent.holds(
                        mark.businessId(), Staging.voluntarySince(cohorts, membershipsOf(cohorts, mark), at)))
                .isPresent();
    }

    /** The stages of all marks at an instant. */
    @Transactional(readOnly = true)
    public Staging all(Instant at) {
        var cohorts = store.cohorts();
        var onlyRest = cohorts.size() == 1;
        return new Staging(at, cohorts, onlyRest ? Map.of() : store.memberships(), store.consents(at));
    }

    /** Whether a caller sees the figures of a mark that not everyone sees: officers, and from a stage on its business. */
    @Transactional(readOnly = true)
    public boolean showsTo(Caller caller, Mark mark) {
        return caller.readsCases()
                || (stageOf(mark, clock.instant()).showsBusiness()
                        && people.businessesOf(caller.id()).contains(mark.businessId()));
    }

    /** The marks, by code, whose figures a reader sees who looks at many: officers all, others those everyone sees. */
    @Transactional(readOnly = true)
    public Predicate<String> seenBy(Caller reader) {
        if (reader.readsCases()) {
            return _ -> true;
        }
        var now = all(clock.instant());
        return now.showsAll() ? _ -> true : code -> now.shows(code, registry::mark);
    }

    /** Refuses figures of a mark to those who act for its business while they are measured in confidence. */
    @Transactional(readOnly = true)
    public void refuseInConfidence(Caller caller, Mark mark) {
        if (!caller.readsCases() && !stageOf(mark, clock.instant()).showsBusiness()) {
            throw new Refused(HttpStatus.FORBIDDEN, "figures-in-confidence");
        }
    }

    /**
     * When figures last became hidden that had been public, also because a website went to a business that has not agreed; what was
     * published before shows too much.
     */
    @Transactional(readOnly = true)
    public Optional<Instant> lastNarrowed(Instant now) {
        return store.lastNarrowed(now);
    }

    /** When anything last changed about what is shown. */
    @Transactional(readOnly = true)
    public Optional<Instant> lastChanged(Instant now) {
        return store.lastChanged(now);
    }

    /** Whether a caller may agree for the business of a mark: as its manager, while figures are public of one's own free will. */
    @Transactional(readOnly = true)
    public boolean mayAgree(Caller caller, Mark mark) {
        return stageOf(mark, clock.instant()) == PublicationStage.VOLUNTARY
                && people.roleIn(caller.id(), mark.businessId())
                        .filter(role -> role == BusinessRole.MANAGER)
                        .isPresent();
    }

    /**
     * The business of a mark agrees that everyone sees its figures, or takes that back; possible until they are public anyway.
     * Returns whether the caller might; saying the same again changes nothing.
     */
    @Transactional
    public boolean agree(Caller caller, Mark mark, boolean given) {
        if (!mayAgree(caller, mark)) {
            return false;
        }
        var now = clock.instant();
        if (agreed(store.cohorts(), mark, now) != given) {
            store.addConsent(UUID.randomUUID(), mark.code(), mark.businessId(), caller.id(), now, given);
            journal.write(
                    caller.actor(),
                    given ? "figures.opened" : "figures.closed",
                    "mark:" + mark.code(),
                    Map.of("business", mark.businessId()));
            if (!given) {
                life.grade(mark.code(), null);
            }
            events.publishEvent(new StagesChanged(null, mark.code()));
        }
        return true;
    }

    /**
     * With a website goes the word of the business that had it: whoever has it next starts closed, and so does the former one should
     * it come back.
     */
    @ApplicationModuleListener
    void on(MarkChanged changed) {
        if (changed.step() != MarkStep.MOVE_OWNER) {
            return;
        }
        store.consentOf(changed.code(), changed.at()).ifPresent(word -> {
            store.addConsent(UUID.randomUUID(), changed.code(), word.business(), null, changed.at(), false);
            registry.mark(changed.code())
                    .filter(mark -> !shows(mark, clock.instant()))
                    .ifPresent(mark -> life.grade(mark.code(), null));
            events.publishEvent(new StagesChanged(null, changed.code()));
        });
    }

    /** All cohorts, in the order in which they count. */
    @Transactional(readOnly = true)
    public List<Cohort> cohorts() {
        return store.cohorts();
    }
}
