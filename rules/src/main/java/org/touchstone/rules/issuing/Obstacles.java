package org.touchstone.rules.issuing;

import static org.touchstone.rules.issuing.Verdict.*;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the register of marks itself holds against an application. */
public final class Obstacles {

    private Obstacles() {}

    /** What can tie an application to an earlier mark. */
    public enum Tie {
        /** The same person runs it. */
        OWNER,
        /** The same legal entity. */
        BUSINESS,
        /** The same mobile or telephone number. */
        PHONE,
        /** The same postal code. */
        ADDRESS,
        /** The same tax or sales-terminal number. */
        TERMINAL
    }

    /** A revoked mark this application is tied to. */
    public record RevokedMark(String code, Instant since, Set<Tie> ties) {}

    /** Whether ties leave no doubt that the same people are behind it: the same person, the same legal entity, or the same terminal. */
    public static boolean sameHands(Set<Tie> ties) {
        return ties.contains(Tie.OWNER) || ties.contains(Tie.BUSINESS) || ties.contains(Tie.TERMINAL);
    }

    /**
     * What an expired mark at the address holds against a new one. Its owner renews it, so that the record goes on; everybody else
     * waits until the address is free.
     *
     * @param sameHands whether the applicant is its owner, or plainly the same
     * @param freeFrom when the address becomes free
     * @param day the day of that, as people read it
     */
    public static List<Finding> expiredAt(
            boolean sameHands, String mark, Instant freeFrom, LocalDate day, Instant now) {
        if (sameHands) {
            return List.of(Finding.of("host-to-renew", BARRED, "mark", mark));
        }
        return now.isBefore(freeFrom)
                ? List.of(Finding.of("host-kept", BARRED, "mark", mark, "until", day.toString()))
                : List.of();
    }

    /** The host carries a mark, or does so under the hands of somebody else. */
    public static List<Finding> host(boolean markedByAnother, boolean markedByApplicant) {
        if (markedByAnother) {
            return List.of(Finding.of("host-marked", BARRED));
        }
        return markedByApplicant ? List.of(Finding.of("host-marked-already", BARRED)) : List.of();
    }

    /**
     * A mark revoked within the period the policy bars its owner for. The same person or legal entity, or the same terminal, is
     * refused under whatever name; a shared telephone or address can be chance, and an officer looks.
     */
    public static List<Finding> revoked(List<RevokedMark> revoked, Instant barredSince) {
        var found = new ArrayList<Finding>();
        for (var mark : revoked) {
            if (mark.since().isBefore(barredSince)) {
                continue;
            }
            boolean strong = sameHands(mark.ties());
            boolean both = mark.ties().contains(Tie.PHONE) && mark.ties().contains(Tie.ADDRESS);
            found.add(Finding.of(
                    strong ? "revoked-owner" : "revoked-tie",
                    strong || both ? BARRED : UNCLEAR,
                    "mark",
                    mark.code(),
                    "ties",
                    String.join(
                            ", ", mark.ties().stream().map(Enum::name).sorted().toList())));
        }
        return found;
    }
}
