package org.touchstone.registry.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.foundation.web.Refused;
import org.touchstone.registry.MarkEntry;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.mark.MarkStep;

/** What happened to a mark, as its profile shows it, for programs; each line stands in the transparency log. */
@RestController
class MarkHistoryApi {

    private final Registry registry;
    private final MarkLife life;

    MarkHistoryApi(Registry registry, MarkLife life) {
        this.registry = registry;
        this.life = life;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record LineJson(
            int seq,
            Instant at,
            @Nullable MarkStep step,
            MarkState state,
            String reason,
            @Nullable UUID decision) {

        static LineJson of(MarkEntry entry) {
            return new LineJson(entry.seq(), entry.at(), entry.step(), entry.state(), entry.reason(), entry.decision());
        }
    }

    record HistoryJson(String mark, List<LineJson> items) {}

    @GetMapping("/api/v1/marks/{code}/history")
    HistoryJson history(@PathVariable String code) {
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        return new HistoryJson(
                mark.code(),
                life.history(mark.code()).stream().map(LineJson::of).toList());
    }
}
