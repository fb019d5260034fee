package org.touchstone.journal;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.touchstone.foundation.web.Caller;

/**
 * Who of the staff looked at which case: once for each person, case and hour, however often they look. Noted while a request is
 * answered, written when it has been: answering reads in transactions that change nothing.
 */
@Component
public class Looks {

    static final String ATTRIBUTE = Looks.class.getName();

    private final JdbcClient jdbc;
    private final Journal journal;

    Looks(JdbcClient jdbc, Journal journal) {
        this.jdbc = jdbc;
        this.journal = journal;
    }

    private record Look(String actor, String subject) {}

    /** What was seen while a request was answered. */
    static final class Seen {
        private final Set<Look> looks = new LinkedHashSet<>();
    }

    /** Notes that somebody of the staff sees a case in the present request. Nothing where no request is answered. */
    public void saw(Caller staff, String subject) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return;
        }
        var seen = request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof Seen noted
                ? noted
                : new Seen();
        seen.looks.add(new Look(staff.actor(), subject));
        request.setAttribute(ATTRIBUTE, seen, RequestAttributes.SCOPE_REQUEST);
    }

    /** Writes down what was seen. */
    @Transactional
    void write(Seen seen) {
        for (var look : seen.looks) {
            int first = jdbc.sql("""
                            INSERT INTO journal_look (actor, subject, hour)
                            VALUES (:actor, :subject, date_trunc('hour', touchstone_now(), 'UTC')) ON CONFLICT DO NOTHING
                            """)
                    .param("actor", look.actor())
                    .param("subject", look.subject())
                    .update();
            if (first == 1) {
                jdbc.sql("DELETE FROM journal_look WHERE hour < (SELECT touchstone_now()) - interval '2 hours'")
                        .update();
                journal.write(look.actor(), "case.seen", look.subject(), Map.of());
            }
        }
    }
}
