package org.touchstone.supervision;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.journal.Journal;
import org.touchstone.notice.MessageTaken;
import org.touchstone.notice.Notices;
import org.touchstone.policy.Policies;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.supervision.OfficialLetter.LetterKind;
import org.touchstone.supervision.OfficialLetter.Reached;
import org.touchstone.supervision.store.OfficialLetterStore;

/**
 * The numbered letters and statements of reasons of the centre: written in the transaction of what they tell, laid on the desk of the
 * business, told to its people by message wherever a gateway takes one, and kept for ever.
 */
@Component
public class OfficialLetters {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 9;
    private static final int MARKS_AT_MOST = 500;

    private final OfficialLetterStore store;
    private final Registry registry;
    private final People people;
    private final Notices notices;
    private final Policies policies;
    private final Journal journal;
    private final Settings settings;
    private final DatabaseClock clock;
    private final ApplicationEventPublisher events;

    OfficialLetters(
            OfficialLetterStore store,
            Registry registry,
            People people,
            Notices notices,
            Policies policies,
            Journal journal,
            Settings settings,
            DatabaseClock clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.registry = registry;
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
        for (var person : people.membersOf(mark.businessId())) {
            notices.send(
                    letter.id(),
                    person.recipient(),
                    "letter",
                    letter.number(),
                    mark.host().readable(),
                    kind,
                    settings.baseUrl()
                            .resolve("/desk/letters/" + letter.number())
                            .toString());
        }
        journal.write(actor, "letter.written", "letter:" + letter.number(), Map.of("kind", kind, "mark", mark.code()));
        events.publishEvent(new LetterWritten(letter.id()));
        return letter;
    }

    /** A gateway has taken a message about a letter; the first proves that its business was told. */
    @ApplicationModuleListener
    void on(MessageTaken taken) {
        if (store.find(taken.about()).isPresent()) {
            store.told(taken.about(), taken.at());
        }
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

    /** The same, from the last one seen on. */
    @Transactional(readOnly = true)
    public List<OfficialLetter> to(Caller owner, @Nullable Cursor before, int limit) {
        var businesses = people.businessesOf(owner.id());
        return businesses.isEmpty() ? List.of() : store.newestTo(businesses, before, limit);
    }

    /**
     * Letters, the newest first. For those who read cases.
     *
     * @param typed part of a letter's number, or a mark's code, address or name; all where nothing is typed
     * @param before the last one seen; absent at the beginning
     */
    @Transactional(readOnly = true)
    public List<OfficialLetter> find(String typed, @Nullable Cursor before, int limit) {
        var q = typed.strip();
        if (q.isEmpty()) {
            return store.newest(null, null, before, limit);
        }
        var codes = Stream.concat(
                        Stream.concat(registry.mark(q).stream(), Host.in(q).flatMap(registry::markOf).stream()),
                        registry.search(q, MARKS_AT_MOST).stream())
                .map(Mark::code)
                .collect(Collectors.toSet());
        return store.newest(q, codes, before, limit);
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
