package org.touchstone.rules.policy;

import java.util.Arrays;
import java.util.List;

/**
 * The parts of the five indices, each worth 0 to 100 or unknown. What an index is made of is in the sources (8) only by its name and
 * by {@code docs/grades.md}; the parts are this product's own choice until a centre decides, and so are their weights, which are policy.
 */
public enum Part {
    /** How many complaints were answered within their rounds, shrunk towards the trade's mean. */
    ANSWERED(Index.HISTORY),
    /** How many were answered in the first round. */
    ON_TIME(Index.HISTORY),
    /** How few were opened again because a promise was not kept, or were refused without ground. */
    UNDISPUTED(Index.HISTORY),
    /** In which state the mark is. */
    STANDING(Index.CAPABILITY),
    /** Whether the licence of the trade was in order when it was last looked at. */
    LICENCE(Index.CAPABILITY),
    /** How many of the required checks were in order when they were last made. */
    CHECKS(Index.CAPABILITY),
    /** At how many of the last looks the website was reached. */
    REACHED(Index.CAPABILITY),
    /** For how long there has been a mark. */
    AGE(Index.CAPABILITY),
    /** Whether the website is encrypted with a certificate browsers accept. */
    ENCRYPTED(Index.SECURITY),
    /** How long the certificate is still good for. */
    CERTIFICATE(Index.SECURITY),
    /** How many of the usual protections of visitors are there. */
    PROTECTIONS(Index.SECURITY),
    /** Leaks and other incidents that the centre has established. */
    INCIDENTS(Index.SECURITY),
    /** How few complaints about delivery and goods not as ordered there are among so many orders. */
    DELIVERY(Index.SERVICE),
    /** How many of the promises made in answers, settlements and rulings were kept. */
    PROMISES(Index.SERVICE),
    /** What consumers think of the answers, shrunk towards the trade's mean. */
    SCORES(Index.SATISFACTION);

    private final Index index;

    Part(Index index) {
        this.index = index;
    }

    /** The index it is a part of. */
    public Index index() {
        return index;
    }

    /** The parts of an index. */
    public static List<Part> of(Index index) {
        return Arrays.stream(values()).filter(p -> p.index == index).toList();
    }
}
