package org.touchstone.evidence.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** PNG (W3C, third edition): chunks with check sums from IHDR to IEND, the picture data whole. */
final class Png {

    static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    /** What makes the picture look as it does; all else is dropped. */
    private static final Set<String> LOOKS = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD",
            "pHYs", "acTL", "fcTL", "fdAT");

    /** Left, top, step across and step down of the seven passes of an interlaced picture. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private Png() {}

    /**
     * A chunk.
     *
     * @param from where its data begin
     */
    private record Chunk(String type, int from, int length) {}

    static void check(byte[] file) throws Unfit {
        var bytes = new Bytes(file);
        var chunks = chunks(bytes);
        var header = chunks.getFirst();
        if (!header.type().equals("IHDR") || header.length() != 13) {
            throw Unfit.damaged();
        }
        long width = bytes.u32(header.from());
        long height = bytes.u32(header.from() + 4);
        int depth = bytes.u8(header.from() + 8);
        int colour = bytes.u8(header.from() + 9);
        int interlace = bytes.u8(header.from() + 12);
        int bits = depth * channels(colour);
        boolean sound = width > 0
                && height > 0
                && bits > 0
                && Set.of(1, 2, 4, 8, 16).contains(depth)
                && (depth == 8 || colour == 0 || (colour == 3 ? depth < 8 : depth == 16))
                && bytes.u16(header.from() + 10) == 0
                && interlace <= 1;
        if (!sound) {
            throw Unfit.damaged();
        }
        long frames = 1;
        for (var chunk : chunks) {
            if (chunk.type().equals("acTL")) {
                frames = Math.max(1, bytes.u32(chunk.from()));
            }
        }
        Pictures.limit(width, height, frames);
        boolean palette = chunks.stream().anyMatch(c -> c.type().equals("PLTE"));
        if (colour == 3 && !palette) {
            throw Unfit.damaged();
        }
        checkData(file, chunks, interlace == 1 ? interlaced(width, height, bits) : rows(width, height, bits));
    }

    private static int channels(int colour) {
        return switch (colour) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 0;
        };
    }

    private static long rows(long width, long height, int bits) {
        return width == 0 ? 0 : height * (1 + (width * bits + 7) / 8);
    }

    private static long interlaced(long width, long height, int bits) {
        long all = 0;
        for (var pass : PASSES) {
            all += rows((width - pass[0] + pass[2] - 1) / pass[2], (height - pass[1] + pass[3] - 1) / pass[3], bits);
        }
        return all;
    }

    /** The picture data must unpack to exactly what the header promises: neither less nor, as bombs do, more. */
    private static void checkData(byte[] file, List<Chunk> chunks, long expected) throws Unfit {
        var inflater = new Inflater();
        try {
            var buffer = new byte[65536];
            long unpacked = 0;
            for (var chunk : chunks) {
                if (!chunk.type().equals("IDAT")) {
                    continue;
                }
                inflater.setInput(file, chunk.from(), chunk.length());
                while (!inflater.finished() && !inflater.needsInput()) {
                    int some = inflater.inflate(buffer);
                    unpacked += some;
                    if (unpacked > expected || inflater.needsDictionary()) {
                        throw Unfit.damaged();
                    }
                }
            }
            if (!inflater.finished() || unpacked != expected) {
                throw Unfit.damaged();
            }
        } catch (DataFormatException e) {
            throw new Unfit(Unfit.Why.DAMAGED, e);
        } finally {
            inflater.end();
        }
    }

    private static List<Chunk> chunks(Bytes bytes) throws Unfit {
        var chunks = new ArrayList<Chunk>();
        int at = SIGNATURE.length();
        while (chunks.isEmpty() || !chunks.getLast().type().equals("IEND")) {
            long length = bytes.u32(at);
            var type = bytes.text(at + 4, 4);
            int end = bytes.after(at, length + 12);
            var sum = new CRC32();
            sum.update(bytes.all(), at + 4, (int) length + 4);
            if (sum.getValue() != bytes.u32(end - 4)) {
                throw Unfit.damaged();
            }
            chunks.add(new Chunk(type, at + 8, (int) length));
            at = end;
        }
        if (at != bytes.size()) {
            throw Unfit.damaged();
        }
        return chunks;
    }

    /** The same picture, pixel for pixel, with nothing said about it but colours and orientation. */
    static byte[] stripped(byte[] file) throws Unfit {
        var out = new ByteArrayOutputStream(file.length);
        out.writeBytes(SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
        var chunks = chunks(new Bytes(file));
        for (var chunk : chunks) {
            var data = new byte[chunk.length()];
            System.arraycopy(file, chunk.from(), data, 0, data.length);
            if (chunk.type().equals("iCCP")) {
                write(out, "iCCP", renamed(data));
            } else if (LOOKS.contains(chunk.type())) {
                write(out, chunk.type(), data);
            }
            if (chunk.type().equals("IHDR")) {
                writeOrientation(out, file, chunks);
            }
        }
        return out.toByteArray();
    }

    private static void writeOrientation(ByteArrayOutputStream out, byte[] file, List<Chunk> chunks) {
        for (var chunk : chunks) {
            if (chunk.type().equals("eXIf")) {
                int orientation = Orientation.in(file, chunk.from(), chunk.from() + chunk.length());
                if (orientation != Orientation.UPRIGHT) {
                    write(out, "eXIf", Orientation.alone(orientation));
                }
                return;
            }
        }
    }

    /** A colour profile without the name somebody gave it. */
    private static byte[] renamed(byte[] profile) {
        int end = 0;
        while (end < profile.length && profile[end] != 0) {
            end++;
        }
        var out = new ByteArrayOutputStream(profile.length);
        out.write('c');
        out.write(profile, end, profile.length - end);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String type, byte[] data) {
        var name = type.getBytes(StandardCharsets.ISO_8859_1);
        var sum = new CRC32();
        sum.update(name);
        sum.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
