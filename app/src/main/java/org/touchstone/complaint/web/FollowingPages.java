package org.touchstone.complaint.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.complaint.CaseFile;
import org.touchstone.complaint.Following;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Cookies;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Readers;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.policy.Policies;
import org.touchstone.rules.policy.Policy;

/** Reading one's complaint without signing in, by reference and a code to the mobile. */
@Controller
public class FollowingPages {

    private static final String COOKIE = "following";

    private final Following following;
    private final Policies policies;
    private final Pages pages;
    private final Cookies cookies;

    FollowingPages(Following following, Policies policies, Pages pages, Cookies cookies) {
        this.following = following;
        this.policies = policies;
        this.pages = pages;
        this.cookies = cookies;
    }

    /**
     * Asking for a code, and entering it.
     *
     * @param challenge what the code is brought back with; absent before it was sent
     */
    public record AskPage(
            String reference, String mobile, @Nullable UUID challenge, List<FieldError> errors) {}

    /** The complaint, to be read only. */
    public record ReadPage(CaseFile file, Policy policy) {}

    @GetMapping("/follow")
    View ask() {
        return pages.view("complaint/lookin", new AskPage("", "", null, List.of()));
    }

    @PostMapping("/follow")
    View send(@RequestParam(defaultValue = "") String reference, @RequestParam(defaultValue = "") String mobile) {
        var check = new Check();
        var typed = check.line("reference", reference, 40);
        var number = check.line("mobile", mobile, 40);
        if (!check.errors().isEmpty()) {
            return pages.view(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "complaint/lookin",
                    new AskPage(reference, mobile, null, check.errors()));
        }
        return pages.view("complaint/lookin", new AskPage("", "", following.ask(typed, number), List.of()));
    }

    @PostMapping("/follow/code")
    View enter(
            @RequestParam UUID challenge, @RequestParam(defaultValue = "") String code, HttpServletResponse response) {
        var secret = following.enter(challenge, code);
        if (secret.isEmpty()) {
            var check = new Check();
            check.fault("code", "wrong-code");
            return pages.view(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "complaint/lookin",
                    new AskPage("", "", challenge, check.errors()));
        }
        cookies.set(response, COOKIE, secret.get(), Duration.ofHours(1));
        return Redirects.within("/follow/case");
    }

    @GetMapping("/follow/case")
    View read(HttpServletRequest request) {
        var file = Readers.cookie(request, COOKIE).flatMap(following::read);
        return file.isEmpty()
                ? Redirects.within("/follow")
                : pages.view(
                        "complaint/lookincase",
                        new ReadPage(file.get(), policies.named(file.get().policyVersion())));
    }
}
