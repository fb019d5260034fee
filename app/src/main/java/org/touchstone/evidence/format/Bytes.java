package org.touchstone.evidence.format;

import java.nio.charset.StandardCharsets;

/** Bytes of a file, read with every bound checked: what lies beyond the end is damage. */
record Bytes(byte[] all) {

    int size() {
        return all.length;
    }

    int u8(int at) throws Unfit {
        if (at < 0 || at >= all.length) {
            throw Unfit.damaged();
        }
        return all[at] & 0xFF;
    }

    int u16(int at) throws Unfit {
        return u8(at) << 8 | u8(at + 1);
    }

    int u16le(int at) throws Unfit {
        return u8(at + 1) << 8 | u8(at);
    }

    int u24le(int at) throws Unfit {
        return u8(at + 2) << 16 | u16le(at);
    }

    long u32(int at) throws Unfit {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    long u32le(int at) throws Unfit {
        return (long) u16le(at + 2) << 16 | u16le(at);
    }

    /** The place so many bytes further on; damage if it lies beyond the end. */
    int after(int at, long length) throws Unfit {
        if (length < 0 || at + length > all.length) {
            throw Unfit.damaged();
        }
        return (int) (at + length);
    }

    /** Whether these bytes, each a character below 256, stand there. */
    boolean has(int at, String expected) {
        if (at < 0 || at + expected.length() > all.length) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if ((all[at + i] & 0xFF) != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether these bytes stand anywhere from a place on. */
    boolean hasFrom(int at, String expected) {
        for (int i = at; i <= all.length - expected.length(); i++) {
            if (has(i, expected)) {
                return true;
            }
        }
        return false;
    }

    String text(int at, int length) throws Unfit {
        return new String(all, at, after(at, length) - at, StandardCharsets.ISO_8859_1);
    }
}
