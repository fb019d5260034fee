package org.touchstone.credential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Status lists as they go over the wire. */
final class StatusListEncoding {

    private StatusListEncoding() {}

    /**
     * Values of two bits as the Token Status List has them: the first in the least significant bits of the first byte, ZLIB at its
     * best compression, base64url.
     */
    static String tokenStatusList(byte[] values) {
        var packed = new byte[(values.length + 3) / 4];
        for (int i = 0; i < values.length; i++) {
            packed[i / 4] |= (byte) (values[i] << (i % 4 * 2));
        }
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            return base64(packed, out -> new DeflaterOutputStream(out, deflater));
        } finally {
            deflater.end();
        }
    }

    /**
     * Bits as the Bitstring Status List has them: the first is the left-most, GZIP, base64url with the {@code u} by which Multibase
     * names it.
     */
    static String bitstring(byte[] bits) {
        var packed = new byte[(bits.length + 7) / 8];
        for (int i = 0; i < bits.length; i++) {
            packed[i / 8] |= (byte) (bits[i] << (7 - i % 8));
        }
        return "u" + base64(packed, Gzip::new);
    }

    /** GZIP at its best compression. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    private interface Packing {
        OutputStream into(OutputStream out) throws IOException;
    }

    private static String base64(byte[] bytes, Packing packing) {
        var packed = new ByteArrayOutputStream();
        try (var out = packing.into(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray());
    }
}
