package org.touchstone.badge;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    private static final String LOSSLESS = """
            UklGRsgAAABXRUJQVlA4TLsAAAAvlUAlAA8w//M///MfeJAUgI0jSRIRC8ryZyERsTZecl/6RfR/AvoDX/4rETDdhIDPpU21SdrcoxPNNvQz0P
            KjwM/QpqGb9h4B5yMBn/tUm35+jNiEDpfOOVljudFqz1UO4WrcnpO1wphL36sGAJYOfU6wZgDTzb0B4KQN91yqWZmWm3PlcoklAN9rG27TJOcI
            WM5H+lzatJGb5h6dpiUwfoRUAxPPwMHA4d5rE8JN0nMEnGhmAJ/77v9IAA==
            """;
    private static final String LOSSY = """
            UklGRpQFAABXRUJQVlA4IIgFAABQIQCdASp4AHgAPzmSvlkvKiYjp5VbkeAnCWkAFtDs3fzfhH5fPfvtdymWf37TzI/zfh7wAvU28p5z5gXr19
            b753UdVcqAn8N5M352XHe0Uen6A3IRbJgZBTO5PUX3A+0KnadYifEKbsG0/cvraHYw0z898LmVfWcLx3k7DmMzurFZ4wZN14WvSlcWy+0cMtQu
            iR4TaifwvKvAa3jtWR0n9bcipaYU5fSL5fV/9/Waugq88kK/JItFbdAplH5V0YnXu8GYwO2f32UXLF4GPAAVs2s2NcTAjd0NeXmlFIiGQsOhRu
            Wb+olaWEgITeM6le8x4gY9MT/4h+xsHiv0c1dcp8Ttxi/wTR2PRMIUjjIBiD/eAAD+8KNBd/5IDDdAM/RzlbdFuja+AiM/Z55SCDA/6Kxb0+mA
            VoD+Dd0taL/89QXk1MGH3fHltJhdLhDHvAY5pwNpJHD5A8kwHDZ7Z1RxLswB2ZwyhAr7jTJlsi+GQGS7wzKXKwbJWR5ajtH2Ap64sSAMxsnWe8
            GfAU9IHdBN/RyP9Ww455h7Xlk74a0ij/nb5MHilwaX2/gj7IO+xBrkCDIBcfub+HakVyxpbB86Pg5fOh+jMXv0zQlig511xyWocPnaXqbqYKcN
            raOw3KtCv1qfxCTNv9Gottxtmh6XxXRK25KwlPsDnsAAgWrwdGKKcpHMwMCtYoXvWdJLvoNBy74ziyivfQzcc5yqnjb7Ce26TY91VnLWXptIO4
            lcZMtTrM6S2X+npvnqtF4LWcXcOOwArbieSj0alDfObKJda1QzVHwHxYIXVReRzCf/XuQofzxdstgbe8bsN6PhSIjSUoBOjQAj3XwgWAQkZuGZ
            NJIt99njdIvICvbLxYYE3jxv+t/zAXV1sab/54vIdEx3dgql7v3tY6irkf+cCb5E3zNc3bVNCu4P2WVUJ1f9E1bWnqrq/+Uf02Ygp2imhkZZ9h
            SuxA1c/oqh0KRtcBpA50ihpi5IC2H45ldBQHZCDjzqyYgHA/HK7P0sO/ed+u2wkQNVVezLSC6nJAHbLAWka22W6/bMzLSrNwZBddvHtz3Npnmz
            uisu3jHuq3flYlzzh6sxwlhY1ewk2f8Bj8Zmb4tQpIj17I548FaQW4r8DgueK62JN14COtxn1PyN1blsqJSaeGnYgRxEiYxoAh5dC6yPIMrGfb
            tW9nOCE9m1v4JdOFA17OcDNaLUhqupB59VnxH7oy/oPWwaQPXVyhGI3dHL17lL1BChCIwcfib/D0LYHgelcfXgJusYU/D6f+5uFhoatCIzQPqJ
            50Vdlwyfao7+DA40lW4Y4R8nA1fWsqdKTX8AuGiVtHK/CWdJp0nezkfJtcM2BrEzYAKIH+P/jS9EJoEG+IrNTy9GlV2we59RafqNsZmWaot2bL
            Z9A4hVd6qEi5ne/VC+VObL+ri3naBWMvN9KndQjFsLM9vvC9JisikU87FNTUkns5VA7K87dWk6n2Zdn98ccPjacNOHJYzsQ9BazQ20yX3ORSt1
            bzcqhMimhi5OvlndZB0glYnSSOJOvRufQUOAB5Pv7yRslTsCgi8a54aj9HGkQ9DquKFbLd/TbWedk8W3jsjOZMf9XW2X0wAlvdsGaa1R/gPxCR
            dZ6b3fQ28VogUoP+2ffWo2NaL8cpWKnA49jL85jFLocJYTeKIkqtEE8pBmBbGVo7VwJJJwRdSLjcPslJuu2QuuJKd3UqiA6N2hNkMWOe2RBEcT
            Y/52xFl59XYwx6V7l3RP6VuAnAqo9WeEbF/ICfo03V4oIR7zzx6BPv8FkYv/7YGSFkHTnGGk2T44GJ0BAwG2ACMlE7cOeNNN7IPoouWa4Y6zYl
            hOs2bUwusek4JJeqnzC4Rkw1hTMg90Whzk0T8aTIAAAAA=
            """;

    @ParameterizedTest
    @ValueSource(strings = {LOSSLESS, LOSSY})
    void a_webp_is_read(String picture) {
        var file = Base64.getMimeDecoder().decode(picture);
        assertThat(photos.read(file)).isEqualTo(new Read.Content(LINK));
        assertThat(photos.read(Arrays.copyOf(file, file.length / 2))).isEqualTo(new Read.NotAPicture());
    }

    /** Only its head says how large it is; the rest is never looked at. */
    @Test
    void a_webp_of_too_many_dots_is_refused_with_the_reason() {
        var file = Base64.getMimeDecoder().decode(LOSSLESS);
        int dots = 2399 | (2399 << 14);
        for (int i = 0; i < 4; i++) {
            file[21 + i] = (byte) (dots >> (8 * i));
        }
        assertThat(photos.read(file)).isEqualTo(new Read.TooManyDots());
    }

    @Test
    void a_heic_is_refused_with_a_sentence_of_its_own() {
        for (var brand : List.of("heic", "mif1", "avif")) {
            var file = ("\0\0\0\u0018ftyp" + brand + "\0\0\0\0" + brand).getBytes(StandardCharsets.ISO_8859_1);
            assertThat(photos.read(file)).isEqualTo(new Read.Heic());
        }
    }

    /** A small file that unpacks to more than a telephone takes. */
    @Test
    void a_bomb_is_not_unpacked() throws IOException {
        var bomb = file(new BufferedImage(9000, 9000, BufferedImage.TYPE_BYTE_BINARY), "png");
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(photos.read(bomb)).isEqualTo(new Read.NotAPicture());
    }
}
