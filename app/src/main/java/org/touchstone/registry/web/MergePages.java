package org.touchstone.registry.web;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.registry.Proposal;
import org.touchstone.registry.Registry;

/** The officers' desk for names that are plainly one firm. */
@Controller
public class MergePages {

    private static final int AT_ONCE = 100;

    private final Registry registry;
    private final Pages pages;

    MergePages(Registry registry, Pages pages) {
        this.registry = registry;
        this.pages = pages;
    }

    /**
     * What the page shows.
     *
     * @param open how many are open in all
     * @param mayDecide whether the reader decides, or only reads
     */
    public record MergesPage(List<Proposal> proposals, int open, boolean mayDecide) {}

    @GetMapping("/officer/merges")
    View merges() {
        var reader = Callers.reader();
        return pages.view(
                "registry/merges",
                new MergesPage(registry.openProposals(AT_ONCE), registry.countOpenProposals(), reader.isOfficer()));
    }

    @PostMapping("/officer/merges/{id}")
    View decide(@PathVariable UUID id, @RequestParam boolean accept, @RequestParam(defaultValue = "") String reason) {
        var officer = Callers.officer();
        var check = new Check();
        var why = check.text("reason", reason, 500);
        check.done();
        if (!registry.decideMerge(officer, id, accept, why)) {
            throw new Refused(HttpStatus.CONFLICT, "decided-already");
        }
        return Redirects.within("/officer/merges");
    }
}
