package org.touchstone.issuing;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.stream.Collectors;
import org.touchstone.foundation.text.Texts;
import org.touchstone.rules.issuing.Finding;

/** What people read of a finding: the sentence of its code, with its facts in the words of their language. */
public final class FindingWords {

    private FindingWords() {}

    /** The sentence. */
    public static String of(Texts t, Finding finding) {
        var facts = new HashMap<>(finding.facts());
        var issuer = finding.fact("issuer-" + t.language().code());
        if (!issuer.isEmpty()) {
            facts.put("issuer", issuer);
        }
        facts.computeIfPresent("topic", (_, topic) -> t.say("topic." + topic));
        facts.computeIfPresent(
                "why", (_, why) -> why.matches("\\d+") ? t.say("unreached.status", why) : t.say("unreached." + why));
        facts.computeIfPresent("until", (_, day) -> t.date(LocalDate.parse(day)));
        facts.computeIfPresent("days", (_, days) -> t.digits(days));
        facts.computeIfPresent("expectedTrade", (_, trade) -> t.say("trade." + trade));
        facts.computeIfPresent("foundTrade", (_, trade) -> t.say("trade." + trade));
        facts.computeIfPresent("kind", (_, kind) -> t.say("ApplicationKind." + kind));
        facts.computeIfPresent("check", (_, check) -> t.say("CheckCode." + check));
        facts.computeIfPresent(
                "ties",
                (_, ties) -> Arrays.stream(ties.split(", "))
                        .map(tie -> t.say("Tie." + tie))
                        .collect(Collectors.joining(t.say("list.comma"))));
        return t.say("finding." + finding.code(), facts);
    }

    /** What the applicant is to do about it; empty where there is nothing. */
    public static String remedy(Texts t, Finding finding) {
        var key = "remedy." + finding.code();
        return t.has(key) ? t.say(key, finding.facts()) : "";
    }
}
