package org.touchstone.badge;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.touchstone.badge.QrPhoto.Read;
import org.touchstone.foundation.document.QrCode;

/** Codes of squares, printed and photographed. */
class QrTest {

    private static final String LINK = "https://mark.example/m/7F3K92QX";
    private final QrPhoto photos = new QrPhoto();

    private static byte[] file(BufferedImage image, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    /** A code lying on a table: turned, small in the picture, on grey. */
    private static BufferedImage photographed(String text, int width, int height, double turn) throws IOException {
        var code = ImageIO.read(new ByteArrayInputStream(QrCode.of(text).png(10)));
        var photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var g = photo.createGraphics();
        g.setColor(new Color(120, 110, 100));
        g.fillRect(0, 0, width, height);
        double scale = Math.min(width, height) * 0.4 / code.getWidth();
        var place = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
        place.rotate(Math.toRadians(turn));
        place.scale(scale, scale);
        place.translate(-code.getWidth() / 2.0, -code.getHeight() / 2.0);
        g.drawImage(code, place, null);
        g.dispose();
        return photo;
    }

    @Test
    void what_is_printed_is_read_again() {
        assertThat(photos.read(QrCode.of(LINK).png(10))).isEqualTo(new Read.Content(LINK));
        assertThat(photos.read(QrCode.of(LINK).png(2))).isEqualTo(new Read.Content(LINK));
    }

    @Test
    void white_stands_around_it_in_dots_and_in_the_drawing() throws IOException {
        var code = ImageIO.read(new ByteArrayInputStream(QrCode.of(LINK).png(10)));
        for (int x = 0; x < code.getWidth(); x++) {
            for (int y = 0; y < 40; y++) {
                assertThat(code.getRGB(x, y) & 0xFFFFFF).isEqualTo(0xFFFFFF);
            }
        }
        var svg = QrCode.of(LINK).svg("a < b");
        assertThat(svg).contains("a &lt; b", "M4 4h7v1H4z").doesNotContain("M0 ", "M1 ", "M2 ", "M3 ");
    }

    @ParameterizedTest
    @CsvSource({"1200, 900, 0, jpg", "1200, 900, 20, png", "4000, 3000, 90, jpg", "3000, 4000, 180, jpg"})
    void a_photograph_of_it_is_read(int width, int height, double turn, String format) throws IOException {
        var read = photos.read(file(photographed(LINK, width, height, turn), format));
        assertThat(read).isEqualTo(new Read.Content(LINK));
    }

    @Test
    void what_has_no_code_or_is_no_picture_is_told_apart() throws IOException {
        var plain = file(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png");
        assertThat(photos.read(plain)).isEqualTo(new Read.NoCode());
        assertThat(photos.read("hello".getBytes(StandardCharsets.UTF_8))).isEqualTo(new Read.NotAPicture());
        assertThat(photos.read(new byte[0])).isEqualTo(new Read.NotAPicture());
        var cut = new byte[plain.length / 2];
        System.arraycopy(plain, 0, cut, 0, cut.length);
        assertThat(photos.read(cut)).isEqualTo(new Read.NotAPicture());
        assertThat(photos.read(new byte[QrPhoto.MOST_BYTES + 1])).isEqualTo(new Read.NotAPicture());
    }

    /** A small file that unpacks to more than a telephone takes. */
    @Test
    void a_bomb_is_not_unpacked() throws IOException {
        var bomb = file(new BufferedImage(9000, 9000, BufferedImage.TYPE_BYTE_BINARY), "png");
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(photos.read(bomb)).isEqualTo(new Read.NotAPicture());
    }
}
