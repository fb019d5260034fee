package org.touchstone.complaint;

/** What came of something that was tried with a story. */
public sealed interface StoryAttempt {

    /** It was done; this is how the story stands. */
    record Done(Story story) implements StoryAttempt {}

    /** An officer keeps the story from publication. */
    record Blocked() implements StoryAttempt {}

    /** The story is not published, or not blocked: there is nothing to undo. */
    record NotSo() implements StoryAttempt {}

    /** The finds are other ones than those that were looked through. */
    record Outdated() implements StoryAttempt {}
}
