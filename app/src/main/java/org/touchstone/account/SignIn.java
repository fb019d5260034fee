package org.touchstone.account;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.store.PersonStore;
import org.touchstone.account.store.PersonStore.Bearer;
import org.touchstone.account.store.TokenStore;
import org.touchstone.account.store.TokenStore.ProgramToken;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Caller;
import org.touchstone.journal.Journal;
import org.touchstone.notice.Notices;
import org.touchstone.notice.Recipient;
import org.touchstone.rules.identity.IdentityNumber;

/** Signing in. Every secret handed out here is kept only as a hash. */
@Component
public class SignIn {

    /** A code lives this long. */
    public static final Duration CODE_LIFE = Duration.ofMinutes(10);

    private static final Duration SESSION_LIFE = Duration.ofHours(12);
    private static final int MOST_TRIES = 5;
    private static final int MOST_CODES_AN_HOUR = 10;

    private final People people;
    private final PersonStore persons;
    private final TokenStore tokens;
    private final Notices notices;
    private final Journal journal;

    SignIn(People people, PersonStore persons, TokenStore tokens, Notices notices, Journal journal) {
        this.people = people;
        this.persons = persons;
        this.tokens = tokens;
        this.notices = notices;
        this.journal = journal;
    }

    /**
     * What comes of asking for a code. An unknown number gets a challenge too, which no code ever opens: the answer does not
     * tell who exists.
     *
     * @param challenge to be sent back with the code
     * @param tooMany whether too many codes were asked for within an hour
     */
    public record Challenge(UUID challenge, boolean tooMany) {}

    /** Sends a code to the mobile the identity registry knows for the number, in the language the person is reading. */
    @Transactional
    public Challenge sendCode(IdentityNumber number, Language reading) {
        var id = UUID.randomUUID();
        var person = people.verified(number);
        if (person.isEmpty()) {
            return new Challenge(id, false);
        }
        if (tokens.codesWithinHour(person.get().id()) >= MOST_CODES_AN_HOUR) {
            return new Challenge(id, true);
        }
        var code = Tokens.sixDigits();
        tokens.addCode(id, person.get().id(), Tokens.hash(id + code), CODE_LIFE);
        notices.send(new Recipient(person.get().mobile(), null, reading), "code", code);
        return new Challenge(id, false);
    }

    /** Opens a session with the right code; nothing with a wrong, late or used one. */
    @Transactional
    public Optional<String> enterCode(UUID challenge, String code) {
        return tokens.useCode(challenge, Tokens.hash(challenge + code), MOST_TRIES)
                .map(this::openSession);
    }

    /** Opens a session for a person who has proved who they are. Returns its secret. */
    @Transactional
    public String openSession(UUID person) {
        var secret = Tokens.secret();
        tokens.addToken(Tokens.hash(secret), UUID.randomUUID(), person, "SESSION", "browser", SESSION_LIFE);
        journal.write("person:" + person, "session.opened", "person:" + person, Map.of());
        return secret;
    }

    /** Whether a token exists, and whose it is. */
    public Optional<Bearer> bearer(String secret) {
        return persons.bearer(Tokens.hash(secret));
    }

    /** Ends a session or token. */
    @Transactional
    public void close(String secret) {
        tokens.revoke(Tokens.hash(secret));
    }

    /** Makes a token for a program of the caller's. Returns its secret, which cannot be seen again. */
    @Transactional
    public String makeProgramToken(Caller caller, String label, Duration life) {
        var secret = Tokens.secret();
        tokens.addToken(Tokens.hash(secret), UUID.randomUUID(), caller.id(), "PROGRAM", label, life);
        journal.write(caller.actor(), "token.made", caller.actor(), Map.of("days", life.toDays()));
        return secret;
    }

    /** The caller's live program tokens. */
    public List<ProgramToken> programTokens(Caller caller) {
        return tokens.programTokens(caller.id());
    }

    /** Ends one of the caller's program tokens. */
    @Transactional
    public boolean revokeProgramToken(Caller caller, UUID token) {
        boolean revoked = tokens.revoke(token, caller.id());
        if (revoked) {
            journal.write(caller.actor(), "token.revoked", caller.actor(), Map.of("token", token));
        }
        return revoked;
    }
}
