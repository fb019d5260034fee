package org.touchstone.complaint.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.touchstone.complaint.Flood;
import org.touchstone.complaint.Floods;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.foundation.web.Refused;

/** Suspected floods for programs of officers. */
@RestController
class FloodApi {

    private final Floods floods;

    FloodApi(Floods floods) {
        this.floods = floods;
    }

    /** A suspicion. */
    record FloodJson(
            UUID id,
            Instant openedAt,
            List<String> websites,
            int complaints,
            int people,
            Instant from,
            Instant to,
            double likeness,
            int quarantined) {

        static FloodJson of(Flood flood) {
            return new FloodJson(
                    flood.id(),
                    flood.openedAt(),
                    flood.hosts(),
                    flood.complaints(),
                    flood.people(),
                    flood.from(),
                    flood.to(),
                    flood.likeness(),
                    flood.setAside());
        }
    }

    /** A page of suspicions. */
    record FloodPage(List<FloodJson> items, @Nullable String next) {}

    /** One of its complaints. */
    record MemberJson(
            UUID complaintId,
            String reference,
            String website,
            Instant filedAt,
            double likeness,
            @Nullable Instant quarantinedAt) {}

    /** What an officer decided. */
    record DecisionJson(Instant at, String decision, List<UUID> complaints, String reason) {}

    /** A suspicion with everything. */
    record FloodFileJson(FloodJson flood, List<MemberJson> members, List<DecisionJson> decisions) {}

    /** What an officer decides. */
    record DecisionRequest(
            @Nullable List<@Nullable UUID> complaints,
            @Nullable String reason) {}

    /** The complaints that changed. */
    record ChangedJson(List<UUID> complaints) {}

    @GetMapping("/api/v1/floods")
    ResponseEntity<FloodPage> floods(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        Callers.reader();
        int most = Cursor.limit(limit);
        var found = floods.floods(Cursor.of(cursor), most);
        var answer = ResponseEntity.ok();
        String next = null;
        if (found.size() == most) {
            next = new Cursor(found.getLast().openedAt(), found.getLast().id()).text();
            var link = UriComponentsBuilder.fromPath("/api/v1/floods")
                    .queryParam("cursor", next)
                    .queryParam("limit", most)
                    .encode()
                    .build(Map.of());
            answer.header("Link", "<" + link + ">; rel=\"next\"");
        }
        return answer.body(new FloodPage(found.stream().map(FloodJson::of).toList(), next));
    }

    @GetMapping("/api/v1/floods/{id}")
    FloodFileJson flood(@PathVariable UUID id) {
        var file = floods.find(Callers.reader(), id).orElseThrow(Refused::notFound);
        return new FloodFileJson(
                FloodJson.of(file.flood()),
                file.members().stream()
                        .map(m -> new MemberJson(
                                m.complaintId(), m.reference(), m.host(), m.filedAt(), m.likeness(), m.setAsideAt()))
                        .toList(),
                file.decisions().stream()
                        .map(d -> new DecisionJson(
                                d.at(), d.quarantine() ? "QUARANTINE" : "RELEASE", d.complaints(), d.reason()))
                        .toList());
    }

    @PostMapping("/api/v1/floods/{id}/quarantine")
    ChangedJson quarantine(@PathVariable UUID id, @RequestBody DecisionRequest request) {
        return decide(id, request, true);
    }

    @PostMapping("/api/v1/floods/{id}/release")
    ChangedJson release(@PathVariable UUID id, @RequestBody DecisionRequest request) {
        return decide(id, request, false);
    }

    private ChangedJson decide(UUID id, DecisionRequest request, boolean quarantine) {
        var officer = Callers.officer();
        var check = new Check();
        var reason = check.text("reason", request.reason(), 2000);
        var complaints = new ArrayList<UUID>();
        Optional.ofNullable(request.complaints()).orElse(List.of()).forEach(c -> {
            if (c != null) {
                complaints.add(c);
            }
        });
        if (complaints.isEmpty()) {
            check.fault("complaints", "required");
        }
        check.done();
        var changed = quarantine
                ? floods.quarantine(officer, id, complaints, reason)
                : floods.release(officer, id, complaints, reason);
        if (changed.orElseThrow(Refused::notFound).isEmpty()) {
            throw new Refused(HttpStatus.CONFLICT, "decided-already");
        }
        return new ChangedJson(changed.get());
    }
}
