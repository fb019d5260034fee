package org.touchstone.evidence.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of files that are taken as evidence. */
public enum FileKind {
    PDF("application/pdf"),
    JPEG("image/jpeg"),
    PNG("image/png"),
    WEBP("image/webp");

    /** Endings that promise another kind of file. A name such as “receipt.2026” promises nothing. */
    private static final Set<String> OTHER_KINDS = Set.of(
            "apk", "avi", "avif", "bat", "bmp", "bz2", "cmd", "com", "css", "csv", "dll", "dmg", "doc", "docm", "docx",
            "eml", "exe", "gif", "gz", "heic", "heif", "htm", "html", "ico", "iso", "jar", "js", "json", "jsp", "lnk",
            "mht", "mov", "mp3", "mp4", "msi", "odp", "ods", "odt", "php", "pl", "ppt", "pptx", "ps", "psd", "py",
            "rar", "raw", "rtf", "scr", "sh", "svg", "svgz", "swf", "tar", "tif", "tiff", "txt", "vbs", "wasm", "xhtml",
            "xls", "xlsm", "xlsx", "xml", "zip");

    private final String mediaType;

    FileKind(String mediaType) {
        this.mediaType = mediaType;
    }

    private List<String> endings() {
        return switch (this) {
            case PDF -> List.of("pdf");
            case JPEG -> List.of("jpg", "jpeg", "jpe", "jfif");
            case PNG -> List.of("png");
            case WEBP -> List.of("webp");
        };
    }

    /** Older names of the media type. */
    private Set<String> otherTypes() {
        return switch (this) {
            case PDF -> Set.of("application/x-pdf");
            case JPEG -> Set.of("image/jpg", "image/pjpeg");
            case PNG -> Set.of("image/x-png");
            case WEBP -> Set.of();
        };
    }

    /** Its registered media type. */
    public String mediaType() {
        return mediaType;
    }

    /** The usual ending of its names. */
    public String ending() {
        return endings().getFirst();
    }

    /** Whether it is a picture. */
    public boolean isPicture() {
        return this != PDF;
    }

    /** The kind a file begins like. Nothing but its bytes is asked. */
    public static Optional<FileKind> of(byte[] file) {
        var bytes = new Bytes(file);
        if (bytes.has(0, "%PDF-")) {
            return Optional.of(PDF);
        }
        if (bytes.has(0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (bytes.has(0, Png.SIGNATURE)) {
            return Optional.of(PNG);
        }
        return bytes.has(0, "RIFF") && bytes.has(8, "WEBP") ? Optional.of(WEBP) : Optional.empty();
    }

    /** The kind of a media type of ours. */
    public static FileKind ofMediaType(String mediaType) {
        return Arrays.stream(values())
                .filter(kind -> kind.mediaType.equals(mediaType))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the name's ending and the declared type, as far as they say anything, say the truth. */
    public boolean agreesWith(String name, @Nullable String declaredType) {
        var ending = endingOf(name);
        boolean endingLies = !endings().contains(ending)
                && (OTHER_KINDS.contains(ending)
                        || Arrays.stream(values())
                                .anyMatch(kind -> kind.endings().contains(ending)));
        var type = declaredType == null
                ? ""
                : declaredType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean typeLies = !type.isEmpty()
                && !type.equals("application/octet-stream")
                && !type.equals("binary/octet-stream")
                && !type.equals(mediaType)
                && !otherTypes().contains(type);
        return !endingLies && !typeLies;
    }

    /** Whether a name ends as names of this kind do. */
    public boolean endsName(String name) {
        return endings().contains(endingOf(name));
    }

    private static String endingOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
    }
}
