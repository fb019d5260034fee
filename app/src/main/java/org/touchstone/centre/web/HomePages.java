package org.touchstone.centre.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriComponentsBuilder;
import org.touchstone.centre.Home;
import org.touchstone.centre.Waiting.Kind;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Role;

/** The officers' home: what needs me now, and why. */
@Controller
public class HomePages {

    private final Home home;
    private final Pages pages;

    HomePages(Home home, Pages pages) {
        this.home = home;
        this.pages = pages;
    }

    /** The home of one reader; {@code kind} where only one kind is shown. */
    public record HomePage(Caller reader, @Nullable Kind kind, Home.Found found) {

        /** Whether the reader acts for the centre, or only reads. */
        public boolean mayAct() {
            return !reader.roles().contains(Role.AUDITOR);
        }
    }

    /** The queue of complaints stood here before; who kept its address finds it where it is now. */
    @GetMapping("/officer")
    View home(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String why,
            @RequestParam(required = false) @Nullable String cursor) {
        var reader = Callers.reader();
        if (why != null || cursor != null) {
            var queue = UriComponentsBuilder.fromPath("/officer/complaints");
            if (why != null) {
                queue.queryParam("why", why);
            }
            if (cursor != null) {
                queue.queryParam("cursor", cursor);
            }
            return Redirects.within(queue.encode().toUriString());
        }
        var check = new Check();
        var one = kind == null || kind.isBlank() ? null : check.oneOf("kind", kind, Kind.class);
        check.done();
        return pages.view("centre/home", new HomePage(reader, one, home.look(reader, one)));
    }
}
