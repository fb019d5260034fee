package org.touchstone.record;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.touchstone.record.Cohort.Kind;
import org.touchstone.registry.Mark;
import org.touchstone.rules.record.PublicationStage;

/** The stages of all marks at one instant, for those who look at many. */
public final class Staging {

    private final Instant at;
    private final List<Cohort> cohorts;
    private final Map<String, Set<UUID>> memberships;
    private final Map<String, Consent> consents;
    private final Map<Set<UUID>, Instant> voluntarySince = new HashMap<>();

    /**
     * That a business agreed that everyone sees its figures.
     *
     * @param at when it said so
     */
    public record Consent(UUID business, Instant at) {

        /** Whether it holds: of who has the website now, and given since the figures were last left to businesses. */
        boolean holds(UUID owner, Instant since) {
            return business.equals(owner) && !at.isBefore(since);
        }
    }

    /**
     * The stages at an instant.
     *
     * @param cohorts in the order in which they count
     * @param memberships the cohorts of a mark; of marks without an entry, none
     * @param consents the last word of a business that agreed, by mark
     */
    Staging(Instant at, List<Cohort> cohorts, Map<String, Set<UUID>> memberships, Map<String, Consent> consents) {
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
        return stageOf(cohorts, membershipsOf(mark.code()), at);
    }

    private Set<UUID> membershipsOf(String mark) {
        return memberships.getOrDefault(mark, Set.of());
    }

    /** Whether everyone sees the figures of a mark. */
    public boolean shows(Mark mark) {
        return shows(mark.code(), _ -> Optional.of(mark));
    }

    /**
     * Whether everyone sees the figures of a mark.
     *
     * @param marks finds it; asked only where a business agreed
     */
    boolean shows(String code, Function<String, Optional<Mark>> marks) {
        var of = membershipsOf(code);
        var stage = stageOf(cohorts, of, at);
        var consent = stage == PublicationStage.VOLUNTARY ? consents.get(code) : null;
        return stage.showsEveryone(consent != null
                && marks.apply(code)
                        .filter(mark -> consent.holds(
                                mark.businessId(),
                                voluntarySince.computeIfAbsent(of, _ -> voluntarySince(cohorts, of, at))))
                        .isPresent());
    }

    /** Since when figures that are left to businesses at an instant have been so without a break; what was agreed before is void. */
    static Instant voluntarySince(List<Cohort> cohorts, Set<UUID> memberships, Instant at) {
        var since = at;
        var changes = cohorts.stream()
                .flatMap(c -> c.confirmed().stream())
                .map(StageDecision::beginsAt)
                .filter(i -> !i.isAfter(at))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        for (var change : changes) {
            if (stageOf(cohorts, memberships, change) != PublicationStage.VOLUNTARY) {
                break;
            }
            since = change;
        }
        return since;
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
