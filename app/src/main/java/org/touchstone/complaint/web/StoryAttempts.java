package org.touchstone.complaint.web;

import org.springframework.http.HttpStatus;
import org.touchstone.complaint.Story;
import org.touchstone.complaint.StoryAttempt;
import org.touchstone.foundation.web.Refused;

/** What came of a story's attempt, on its way to the reader. */
final class StoryAttempts {

    private StoryAttempts() {}

    static Story done(StoryAttempt attempt) {
        return switch (attempt) {
            case StoryAttempt.Done done -> done.story();
            case StoryAttempt.Blocked _ -> throw new Refused(HttpStatus.CONFLICT, "story-blocked");
            case StoryAttempt.NotSo _ -> throw new Refused(HttpStatus.CONFLICT, "story-not-so");
            case StoryAttempt.Outdated _ -> throw new Refused(HttpStatus.CONFLICT, "story-outdated");
        };
    }
}
