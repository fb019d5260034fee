package org.touchstone.rules.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.touchstone.rules.calendar.LegalCalendar;

/**
 * One version of everything a regulator may change. Immutable and dated: a case keeps the version in force when it began, and
 * every public figure prints the version it was computed under.
 *
 * @param version the name printed beside figures and kept by cases
 * @param title what it is called, by language (fa, zh, en)
 * @param validFrom cases that begin at or after this instant follow it, until a later version begins
 * @param rounds lengths of the answer rounds in order (sources 3, and what the documents leave open)
 * @param calendar which time counts
 * @param dailyLimit complaints one person may file about one website on one day (sources 2)
 * @param categories what a complaint may be about (sources 6)
 * @param purchaseWithin how long after the purchase a complaint may be filed
 * @param reminders how long before each due instant the business is reminded
 * @param ratingPeriod how long the consumer may say whether an answer solved the matter
 * @param record how the public figures are made
 * @param imported true for the rules of another regulator whose cases were imported; never in force for new cases
 */
public record Policy(
        String version,
        Map<String, String> title,
        Instant validFrom,
        List<Duration> rounds,
        LegalCalendar calendar,
        int dailyLimit,
        List<Category> categories,
        Period purchaseWithin,
        List<Duration> reminders,
        Duration ratingPeriod,
        RecordRules record,
        boolean imported) {

    /**
     * What a complaint may be about.
     *
     * @param code stable name in data
     * @param name what people read, by language
     */
    public record Category(String code, Map<String, String> name) {}

    /**
     * How the public figures are made.
     *
     * @param window how far back complaints count, by the day of filing
     * @param minimumMatured below this many matured complaints a record is too small to judge
     * @param minimumRanked below this many a mark has no place in a ranking
     * @param kappa weight, in complaints, of the trade's mean in the shrunk answer rate
     * @param templateThreshold how many equal answers make each of them a template answer
     */
    public record RecordRules(Period window, int minimumMatured, int minimumRanked, int kappa, int templateThreshold) {}

    /** Refuses a policy without rounds, with an empty round, or without categories. */
    public Policy {
        Objects.requireNonNull(version);
        title = Map.copyOf(title);
        rounds = List.copyOf(rounds);
        categories = List.copyOf(categories);
        reminders = List.copyOf(reminders);
        if (rounds.isEmpty() || rounds.stream().anyMatch(r -> !r.isPositive())) {
            throw new IllegalArgumentException("a policy has at least one round, and every round takes time");
        }
        if (categories.isEmpty() || dailyLimit < 1) {
            throw new IllegalArgumentException("a policy has categories and a daily limit of at least one");
        }
    }

    /** The due instants of all rounds of a case that begins now: each round starts when the one before it is due. */
    public List<Instant> deadlines(Instant start) {
        var due = new ArrayList<Instant>(rounds.size());
        var begin = start;
        for (var length : rounds) {
            begin = calendar.after(begin, length);
            due.add(begin);
        }
        return List.copyOf(due);
    }

    /** The calendar day an instant falls on where this policy applies; the daily limit counts these days. */
    public LocalDate dayOf(Instant instant) {
        return instant.atZone(calendar.zone()).toLocalDate();
    }

    /** Whether the policy knows the category. */
    public boolean hasCategory(String code) {
        return categories.stream().anyMatch(c -> c.code().equals(code));
    }
}
