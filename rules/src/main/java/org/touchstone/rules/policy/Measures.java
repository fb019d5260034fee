package org.touchstone.rules.policy;

import java.time.Period;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the parts of the five indices are measured. All of it is this product's own choice until a centre decides.
 *
 * @param weights of each part in its index; those of one index come to 100
 * @param minimumKnown the weights of the parts of an index that are known must come to so much at least, or the index is unknown
 * @param ageMonths a mark of so many whole months or more is worth 100 for its age
 * @param looks so many of the last looks at a website count
 * @param certificateDays a certificate that is good for fewer days than these is worth half
 * @param restricted what the standing of a mark is worth while it is under review or a letter is open
 * @param minimumPromises fewer promises than these say nothing
 * @param minimumOrders fewer orders in the window than these say nothing about delivery
 * @param deliveryCategories complaints of these categories are about delivery and mismatch
 * @param openIncident what an open incident that is not severe takes off 100; a severe one takes all
 * @param closedSevere what a severe incident that was closed takes off while it is remembered
 * @param closedIncident what another one that was closed takes off while it is remembered
 * @param incidentMemory how long after it was closed an incident is remembered
 */
public record Measures(
        Map<Part, Integer> weights,
        int minimumKnown,
        int ageMonths,
        int looks,
        int certificateDays,
        int restricted,
        int minimumPromises,
        int minimumOrders,
        Set<String> deliveryCategories,
        int openIncident,
        int closedSevere,
        int closedIncident,
        Period incidentMemory) {

    /** More looks than these are not remembered. */
    public static final int MOST_LOOKS = 60;

    /** What holds where a version says nothing of its own. */
    public static final Measures STANDARD = new Measures(
            Map.ofEntries(
                    Map.entry(Part.ANSWERED, 60),
                    Map.entry(Part.ON_TIME, 25),
                    Map.entry(Part.UNDISPUTED, 15),
                    Map.entry(Part.STANDING, 20),
                    Map.entry(Part.LICENCE, 20),
                    Map.entry(Part.CHECKS, 25),
                    Map.entry(Part.REACHED, 20),
                    Map.entry(Part.AGE, 15),
                    Map.entry(Part.ENCRYPTED, 30),
                    Map.entry(Part.CERTIFICATE, 15),
                    Map.entry(Part.PROTECTIONS, 20),
                    Map.entry(Part.INCIDENTS, 35),
                    Map.entry(Part.DELIVERY, 50),
                    Map.entry(Part.PROMISES, 50),
                    Map.entry(Part.SCORES, 100)),
            50,
            24,
            30,
            14,
            50,
            5,
            500,
            Set.of("NOT_DELIVERED", "NOT_AS_ORDERED", "LATE_DELIVERY"),
            40,
            20,
            10,
            Period.ofMonths(12));

    /** Refuses weights of an index that do not come to 100, shares outside 0 to 100 and counts below 1. */
    public Measures {
        var given = new EnumMap<Part, Integer>(Part.class);
        given.putAll(weights);
        weights = Collections.unmodifiableMap(given);
        deliveryCategories = sorted(deliveryCategories);
        for (var index : Index.values()) {
            int sum = Part.of(index).stream()
                    .mapToInt(p -> given.getOrDefault(p, 0))
                    .sum();
            if (sum != 100 || Part.of(index).stream().anyMatch(p -> given.getOrDefault(p, -1) < 0)) {
                throw new IllegalArgumentException("the weights of the parts of an index come to 100");
            }
        }
        if (isNoShare(minimumKnown)
                || minimumKnown == 0
                || isNoShare(restricted)
                || isNoShare(openIncident)
                || isNoShare(closedSevere)
                || isNoShare(closedIncident)
                || closedIncident > openIncident) {
            throw new IllegalArgumentException(
                    "shares lie between 0 and 100, and what is closed weighs no more than what is open");
        }
        if (ageMonths < 1
                || looks < 1
                || looks > MOST_LOOKS
                || certificateDays < 0
                || minimumPromises < 1
                || minimumOrders < 1
                || incidentMemory.isNegative()) {
            throw new IllegalArgumentException("a measure counts forwards");
        }
    }

    private static boolean isNoShare(int value) {
        return value < 0 || value > 100;
    }

    private static Set<String> sorted(Collection<String> codes) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(codes));
    }

    /** The weight of a part in its index. */
    public int weight(Part part) {
        return weights.getOrDefault(part, 0);
    }
}
