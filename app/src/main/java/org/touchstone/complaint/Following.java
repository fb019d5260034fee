package org.touchstone.complaint;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.complaint.store.FollowCodeStore;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.notice.Notices;
import org.touchstone.rules.text.Digits;

/**
 * Reading one's complaint without signing in: reference and mobile, and a code sent to that mobile. Whether the two belong together
 * is never told; who guesses learns nothing.
 */
@Component
public class Following {

    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final Duration READING = Duration.ofHours(1);
    private static final int MOST_TRIES = 5;
    private static final int MOST_CODES_AN_HOUR = 3;

    private final ComplaintStore complaints;
    private final FollowCodeStore codes;
    private final People people;
    private final Notices notices;

    Following(ComplaintStore complaints, FollowCodeStore codes, People people, Notices notices) {
        this.complaints = complaints;
        this.codes = codes;
        this.people = people;
        this.notices = notices;
    }

    /** Sends a code where reference and mobile belong together. Returns what the code is to be brought back with, either way. */
    @Transactional
    public UUID ask(String reference, String mobile) {
        var challenge = UUID.randomUUID();
        var file = complaints.byReference(Digits.toLatin(reference).strip().toUpperCase(Locale.ROOT));
        file.flatMap(f -> Optional.ofNullable(f.consumerId()))
                .flatMap(people::find)
                .filter(person -> isSame(person, mobile))
                .filter(person -> codes.madeWithinHour(file.orElseThrow().id()) < MOST_CODES_AN_HOUR)
                .ifPresent(person -> {
                    var code = Tokens.sixDigits();
                    codes.add(challenge, file.orElseThrow().id(), hash(challenge, code), CODE_LIFE);
                    notices.send(
                            person.recipient(), "follow", file.orElseThrow().reference(), code);
                });
        return challenge;
    }

    private static boolean isSame(Person person, String mobile) {
        return person.mobile() != null && ending(person.mobile()).equals(ending(mobile));
    }

    /** Ten digits from the end: the same with and without a country's prefix. */
    private static String ending(String mobile) {
        var digits = Digits.toLatin(mobile).replaceAll("\\D", "");
        return digits.substring(Math.max(0, digits.length() - 10));
    }

    private static byte[] hash(UUID challenge, String code) {
        return Tokens.hash(challenge + ":" + code);
    }

    /** A secret that opens the complaint for an hour, where the code is right. */
    @Transactional
    public Optional<String> enter(UUID challenge, String code) {
        var secret = Tokens.secret();
        var typed = Digits.toLatin(code).replaceAll("\\s", "");
        return codes.use(challenge, hash(challenge, typed), Tokens.hash(secret), MOST_TRIES, READING)
                ? Optional.of(secret)
                : Optional.empty();
    }

    /** The complaint a secret opens. */
    @Transactional(readOnly = true)
    public Optional<CaseFile> read(String secret) {
        return codes.complaintOf(Tokens.hash(secret)).flatMap(complaints::find);
    }
}
