package org.touchstone.evidence.format;

import org.jspecify.annotations.Nullable;

/** Looks a file through, and takes from a picture what it says beside being a picture. */
public final class Format {

    private Format() {}

    /** The kind of a sound file. Refuses, in this order, what is empty, of no known kind, mislabelled, or not sound. */
    public static FileKind check(byte[] file, String name, @Nullable String declaredType) throws Unfit {
        if (file.length == 0) {
            throw new Unfit(Unfit.Why.EMPTY);
        }
        var kind = FileKind.of(file).orElseThrow(() -> new Unfit(Unfit.Why.TYPE_UNKNOWN));
        if (!kind.agreesWith(name, declaredType)) {
            throw new Unfit(Unfit.Why.MISLABELLED);
        }
        switch (kind) {
            case PDF -> Pdf.check(file);
            case JPEG -> Jpeg.check(file);
            case PNG -> Png.check(file);
            case WEBP -> Webp.check(file);
        }
        if (isArchiveToo(new Bytes(file))) {
            throw new Unfit(Unfit.Why.ACTIVE_CONTENT);
        }
        return kind;
    }

    /** ZIP and JAR are read from their end: a file can be a picture and a program at once. */
    private static boolean isArchiveToo(Bytes bytes) throws Unfit {
        for (int at = bytes.size() - 22; at >= Math.max(0, bytes.size() - 22 - 65535); at--) {
            if (bytes.has(at, "PK\u0005\u0006") && at + 22 + bytes.u16le(at + 20) == bytes.size()) {
                return true;
            }
        }
        return false;
    }

    /**
     * A picture as it may be published: the same pixels, without camera, place, comments, thumbnails and whatever else programs
     * write into pictures; colour profile and orientation stay. Refuses what is no sound picture.
     */
    public static byte[] stripped(byte[] file) throws Unfit {
        return switch (FileKind.of(file).orElseThrow(() -> new Unfit(Unfit.Why.TYPE_UNKNOWN))) {
            case JPEG -> Jpeg.stripped(file);
            case PNG -> Png.stripped(file);
            case WEBP -> Webp.stripped(file);
            case PDF -> throw new Unfit(Unfit.Why.TYPE_UNKNOWN);
        };
    }
}
