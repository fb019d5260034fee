package org.touchstone.issuing;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.text.Texts;
import org.touchstone.notice.Notices;

/** What applicants are told. */
@Component
class IssuingNotices {

    private final Notices notices;
    private final People people;
    private final Settings settings;

    IssuingNotices(Notices notices, People people, Settings settings) {
        this.notices = notices;
        this.people = people;
        this.settings = settings;
    }

    /** The mark was issued, renewed, changed or moved. */
    @Transactional(propagation = Propagation.MANDATORY)
    void issued(Application application) {
        tell(application, "application.issued");
    }

    /** Something is to be put right. */
    @Transactional(propagation = Propagation.MANDATORY)
    void needsInput(Application application) {
        tell(application, "application.needs-input");
    }

    /** Refused. */
    @Transactional(propagation = Propagation.MANDATORY)
    void refused(Application application) {
        tell(application, "application.refused");
    }

    /** A register does not answer; nothing is to be done, and nothing is lost. */
    @Transactional(propagation = Propagation.MANDATORY)
    void waiting(Application application, String waitsFor) {
        people.find(application.applicantId()).ifPresent(person -> notices.send(
                person.recipient(),
                "application.waiting",
                application.reference(),
                host(application),
                Texts.in(person.language()).say("waits." + waitsFor),
                link(application)));
    }

    /** An appeal was decided. */
    @Transactional(propagation = Propagation.MANDATORY)
    void appealDecided(Application application, boolean granted) {
        tell(application, granted ? "application.appeal-granted" : "application.appeal-denied");
    }

    private void tell(Application application, String kind) {
        people.find(application.applicantId())
                .map(Person::recipient)
                .ifPresent(to -> notices.send(
                        to, kind, application.reference(), host(application), link(application)));
    }

    private static String host(Application application) {
        return application.host().map(h -> h.readable()).orElse("");
    }

    private String link(Application application) {
        return settings.baseUrl().resolve("/mark/applications/" + application.id()).toString();
    }
}
