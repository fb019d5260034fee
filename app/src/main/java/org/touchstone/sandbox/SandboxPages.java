package org.touchstone.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.web.Pages;
import org.touchstone.sandbox.SandboxProgramClient.SampleMessage;
import org.touchstone.sandbox.SandboxProgramClient.SamplePerson;

/** The sandbox for people: whom to sign in as, and what was sent. */
@Controller
public class SandboxPages {

    private final SandboxProgramClient program;
    private final Pages pages;

    SandboxPages(SandboxProgramClient program, Pages pages) {
        this.program = program;
        this.pages = pages;
    }

    /** The sample people. */
    public record PeoplePage(List<SamplePersonRow> people) {}

    /** A sample person as the page lists them. */
    public record SamplePersonRow(String name, String nationalId, List<String> roles, List<String> businesses) {
        private static SamplePersonRow of(SamplePerson p) {
            return new SamplePersonRow(
                    p.name(),
                    p.nationalId(),
                    p.roles(),
                    p.businesses().stream().map(b -> b.legalName()).toList());
        }
    }

    /** The inbox. */
    public record InboxPage(String to, List<MessageRow> messages) {}

    /** A message as the page lists it. */
    public record MessageRow(String channel, String to, String subject, String text, Optional<Instant> sentAt) {
        private static MessageRow of(SampleMessage m) {
            return new MessageRow(
                    m.channel(),
                    m.to(),
                    m.subject() == null ? "" : m.subject(),
                    m.text(),
                    Optional.ofNullable(m.sentAt()).map(Instant::parse));
        }
    }

    @GetMapping("/sandbox/pages/people")
    View people() {
        return pages.view(
                "sandbox/people",
                new PeoplePage(program.people().stream()
                        .limit(200)
                        .map(SamplePersonRow::of)
                        .toList()));
    }

    @GetMapping("/sandbox/pages/inbox")
    View inbox(@RequestParam(defaultValue = "") String to) {
        var recipient = Optional.of(to.strip()).filter(t -> !t.isEmpty());
        return pages.view(
                "sandbox/inbox",
                new InboxPage(
                        to,
                        program.messages(recipient, 100).stream()
                                .map(MessageRow::of)
                                .toList()));
    }
}
