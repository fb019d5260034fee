package org.touchstone.complaint;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.text.Texts;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.Money;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.policy.Policy;

/**
 * A case as it is printed, in one language. It knows no list of events: one that is new in the rules is named by its sentence
 * {@code history.any.…} and shows those of its facts that have a name {@code bundle.fact.…}.
 *
 * @param consumer the consumer's name, absent where the reader may not know it
 * @param lines what happened, the first first
 */
public record CasePaper(
        CaseFile file,
        Policy policy,
        @Nullable String consumer,
        List<Line> lines,
        List<Due> dues,
        List<Proof> evidence,
        List<Trace> journal) {

    /**
     * Something that happened.
     *
     * @param words free text that belongs to it
     */
    public record Line(
            int seq,
            Instant at,
            String what,
            String who,
            List<String> facts,
            @Nullable String words) {}

    /** A deadline and what came of it. */
    public record Due(int round, Instant at, boolean missed, String outcome) {}

    /** A file among the evidence. */
    public record Proof(int number, String name, long size, String sha256, Instant receivedAt) {}

    /** A line of the journal. */
    public record Trace(Instant at, String action, String who) {}

    /** How many deadlines were missed. */
    public long missed() {
        return dues.stream().filter(Due::missed).count();
    }

    static List<Due> dues(CaseFile file, Texts t) {
        var dues = new ArrayList<Due>();
        for (int i = 0; i < file.deadlines().size(); i++) {
            int round = i + 1;
            boolean last = round == file.deadlines().size();
            var at = file.deadlines().get(i);
            boolean missed = file.history().stream()
                    .anyMatch(e -> (e instanceof ComplaintEvent.RoundMissed m && m.round() == round)
                            || (last && e instanceof ComplaintEvent.LeftUnanswered));
            var answered = file.history().stream()
                    .filter(e -> e instanceof ComplaintEvent.Answered a && a.round() == round)
                    .findFirst();
            var outcome = missed
                    ? t.say(last ? "bundle.due.unanswered" : "bundle.due.missed")
                    : answered.map(a -> t.say("bundle.due.answered", a.at()))
                            .orElseGet(
                                    () -> t.say(at.equals(file.dueAt()) ? "bundle.due.running" : "bundle.due.not-run"));
            dues.add(new Due(round, at, missed, outcome));
        }
        return dues;
    }

    /** What an event is called, in the words of a third person. */
    static String what(ComplaintEvent event, Texts t) {
        return HistoryWords.of(t, Party.CENTRE, event);
    }

    /** Those facts of an event, or of a value in it, that have a name. */
    static List<String> facts(Record event, Texts t) {
        return Arrays.stream(event.getClass().getRecordComponents())
                .flatMap(component -> fact(component, value(event, component), t))
                .toList();
    }

    private static Stream<String> fact(RecordComponent component, @Nullable Object value, Texts t) {
        if (value instanceof Offer offer) {
            return facts(offer, t).stream();
        }
        var name = "bundle.fact." + component.getName();
        return value == null || !t.has(name) ? Stream.empty() : Stream.of(t.say(name, readable(value, t)));
    }

    private static Object readable(Object value, Texts t) {
        return switch (value) {
            case Money money -> t.money(money.value(), money.currency());
            case Enum<?> constant ->
                t.has(constant.getDeclaringClass().getSimpleName() + "." + constant.name())
                        ? t.name(constant)
                        : constant.name();
            case Instant instant -> instant;
            case LocalDate day -> day;
            case Number number -> number;
            default -> value.toString();
        };
    }

    private static @Nullable Object value(Record event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
