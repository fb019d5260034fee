package org.touchstone.credential.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import org.touchstone.credential.Statements;
import org.touchstone.credential.Wire;
import org.touchstone.foundation.web.Pages;
import org.touchstone.policy.Policies;
import org.touchstone.rules.policy.Policy;

/** What the mark means, where its kind has its address. */
@Controller
public class MeaningPages {

    private final Pages pages;
    private final Statements statements;
    private final Policies policies;

    MeaningPages(Pages pages, Statements statements, Policies policies) {
        this.pages = pages;
        this.statements = statements;
        this.policies = policies;
    }

    /**
     * What the page shows.
     *
     * @param type the kind of marks issued here, as statements name it
     * @param policy the rules in force
     */
    public record MeaningPage(String type, Policy policy) {}

    @GetMapping(Wire.MARK_TYPE_PATH)
    View meaning() {
        return pages.view("credential/meaning", new MeaningPage(statements.type(), policies.now()));
    }
}
