package org.touchstone.badge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.touchstone.foundation.secrecy.Sha256;

/**
 * A picture as it goes over the wire, made once.
 *
 * @param plain the SVG
 * @param packed the same, packed with gzip
 * @param tag its strong entity tag, in quotes
 * @param packedTag that of the packed bytes
 */
public record Picture(byte[] plain, byte[] packed, String tag, String packedTag) {

    static Picture of(String svg) {
        var plain = svg.getBytes(StandardCharsets.UTF_8);
        var hash = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.of(plain))
                .substring(0, 16);
        return new Picture(plain, packed(plain), '"' + hash + '"', '"' + hash + "-gz\"");
    }

    private static byte[] packed(byte[] plain) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
