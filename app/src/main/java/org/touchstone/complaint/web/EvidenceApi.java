package org.touchstone.complaint.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.UriComponentsBuilder;
import org.touchstone.complaint.ComplaintEvidence;
import org.touchstone.evidence.EvidenceFile;
import org.touchstone.foundation.web.Callers;

/** Evidence of complaints for programs. */
@RestController
class EvidenceApi {

    private static final String ALL = "/api/v1/complaints/{id}/evidence";
    private static final String ONE = ALL + "/{evidence}";

    private final ComplaintEvidence evidence;

    EvidenceApi(ComplaintEvidence evidence) {
        this.evidence = evidence;
    }

    /** A file as programs read of it. */
    record EvidenceJson(
            UUID id, String name, String mediaType, int size, String sha256, Instant receivedAt, String by) {
        static EvidenceJson of(EvidenceFile file) {
            return new EvidenceJson(
                    file.id(),
                    file.name(),
                    file.mediaType(),
                    file.size(),
                    file.sha256(),
                    file.receivedAt(),
                    file.side());
        }
    }

    /** All files of a complaint. */
    record EvidenceList(List<EvidenceJson> items) {}

    @PostMapping(path = ALL, consumes = "multipart/form-data")
    ResponseEntity<EvidenceJson> add(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable MultipartFile file) {
        var caller = Callers.required();
        evidence.seen(caller, id);
        var taken = evidence.add(caller, id, EvidenceResponses.upload(file));
        return ResponseEntity.created(UriComponentsBuilder.fromPath(ONE).build(id, taken.id()))
                .body(EvidenceJson.of(taken));
    }

    @GetMapping(ALL)
    EvidenceList all(@PathVariable UUID id) {
        var file = evidence.seen(Callers.required(), id);
        return new EvidenceList(
                evidence.of(file.id()).stream().map(EvidenceJson::of).toList());
    }

    @GetMapping(ONE)
    ResponseEntity<byte[]> one(@PathVariable UUID id, @PathVariable("evidence") UUID evidenceId) {
        var file = evidence.find(Callers.required(), id, evidenceId);
        return EvidenceResponses.original(file, () -> evidence.read(id, evidenceId));
    }

    @GetMapping(ONE + "/picture")
    ResponseEntity<byte[]> picture(@PathVariable UUID id, @PathVariable("evidence") UUID evidenceId) {
        var file = evidence.find(Callers.required(), id, evidenceId);
        return EvidenceResponses.picture(file, () -> evidence.picture(id, evidenceId));
    }
}
