package org.touchstone.complaint.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.complaint.Stories;
import org.touchstone.complaint.Story;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Refused;
import org.touchstone.rules.text.Redaction;

/** Consumers' stories for programs. */
@RestController
class StoryApi {

    private static final int MOST = 200;

    private final Stories stories;

    StoryApi(Stories stories) {
        this.stories = stories;
    }

    /** What may be done with a story. */
    enum Action {
        PUBLISH,
        WITHDRAW
    }

    /** What the consumer wants. */
    record StoryRequest(
            @Nullable String action,
            @Nullable String version,
            @Nullable List<@Nullable Integer> keep,
            @Nullable List<@Nullable String> hide) {}

    /** One find. */
    record FindJson(int index, Redaction.Kind kind, int start, int end, String text) {}

    /** What would be published as it stands. */
    record ProposedJson(String version, String text, List<FindJson> finds) {}

    /** What the public reads. */
    record PublishedJson(String text, @Nullable Instant publishedAt) {}

    /** An officer's decision. */
    record BlockedJson(Instant at, @Nullable String reason) {}

    /** A story. */
    record StoryJson(
            Story.State state,
            ProposedJson proposed,
            @Nullable PublishedJson published,
            @Nullable BlockedJson blocked) {

        static StoryJson of(Story story) {
            var finds = new ArrayList<FindJson>();
            for (var find : story.proposed().finds()) {
                finds.add(new FindJson(
                        finds.size(),
                        find.kind(),
                        find.start(),
                        find.end(),
                        story.proposed().original().substring(find.start(), find.end())));
            }
            return new StoryJson(
                    story.state(),
                    new ProposedJson(Stories.version(story), story.proposed().text(), finds),
                    story.publicText() == null ? null : new PublishedJson(story.publicText(), story.publishedAt()),
                    story.blockedAt() == null ? null : new BlockedJson(story.blockedAt(), story.blockedBecause()));
        }
    }

    @GetMapping("/api/v1/complaints/{id}/narrative")
    StoryJson view(@PathVariable UUID id) {
        return StoryJson.of(stories.view(Callers.required(), id).orElseThrow(Refused::notFound));
    }

    @PostMapping("/api/v1/complaints/{id}/narrative")
    StoryJson act(@PathVariable UUID id, @RequestBody StoryRequest request) {
        var caller = Callers.required();
        var check = new Check();
        var action = check.oneOf("action", request.action(), Action.class);
        var keep = request.keep() == null ? List.<Integer>of() : given(request.keep());
        var hide = request.hide() == null ? List.<String>of() : given(request.hide());
        if (keep.size() > MOST) {
            check.fault("keep", "too-many", MOST);
        }
        if (hide.size() > MOST || hide.stream().anyMatch(word -> word.length() > MOST)) {
            check.fault("hide", "too-many", MOST);
        }
        var version = check.optionalText("version", request.version(), 40);
        check.done();
        var attempt = switch (action) {
            case PUBLISH -> stories.publish(caller, id, version, Set.copyOf(keep), hide);
            case WITHDRAW -> stories.withdraw(caller, id);
        };
        return StoryJson.of(StoryAttempts.done(attempt.orElseThrow(() -> notMine(id))));
    }

    private static <T> List<T> given(List<@Nullable T> values) {
        var given = new ArrayList<T>();
        for (var value : values) {
            if (value != null) {
                given.add(value);
            }
        }
        return given;
    }

    /** A reader of cases is told whose step this is; a stranger learns nothing. */
    private Refused notMine(UUID id) {
        return stories.view(Callers.required(), id).isPresent()
                ? new Refused(HttpStatus.FORBIDDEN, "not-a-party")
                : Refused.notFound();
    }
}
