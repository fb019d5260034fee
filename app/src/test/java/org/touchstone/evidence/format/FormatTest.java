package org.touchstone.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.touchstone.evidence.format.SampleFiles.ascii;
import static org.touchstone.evidence.format.SampleFiles.concat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.GpsDirectory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.touchstone.evidence.format.Unfit.Why;

/** What a file is, is read from its bytes; what is not sound is refused by name; what is published says nothing but the picture. */
class FormatTest {

    private static byte[] sample(FileKind kind) {
        return switch (kind) {
            case PDF -> SampleFiles.pdf();
            case JPEG -> SampleFiles.jpeg();
            case PNG -> SampleFiles.png();
            case WEBP -> SampleFiles.webp();
        };
    }

    /** Why a file is refused; absent if it is not. */
    private static @Nullable Why refusal(byte[] file) {
        return refusal(file, "", null);
    }

    private static @Nullable Why refusal(byte[] file, String name, @Nullable String type) {
        try {
            Format.check(file, name, type);
            return null;
        } catch (Unfit unfit) {
            return unfit.why();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_sound_file_is_known_by_its_content(FileKind kind) throws Unfit {
        assertThat(Format.check(sample(kind), "receipt", null)).isEqualTo(kind);
        assertThat(Format.check(sample(kind), "receipt." + kind.ending(), kind.mediaType()))
                .isEqualTo(kind);
        assertThat(Format.check(sample(kind), "RECEIPT." + kind.ending().toUpperCase(java.util.Locale.ROOT), ""))
                .isEqualTo(kind);
        assertThat(Format.check(sample(kind), "receipt.2026", "application/octet-stream"))
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "JPEG, photo.png, ",
        "JPEG, photo.pdf, ",
        "JPEG, photo.exe, ",
        "JPEG, photo.jpg, image/png",
        "JPEG, photo, text/html",
        "PNG, photo.jpg, image/png",
        "PNG, photo.svg, image/png",
        "PDF, invoice.html, application/pdf",
        "PDF, invoice.pdf, text/plain",
        "WEBP, photo.gif, "
    })
    void a_name_or_a_type_that_says_otherwise_is_refused(FileKind kind, String name, @Nullable String type) {
        assertThat(refusal(sample(kind), name, type)).isEqualTo(Why.MISLABELLED);
    }

    @Test
    void nothing_and_what_is_no_evidence_is_refused() {
        assertThat(refusal(new byte[0])).isEqualTo(Why.EMPTY);
        assertThat(refusal(ascii("GIF89a......."))).isEqualTo(Why.TYPE_UNKNOWN);
        assertThat(refusal(ascii("<html><script>alert(1)</script>"))).isEqualTo(Why.TYPE_UNKNOWN);
        assertThat(refusal(ascii("PK\u0003\u0004word/document.xml"))).isEqualTo(Why.TYPE_UNKNOWN);
        assertThat(refusal(concat(ascii("junk before"), SampleFiles.pdf()))).isEqualTo(Why.TYPE_UNKNOWN);
        assertThat(refusal(ascii("RIFF\u0004\0\0\0WAVE"))).isEqualTo(Why.TYPE_UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void a_file_cut_off_anywhere_is_refused(FileKind kind) {
        var whole = sample(kind);
        int step = kind == FileKind.PDF ? 37 : 1;
        for (int length = 12; length < whole.length - 1; length += step) {
            assertThat(refusal(Arrays.copyOf(whole, length)))
                    .as("%s of %d bytes", length, whole.length)
                    .isEqualTo(Why.DAMAGED);
        }
    }

    /** Whatever is done to a file, the answer is a kind or a reason, and what is taken can be stripped. */
    @ParameterizedTest
    @EnumSource
    void bytes_flipped_at_random_never_break_the_reading(FileKind kind) {
        var random = new Random(kind.name().length());
        var whole = sample(kind);
        var reasons = new HashMap<String, Integer>();
        for (int i = 0; i < (kind == FileKind.PDF ? 300 : 3000); i++) {
            var spoilt = whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
            }
            assertThatCode(() -> {
                        var why = refusal(spoilt);
                        reasons.merge(String.valueOf(why), 1, Integer::sum);
                        if (why == null && kind.isPicture()) {
                            assertThat(refusal(Format.stripped(spoilt))).isNull();
                        }
                    })
                    .doesNotThrowAnyException();
        }
        assertThat(reasons).containsKey(Why.DAMAGED.name());
    }

    static Stream<Arguments> activeDocuments() {
        return Stream.of(
                Arguments.of("script", SampleFiles.pdfWithScript()),
                Arguments.of(
                        "launch", SampleFiles.pdf(d -> d.getDocumentCatalog().setOpenAction(new PDActionLaunch()))),
                Arguments.of("file inside", SampleFiles.pdf(d -> {
                    var inside = new PDComplexFileSpecification();
                    inside.setFile("program.exe");
                    inside.setEmbeddedFile(new PDEmbeddedFile(d, new ByteArrayInputStream(ascii("MZ"))));
                    var tree = new PDEmbeddedFilesNameTreeNode();
                    tree.setNames(Map.of("program", inside));
                    var names = new PDDocumentNameDictionary(d.getDocumentCatalog());
                    names.setEmbeddedFiles(tree);
                    d.getDocumentCatalog().setNames(names);
                })),
                Arguments.of(
                        "form of another kind",
                        SampleFiles.pdf(d ->
                                d.getDocumentCatalog().getCOSObject().setString(COSName.getPDFName("XFA"), "<xdp/>"))));
    }

    @ParameterizedTest
    @MethodSource("activeDocuments")
    void a_document_that_does_something_is_refused(String what, byte[] pdf) {
        assertThat(refusal(pdf)).as(what).isEqualTo(Why.ACTIVE_CONTENT);
    }

    @Test
    void a_protected_document_is_refused() {
        assertThat(refusal(SampleFiles.lockedPdf("secret"))).isEqualTo(Why.LOCKED);
        assertThat(refusal(SampleFiles.lockedPdf(""))).isEqualTo(Why.LOCKED);
    }

    @Test
    void a_file_of_two_kinds_is_refused() {
        var archive = concat(ascii("PK\u0003\u0004 program PK\u0005\u0006"), new byte[18]);
        assertThat(refusal(concat(SampleFiles.plainJpeg(), archive))).isEqualTo(Why.ACTIVE_CONTENT);
        assertThat(refusal(concat(SampleFiles.plainJpeg(), SampleFiles.pdf()))).isEqualTo(Why.ACTIVE_CONTENT);
        assertThat(refusal(concat(SampleFiles.plainJpeg(), ascii("<script>alert(1)</script>"))))
                .isEqualTo(Why.ACTIVE_CONTENT);
        assertThat(refusal(concat(SampleFiles.pdf(), archive))).isEqualTo(Why.ACTIVE_CONTENT);
        assertThat(refusal(concat(SampleFiles.png(), archive))).isEqualTo(Why.DAMAGED);
        assertThat(refusal(concat(SampleFiles.webp(), archive))).isEqualTo(Why.DAMAGED);
    }

    /** Cameras write a second, smaller picture behind the first. */
    @Test
    void a_picture_with_another_picture_behind_it_is_taken_and_published_without_it() throws Unfit {
        var two = concat(SampleFiles.plainJpeg(), SampleFiles.plainJpeg());
        assertThat(refusal(two)).isNull();
        assertThat(Format.stripped(two)).hasSameSizeAs(SampleFiles.plainJpeg());
    }

    @Test
    void bombs_are_refused_before_they_go_off() {
        assertThat(refusal(SampleFiles.png(50_000, 50_000, new byte[100]))).isEqualTo(Why.TOO_MANY_PIXELS);
        assertThat(refusal(SampleFiles.png(Integer.MAX_VALUE, Integer.MAX_VALUE, new byte[100])))
                .isEqualTo(Why.TOO_MANY_PIXELS);
        assertThat(refusal(SampleFiles.png(4, 4, new byte[5_000_000]))).isEqualTo(Why.DAMAGED);
        assertThat(refusal(SampleFiles.png(400, 400, new byte[100]))).isEqualTo(Why.DAMAGED);
        assertThat(refusal(pdfWithStream(200 << 20))).isEqualTo(Why.DAMAGED);
        assertThat(refusal(pdfWithStream(1 << 20))).isNull();
    }

    private static byte[] pdfWithStream(int unpacked) {
        var deflater = new Deflater();
        deflater.setInput(new byte[unpacked]);
        deflater.finish();
        var packed = new byte[1 << 20];
        int length = deflater.deflate(packed);
        deflater.end();
        return SampleFiles.pdf(d -> {
            COSStream stream = d.getDocument().createCOSStream();
            try (var out = stream.createRawOutputStream()) {
                out.write(packed, 0, length);
            }
            stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
            d.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("Zeros"), stream);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG", "WEBP"})
    void a_published_picture_says_nothing_but_which_way_up_it_is(FileKind kind) throws Exception {
        var original = sample(kind);
        assertThat(metadata(original).getFirstDirectoryOfType(GpsDirectory.class))
                .isNotNull();
        assertThat(latin(original)).contains("Kodak");

        var published = Format.stripped(original);

        var left = metadata(published);
        assertThat(left.getFirstDirectoryOfType(GpsDirectory.class)).isNull();
        var exif = left.getDirectoriesOfType(ExifDirectoryBase.class);
        assertThat(exif).hasSize(1);
        assertThat(exif.iterator().next().getTagCount()).isEqualTo(1);
        assertThat(exif.iterator().next().getInt(ExifDirectoryBase.TAG_ORIENTATION))
                .isEqualTo(6);
        assertThat(latin(published)).doesNotContain("Kodak").doesNotContain("35.6892");
        assertThat(refusal(published)).isNull();
        assertThat(Format.stripped(published)).isEqualTo(published);
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG"})
    void a_published_picture_shows_the_same_pixels(FileKind kind) throws Exception {
        var original = ImageIO.read(new ByteArrayInputStream(sample(kind)));
        var published = ImageIO.read(new ByteArrayInputStream(Format.stripped(sample(kind))));
        for (int x = 0; x < 24; x++) {
            for (int y = 0; y < 16; y++) {
                assertThat(published.getRGB(x, y)).isEqualTo(original.getRGB(x, y));
            }
        }
    }

    @Test
    void an_upright_picture_is_published_without_any_exif() throws Exception {
        var left = metadata(Format.stripped(SampleFiles.plainJpeg()));
        assertThat(left.getDirectoriesOfType(ExifDirectoryBase.class)).isEmpty();
    }

    private static Metadata metadata(byte[] picture) throws Exception {
        return ImageMetadataReader.readMetadata(new ByteArrayInputStream(picture));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
