package org.touchstone.foundation.document;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The letters of a document: Vazirmatn for Persian and Latin, Droid Sans Fallback for Chinese. Only the glyphs that occur are
 * embedded. The Chinese font is read only for documents that hold Chinese.
 */
final class Fonts {

    private static final byte[] REGULAR = read("Vazirmatn-Regular.ttf");
    private static final byte[] BOLD = read("Vazirmatn-Bold.ttf");

    private Fonts() {}

    /** Thirty times the size of the others, and not needed by most. */
    private static final class Han {
        static final byte[] FONT = read("DroidSansFallbackFull.ttf");
    }

    private static byte[] read(String name) {
        try (var stream = Fonts.class.getResourceAsStream("/document/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a document its fonts; returns the one that page numbers are written in. */
    static PDFont register(PdfRendererBuilder builder, PDDocument document, String text) throws IOException {
        var regular = load(document, REGULAR);
        builder.useFont(new PDFontSupplier(regular), "Text", 400, FontStyle.NORMAL, true);
        builder.useFont(new PDFontSupplier(load(document, BOLD)), "Text", 700, FontStyle.NORMAL, true);
        if (text.codePoints().anyMatch(Fonts::needsHan)) {
            builder.useFont(new PDFontSupplier(load(document, Han.FONT)), "Han", 400, FontStyle.NORMAL, true);
        }
        return regular;
    }

    private static boolean needsHan(int c) {
        return c >= 0x2E80 && (c < 0xFB00 || c >= 0xFF00);
    }

    private static PDFont load(PDDocument document, byte[] font) throws IOException {
        return PDType0Font.load(document, new ByteArrayInputStream(font), true);
    }
}
