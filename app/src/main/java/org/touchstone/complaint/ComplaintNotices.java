package org.touchstone.complaint;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.foundation.Settings;
import org.touchstone.notice.Notices;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.ComplaintEvent.Answered;
import org.touchstone.rules.complaint.ComplaintEvent.AnsweredAfterExpiry;
import org.touchstone.rules.complaint.ComplaintEvent.ClosedUnrated;
import org.touchstone.rules.complaint.ComplaintEvent.Filed;
import org.touchstone.rules.complaint.ComplaintEvent.LeftUnanswered;
import org.touchstone.rules.complaint.ComplaintEvent.Rated;
import org.touchstone.rules.complaint.ComplaintEvent.RoundMissed;
import org.touchstone.rules.complaint.ComplaintEvent.Withdrawn;

/** Who is told what. A message carries reference, shop, date and one link; never the text of a complaint. */
@Component
class ComplaintNotices {

    private final Notices notices;
    private final People people;
    private final Settings settings;

    ComplaintNotices(Notices notices, People people, Settings settings) {
        this.notices = notices;
        this.people = people;
        this.settings = settings;
    }

    /** Tells both sides of an event what concerns them. */
    void tell(CaseFile file, ComplaintEvent event) {
        switch (event) {
            case Filed filed -> {
                tellConsumer(file, "filed", filed.deadlines().getFirst());
                tellBusiness(file, "complaint", filed.deadlines().getFirst());
            }
            case RoundMissed missed -> {
                tellConsumer(file, "round-missed", file.deadlines().get(missed.round()));
                tellBusiness(file, "delay", file.deadlines().get(missed.round()));
            }
            case LeftUnanswered unanswered -> {
                tellConsumer(file, "unanswered", unanswered.at());
                tellBusiness(file, "point", unanswered.at());
            }
            case Answered answered -> tellConsumer(file, "answered", answered.at());
            case AnsweredAfterExpiry answered -> tellConsumer(file, "answered-late", answered.at());
            case Rated rated -> tellBusiness(file, rated.solved() ? "solved" : "not-solved", rated.at());
            case Withdrawn withdrawn -> tellBusiness(file, "withdrawn", withdrawn.at());
            case ClosedUnrated _ -> {}
        }
    }

    /** Reminds the business of the due instant. */
    void remind(CaseFile file, Instant due) {
        tellBusiness(file, "reminder", due);
    }

    private void tellConsumer(CaseFile file, String kind, Instant when) {
        Optional.ofNullable(file.consumerId())
                .flatMap(people::find)
                .ifPresent(person -> send(person, "consumer." + kind, file, when, "/complaints/"));
    }

    private void tellBusiness(CaseFile file, String kind, Instant when) {
        people.membersOf(file.businessId()).forEach(person -> send(person, "business." + kind, file, when, "/desk/"));
    }

    private void send(Person person, String kind, CaseFile file, Instant when, String path) {
        notices.send(person.recipient(), kind, file.reference(), file.host(), when, link(path, file.id()));
    }

    private String link(String path, UUID id) {
        return settings.baseUrl().resolve(path + id).toString();
    }
}
