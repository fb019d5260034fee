package org.touchstone.issuing.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.text.Texts;
import org.touchstone.issuing.Application;
import org.touchstone.issuing.ApplicationCheck;
import org.touchstone.issuing.Challenge;
import org.touchstone.issuing.FindingWords;
import org.touchstone.rules.issuing.ApplicationStep;
import org.touchstone.rules.issuing.Finding;

/**
 * An application for programs.
 *
 * @param challenge how to show control of the website; absent until it is named
 * @param reasons why it was refused
 * @param toDo exactly what the applicant has to put right
 * @param steps what the applicant may do now
 */
record ApplicationJson(
        UUID id,
        String reference,
        String kind,
        String state,
        @Nullable String host,
        @Nullable ChallengeJson challenge,
        List<CheckJson> checks,
        @Nullable MarkJson mark,
        List<FindingJson> reasons,
        List<FindingJson> toDo,
        String policyVersion,
        Instant createdAt,
        @Nullable Instant submittedAt,
        @Nullable Instant decidedAt,
        @Nullable Instant appealUntil,
        @Nullable String appeal,
        List<String> steps) {

    record MarkJson(String code) {}

    record DnsJson(String name, String value) {}

    record FileJson(String path, String content) {}

    record MetaJson(String name, String content) {}

    record ChallengeJson(DnsJson dns, FileJson file, MetaJson meta) {
        static ChallengeJson of(Challenge c) {
            return new ChallengeJson(
                    new DnsJson(c.dnsName(), c.content()),
                    new FileJson(c.filePath(), c.content()),
                    new MetaJson(c.metaName(), c.token()));
        }
    }

    /** A finding: its code, what it means, the sentence and the facts. */
    record FindingJson(String code, String verdict, String text, Map<String, String> facts) {
        static FindingJson of(Texts t, Finding f) {
            return new FindingJson(f.code(), f.verdict().name(), FindingWords.of(t, f), f.facts());
        }
    }

    /**
     * A check.
     *
     * @param evidence what was found
     * @param waitsFor what does not answer
     * @param nextTryAt when it is asked again
     */
    record CheckJson(
            String code,
            String state,
            List<FindingJson> evidence,
            @Nullable Instant checkedAt,
            @Nullable String waitsFor,
            @Nullable Instant nextTryAt) {
        static CheckJson of(Texts t, ApplicationCheck c) {
            return new CheckJson(
                    c.code().name(),
                    c.state().name(),
                    c.findings().stream().map(f -> FindingJson.of(t, f)).toList(),
                    c.checkedAt(),
                    c.waitsFor(),
                    c.waitsFor() == null ? null : c.dueAt());
        }
    }

    static ApplicationJson of(Texts t, Application a, List<ApplicationStep> steps) {
        var mark = a.mark();
        return new ApplicationJson(
                a.id(),
                a.reference(),
                a.kind().name(),
                a.state().name(),
                a.answers().host(),
                a.host().map(h -> ChallengeJson.of(new Challenge(h, a.token()))).orElse(null),
                a.checks().stream().map(c -> CheckJson.of(t, c)).toList(),
                mark == null ? null : new MarkJson(mark),
                a.reasons().stream().map(f -> FindingJson.of(t, f)).toList(),
                a.toPutRight().stream().map(f -> FindingJson.of(t, f)).toList(),
                a.policyVersion(),
                a.createdAt(),
                a.submittedAt(),
                a.decidedAt(),
                a.appealUntil(),
                a.appeal(),
                steps.stream().map(Enum::name).toList());
    }
}
