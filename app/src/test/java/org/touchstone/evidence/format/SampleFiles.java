package org.touchstone.evidence.format;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;

/** Files as consumers send them, with all that cameras and programs write into them; and such as nobody should send. */
public final class SampleFiles {

    /** Words that stand in the metadata of the pictures and must not be published. */
    public static final String SECRET = "Kodak at 35.6892 N 51.3890 E";

    /** Picture data of a WebP of 24 × 16 pixels. */
    private static final String VP8 =
            "MAUAnQEqGAAQAD5tLJJFsiKhmAQBIAbEtgBOmUI4G8A/ED8VeQC7AYYACYPgRog/gAAA/vRl7W6HlFqKoQ3Bnpmq/+7RKvpVK/k+afDJHeqQ8bo6IOhyin16oCAAAA==";

    private SampleFiles() {}

    /** A PDF of one page. */
    public static byte[] pdf() {
        return pdf(document -> {});
    }

    /** Something done to a document before it is written. */
    public interface Change {
        void to(PDDocument document) throws IOException;
    }

    /** A PDF of one page with something done to it. */
    public static byte[] pdf(Change change) {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            document.addPage(new PDPage());
            change.to(document);
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PDF that runs a script when it is opened. */
    public static byte[] pdfWithScript() {
        return pdf(d -> d.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert('hello')")));
    }

    /** A PDF behind a password. */
    public static byte[] lockedPdf(String userPassword) {
        return pdf(d -> d.protect(new StandardProtectionPolicy("owner", userPassword, new AccessPermission())));
    }

    /** A PDF of exactly so many bytes. */
    public static byte[] pdf(int size) {
        var pdf = pdf();
        int end = new String(pdf, StandardCharsets.ISO_8859_1).lastIndexOf("startxref");
        // Blank lines behind the table of places, which so stays true.
        return concat(
                Arrays.copyOf(pdf, end),
                ascii("\n".repeat(size - pdf.length)),
                Arrays.copyOfRange(pdf, end, pdf.length));
    }

    /** A JPEG with place, camera, comment, thumbnail data and orientation 6: turned by a quarter. */
    public static byte[] jpeg() {
        var plain = plainJpeg();
        var out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        segment(out, 0xE1, concat(ascii("Exif\0\0"), exif()));
        segment(out, 0xE1, ascii("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + SECRET + "</x:xmpmeta>"));
        segment(out, 0xED, ascii("Photoshop 3.0\0" + SECRET));
        segment(out, 0xFE, ascii(SECRET));
        out.write(plain, 2, plain.length - 2);
        return out.toByteArray();
    }

    /** A JPEG as a program writes it. */
    public static byte[] plainJpeg() {
        return written("jpg");
    }

    private static void segment(ByteArrayOutputStream out, int marker, byte[] content) {
        out.write(0xFF);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write((content.length + 2) & 0xFF);
        out.writeBytes(content);
    }

    /** A PNG with text, time, place and orientation. */
    public static byte[] png() {
        var plain = written("png");
        return concat(
                Arrays.copyOf(plain, 33),
                chunk("tEXt", ascii("Comment\0" + SECRET)),
                chunk("iTXt", ascii("XML:com.adobe.xmp\0\0\0\0\0" + SECRET)),
                chunk("tIME", new byte[] {7, (byte) 0xEA, 11, 21, 10, 0, 0}),
                chunk("eXIf", exif()),
                Arrays.copyOfRange(plain, 33, plain.length));
    }

    /** A PNG whose header promises other sizes than a picture of 24 × 16 pixels. */
    public static byte[] png(int width, int height, byte[] unpacked) {
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        var deflater = new Deflater();
        deflater.setInput(unpacked);
        deflater.finish();
        var packed = new byte[unpacked.length + unpacked.length / 100 + 1000];
        int length = deflater.deflate(packed);
        deflater.end();
        return concat(
                ascii("\u0089PNG\r\n\u001a\n"),
                chunk("IHDR", header),
                chunk("IDAT", Arrays.copyOf(packed, length)),
                chunk("IEND", new byte[0]));
    }

    /** A PNG of exactly so many bytes: noise, and a text for the rest. */
    public static byte[] png(int size) {
        int side = 1024;
        var noise = new byte[side * (1 + side * 3)];
        new Random(7).nextBytes(noise);
        for (int i = 0; i < side; i++) {
            noise[i * (1 + side * 3)] = 0;
        }
        var plain = png(side, side, noise);
        var rest = ascii("Comment\0" + "x".repeat(size - plain.length - 12 - 8));
        return concat(Arrays.copyOf(plain, 33), chunk("tEXt", rest), Arrays.copyOfRange(plain, 33, plain.length));
    }

    /** A chunk with its sum. */
    public static byte[] chunk(String type, byte[] data) {
        var sum = new CRC32();
        sum.update(ascii(type));
        sum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(ascii(type))
                .put(data)
                .putInt((int) sum.getValue())
                .array();
    }

    /** A WebP with EXIF and XMP. */
    public static byte[] webp() {
        var extended = new byte[] {0x0C, 0, 0, 0, 23, 0, 0, 15, 0, 0};
        return riff(
                part("VP8X", extended),
                part("VP8 ", Base64.getDecoder().decode(VP8)),
                part("EXIF", exif()),
                part("XMP ", ascii("<x:xmpmeta>" + SECRET + "</x:xmpmeta>")));
    }

    private static byte[] riff(byte[]... parts) {
        var content = concat(ascii("WEBP"), concat(parts));
        return part("RIFF", content);
    }

    private static byte[] part(String type, byte[] data) {
        return ByteBuffer.allocate(8 + data.length + data.length % 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii(type))
                .putInt(data.length)
                .put(data)
                .array();
    }

    /** EXIF: camera, orientation 6, and a place. */
    private static byte[] exif() {
        var camera = ascii(SECRET + "\0");
        int gps = 8 + 2 + 3 * 12 + 4;
        int rationals = gps + 2 + 2 * 12 + 4;
        int text = rationals + 24;
        var exif = ByteBuffer.allocate(text + camera.length).order(ByteOrder.LITTLE_ENDIAN);
        exif.put(ascii("II*\0")).putInt(8);
        exif.putShort((short) 3);
        entry(exif, 0x010F, 2, camera.length, text);
        entry(exif, 0x0112, 3, 1, 6);
        entry(exif, 0x8825, 4, 1, gps);
        exif.putInt(0);
        exif.putShort((short) 2);
        entry(exif, 0x0001, 2, 2, 'N');
        entry(exif, 0x0002, 5, 3, rationals);
        exif.putInt(0);
        exif.putInt(35).putInt(1).putInt(41).putInt(1).putInt(21).putInt(1);
        return exif.put(camera).array();
    }

    private static void entry(ByteBuffer exif, int tag, int type, int count, int value) {
        exif.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static byte[] written(String format) {
        var image = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 24; x++) {
            for (int y = 0; y < 16; y++) {
                image.setRGB(x, y, new Color(x * 10, y * 15, (x + y) * 6).getRGB());
            }
        }
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Characters below 256 as bytes. */
    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One after another. */
    public static byte[] concat(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
