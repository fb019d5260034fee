package org.touchstone.verifier;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Unpacks what others packed, never to more than was expected: a few kilobytes can hold gigabytes. */
final class Inflating {
    private Inflating() {}

    /** Of the ZLIB format (RFC 1950). */
    static byte[] zlib(byte[] packed, int most) throws NotAccepted {
        try (InputStream plain = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return read(plain, most);
        } catch (IOException e) {
            throw damaged();
        }
    }

    /** Of the GZIP format (RFC 1952). */
    static byte[] gzip(byte[] packed, int most) throws NotAccepted {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return read(plain, most);
        } catch (IOException e) {
            throw damaged();
        }
    }

    private static byte[] read(InputStream plain, int most) throws IOException, NotAccepted {
        byte[] bytes = plain.readNBytes(most);
        if (plain.read() >= 0) {
            throw new NotAccepted("size", "unpacked it is larger than a list can be");
        }
        return bytes;
    }

    private static NotAccepted damaged() {
        return new NotAccepted("packing", "it cannot be unpacked");
    }
}
