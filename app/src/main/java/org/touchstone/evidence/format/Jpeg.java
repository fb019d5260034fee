package org.touchstone.evidence.format;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** JPEG (ITU-T T.81): segments from SOI to EOI. Baseline and progressive, as cameras and browsers know them. */
final class Jpeg {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final String EXIF = "Exif\0\0";

    private Jpeg() {}

    /**
     * A segment.
     *
     * @param from where its marker begins
     * @param to where the next segment begins; a scan reaches to the end of its data
     */
    private record Segment(int marker, int from, int to) {}

    /** Refuses what is not one whole picture. Cameras may write further pictures of their own after the end. */
    static void check(byte[] file) throws Unfit {
        var bytes = new Bytes(file);
        var segments = segments(bytes);
        long pixels = 0;
        boolean scan = false;
        for (var segment : segments) {
            if (isFrame(segment.marker())) {
                if (pixels > 0) {
                    throw Unfit.damaged();
                }
                pixels = pixels(bytes, segment);
            } else if (segment.marker() == SOS) {
                scan = true;
                if (pixels == 0) {
                    throw Unfit.damaged();
                }
            }
        }
        if (!scan) {
            throw Unfit.damaged();
        }
        Pictures.limit(pixels);
        int end = segments.getLast().to();
        for (var foreign : new String[] {"%PDF-", "PK\u0003\u0004", "<?php", "<script", "<html", "<!DOCTYPE"}) {
            if (bytes.hasFrom(end, foreign)) {
                throw new Unfit(Unfit.Why.ACTIVE_CONTENT);
            }
        }
    }

    private static long pixels(Bytes bytes, Segment frame) throws Unfit {
        int components = bytes.u8(frame.from() + 9);
        long height = bytes.u16(frame.from() + 5);
        long width = bytes.u16(frame.from() + 7);
        boolean sound = frame.to() - frame.from() == 10 + 3 * components
                && components >= 1
                && components <= 4
                && width > 0
                && height > 0;
        if (!sound) {
            throw Unfit.damaged();
        }
        return width * height;
    }

    /** All segments, the last one EOI. */
    private static List<Segment> segments(Bytes bytes) throws Unfit {
        var segments = new ArrayList<Segment>();
        int at = 2;
        while (true) {
            if (bytes.u8(at) != 0xFF) {
                throw Unfit.damaged();
            }
            while (bytes.u8(at + 1) == 0xFF) {
                at++;
            }
            int from = at;
            int marker = bytes.u8(at + 1);
            if (marker == EOI) {
                segments.add(new Segment(marker, from, at + 2));
                return segments;
            }
            if (marker == SOI || isRestart(marker) || marker < 0xC0) {
                throw Unfit.damaged();
            }
            int length = bytes.u16(at + 2);
            if (length < 2 || isUnusualFrame(marker)) {
                throw Unfit.damaged();
            }
            at = bytes.after(at, 2L + length);
            if (marker == SOS) {
                int data = at;
                at = endOfScan(bytes, at);
                if (at == data) {
                    throw Unfit.damaged();
                }
            }
            segments.add(new Segment(marker, from, at));
        }
    }

    private static int endOfScan(Bytes bytes, int from) throws Unfit {
        int at = from;
        while (true) {
            if (bytes.u8(at) == 0xFF) {
                int next = bytes.u8(at + 1);
                if (next != 0x00 && next != 0xFF && !isRestart(next)) {
                    return at;
                }
            }
            at++;
        }
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    /** Baseline, extended sequential, progressive. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xC2;
    }

    /** Lossless, hierarchical and arithmetic coding, which no browser shows. */
    private static boolean isUnusualFrame(int marker) {
        return marker >= 0xC3 && marker <= 0xCF && marker != 0xC4 && marker != 0xCC;
    }

    /** The same picture, pixel for pixel, with nothing said about it but colours and orientation. */
    static byte[] stripped(byte[] file) throws Unfit {
        var bytes = new Bytes(file);
        var out = new ByteArrayOutputStream(file.length);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) SOI});
        var segments = segments(bytes);
        int orientation = Orientation.UPRIGHT;
        for (var segment : segments) {
            if (segment.marker() == APP1 && bytes.has(segment.from() + 4, EXIF)) {
                orientation = Orientation.in(file, segment.from() + 4, segment.to());
                break;
            }
        }
        boolean said = orientation == Orientation.UPRIGHT;
        for (var segment : segments) {
            int content = segment.from() + 4;
            if (segment.marker() == APP0 && bytes.has(content, "JFIF\0") && segment.to() - segment.from() >= 18) {
                // Without the thumbnail, which may show what was cut away.
                out.writeBytes(new byte[] {(byte) 0xFF, (byte) APP0, 0, 16});
                out.write(file, content, 12);
                out.writeBytes(new byte[] {0, 0});
            } else if (staysAsItIs(bytes, segment)) {
                if (!said) {
                    said = true;
                    var exif = Orientation.alone(orientation);
                    out.writeBytes(new byte[] {(byte) 0xFF, (byte) APP1, 0, (byte) (2 + EXIF.length() + exif.length)});
                    out.writeBytes(new byte[] {'E', 'x', 'i', 'f', 0, 0});
                    out.writeBytes(exif);
                }
                out.write(file, segment.from(), segment.to() - segment.from());
            }
        }
        return out.toByteArray();
    }

    private static boolean staysAsItIs(Bytes bytes, Segment segment) {
        int content = segment.from() + 4;
        return switch (segment.marker()) {
            case APP2 -> bytes.has(content, "ICC_PROFILE\0");
            case APP14 -> bytes.has(content, "Adobe");
            default -> segment.marker() < APP0;
        };
    }
}
