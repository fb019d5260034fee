package org.touchstone.record;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.notice.Notices;
import org.touchstone.record.store.StageStore;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Registry;
import org.touchstone.rules.record.PublicationStage;

/** Tells businesses which stage their figures will have and from when, and the platform when a stage begins. */
@Component
public class StageNotices {

    private static final int AT_ONCE = 200;

    private final StageStore store;
    private final Registry registry;
    private final People people;
    private final Notices notices;
    private final ApplicationEventPublisher events;
    private final Settings settings;
    private final DatabaseClock clock;
    private final Stages stages;
    private final MarkLife life;

    StageNotices(
            StageStore store,
            Stages stages,
            Registry registry,
            MarkLife life,
            People people,
            Notices notices,
            ApplicationEventPublisher events,
            Settings settings,
            DatabaseClock clock) {
        this.store = store;
        this.stages = stages;
        this.life = life;
        this.registry = registry;
        this.people = people;
        this.notices = notices;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    /** Tells some of those who are to be told of a decision. Returns whether there was anything to do. */
    @Transactional
    public boolean tellSome() {
        var found = store.lockUntold();
        if (found.isEmpty()) {
            return false;
        }
        var untold = found.get();
        var cohorts = store.cohorts();
        var cohort = cohorts.stream()
                .filter(c -> c.id().equals(untold.cohort()))
                .findFirst()
                .orElseThrow();
        var decision = cohort.decisions().stream()
                .filter(d -> d.id().equals(untold.decision()))
                .findFirst()
                .orElseThrow();
        boolean tells = decision.stage() != PublicationStage.PRIVATE || decision.narrows();
        var marks = tells ? registry.marksAfter(untold.upTo(), AT_ONCE) : List.<Mark>of();
        var memberships = store.memberships();
        long told = untold.told();
        for (var mark : marks) {
            if (Staging.counts(cohort, cohorts, memberships.getOrDefault(mark.code(), Set.of()), decision.beginsAt())) {
                told += tell(mark, decision);
            }
        }
        boolean all = marks.size() < AT_ONCE;
        store.told(
                decision.id(),
                marks.isEmpty() ? untold.upTo() : marks.getLast().code(),
                told,
                all ? clock.instant() : null);
        return true;
    }

    private int tell(Mark mark, StageDecision decision) {
        var team = people.membersOf(mark.businessId());
        for (var person : team) {
            notices.send(
                    person.recipient(),
                    "stage." + decision.stage().name(),
                    mark.host().readable(),
                    decision.beginsAt(),
                    settings.baseUrl().resolve("/desk/figures").toString());
        }
        return team.size();
    }

    /**
     * Lets others know of a stage that has begun. Where it hides figures, the grades of its marks are first taken out of the register,
     * some at a time. Returns whether there was anything to do.
     */
    @Transactional
    public boolean announceNext() {
        var now = clock.instant();
        var found = store.lockBegun(now);
        if (found.isEmpty()) {
            return false;
        }
        var begun = found.get();
        var marks = begun.narrows() ? registry.marksAfter(begun.hiddenUpTo(), AT_ONCE) : List.<Mark>of();
        if (marks.isEmpty()) {
            store.announced(begun.decision(), now);
            events.publishEvent(new StagesChanged(cohortOf(begun.decision()), null));
        } else {
            hide(marks, now);
            store.hidden(begun.decision(), marks.getLast().code());
        }
        return true;
    }

    private void hide(List<Mark> marks, Instant now) {
        var staging = stages.all(now);
        marks.stream()
                .filter(mark -> mark.grade() != null && !staging.shows(mark))
                .map(Mark::code)
                .sorted()
                .forEach(code -> life.grade(code, null));
    }

    private UUID cohortOf(UUID decision) {
        return store.cohorts().stream()
                .flatMap(c -> c.decisions().stream())
                .filter(d -> d.id().equals(decision))
                .map(StageDecision::cohort)
                .findFirst()
                .orElseThrow();
    }

    /** How much waits. */
    @Transactional(readOnly = true)
    public int countDue() {
        return store.countDue(clock.instant());
    }
}
