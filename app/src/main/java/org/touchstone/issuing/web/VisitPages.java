package org.touchstone.issuing.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.web.Pages;
import org.touchstone.probe.Fetcher;

/** Tells whoever finds us in the log of a server who we are: the address stands in what we call ourselves there. */
@Controller
class VisitPages {

    private final Fetcher fetcher;
    private final Pages pages;

    VisitPages(Fetcher fetcher, Pages pages) {
        this.fetcher = fetcher;
        this.pages = pages;
    }

    @GetMapping("/about-our-visits")
    View visits() {
        return pages.view("issuing/visits", fetcher.visitor());
    }
}
