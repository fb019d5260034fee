package org.touchstone.complaint;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.complaint.store.LetterStore;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Refused;
import org.touchstone.journal.Journal;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.State;

/** The thread of a complaint: parties and centre write to one another while it is not at its end. */
@Component
public class Letters {

    private static final Set<State> ENDED =
            EnumSet.of(State.CLOSED_UNRATED, State.COMPLIED, State.REFERRED, State.WITHDRAWN);

    private final LetterStore letters;
    private final ComplaintStore complaints;
    private final CaseSteps steps;
    private final ComplaintNotices notices;
    private final Journal journal;
    private final DatabaseClock clock;

    Letters(
            LetterStore letters,
            ComplaintStore complaints,
            CaseSteps steps,
            ComplaintNotices notices,
            Journal journal,
            DatabaseClock clock) {
        this.letters = letters;
        this.complaints = complaints;
        this.steps = steps;
        this.notices = notices;
        this.journal = journal;
        this.clock = clock;
    }

    /** Whether letters may still be written about a case. */
    public boolean areOpen(CaseFile file) {
        return !ENDED.contains(file.state());
    }

    /** Writes a letter; nothing for those who are neither party nor centre. Refused with {@code wrong-state} at the end. */
    @Transactional
    public Optional<Letter> write(Caller caller, UUID complaint, String text) {
        var file = complaints.find(complaint);
        var party = file.flatMap(f -> List.of(Party.CONSUMER, Party.BUSINESS, Party.CENTRE).stream()
                .filter(p -> steps.is(caller, f, p))
                // Who decides appeals writes to nobody: the centre speaks through its officers.
                .filter(p -> p != Party.CENTRE || caller.isOfficer())
                .findFirst());
        if (file.isEmpty() || party.isEmpty()) {
            return Optional.empty();
        }
        if (!areOpen(file.get())) {
            throw new Refused(
                    HttpStatus.CONFLICT,
                    "wrong-state",
                    List.of(file.get().state()),
                    Map.of("state", file.get().state()));
        }
        var letter = new Letter(clock.instant(), party.get(), text);
        letters.add(complaint, caller.id(), letter);
        journal.write(caller.actor(), "complaint.letter", "complaint:" + complaint, Map.of("from", letter.from()));
        notices.message(file.get(), letter.from(), letter.at());
        return Optional.of(letter);
    }

    /** The letters about a case, the oldest first. Who may read the case may read them. */
    @Transactional(readOnly = true)
    public List<Letter> about(UUID complaint) {
        return letters.about(complaint);
    }
}
