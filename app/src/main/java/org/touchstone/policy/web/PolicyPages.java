package org.touchstone.policy.web;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.web.Pages;
import org.touchstone.policy.Policies;
import org.touchstone.rules.policy.Policy;

/** The rules everyone is judged by, for everyone to read. */
@Controller
public class PolicyPages {

    private final Policies policies;
    private final Pages pages;

    PolicyPages(Policies policies, Pages pages) {
        this.policies = policies;
        this.pages = pages;
    }

    /**
     * What the page shows.
     *
     * @param current version in force
     * @param versions all versions, the newest first
     */
    public record PolicyPage(Policy current, List<Policy> versions) {}

    @GetMapping("/policy")
    View policy() {
        return pages.view(
                "policy/policy",
                new PolicyPage(policies.now(), policies.history().versions().reversed()));
    }
}
