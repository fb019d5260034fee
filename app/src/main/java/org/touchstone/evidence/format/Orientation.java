package org.touchstone.evidence.format;

import java.io.ByteArrayOutputStream;

/**
 * Which way up a picture is, the one thing of its EXIF data that must stay for it to be seen as it was taken (Exif 2.32, tag
 * 0x0112: 1 upright … 8).
 */
final class Orientation {

    static final int UPRIGHT = 1;
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;

    private Orientation() {}

    /** The orientation EXIF data names; upright where it names none or cannot be read. */
    static int in(byte[] file, int from, int to) {
        try {
            var part = new byte[to - from];
            System.arraycopy(file, from, part, 0, part.length);
            return in(new Bytes(part));
        } catch (Unfit e) {
            return UPRIGHT;
        }
    }

    private static int in(Bytes exif) throws Unfit {
        int begin = exif.has(0, "Exif\0\0") ? 6 : 0;
        boolean little = exif.has(begin, "II*\0");
        if (!little && !exif.has(begin, "MM\0*")) {
            return UPRIGHT;
        }
        int directory = exif.after(begin, little ? exif.u32le(begin + 4) : exif.u32(begin + 4));
        int entries = little ? exif.u16le(directory) : exif.u16(directory);
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * 12;
            int tag = little ? exif.u16le(entry) : exif.u16(entry);
            int type = little ? exif.u16le(entry + 2) : exif.u16(entry + 2);
            if (tag == TAG && type == SHORT) {
                int value = little ? exif.u16le(entry + 8) : exif.u16(entry + 8);
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** EXIF data that says nothing but an orientation. */
    static byte[] alone(int orientation) {
        var exif = new ByteArrayOutputStream(26);
        exif.writeBytes(new byte[] {'M', 'M', 0, '*', 0, 0, 0, 8, 0, 1});
        exif.writeBytes(new byte[] {TAG >> 8, TAG & 0xFF, 0, SHORT, 0, 0, 0, 1, 0, (byte) orientation, 0, 0});
        exif.writeBytes(new byte[] {0, 0, 0, 0});
        return exif.toByteArray();
    }
}
