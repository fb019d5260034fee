package org.touchstone.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.touchstone.record.Cohort.Kind;
import org.touchstone.registry.Mark;
import org.touchstone.rules.record.PublicationStage;

/** The stages of all marks at one instant, for those who look at many. */
public final class Staging {

    private final Instant at;
    private final List<Cohort> cohorts;
    private final Map<String, Set<UUID>> memberships;
    private final Map<String, UUID> consents;

    /**
     * The stages at an instant.
     *
     * @param cohorts in the order in which they count
     * @param memberships the cohorts of a mark; of marks without an entry, none
     * @param consents the business that agreed, by mark
     */
    Staging(Instant at, List<Cohort> cohorts, Map<String, Set<UUID>> memberships, Map<String, UUID> consents) {
        this.at = at;
        this.cohorts = cohorts;
        this.memberships = memberships;
        this.consents = consents;
    }

    /** Whether the figures of every mark are public. */
    boolean showsAll() {
        return cohorts.stream()
                .allMatch(c ->
                        c.stageAt(at).filter(s -> s != PublicationStage.PUBLIC).isEmpty());
    }

    /** The stage of a mark. */
    public PublicationStage stageOf(Mark mark) {
        return stageOf(cohorts, memberships.getOrDefault(mark.code(), Set.of()), at);
    }

    /** Whether everyone sees the figures of a mark. */
    public boolean shows(Mark mark) {
        return stageOf(mark).showsEveryone(mark.businessId().equals(consents.get(mark.code())));
    }

    /** The first cohort that counts says; where none does, nothing is shown. */
    static PublicationStage stageOf(List<Cohort> cohorts, Set<UUID> memberships, Instant at) {
        return cohorts.stream()
                .filter(c -> c.kind() == Kind.REST || memberships.contains(c.id()))
                .flatMap(c -> c.stageAt(at).stream())
                .findFirst()
                .orElse(PublicationStage.PRIVATE);
    }

    /** The cohort that counts for a mark. */
    static boolean counts(Cohort cohort, List<Cohort> cohorts, Set<UUID> memberships, Instant at) {
        return cohorts.stream()
                .filter(c -> c.kind() == Kind.REST || memberships.contains(c.id()))
                .filter(c -> c.stageAt(at).isPresent())
                .findFirst()
                .filter(c -> c.id().equals(cohort.id()))
                .isPresent();
    }
}
