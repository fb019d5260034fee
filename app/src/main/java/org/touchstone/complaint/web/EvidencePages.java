package org.touchstone.complaint.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;
import org.touchstone.complaint.CaseFile;
import org.touchstone.complaint.ComplaintEvidence;
import org.touchstone.complaint.ComplaintEvidence.Shown;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;

/** Evidence of a complaint for people: its part on the pages of the case, and a page of its own where a file was refused. */
@Controller
public class EvidencePages {

    private final ComplaintEvidence evidence;
    private final Pages pages;

    EvidencePages(ComplaintEvidence evidence, Pages pages) {
        this.evidence = evidence;
        this.pages = pages;
    }

    /**
     * Evidence alone.
     *
     * @param at the address of the case the reader comes from
     * @param refusal why the last file was not taken
     */
    public record EvidencePage(
            CaseFile file,
            Shown evidence,
            String at,
            @Nullable Refused refusal) {}

    @GetMapping("/complaints/{id}/evidence")
    View ofConsumer(@PathVariable UUID id) {
        return page(id, "/complaints/", null);
    }

    @PostMapping("/complaints/{id}/evidence")
    View addAsConsumer(@PathVariable UUID id, @RequestParam(required = false) @Nullable MultipartFile file) {
        return add(id, "/complaints/", file);
    }

    @GetMapping("/desk/{id}/evidence")
    View ofDesk(@PathVariable UUID id) {
        return page(id, "/desk/", null);
    }

    @PostMapping("/desk/{id}/evidence")
    View addAtDesk(@PathVariable UUID id, @RequestParam(required = false) @Nullable MultipartFile file) {
        return add(id, "/desk/", file);
    }

    @GetMapping("/complaints/{id}/evidence/{evidence}")
    ResponseEntity<byte[]> one(@PathVariable UUID id, @PathVariable("evidence") UUID evidenceId) {
        var file = evidence.find(Callers.required(), id, evidenceId);
        return EvidenceResponses.original(file, () -> evidence.read(id, evidenceId));
    }

    private View add(UUID id, String from, @Nullable MultipartFile part) {
        var caller = Callers.required();
        evidence.seen(caller, id);
        try {
            evidence.add(caller, id, EvidenceResponses.upload(part));
            return Redirects.within(from + id + "#evidence");
        } catch (Refused refused) {
            return page(id, from, refused);
        }
    }

    private View page(UUID id, String from, @Nullable Refused refusal) {
        var caller = Callers.required();
        var file = evidence.seen(caller, id);
        return pages.view(
                refusal == null ? HttpStatus.OK : refusal.status(),
                "complaint/evidence",
                new EvidencePage(file, evidence.shown(caller, file), from + id, refusal));
    }
}
