package org.touchstone.record.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Refused;
import org.touchstone.record.Foresight;
import org.touchstone.rules.record.Share;
import org.touchstone.rules.record.WhatIf;
import org.touchstone.rules.record.WhatIf.Standing;

/** The same for programs. */
@RestController
class WhatIfApi {

    private static final int PLACES = 4;

    private final Foresight foresight;

    WhatIfApi(Foresight foresight) {
        this.foresight = foresight;
    }

    /** A rate with its interval. */
    record RateJson(
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high) {}

    /** A record. */
    record StandingJson(int matured, int unanswered, int delays, int answered, int late, RateJson answerRate) {
        static StandingJson of(Standing s) {
            var interval = s.answerInterval();
            return new StandingJson(
                    s.matured(),
                    s.unanswered(),
                    s.delays(),
                    s.answered(),
                    s.late(),
                    new RateJson(
                            rounded(s.answerRate()),
                            rounded(interval == null ? null : interval.low()),
                            rounded(interval == null ? null : interval.high())));
        }

        private static @Nullable Double rounded(@Nullable Double share) {
            return share == null ? null : Share.rounded(share, PLACES);
        }
    }

    /** An answer now; round 0 is after the last one. */
    record AnsweredJson(int round, StandingJson record) {}

    /** A due instant missed. */
    record MissedJson(Instant due, String consequence, StandingJson record) {}

    /** What may become of a record. */
    record WhatIfJson(StandingJson now, @Nullable AnsweredJson ifAnsweredNow, List<MissedJson> ifMissed) {
        static WhatIfJson of(WhatIf what) {
            var answered = what.answered();
            var round = what.answeredRound();
            return new WhatIfJson(
                    StandingJson.of(what.now()),
                    answered == null || round == null ? null : new AnsweredJson(round, StandingJson.of(answered)),
                    what.missed().stream()
                            .map(m -> new MissedJson(
                                    m.due(), m.last() ? "UNANSWERED" : "DELAY", StandingJson.of(m.standing())))
                            .toList());
        }
    }

    @GetMapping("/api/v1/desk/complaints/{id}/what-if")
    WhatIfJson whatIf(@PathVariable UUID id) {
        return WhatIfJson.of(foresight
                .of(Callers.required(), id)
                .orElseThrow(Refused::notFound)
                .whatIf());
    }
}
