package org.touchstone.complaint;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.complaint.store.MailStore;
import org.touchstone.complaint.store.MailStore.Addressed;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Caller;
import org.touchstone.notice.IncomingMail;
import org.touchstone.notice.MailReader;
import org.touchstone.notice.Notices;
import org.touchstone.notice.Recipient;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.Step;
import org.touchstone.rules.text.PlainText;

/**
 * Answers that come by mail (docs/decisions/0009). A free text becomes a draft that its writer confirms on the page; only a mail
 * that begins with an offer in the settled form is filed as the answer. Whatever came of it is said to the member's own address,
 * never to another one; a mail to an address that is not ours to know is not replied to at all.
 */
@Component
public class AnswerByMail implements MailReader {

    private static final int LONGEST = 5000;

    private final ReplyAddresses addresses;
    private final MailStore drafts;
    private final ComplaintStore store;
    private final Complaints complaints;
    private final People people;
    private final Notices notices;
    private final Settings settings;

    AnswerByMail(
            ReplyAddresses addresses,
            MailStore drafts,
            ComplaintStore store,
            Complaints complaints,
            People people,
            Notices notices,
            Settings settings) {
        this.addresses = addresses;
        this.drafts = drafts;
        this.store = store;
        this.complaints = complaints;
        this.people = people;
        this.notices = notices;
        this.settings = settings;
    }

    @Override
    @Transactional
    public void read(IncomingMail mail) {
        if (!mail.automatic()) {
            mail.to().stream()
                    .flatMap(address -> addresses.find(address).stream())
                    .findFirst()
                    .ifPresent(addressed -> read(mail, addressed));
        }
    }

    private void read(IncomingMail mail, Addressed addressed) {
        var person = people.find(addressed.person()).orElseThrow();
        var file = store.find(addressed.complaint()).orElseThrow();
        reply(person, file, mail, outcome(person, file, mail));
    }

    /** What comes of a mail: the name of the notice that says it. */
    private String outcome(Person person, CaseFile file, IncomingMail mail) {
        if (!mail.from().equalsIgnoreCase(String.valueOf(person.email()))) {
            return "mail.wrong-sender";
        }
        if (!people.mayAnswerFor(person.id(), file.businessId())) {
            return "mail.not-allowed";
        }
        if (!file.allows(Party.BUSINESS, Step.ANSWER)) {
            return "mail.not-open";
        }
        var text = PlainText.clean(ReplyText.of(mail.text()));
        if (text.isEmpty()) {
            return "mail.empty";
        }
        if (text.length() > LONGEST) {
            return "mail.too-long";
        }
        return taken(person, file, text);
    }

    private String taken(Person person, CaseFile file, String text) {
        var lines = text.split("\n", 2);
        var said = lines.length > 1 ? lines[1].strip() : "";
        var offer = OfferLine.parse(lines[0]);
        if (offer.isPresent() && !said.isEmpty()) {
            var attempt = complaints.answer(person.caller(), file.id(), said, offer.get());
            return attempt.filter(Attempt.Done.class::isInstance).isPresent() ? "mail.answered" : "mail.not-open";
        }
        drafts.putDraft(file.id(), person.id(), OfferLine.isMeant(lines[0]) && !said.isEmpty() ? said : text);
        return OfferLine.isMeant(lines[0]) ? "mail.unclear" : "mail.draft";
    }

    private void reply(Person person, CaseFile file, IncomingMail mail, String kind) {
        var texts = Texts.in(person.language());
        var page = settings.baseUrl()
                .resolve("/desk/" + file.id() + (kind.equals("mail.answered") ? "" : "?draft=mail"))
                .toString();
        notices.send(
                new Recipient(null, person.email(), person.language()),
                kind,
                file.reference(),
                page,
                mail.attachments() ? texts.say("mail.attachments") : "");
    }

    /** The text that came by mail from the caller for a case, to be confirmed. */
    @Transactional(readOnly = true)
    public Optional<String> draft(Caller caller, UUID complaint) {
        return drafts.draft(complaint, caller.id());
    }
}
