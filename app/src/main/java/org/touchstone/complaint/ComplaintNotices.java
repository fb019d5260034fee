package org.touchstone.complaint;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.text.Texts;
import org.touchstone.notice.Notices;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.ComplaintEvent.*;
import org.touchstone.rules.complaint.Expected;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.State;

/** Who is told what. A message carries reference, shop, date and one link; never the text of a complaint. */
@Component
class ComplaintNotices {

    private final Notices notices;
    private final People people;
    private final Settings settings;
    private final ComplaintWebhooks webhooks;
    private final Responsible responsible;
    private final ReplyAddresses addresses;

    ComplaintNotices(
            Notices notices,
            People people,
            Settings settings,
            ComplaintWebhooks webhooks,
            Responsible responsible,
            ReplyAddresses addresses) {
        this.notices = notices;
        this.people = people;
        this.settings = settings;
        this.webhooks = webhooks;
        this.responsible = responsible;
        this.addresses = addresses;
    }

    /** Tells both sides of an event what concerns them. */
    void tell(CaseFile file, ComplaintEvent event) {
        switch (event) {
            case Filed filed -> {
                if (file.state() != State.NOT_ADMITTED) {
                    tellConsumer(file, "filed", filed.deadlines().getFirst());
                    tellBusiness(file, "complaint", filed.deadlines().getFirst());
                }
            }
            case Admitted admitted -> {
                updateConsumer(file, event);
                tellBusiness(file, "complaint", admitted.deadlines().getFirst());
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
            case ExclusionSetAside _, Reopened _, RefusalDenied _, Extended _ -> {
                updateConsumer(file, event);
                updateBusiness(file, event);
            }
            case InformationAsked _,
                    NotAdmitted _,
                    AdmissionDenied _,
                    RefusalAsked _,
                    InformationNotGiven _,
                    Released _,
                    Quarantined _ -> updateConsumer(file, event);
            case InformationGiven _, PromiseKept _, SettlementKept _, SettlementBreached _, Corrected _ ->
                updateBusiness(file, event);
            case RefusalUpheld _,
                    MediationOpened _,
                    SettlementProposed _,
                    SettlementDeclined _,
                    Settled _,
                    Ruled _,
                    Complied _,
                    Referred _,
                    AppealFiled _,
                    AppealDenied _,
                    RulingSetAside _ -> {
                updateConsumer(file, event);
                updateBusiness(file, event);
            }
            case ClosedUnrated _, SettlementAccepted _ -> {}
        }
    }

    /** Asks the consumer on the promised day whether the promise was kept. */
    void askKept(CaseFile file, Instant now) {
        tellConsumer(file, "ask-kept", now);
    }

    /** Tells the business how its dispute was decided. */
    void disputeDecided(CaseFile file, boolean corrected, Instant now) {
        tellBusiness(file, corrected ? "dispute-corrected" : "dispute-kept", now);
    }

    /** Tells the other side of a letter in the thread. */
    void message(CaseFile file, Party from, Instant now) {
        if (from != Party.CONSUMER) {
            tellConsumer(file, "message", now);
        }
        if (from != Party.BUSINESS) {
            tellBusiness(file, "message", now);
        }
    }

    /** Tells the business what the centre asks of it. */
    void letter(CaseFile file, Instant due) {
        tellBusiness(file, "letter", due);
    }

    private void updateConsumer(CaseFile file, ComplaintEvent event) {
        consumer(file).ifPresent(person -> {
            var update = update(file, event, Party.CONSUMER, person);
            notices.send(person.recipient(), update.kind(), update.facts());
        });
    }

    private void updateBusiness(CaseFile file, ComplaintEvent event) {
        responsible.of(file).forEach(person -> {
            var update = update(file, event, Party.BUSINESS, person);
            notices.send(person.recipient(), addresses.of(file, person), update.kind(), update.facts());
        });
    }

    private record Update(String kind, Object... facts) {}

    /** What happened in the words of the history, and until when the reader has something to do. */
    private Update update(CaseFile file, ComplaintEvent event, Party reader, Person person) {
        var mustAct = Optional.ofNullable(file.expected()).filter(_ -> file.awaits(reader));
        return new Update(
                mustAct.isPresent() ? "update-due" : "update",
                file.reference(),
                file.host(),
                mustAct.map(Expected::by).orElse(event.at()),
                link(reader == Party.CONSUMER ? "/complaints/" : "/desk/", file.id()),
                HistoryWords.of(Texts.in(person.language()), reader, event));
    }

    /** Reminds the business of the due instant. */
    void remind(CaseFile file, Instant due) {
        tellBusiness(file, "reminder", due);
        webhooks.dueSoon(file, due);
    }

    private void tellConsumer(CaseFile file, String kind, Instant when) {
        consumer(file)
                .ifPresent(person -> notices.send(
                        person.recipient(),
                        "consumer." + kind,
                        file.reference(),
                        file.host(),
                        when,
                        link("/complaints/", file.id())));
    }

    private Optional<Person> consumer(CaseFile file) {
        return Optional.ofNullable(file.consumerId()).flatMap(people::find);
    }

    private void tellBusiness(CaseFile file, String kind, Instant when) {
        responsible.of(file).forEach(person -> {
            Object[] facts = {file.reference(), file.host(), when, link("/desk/", file.id())};
            notices.send(person.recipient(), addresses.of(file, person), "business." + kind, facts);
        });
    }

    private String link(String path, UUID id) {
        return settings.baseUrl().resolve(path + id).toString();
    }
}
