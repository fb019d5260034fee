package org.touchstone.complaint.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.multipart.MultipartFile;
import org.touchstone.evidence.Evidence;
import org.touchstone.evidence.EvidenceFile;
import org.touchstone.evidence.Upload;
import org.touchstone.foundation.web.Refused;

/** Files on their way in and out. What one person sent never runs in the browser of another. */
final class EvidenceResponses {

    private EvidenceResponses() {}

    /** The part of a form as a file. Refused where there is none, and before it is read where it is too large. */
    static Upload upload(@Nullable MultipartFile part) {
        if (part == null || (part.isEmpty() && isBlank(part.getOriginalFilename()))) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "evidence-missing");
        }
        if (part.getSize() > Evidence.LARGEST) {
            throw Evidence.tooLarge();
        }
        try {
            return new Upload(part.getOriginalFilename(), part.getContentType(), part.getBytes());
        } catch (IOException e) {
            throw new Refused(HttpStatus.BAD_REQUEST, "evidence-torn");
        }
    }

    private static boolean isBlank(@Nullable String name) {
        return name == null || name.isBlank();
    }

    /** A file as it came, to be kept by the reader, not shown. */
    static ResponseEntity<byte[]> original(EvidenceFile file, Supplier<byte[]> content) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .headers(EvidenceResponses::harmless)
                .eTag("\"" + file.sha256() + "\"")
                .body(content.get());
    }

    /** A picture without its metadata, to be shown. */
    static ResponseEntity<byte[]> picture(EvidenceFile file, Supplier<byte[]> content) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .headers(EvidenceResponses::harmless)
                .body(content.get());
    }

    private static void harmless(HttpHeaders headers) {
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "sandbox; default-src 'none'");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.setCacheControl("private, no-cache");
    }
}
