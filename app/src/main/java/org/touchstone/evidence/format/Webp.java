package org.touchstone.evidence.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** WebP (RFC 9649): a RIFF container whose sizes agree with the file's. */
final class Webp {

    private static final String LOSSY = "VP8 ";
    private static final String LOSSLESS = "VP8L";
    private static final String EXTENDED = "VP8X";
    private static final String FRAME = "ANMF";
    private static final String EXIF = "EXIF";
    private static final Set<String> LOOKS = Set.of(LOSSY, LOSSLESS, "ICCP", "ANIM", "ALPH");
    private static final int FRAME_HEADER = 16;
    private static final int SAYS_EXIF = 0x08;
    private static final int SAYS_XMP = 0x04;

    private Webp() {}

    /**
     * A chunk.
     *
     * @param from where its data begin
     */
    private record Chunk(String type, int from, int length) {}

    static void check(byte[] file) throws Unfit {
        var bytes = new Bytes(file);
        var chunks = chunks(bytes);
        long width = 0;
        long height = 0;
        long frames = 0;
        for (var chunk : chunks) {
            switch (chunk.type()) {
                case EXTENDED -> {
                    if (chunk.length() < 10 || !chunk.equals(chunks.getFirst())) {
                        throw Unfit.damaged();
                    }
                    width = 1L + bytes.u24le(chunk.from() + 4);
                    height = 1L + bytes.u24le(chunk.from() + 7);
                }
                case LOSSY, LOSSLESS -> {
                    frames++;
                    var size = size(bytes, chunk);
                    width = Math.max(width, size[0]);
                    height = Math.max(height, size[1]);
                }
                case FRAME -> {
                    frames++;
                    checkFrame(bytes, chunk);
                }
                default -> {}
            }
        }
        if (frames == 0 || width == 0 || height == 0) {
            throw Unfit.damaged();
        }
        Pictures.limit(width, height, frames);
    }

    private static void checkFrame(Bytes bytes, Chunk frame) throws Unfit {
        for (var chunk : chunksOf(bytes, frame)) {
            if (chunk.type().equals(LOSSY) || chunk.type().equals(LOSSLESS)) {
                size(bytes, chunk);
                return;
            }
        }
        throw Unfit.damaged();
    }

    /** Width and height of picture data whose beginning is as it must be. */
    private static int[] size(Bytes bytes, Chunk chunk) throws Unfit {
        int from = chunk.from();
        if (chunk.type().equals(LOSSLESS)) {
            if (chunk.length() < 6 || bytes.u8(from) != 0x2F || bytes.u8(from + 4) >> 5 != 0) {
                throw Unfit.damaged();
            }
            long header = bytes.u32le(from + 1);
            return new int[] {(int) (header & 0x3FFF) + 1, (int) (header >> 14 & 0x3FFF) + 1};
        }
        int tag = chunk.length() < 11 ? 1 : bytes.u24le(from);
        boolean keyFrame = (tag & 1) == 0;
        int firstPartition = tag >> 5;
        int width = bytes.u16le(from + 6) & 0x3FFF;
        int height = bytes.u16le(from + 8) & 0x3FFF;
        boolean sound = keyFrame
                && bytes.has(from + 3, "\u009d\u0001*")
                && firstPartition <= chunk.length() - 10
                && width > 0
                && height > 0;
        if (!sound) {
            throw Unfit.damaged();
        }
        return new int[] {width, height};
    }

    private static List<Chunk> chunks(Bytes bytes) throws Unfit {
        long size = bytes.u32le(4);
        if (size + 8 != bytes.size() && size + 8 + (size & 1) != bytes.size()) {
            throw Unfit.damaged();
        }
        return chunks(bytes, 12, (int) size + 8);
    }

    private static List<Chunk> chunksOf(Bytes bytes, Chunk frame) throws Unfit {
        return chunks(bytes, frame.from() + FRAME_HEADER, frame.from() + frame.length());
    }

    private static List<Chunk> chunks(Bytes bytes, int from, int to) throws Unfit {
        var chunks = new ArrayList<Chunk>();
        int at = from;
        while (at < to) {
            long length = bytes.u32le(at + 4);
            if (length > to - at - 8L) {
                throw Unfit.damaged();
            }
            chunks.add(new Chunk(bytes.text(at, 4), at + 8, (int) length));
            at += 8 + (int) length + (int) (length & 1);
        }
        if (chunks.isEmpty()) {
            throw Unfit.damaged();
        }
        return chunks;
    }

    /** The same picture, pixel for pixel, with nothing said about it but colours and orientation. */
    static byte[] stripped(byte[] file) throws Unfit {
        var bytes = new Bytes(file);
        var chunks = chunks(bytes);
        boolean extended = chunks.getFirst().type().equals(EXTENDED);
        int orientation = Orientation.UPRIGHT;
        for (var chunk : chunks) {
            if (extended && chunk.type().equals(EXIF)) {
                orientation = Orientation.in(file, chunk.from(), chunk.from() + chunk.length());
            }
        }
        boolean turned = orientation != Orientation.UPRIGHT;
        var out = new ByteArrayOutputStream(file.length);
        for (var chunk : chunks) {
            var data = data(file, chunk);
            if (chunk.type().equals(EXTENDED)) {
                data[0] = (byte) ((data[0] & ~(SAYS_EXIF | SAYS_XMP)) | (turned ? SAYS_EXIF : 0));
                write(out, EXTENDED, data);
            } else if (chunk.type().equals(FRAME)) {
                write(out, FRAME, strippedFrame(bytes, chunk));
            } else if (LOOKS.contains(chunk.type())) {
                write(out, chunk.type(), data);
            }
        }
        if (turned) {
            write(out, EXIF, Orientation.alone(orientation));
        }
        var whole = ByteBuffer.allocate(12 + out.size()).order(ByteOrder.LITTLE_ENDIAN);
        whole.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(4 + out.size());
        whole.put("WEBP".getBytes(StandardCharsets.ISO_8859_1)).put(out.toByteArray());
        return whole.array();
    }

    private static byte[] strippedFrame(Bytes bytes, Chunk frame) throws Unfit {
        var out = new ByteArrayOutputStream(frame.length());
        out.write(bytes.all(), frame.from(), FRAME_HEADER);
        for (var chunk : chunksOf(bytes, frame)) {
            if (LOOKS.contains(chunk.type())) {
                write(out, chunk.type(), data(bytes.all(), chunk));
            }
        }
        return out.toByteArray();
    }

    private static byte[] data(byte[] file, Chunk chunk) {
        var data = new byte[chunk.length()];
        System.arraycopy(file, chunk.from(), data, 0, data.length);
        return data;
    }

    private static void write(ByteArrayOutputStream out, String type, byte[] data) {
        out.writeBytes(type.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(data.length)
                .array());
        out.writeBytes(data);
        if (data.length % 2 == 1) {
            out.write(0);
        }
    }
}
