package org.touchstone.record.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Refused;
import org.touchstone.record.Incident;
import org.touchstone.record.Incidents;
import org.touchstone.registry.Registry;

/** Incidents of websites for programs: everyone reads them, officers establish, close and withdraw them. */
@RestController
class IncidentApi {

    static final int LONGEST_SENTENCE = 500;
    static final int LONGEST_REASON = 2000;

    private final Registry registry;
    private final Incidents incidents;

    IncidentApi(Registry registry, Incidents incidents) {
        this.registry = registry;
        this.incidents = incidents;
    }

    record IncidentJson(
            UUID id,
            String mark,
            Incident.Kind kind,
            boolean severe,
            String sentence,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable String closing,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawal) {

        static IncidentJson of(Incident i) {
            return new IncidentJson(
                    i.id(),
                    i.mark(),
                    i.kind(),
                    i.severe(),
                    i.sentence(),
                    i.openedAt(),
                    i.closedAt(),
                    i.closing(),
                    i.withdrawnAt(),
                    i.withdrawal());
        }
    }

    record IncidentsJson(List<IncidentJson> incidents) {}

    record NewIncidentJson(
            @Nullable String kind,
            @Nullable Boolean severe,
            @Nullable String sentence,
            @Nullable String reason) {}

    record ClosingJson(@Nullable String reason) {}

    @GetMapping("/api/v1/marks/{code}/incidents")
    IncidentsJson incidents(@PathVariable String code) {
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        return new IncidentsJson(
                incidents.of(mark.code()).stream().map(IncidentJson::of).toList());
    }

    @PostMapping("/api/v1/marks/{code}/incidents")
    ResponseEntity<IncidentJson> open(@PathVariable String code, @RequestBody NewIncidentJson body) {
        var officer = Callers.officer();
        var mark = registry.mark(code).orElseThrow(Refused::notFound);
        var check = new Check();
        var kind = check.oneOf("kind", body.kind(), Incident.Kind.class);
        var sentence = check.text("sentence", body.sentence(), LONGEST_SENTENCE);
        var reason = check.text("reason", body.reason(), LONGEST_REASON);
        check.done();
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(IncidentJson.of(incidents.open(
                        officer, UUID.randomUUID(), mark, kind, Boolean.TRUE.equals(body.severe()), sentence, reason)));
    }

    @PostMapping("/api/v1/incidents/{id}/closing")
    IncidentJson close(@PathVariable UUID id, @RequestBody ClosingJson body) {
        var officer = Callers.officer();
        var reason = reason(id, body);
        return json(incidents.close(officer, id, reason));
    }

    /** Established by mistake, it counts nothing from then on. */
    @PostMapping("/api/v1/incidents/{id}/withdrawal")
    IncidentJson withdraw(@PathVariable UUID id, @RequestBody ClosingJson body) {
        var officer = Callers.officer();
        var reason = reason(id, body);
        return json(incidents.withdraw(officer, id, reason));
    }

    private String reason(UUID id, ClosingJson body) {
        Refused.unlessFound(incidents.find(id));
        var check = new Check();
        var reason = check.text("reason", body.reason(), LONGEST_REASON);
        check.done();
        return reason;
    }

    private static IncidentJson json(Optional<Incident> ended) {
        return ended.map(IncidentJson::of).orElseThrow(() -> new Refused(HttpStatus.CONFLICT, "wrong-state"));
    }
}
