package org.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;

/** Those who come to the installation in one test. */
final class Visitors {

    private static final int PATIENCE_MS = 10_000;

    private final Installation installation;
    private final Browser browser;
    private final String journey;
    private final List<Visitor> visitors = new ArrayList<>();

    Visitors(Installation installation, Browser browser, String journey) {
        this.installation = installation;
        this.browser = browser;
        this.journey = journey;
    }

    Visitor onPhone(Language language) {
        return on(Screen.PHONE, language);
    }

    Visitor atDesk(Language language) {
        return on(Screen.DESK, language);
    }

    Visitor on(Screen screen, Language language) {
        return comes(screen, language, true);
    }

    /** On a phone whose browser runs no scripts. */
    Visitor withoutScripts(Language language) {
        return comes(Screen.PHONE, language, false);
    }

    private Visitor comes(Screen screen, Language language, boolean scripts) {
        var context = browser.chromium()
                .newContext(new NewContextOptions()
                        .setBaseURL(installation.address().toString())
                        .setViewportSize(screen.width(), screen.height())
                        .setLocale(language.browserLocale())
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setJavaScriptEnabled(scripts));
        context.setDefaultTimeout(PATIENCE_MS);
        var visitor = new Visitor(context, installation, screen, language, scripts, journey);
        visitors.add(visitor);
        return visitor;
    }

    /** Sends all home; none of them may have found anything wrong with a page. */
    void leave() {
        var findings =
                visitors.stream().flatMap(v -> v.leaves().stream()).distinct().toList();
        assertThat(findings).as("what the visitors found wrong with the pages").isEmpty();
    }
}
