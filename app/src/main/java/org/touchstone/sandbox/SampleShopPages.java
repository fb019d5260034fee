package org.touchstone.sandbox;

import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.issuing.Applications;
import org.touchstone.issuing.Challenge;
import org.touchstone.rules.issuing.CheckCode;

/** Lets whoever tries the sandbox open an invented shop at the address they apply for, with the proof of control in its place. */
@Controller
class SampleShopPages {

    private final Applications applications;
    private final SandboxProgramClient program;
    private final People people;
    private final Settings settings;

    SampleShopPages(Applications applications, SandboxProgramClient program, People people, Settings settings) {
        this.applications = applications;
        this.program = program;
        this.people = people;
        this.settings = settings;
    }

    @PostMapping("/mark/applications/{id}/sample-shop")
    View open(@PathVariable UUID id) {
        if (!settings.sandbox()) {
            throw Refused.notFound();
        }
        var caller = Callers.required();
        var application = applications
                .view(caller, id)
                .filter(a -> a.applicantId().equals(caller.id()))
                .orElseThrow(Refused::notFound);
        var host = application.host().orElseThrow(Refused::notFound);
        var challenge = new Challenge(host, application.token());
        var language = people.find(caller.id()).map(Person::language).orElse(Language.FA);
        program.openWebsite(
                host,
                Map.of(
                        "pages",
                        Map.of(
                                "/",
                                ShopFront.page(language, application.answers()),
                                challenge.filePath(),
                                challenge.content()),
                        "headers",
                        Map.of("Strict-Transport-Security", "max-age=31536000")));
        for (var check : CheckCode.values()) {
            if (check.looksAtWebsite()) {
                applications.lookAgain(caller, id, check);
            }
        }
        return Redirects.within("/mark/applications/" + id);
    }
}
