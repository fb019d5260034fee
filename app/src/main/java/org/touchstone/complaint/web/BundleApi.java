package org.touchstone.complaint.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.complaint.CaseBundle;
import org.touchstone.complaint.CaseBundle.Download;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Readers;
import org.touchstone.foundation.web.Refused;

/** A case to take away, for people and for programs alike. */
@RestController
class BundleApi {

    private final CaseBundle bundles;

    BundleApi(CaseBundle bundles) {
        this.bundles = bundles;
    }

    @GetMapping({"/complaints/{id}/bundle.pdf", "/api/v1/complaints/{id}/bundle.pdf"})
    ResponseEntity<byte[]> pdf(@PathVariable UUID id, HttpServletRequest request) {
        var language = Readers.languageOf(request);
        var bundle = bundles.pdf(Callers.required(), id, language).orElseThrow(Refused::notFound);
        return file(bundle, MediaType.APPLICATION_PDF);
    }

    @GetMapping({"/complaints/{id}/bundle.zip", "/api/v1/complaints/{id}/bundle.zip"})
    ResponseEntity<byte[]> zip(@PathVariable UUID id) {
        var bundle = bundles.zip(Callers.required(), id).orElseThrow(Refused::notFound);
        return file(bundle, MediaType.parseMediaType("application/zip"));
    }

    private static ResponseEntity<byte[]> file(Download download, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header("Content-Disposition", "attachment; filename=\"" + download.name() + "\"")
                .body(download.content());
    }
}
