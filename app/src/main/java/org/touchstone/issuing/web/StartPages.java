package org.touchstone.issuing.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Pages;
import org.touchstone.issuing.Applications;
import org.touchstone.issuing.IssuingTimes;
import org.touchstone.issuing.store.CheckStore.Waiting;
import org.touchstone.policy.Policies;
import org.touchstone.registers.Registers;
import org.touchstone.rules.policy.Policy;

/** What anybody may know before applying: what a mark takes, how long it takes, and what does not answer at this moment. */
@Controller
public class StartPages {

    private final Applications applications;
    private final Registers registers;
    private final Policies policies;
    private final Pages pages;

    StartPages(Applications applications, Registers registers, Policies policies, Pages pages) {
        this.applications = applications;
        this.registers = registers;
        this.policies = policies;
        this.pages = pages;
    }

    /**
     * Both pages.
     *
     * @param waiting what does not answer, with how many checks wait for it
     */
    public record StartPage(IssuingTimes times, List<Waiting> waiting, Policy policy) {

        /** What does not answer, in one line. */
        public String silent(Texts t) {
            return String.join(
                    t.say("list.comma"),
                    waiting.stream().map(w -> t.say("waits." + w.waitsFor())).toList());
        }
    }

    /** A length of time as people say it; seconds below two minutes. */
    public static String length(Texts t, @Nullable Double seconds) {
        if (seconds == null) {
            return t.say("issuing.no-decision");
        }
        return seconds < 120
                ? t.say("issuing.seconds", Math.max(1, Math.round(seconds)))
                : t.duration(Duration.ofSeconds(Math.round(seconds)));
    }

    @GetMapping("/mark")
    View mark() {
        return pages.view("issuing/mark", page());
    }

    @GetMapping("/mark/issuing")
    View issuing() {
        return pages.view("issuing/stopwatch", page());
    }

    private StartPage page() {
        Map<String, Waiting> silent = new LinkedHashMap<>();
        applications.waiting().forEach(w -> silent.put(w.waitsFor(), w));
        registers.down().forEach(r -> silent.putIfAbsent(r.name(), new Waiting(r.name(), 0, null)));
        return new StartPage(applications.times(), List.copyOf(silent.values()), policies.now());
    }
}
