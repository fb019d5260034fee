package org.touchstone.registry.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Pace;
import org.touchstone.registry.Likeness;
import org.touchstone.registry.Lookup;
import org.touchstone.registry.Mark;
import org.touchstone.rules.mark.MarkState;

/** Is this real? For programs. */
@RestController
class LookupApi {

    private final Lookup lookup;
    private final Pace pace;

    LookupApi(Lookup lookup, Pace pace) {
        this.lookup = lookup;
        this.pace = pace;
    }

    /** A mark in a few words. */
    record MarkJson(String code, String host, String legalName) {

        static @Nullable MarkJson of(@Nullable Mark mark) {
            return mark == null ? null : new MarkJson(mark.code(), mark.host().name(), mark.legalName());
        }
    }

    /** A mark that looks like what was asked about. */
    record AlikeJson(String code, String host, String legalName, Likeness why) {}

    /** What was found. */
    record LookupJson(
            Lookup.Verdict verdict,
            Lookup.Kind kind,
            String asked,
            @Nullable MarkJson mark,
            @Nullable MarkState state,
            List<AlikeJson> lookalikes,
            @Nullable MarkJson movedTo,
            @Nullable MarkJson above) {}

    @GetMapping("/api/v1/lookup")
    LookupJson lookup(@RequestParam String q, HttpServletRequest request) {
        pace.lookup(request);
        var check = new Check();
        var typed = check.text("q", q, 2000);
        check.done();
        var found = lookup.of(typed);
        if (found.isEmpty()) {
            check.fault("q", "neither-address-nor-code");
            check.done();
        }
        var answer = found.orElseThrow();
        return new LookupJson(
                answer.verdict(),
                answer.kind(),
                answer.asked(),
                MarkJson.of(answer.mark()),
                answer.state(),
                answer.lookalikes().stream()
                        .map(a -> new AlikeJson(
                                a.mark().code(),
                                a.mark().host().name(),
                                a.mark().legalName(),
                                a.likeness()))
                        .toList(),
                MarkJson.of(answer.movedTo()),
                MarkJson.of(answer.above()));
    }
}
