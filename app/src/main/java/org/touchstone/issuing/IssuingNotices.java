package org.touchstone.issuing;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.text.Texts;
import org.touchstone.notice.Notices;
import org.touchstone.registry.Mark;

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
        people.find(application.applicantId())
                .ifPresent(person -> notices.send(
                        person.recipient(),
                        "application.waiting",
                        application.reference(),
                        host(application),
                        Texts.in(person.language()).say("waits." + waitsFor),
                        link(application)));
    }

    /** A look at a living mark found something to be put right. */
    @Transactional(propagation = Propagation.MANDATORY)
    void found(Mark mark, int findings, Instant cureBy) {
        tellTeam(mark, "recheck.found", findings, cureBy);
    }

    /** Everything a look had found is in order again. */
    @Transactional(propagation = Propagation.MANDATORY)
    void cured(Mark mark) {
        tellTeam(mark, "recheck.cured");
    }

    private void tellTeam(Mark mark, String kind, Object... facts) {
        var link = settings.baseUrl()
                .resolve("/desk/marks/" + mark.code() + "/checks")
                .toString();
        for (var person : people.membersOf(mark.businessId())) {
            notices.send(
                    person.recipient(),
                    kind,
                    Stream.concat(Stream.of(mark.host().readable(), link), Arrays.stream(facts))
                            .toArray());
        }
    }

    /** An appeal was decided. */
    @Transactional(propagation = Propagation.MANDATORY)
    void appealDecided(Application application, boolean granted) {
        tell(application, granted ? "application.appeal-granted" : "application.appeal-denied");
    }

    private void tell(Application application, String kind) {
        people.find(application.applicantId())
                .map(Person::recipient)
                .ifPresent(to -> notices.send(to, kind, application.reference(), host(application), link(application)));
    }

    private static String host(Application application) {
        return application.host().map(h -> h.readable()).orElse("");
    }

    private String link(Application application) {
        return settings.baseUrl()
                .resolve("/mark/applications/" + application.id())
                .toString();
    }
}
