package org.touchstone.record.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.record.Corrections;
import org.touchstone.record.web.CorrectionPages.LogPage;

/** The public correction log for programs. */
@RestController
class CorrectionApi {

    private final Corrections corrections;

    CorrectionApi(Corrections corrections) {
        this.corrections = corrections;
    }

    @GetMapping("/api/v1/corrections")
    ResponseEntity<LogPage> corrections(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Cursor.limit(limit);
        var log = CorrectionPages.log(corrections, cursor, most);
        var answer = ResponseEntity.ok();
        if (log.next() != null) {
            answer.header("Link", "</api/v1/corrections?limit=%d&cursor=%s>; rel=\"next\"".formatted(most, log.next()));
        }
        return answer.body(log);
    }
}
