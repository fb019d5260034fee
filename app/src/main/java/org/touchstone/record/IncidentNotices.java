package org.touchstone.record;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.foundation.Settings;
import org.touchstone.notice.Notices;
import org.touchstone.registry.Mark;

/** Tells a business what was established about the security of its website. */
@Component
class IncidentNotices {

    private final Notices notices;
    private final People people;
    private final Settings settings;

    IncidentNotices(Notices notices, People people, Settings settings) {
        this.notices = notices;
        this.people = people;
        this.settings = settings;
    }

    /** An incident was recorded. */
    @Transactional(propagation = Propagation.MANDATORY)
    void opened(Mark mark, Incident incident) {
        tell(mark, incident.severe() ? "incident.severe" : "incident.opened", incident.sentence());
    }

    /** An incident was closed. */
    @Transactional(propagation = Propagation.MANDATORY)
    void closed(Mark mark, String closing) {
        tell(mark, "incident.closed", closing);
    }

    private void tell(Mark mark, String kind, String words) {
        var link = settings.baseUrl()
                .resolve("/desk/marks/" + mark.code() + "/grade")
                .toString();
        people.membersOf(mark.businessId())
                .forEach(person ->
                        notices.send(person.recipient(), kind, mark.host().readable(), words, link));
    }
}
