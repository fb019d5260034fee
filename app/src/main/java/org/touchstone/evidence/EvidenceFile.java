package org.touchstone.evidence;

import java.time.Instant;
import java.util.UUID;
import org.touchstone.evidence.format.FileKind;

/**
 * A file of evidence.
 *
 * @param subject whose evidence it is, such as {@code complaint:ID}
 * @param name as its sender called it, cleaned
 * @param mediaType what it is by its content
 * @param size in bytes
 * @param sha256 of the file as it came, in hexadecimal digits
 * @param side which side brought it, in the words of the subject's module
 * @param uploadedBy the person
 */
public record EvidenceFile(
        UUID id,
        String subject,
        String name,
        String mediaType,
        int size,
        String sha256,
        String side,
        UUID uploadedBy,
        Instant receivedAt) {

    /** Whether it is a picture, of which there is a form without metadata. */
    public boolean isPicture() {
        return FileKind.ofMediaType(mediaType).isPicture();
    }

    /** What readers call its kind: PDF, JPEG, PNG or WebP. */
    public String kind() {
        var kind = FileKind.ofMediaType(mediaType);
        return kind == FileKind.WEBP ? "WebP" : kind.name();
    }

    @Override
    public String toString() {
        return "evidence:" + id;
    }
}
