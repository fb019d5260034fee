package org.touchstone.record;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.text.Language;
import org.touchstone.record.StageDecision.State;
import org.touchstone.rules.record.PublicationStage;

/**
 * Businesses whose figures become public together. Of the cohorts a mark belongs to, the first counts whose first stage has begun.
 *
 * @param names what it is called, by language
 * @param kind who belongs
 * @param atLeast orders of twelve months that make a business belong; absent where size is not what counts
 * @param settled whether who belongs stands on its list; not before the first stage of a cohort by size, never for the rest
 * @param decisions on its stage, in the order they begin
 */
public record Cohort(
        UUID id,
        Map<Language, String> names,
        Kind kind,
        @Nullable Long atLeast,
        Instant createdAt,
        boolean settled,
        List<StageDecision> decisions) {

    /** Who belongs to a cohort. */
    public enum Kind {
        /** Who had at least so many orders in twelve months, counted when the first stage is confirmed. */
        ORDERS,
        /** Who stands on a list. */
        INVITED,
        /** Everybody no other cohort has. */
        REST
    }

    /** Its name in a language. */
    public String name(Language language) {
        return names.getOrDefault(language, "");
    }

    /** The decision in force at an instant; nothing before the first. */
    public Optional<StageDecision> at(Instant at) {
        return confirmed().stream().filter(d -> !d.beginsAt().isAfter(at)).reduce((a, b) -> b);
    }

    /** Decisions that will be in force, in their order; one that another replaces before it begins is not among them. */
    public List<StageDecision> coming(Instant now) {
        var coming = confirmed().stream().filter(d -> d.beginsAt().isAfter(now)).toList();
        return coming.stream()
                .filter(d -> at(d.beginsAt()).filter(d::equals).isPresent())
                .toList();
    }

    /** What is proposed and not decided. */
    public Optional<StageDecision> pending() {
        return decisions.stream().filter(d -> d.state() == State.PENDING).findFirst();
    }

    /** What was in force, the newest first. */
    public List<StageDecision> past(Instant now) {
        var current = at(now);
        return confirmed().reversed().stream()
                .filter(d ->
                        !d.beginsAt().isAfter(now) && current.filter(d::equals).isEmpty())
                .toList();
    }

    /** The stage in force at an instant. */
    public Optional<PublicationStage> stageAt(Instant at) {
        return at(at).map(StageDecision::stage);
    }

    /** Of two that begin at the same instant the one decided later counts. */
    List<StageDecision> confirmed() {
        return decisions.stream()
                .filter(d -> d.state() == State.CONFIRMED)
                .sorted(Comparator.comparing(StageDecision::beginsAt)
                        .thenComparing(d -> d.decidedAt() == null ? Instant.MIN : d.decidedAt()))
                .toList();
    }
}
