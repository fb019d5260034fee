package org.touchstone.badge;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.springframework.stereotype.Component;
import org.touchstone.evidence.format.FileKind;
import org.touchstone.evidence.format.Format;
import org.touchstone.evidence.format.Unfit;

/**
 * Reads the code of squares on a photograph. The picture is looked through as files of evidence are, unpacked no larger than
 * needed, two at a time, and kept nowhere.
 */
@Component
public class QrPhoto {

    /** The largest file. */
    public static final int MOST_BYTES = 10 << 20;

    /** More than telephones take. */
    private static final long MOST_PIXELS = 50_000_000;

    /** WebP is unpacked whole and slowly, unlike the others; this is more than messengers send and less than a second of work. */
    private static final long MOST_WEBP_PIXELS = 4_000_000;

    private static final Pattern HEIC =
            Pattern.compile("(?s).{4}ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1|avif|avis)");

    /** Codes are found in far smaller pictures than cameras take. */
    private static final int ENOUGH_PIXELS = 3_000_000;

    private static final int AT_ONCE = 2;
    private static final Map<DecodeHintType, Boolean> HARD =
            Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.ALSO_INVERTED, true);

    private final Semaphore room = new Semaphore(AT_ONCE, true);

    /** What became of a picture. */
    public sealed interface Read {
        /** A code was read. */
        record Content(String text) implements Read {}

        /** There is no code that could be read. */
        record NoCode() implements Read {}

        /** It is no sound JPEG, PNG or WebP, or too large. */
        record NotAPicture() implements Read {}

        /** It is of a kind that many telephones make and that is not read here. */
        record Heic() implements Read {}

        /** A WebP of so many dots that reading it would hold up others. */
        record TooManyDots() implements Read {}

        /** Too many pictures are being read. */
        record Busy() implements Read {}
    }

    /** Reads a picture. */
    public Read read(byte[] file) {
        try {
            if (file.length > MOST_BYTES) {
                return new Read.NotAPicture();
            }
            if (isHeic(file)) {
                return new Read.Heic();
            }
            var kind = Format.check(file, "", null);
            if (kind == FileKind.PDF) {
                return new Read.NotAPicture();
            }
            if (!room.tryAcquire(5, TimeUnit.SECONDS)) {
                return new Read.Busy();
            }
            try {
                return text(file, kind).<Read>map(Read.Content::new).orElseGet(Read.NoCode::new);
            } finally {
                room.release();
            }
        } catch (TooManyDots e) {
            return new Read.TooManyDots();
        } catch (Unfit | IOException | RuntimeException e) {
            return new Read.NotAPicture();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Read.Busy();
        }
    }

    private static final class TooManyDots extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** ISO/IEC 23008-12, 10: a box {@code ftyp} that begins with one of the brands of HEVC or AV1 pictures. */
    private static boolean isHeic(byte[] file) {
        var head = new String(file, 0, Math.min(file.length, 12), StandardCharsets.ISO_8859_1);
        return head.length() == 12 && HEIC.matcher(head).matches();
    }

    private static Optional<String> text(byte[] file, FileKind kind) throws IOException {
        for (int enough : new int[] {ENOUGH_PIXELS, ENOUGH_PIXELS / 6}) {
            var source = grey(file, kind, enough);
            for (var binarizer :
                    List.<Binarizer>of(new HybridBinarizer(source), new GlobalHistogramBinarizer(source))) {
                try {
                    return Optional.of(new QRCodeReader()
                            .decode(new BinaryBitmap(binarizer), HARD)
                            .getText());
                } catch (NotFoundException | ChecksumException | FormatException e) {
                    // Not found this way; perhaps in another.
                }
            }
            if (source.getWidth() * source.getHeight() < enough / 2) {
                break;
            }
        }
        return Optional.empty();
    }

    private static ImageReader reader(FileKind kind) throws IOException {
        if (kind == FileKind.WEBP) {
            return new WebPImageReaderSpi().createReaderInstance();
        }
        var readers = ImageIO.getImageReadersByMIMEType(kind.mediaType());
        if (!readers.hasNext()) {
            throw new IOException("no reader");
        }
        return readers.next();
    }

    private static LuminanceSource grey(byte[] file, FileKind kind, int enough) throws IOException {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            var reader = reader(kind);
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (kind == FileKind.WEBP && pixels > MOST_WEBP_PIXELS) {
                    throw new TooManyDots();
                }
                if (pixels > MOST_PIXELS) {
                    throw new IOException("too many pixels");
                }
                int step = (int) Math.ceil(Math.sqrt(Math.max(1.0, (double) pixels / enough)));
                var how = reader.getDefaultReadParam();
                how.setSourceSubsampling(step, step, 0, 0);
                BufferedImage image = reader.read(0, how);
                int width = image.getWidth();
                int height = image.getHeight();
                return new RGBLuminanceSource(width, height, image.getRGB(0, 0, width, height, null, 0, width));
            } finally {
                reader.dispose();
            }
        }
    }
}
