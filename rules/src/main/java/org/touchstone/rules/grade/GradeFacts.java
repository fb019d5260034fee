package org.touchstone.rules.grade;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.SupervisionStep;

/**
 * Everything the indices and the grade of a mark rest on, as of an instant. Kept with each grade, so that it can be worked out again.
 *
 * @param state the state of the mark then
 * @param issuedAt when the mark was issued
 * @param supervision how closely it is supervised, where more closely than others
 * @param tally what its complaints count for
 * @param peers the marks of its trade
 * @param seen what the looks at it have seen; absent where it was never looked at
 * @param incidents what the centre has established, the oldest first
 */
public record GradeFacts(
        Instant asOf,
        MarkState state,
        Instant issuedAt,
        @Nullable SupervisionStep supervision,
        Tally tally,
        Peers peers,
        @Nullable Seen seen,
        List<IncidentFacts> incidents) {

    /** Puts the incidents in order. */
    public GradeFacts {
        incidents = incidents.stream()
                .sorted(Comparator.comparing(IncidentFacts::openedAt).thenComparing(IncidentFacts::id))
                .toList();
    }

    /** Whether the mark is still one: only such marks are graded. */
    public boolean live() {
        return state != MarkState.REVOKED && state != MarkState.EXPIRED;
    }

    /** With another tally. */
    public GradeFacts with(Tally other) {
        return new GradeFacts(asOf, state, issuedAt, supervision, other, peers, seen, incidents);
    }

    /** With something else seen. */
    public GradeFacts with(@Nullable Seen other) {
        return new GradeFacts(asOf, state, issuedAt, supervision, tally, peers, other, incidents);
    }

    /** In another state, and otherwise supervised. */
    public GradeFacts in(MarkState other, @Nullable SupervisionStep otherwise) {
        return new GradeFacts(asOf, other, issuedAt, otherwise, tally, peers, seen, incidents);
    }

    /** With those incidents closed at the same instant that are chosen. */
    public GradeFacts closing(Predicate<IncidentFacts> chosen) {
        return new GradeFacts(
                asOf,
                state,
                issuedAt,
                supervision,
                tally,
                peers,
                seen,
                incidents.stream()
                        .map(i -> i.open() && chosen.test(i)
                                ? new IncidentFacts(i.id(), i.severe(), i.openedAt(), asOf)
                                : i)
                        .toList());
    }
}
