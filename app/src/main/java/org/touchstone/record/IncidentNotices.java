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
        tell(
                mark,
                incident.severe() ? "incident.severe" : "incident.opened",
                incident.sentence(),
                address("/m/" + mark.code() + "/incident-report"));
    }

    /** An incident was closed. */
    @Transactional(propagation = Propagation.MANDATORY)
    void closed(Mark mark, String closing) {
        tell(mark, "incident.closed", closing, "");
    }

    /** An incident was withdrawn. */
    @Transactional(propagation = Propagation.MANDATORY)
    void withdrawn(Mark mark, String reason) {
        tell(mark, "incident.withdrawn", reason, "");
    }

    /** With a link to the grade, and where something is established, one to where the business says that it is not so. */
    private void tell(Mark mark, String kind, String words, String objection) {
        var link = address("/desk/marks/" + mark.code() + "/grade");
        people.membersOf(mark.businessId())
                .forEach(person ->
                        notices.send(person.recipient(), kind, mark.host().readable(), words, link, objection));
    }

    private String address(String path) {
        return settings.baseUrl().resolve(path).toString();
    }
}
