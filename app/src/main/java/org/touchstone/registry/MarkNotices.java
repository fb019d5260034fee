package org.touchstone.registry;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.touchstone.account.People;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.text.Texts;
import org.touchstone.notice.Notices;
import org.touchstone.rules.mark.MarkStep;

/** What the team of a business is told about its mark: what was decided, why, since when, and how to appeal by when. */
@Component
class MarkNotices {

    private final Notices notices;
    private final People people;
    private final Settings settings;

    MarkNotices(Notices notices, People people, Settings settings) {
        this.notices = notices;
        this.people = people;
        this.settings = settings;
    }

    /** A step was made on a mark. */
    void changed(Mark mark, MarkStep step, Instant at, String reason, @Nullable Instant appealUntil) {
        tell(mark.businessId(), mark, step, at, reason, appealUntil);
    }

    /** The same to the team that gave a website away. */
    void gaveAway(UUID business, Mark mark, Instant at, String reason) {
        tell(business, mark, MarkStep.MOVE_OWNER, at, reason, null);
    }

    /** The validity of a mark ends soon. */
    void endsSoon(Mark mark) {
        people.membersOf(mark.businessId())
                .forEach(person -> notices.send(
                        person.recipient(), "mark.reminder", mark.host().readable(), mark.expiresAt(), link()));
    }

    private void tell(
            UUID business, Mark mark, MarkStep step, Instant at, String reason, @Nullable Instant appealUntil) {
        for (var person : people.membersOf(business)) {
            var t = Texts.in(person.language());
            var what = t.say("mark.told." + step.name(), mark.host().readable(), mark.expiresAt());
            var appeal = appealUntil == null ? "" : t.say("mark.told.appeal", appealUntil) + "\n\n";
            notices.send(
                    person.recipient(),
                    "mark.changed",
                    mark.host().readable(),
                    what,
                    at,
                    step == MarkStep.EXPIRE ? "" : ReasonWords.of(t, reason),
                    appeal,
                    link());
        }
    }

    private String link() {
        return settings.baseUrl().resolve("/desk/marks").toString();
    }
}
