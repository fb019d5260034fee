package org.touchstone.rules.issuing;

import static org.touchstone.rules.issuing.Verdict.*;

import java.time.Instant;
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
            boolean strong = mark.ties().contains(Tie.OWNER)
                    || mark.ties().contains(Tie.BUSINESS)
                    || mark.ties().contains(Tie.TERMINAL);
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
