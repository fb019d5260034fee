package org.touchstone.complaint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.complaint.StoryAttempt.Done;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.complaint.store.StoryStore;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.journal.Journal;
import org.touchstone.notice.Notices;
import org.touchstone.rules.text.PlainText;
import org.touchstone.rules.text.Redaction;

/**
 * Consumers' own words on their way to the public. Published only with consent, only redacted, and only after the consumer has
 * looked through it; taken back at any time. No figure depends on it: it lies beside the record, not in it.
 */
@Component
public class Stories {

    private static final int AT_ONCE = 500;

    private final ComplaintStore complaints;
    private final StoryStore store;
    private final People people;
    private final Notices notices;
    private final Journal journal;
    private final Settings settings;

    Stories(
            ComplaintStore complaints,
            StoryStore store,
            People people,
            Notices notices,
            Journal journal,
            Settings settings) {
        this.complaints = complaints;
        this.store = store;
        this.people = people;
        this.notices = notices;
        this.journal = journal;
        this.settings = settings;
    }

    /** A story for its consumer and those who read cases; nothing for anybody else, or where there are no words. */
    @Transactional(readOnly = true)
    public Optional<Story> view(Caller caller, UUID complaint) {
        return complaints
                .find(complaint)
                .filter(file -> caller.readsCases() || isMine(caller, file))
                .flatMap(this::story);
    }

    /** Whether a story is the caller's own. */
    @Transactional(readOnly = true)
    public boolean isMine(Caller caller, Story story) {
        return complaints
                .find(story.complaintId())
                .filter(file -> isMine(caller, file))
                .isPresent();
    }

    private static boolean isMine(Caller caller, CaseFile file) {
        return caller.id().equals(file.consumerId());
    }

    private Optional<Story> story(CaseFile file) {
        return Optional.ofNullable(file.narrative()).map(narrative -> {
            var kept = store.find(file.id());
            var unasked = file.publishNarrative() ? Story.State.PROPOSED : Story.State.NOT_AGREED;
            return new Story(
                    file.id(),
                    file.reference(),
                    kept.map(k -> Story.State.valueOf(k.state())).orElse(unasked),
                    Redaction.of(narrative, names(file)),
                    kept.map(StoryStore.Kept::publicText).orElse(null),
                    kept.map(StoryStore.Kept::publishedAt).orElse(null),
                    kept.map(StoryStore.Kept::blockedAt).orElse(null),
                    kept.map(StoryStore.Kept::blockedWhy).orElse(null));
        });
    }

    private List<String> names(CaseFile file) {
        var names = new ArrayList<String>();
        Optional.ofNullable(file.consumerId())
                .flatMap(people::find)
                .map(Person::name)
                .ifPresent(names::add);
        people.membersOf(file.businessId()).stream().map(Person::name).forEach(names::add);
        return names;
    }

    /** Names the finds of a proposal: when they change, what was looked through is no longer what would be published. */
    public static String version(Story story) {
        return PlainText.fingerprint(story.proposed().finds() + story.proposed().original());
    }

    /** A proposal as its consumer wants it: some finds taken back, further words hidden. */
    public static Redaction reviewed(Story story, Set<Integer> keep, Collection<String> hide) {
        return story.proposed().keeping(keep).hiding(hide);
    }

    /**
     * The consumer publishes the words, or publishes them anew; this is the consent. Nothing for anybody else.
     *
     * @param version which proposal was looked through, absent to take the present one
     * @param keep the numbers of finds that stay readable
     * @param hide further words to hide
     */
    @Transactional
    public Optional<StoryAttempt> publish(
            Caller caller, UUID complaint, @Nullable String version, Set<Integer> keep, Collection<String> hide) {
        return mine(caller, complaint).map(story -> {
            if (version != null && !version.equals(version(story))) {
                return new StoryAttempt.Outdated();
            }
            var redacted = reviewed(story, keep, hide);
            if (!store.publish(complaint, redacted.text())) {
                return new StoryAttempt.Blocked();
            }
            journal.write(
                    caller.actor(),
                    "story.published",
                    "complaint:" + complaint,
                    Map.of(
                            "found", story.proposed().finds().size(),
                            "hidden", redacted.finds().size()));
            return done(complaint);
        });
    }

    /** The consumer takes the words back. They are gone from everywhere at once. */
    @Transactional
    public Optional<StoryAttempt> withdraw(Caller caller, UUID complaint) {
        return mine(caller, complaint).map(story -> {
            if (!store.withdraw(complaint)) {
                return new StoryAttempt.NotSo();
            }
            journal.write(caller.actor(), "story.withdrawn", "complaint:" + complaint, Map.of());
            return done(complaint);
        });
    }

    private Optional<Story> mine(Caller caller, UUID complaint) {
        return complaints.find(complaint).filter(file -> isMine(caller, file)).flatMap(this::story);
    }

    /** An officer keeps a story from publication. The consumer is told, sees the reasons and may appeal. */
    @Transactional
    public Optional<StoryAttempt> block(Caller officer, UUID complaint, String reason) {
        return complaints
                .find(complaint)
                .filter(file -> file.narrative() != null)
                .map(file -> {
                    if (!store.block(complaint, reason)) {
                        return new StoryAttempt.NotSo();
                    }
                    journal.write(officer.actor(), "story.blocked", "complaint:" + complaint, Map.of());
                    tell(file, "consumer.story-blocked");
                    return done(complaint);
                });
    }

    /** An officer lets a story be published again, as after an appeal. Whether it is, is the consumer's decision. */
    @Transactional
    public Optional<StoryAttempt> unblock(Caller officer, UUID complaint) {
        return complaints
                .find(complaint)
                .filter(file -> file.narrative() != null)
                .map(file -> {
                    if (!store.unblock(complaint)) {
                        return new StoryAttempt.NotSo();
                    }
                    journal.write(officer.actor(), "story.unblocked", "complaint:" + complaint, Map.of());
                    tell(file, "consumer.story-unblocked");
                    return done(complaint);
                });
    }

    private Done done(UUID complaint) {
        return new Done(complaints.find(complaint).flatMap(this::story).orElseThrow());
    }

    private void tell(CaseFile file, String kind) {
        Optional.ofNullable(file.consumerId())
                .flatMap(people::find)
                .ifPresent(person -> notices.send(
                        person.recipient(),
                        kind,
                        file.reference(),
                        file.host(),
                        settings.baseUrl()
                                .resolve("/complaints/" + file.id() + "/story")
                                .toString()));
    }

    /** The published stories of some complaints by their public identifiers. */
    @Transactional(readOnly = true)
    public Map<String, PublishedStory> published(Collection<String> publicIds) {
        return store.published(publicIds).stream()
                .collect(Collectors.toUnmodifiableMap(PublishedStory::publicId, story -> story));
    }

    /** All published stories, in the order of publication, a page at a time: one taken back meanwhile is not among them. */
    public void eachPublished(Consumer<PublishedStory> use) {
        var after = Cursor.START;
        for (var page = store.published(after, AT_ONCE); !page.isEmpty(); page = store.published(after, AT_ONCE)) {
            page.forEach(placed -> use.accept(placed.story()));
            after = page.getLast().place();
        }
    }
}
