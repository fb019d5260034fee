package org.touchstone.badge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.touchstone.foundation.secrecy.Sha256;
import org.touchstone.foundation.web.ReadyBytes;

/**
 * A picture as it goes over the wire, made once.
 *
 * @param plain the SVG
 * @param packed the same, packed with gzip
 */
public record Picture(ReadyBytes plain, ReadyBytes packed) {

    private static final String TYPE = "image/svg+xml;charset=UTF-8";

    static Picture of(String svg) {
        var plain = svg.getBytes(StandardCharsets.UTF_8);
        var hash = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.of(plain))
                .substring(0, 16);
        return new Picture(
                new ReadyBytes(plain, TYPE, '"' + hash + '"', false),
                new ReadyBytes(packed(plain), TYPE, '"' + hash + "-gz\"", true));
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
