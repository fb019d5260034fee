package org.touchstone.complaint.web;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.complaint.Stories;
import org.touchstone.complaint.Story;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;

/** The consumer looks through the words before the public reads them, and takes them back; an officer may keep them back. */
@Controller
public class StoryPages {

    private final Stories stories;
    private final Pages pages;

    StoryPages(Stories stories, Pages pages) {
        this.stories = stories;
        this.pages = pages;
    }

    /**
     * A story and its proposal.
     *
     * @param mine whether the reader is its consumer
     * @param mayBlock whether the reader may keep it from publication
     * @param version the proposal that is looked through
     * @param keep finds the consumer takes back
     * @param hide further words to hide, a line each
     * @param preview as the public would read it; absent until a preview is asked for
     */
    public record StoryPage(
            Story story,
            boolean mine,
            boolean mayBlock,
            String version,
            Set<Integer> keep,
            String hide,
            @Nullable String preview,
            List<FieldError> errors) {}

    @GetMapping("/complaints/{id}/story")
    View look(@PathVariable UUID id) {
        return page(HttpStatus.OK, view(id), Set.of(), "", null, List.of());
    }

    @PostMapping("/complaints/{id}/story")
    View review(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") Set<Integer> keep,
            @RequestParam(defaultValue = "") String hide,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "preview") String what) {
        var caller = Callers.required();
        var story = view(id);
        var check = new Check();
        var words = words(check, hide);
        if (!check.errors().isEmpty()) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, story, keep, hide, null, check.errors());
        }
        if (!what.equals("publish")) {
            return page(
                    HttpStatus.OK,
                    story,
                    keep,
                    hide,
                    Stories.reviewed(story, keep, words).text(),
                    List.of());
        }
        StoryAttempts.done(stories.publish(caller, id, version, keep, words).orElseThrow(Refused::notFound));
        return Redirects.within("/complaints/" + id + "/story");
    }

    private static List<String> words(Check check, String hide) {
        var typed = check.optionalText("hide", hide, 2000);
        return typed == null
                ? List.of()
                : Arrays.stream(typed.split("[\\n،,，、]"))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    @GetMapping("/complaints/{id}/story/withdrawal")
    View askWithdrawal(@PathVariable UUID id) {
        return pages.view("complaint/storywithdraw", view(id));
    }

    @PostMapping("/complaints/{id}/story/withdrawal")
    View withdraw(@PathVariable UUID id) {
        StoryAttempts.done(stories.withdraw(Callers.required(), id).orElseThrow(Refused::notFound));
        return Redirects.within("/complaints/" + id + "/story");
    }

    @PostMapping("/complaints/{id}/story/block")
    View block(@PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        var officer = Callers.officer();
        var check = new Check();
        var why = check.text("reason", reason, 2000);
        if (!check.errors().isEmpty()) {
            return page(HttpStatus.UNPROCESSABLE_CONTENT, view(id), Set.of(), "", null, check.errors());
        }
        StoryAttempts.done(stories.block(officer, id, why).orElseThrow(Refused::notFound));
        return Redirects.within("/complaints/" + id + "/story");
    }

    @PostMapping("/complaints/{id}/story/unblock")
    View unblock(@PathVariable UUID id) {
        StoryAttempts.done(stories.unblock(Callers.officer(), id).orElseThrow(Refused::notFound));
        return Redirects.within("/complaints/" + id + "/story");
    }

    private Story view(UUID id) {
        return stories.view(Callers.required(), id).orElseThrow(Refused::notFound);
    }

    private View page(
            HttpStatus status,
            Story story,
            Set<Integer> keep,
            String hide,
            @Nullable String preview,
            List<FieldError> errors) {
        var caller = Callers.required();
        return pages.view(
                status,
                "complaint/story",
                new StoryPage(
                        story,
                        stories.isMine(caller, story),
                        caller.isOfficer(),
                        Stories.version(story),
                        keep,
                        hide,
                        preview,
                        errors));
    }
}
