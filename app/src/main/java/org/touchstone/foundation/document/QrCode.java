package org.touchstone.foundation.document;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A code of squares (ISO/IEC 18004) for print: a quarter of it may be dirty or torn (level Q), and four squares of white stand
 * around it, as readers need.
 */
public final class QrCode {

    /** How an address begins that holds a picture of a code in itself. */
    static final String DATA = "data:image/png;base64,";

    private static final int QUIET = 4;

    private final ByteMatrix squares;

    private QrCode(ByteMatrix squares) {
        this.squares = squares;
    }

    /** The code of a link of at most some hundred characters. */
    public static QrCode of(String link) {
        try {
            return new QrCode(
                    Encoder.encode(link, ErrorCorrectionLevel.Q, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                            .getMatrix());
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a code", e);
        }
    }

    private int side() {
        return squares.getWidth() + 2 * QUIET;
    }

    /**
     * As a drawing for any size of paper, always black on white.
     *
     * @param title what it leads to, for those who do not see it
     */
    public String svg(String title) {
        var path = new StringBuilder();
        for (int y = 0; y < squares.getHeight(); y++) {
            for (int x = 0; x < squares.getWidth(); x++) {
                if (squares.get(x, y) == 1) {
                    int from = x;
                    while (x + 1 < squares.getWidth() && squares.get(x + 1, y) == 1) {
                        x++;
                    }
                    path.append("M%d %dh%dv1H%dz".formatted(from + QUIET, y + QUIET, x - from + 1, from + QUIET));
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%1$d" viewBox="0 0 %2$d %2$d" role="img" shape-rendering="crispEdges"><title>%3$s</title><rect width="%2$d" height="%2$d" fill="#fff"/><path d="%4$s" fill="#000"/></svg>""".formatted(side() * 8, side(), title.replace("&", "&amp;").replace("<", "&lt;"), path);
    }

    /**
     * As a picture of black and white dots.
     *
     * @param dots side of one square in dots
     */
    public byte[] png(int dots) {
        var image = new BufferedImage(side() * dots, side() * dots, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, isBlack(x / dots - QUIET, y / dots - QUIET) ? 0 : 0xFFFFFF);
            }
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** As an address that holds the picture in itself, for documents. */
    public String data() {
        return DATA + Base64.getEncoder().encodeToString(png(8));
    }

    private boolean isBlack(int x, int y) {
        return x >= 0 && y >= 0 && x < squares.getWidth() && y < squares.getHeight() && squares.get(x, y) == 1;
    }
}
