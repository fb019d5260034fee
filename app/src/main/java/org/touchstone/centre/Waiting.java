package org.touchstone.centre;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.web.Role;

/**
 * One thing that needs somebody of the centre now.
 *
 * @param id of what it is about, in its own room
 * @param mark code of the mark it concerns; absent where none is issued yet
 * @param about the business, or what else it is called
 * @param host the website; absent where there is none
 * @param reference of the complaint or application; absent for everything else
 * @param why end of the key of the sentence that says why
 * @param detail what that sentence names, or what is to be done next: the step, the check; absent where it names nothing
 * @param since when it began to wait; absent where only its due instant is kept
 * @param due by when it is to be done
 * @param own whether {@code due} is a term of the thing itself; without one, the centre's general term runs from {@code since}
 * @param whose the role that may do it
 * @param mine whether the reader may
 * @param href the page where it is done
 */
public record Waiting(
        Kind kind,
        String id,
        @Nullable String mark,
        String about,
        @Nullable String host,
        @Nullable String reference,
        String why,
        @Nullable Enum<?> detail,
        @Nullable Instant since,
        Instant due,
        boolean own,
        Role whose,
        boolean mine,
        String href) {

    /** What can wait. The first nine are the queue of complaints. */
    public enum Kind {
        UNANSWERED("/officer/complaints?why=UNANSWERED"),
        ADMISSION("/officer/complaints?why=ADMISSION"),
        REFUSAL("/officer/complaints?why=REFUSAL"),
        MEDIATION("/officer/complaints?why=MEDIATION"),
        PROPOSAL("/officer/complaints?why=PROPOSAL"),
        BREACH("/officer/complaints?why=BREACH"),
        COMPLIANCE("/officer/complaints?why=COMPLIANCE"),
        APPEAL("/officer/complaints?why=APPEAL"),
        DISPUTE("/officer/complaints?why=DISPUTE"),
        /** Complaints that look alike; nobody has decided about them. */
        FLOOD("/officer/floods"),
        /** A heavy decision about a mark that a second officer confirms. */
        MARK_DECISION("/officer/marks"),
        /** An appeal against a decision about a mark. */
        MARK_APPEAL("/officer/marks#appeals"),
        /** A mark under review. */
        REVIEW("/officer/marks"),
        /** A plan to judge, a plan that failed, or a recommendation of the ladder. */
        SUPERVISION("/officer/supervision"),
        /** A question of the automatic checks about an application. */
        APPLICATION("/officer/applications"),
        /** An appeal against the refusal of a mark. */
        APPLICATION_APPEAL("/officer/applications"),
        /** A report that a mark is shown where it does not belong. */
        FORGERY("/officer/forgeries"),
        /** A report of a leak or another incident. */
        INCIDENT_REPORT("/officer/incident-reports"),
        /** Two businesses that may be one. */
        MERGE("/officer/merges"),
        /** A version of the policy that others approve. */
        POLICY("/officer/policies");

        private final String list;

        Kind(String list) {
            this.list = list;
        }

        /** Where the sentences about the kind begin: those of complaints are the ones of their queue. */
        public String sentences() {
            return compareTo(DISPUTE) <= 0 ? "queue" : "home";
        }

        /** The page that lists all of the kind. */
        public String list() {
            return list;
        }
    }

    /** The same for somebody who reads everything and changes nothing. */
    Waiting onlyRead() {
        return new Waiting(kind, id, mark, about, host, reference, why, detail, since, due, own, whose, false, href);
    }

    /** Whether it is late. */
    public boolean overdue(Instant now) {
        return !due.isAfter(now);
    }
}
