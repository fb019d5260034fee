package org.touchstone.issuing;

import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Refused;
import org.touchstone.issuing.store.LookStore;
import org.touchstone.registry.Host;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.issuing.WebsiteChecks;

/**
 * A look at a website before anybody applies. Nothing of what was seen is kept. Whoever is signed in may look at any website; that
 * nobody uses us to burden others, each person may do so a few times an hour.
 */
@Component
public class DryRun {

    /** How often a person may look within an hour. */
    public static final int AN_HOUR = 20;

    private final WebsiteExaminations websites;
    private final LookStore store;

    DryRun(WebsiteExaminations websites, LookStore store) {
        this.websites = websites;
        this.store = store;
    }

    /**
     * What was found.
     *
     * @param score how much of what is asked for is there, 0 to 100
     */
    public record Result(Host host, int score, List<Finding> findings) {}

    /**
     * Looks at a website.
     *
     * @param answers what the website is expected to say, as far as it is known
     */
    public Result look(Caller caller, Host host, Answers answers) {
        if (!store.count(caller.id(), LookStore.Occasion.TRY, AN_HOUR, Duration.ofHours(1))) {
            throw new Refused(HttpStatus.TOO_MANY_REQUESTS, "too-many", AN_HOUR);
        }
        var findings = websites.dryRun(host, answers);
        return new Result(host, WebsiteChecks.score(findings), findings);
    }
}
