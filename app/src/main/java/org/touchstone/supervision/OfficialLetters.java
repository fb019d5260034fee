package org.touchstone.supervision;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.journal.Journal;
import org.touchstone.notice.Notices;
import org.touchstone.policy.Policies;
import org.touchstone.registry.Mark;
import org.touchstone.supervision.OfficialLetter.LetterKind;
import org.touchstone.supervision.OfficialLetter.Reached;
import org.touchstone.supervision.store.OfficialLetterStore;

/**
 * The numbered letters and statements of reasons of the centre: written in the transaction of what they tell, laid on the desk of the
 * business, told to its people by message, and kept for ever.
 */
@Component
public class OfficialLetters {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 9;

    private final OfficialLetterStore store;
    private final People people;
    private final Notices notices;
    private final Policies policies;
    private final Journal journal;
    private final Settings settings;
    private final DatabaseClock clock;
    private final ApplicationEventPublisher events;

    OfficialLetters(
            OfficialLetterStore store,
            People people,
            Notices notices,
            Policies policies,
            Journal journal,
            Settings settings,
            DatabaseClock clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.people = people;
        this.notices = notices;
        this.policies = policies;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Writes a letter to the business of a mark.
     *
     * @param content what it says, by the names of its template
     * @param actor as the journal names who acted
     */
    @Transactional(propagation = Propagation.MANDATORY)
    OfficialLetter write(
            LetterKind kind,
            Mark mark,
            @Nullable UUID supervision,
            @Nullable UUID decision,
            Map<String, ?> content,
            String actor) {
        var now = clock.instant();
        var said = new LinkedHashMap<String, Object>(content);
        said.put("legalName", mark.legalName());
        said.put("host", mark.host().name());
        said.put("policyVersion", policies.at(now).version());
        var year = now.atZone(policies.at(now).calendar().zone()).getYear();
        var letter = new OfficialLetter(
                UUID.randomUUID(),
                store.nextNumber(year),
                secret(),
                kind,
                mark.code(),
                mark.businessId(),
                supervision,
                decision,
                now,
                said,
                List.of(),
                List.of());
        store.add(letter);
        store.delivered(letter.id(), Reached.LAID, null, now);
        var told = people.membersOf(mark.businessId());
        for (var person : told) {
            notices.send(
                    person.recipient(),
                    "letter",
                    letter.number(),
                    mark.host().readable(),
                    kind,
                    settings.baseUrl()
                            .resolve("/desk/letters/" + letter.number())
                            .toString());
        }
        if (!told.isEmpty()) {
            store.delivered(letter.id(), Reached.TOLD, null, now);
        }
        journal.write(actor, "letter.written", "letter:" + letter.number(), Map.of("kind", kind, "mark", mark.code()));
        events.publishEvent(new LetterWritten(letter.id()));
        return letter;
    }

    private static String secret() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The letters of a case, the oldest first. */
    @Transactional(readOnly = true)
    public List<OfficialLetter> ofCase(UUID supervision) {
        return store.ofCase(supervision);
    }

    /** The letters to the businesses somebody acts for, the newest first. */
    @Transactional(readOnly = true)
    public List<OfficialLetter> to(Caller owner, int limit) {
        var businesses = people.businessesOf(owner.id());
        return businesses.isEmpty() ? List.of() : store.to(businesses, limit);
    }

    /** All letters from an instant on, the oldest first. For those who read cases. */
    @Transactional(readOnly = true)
    public List<OfficialLetter> all(Cursor after, int limit) {
        return store.after(after, limit);
    }

    /** A letter, for whom it is addressed to and for those who read cases. */
    @Transactional(readOnly = true)
    public Optional<OfficialLetter> numbered(Caller reader, String number) {
        return store.numbered(number).filter(letter -> reader.readsCases() || isTo(reader, letter));
    }

    /** A letter, for whoever holds its document. */
    @Transactional(readOnly = true)
    public Optional<OfficialLetter> verified(String number, String secret) {
        return store.numbered(number).filter(letter -> letter.secret().equals(secret));
    }

    /** Somebody opens a letter. Where it is somebody it is addressed to, that proves its delivery. */
    @Transactional
    public void opened(Caller reader, OfficialLetter letter) {
        if (isTo(reader, letter) && !store.wasOpenedBy(letter.id(), reader.id())) {
            var now = clock.instant();
            store.delivered(letter.id(), Reached.OPENED, reader.id(), now);
            journal.write(reader.actor(), "letter.opened", "letter:" + letter.number(), Map.of());
        }
    }

    private boolean isTo(Caller reader, OfficialLetter letter) {
        return people.businessesOf(reader.id()).contains(letter.business());
    }

    /** The address at which whoever holds a letter's document can verify it. */
    public String address(OfficialLetter letter) {
        return settings.baseUrl()
                .resolve("/letters/" + letter.number() + "/" + letter.secret())
                .toString();
    }

    /** Place of a letter among all. */
    public static Cursor cursor(OfficialLetter letter) {
        return new Cursor(letter.at(), letter.id());
    }
}
