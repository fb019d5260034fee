package org.touchstone.foundation.document;

import com.ibm.icu.text.Bidi;
import com.openhtmltopdf.newtable.TableRowBox;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** XHTML to PDF. Reads nothing but what it is given: no address in a document is ever opened. */
final class Printer {

    /** Space between page number and lower edge, in points. */
    private static final float NUMBER_ABOVE_EDGE = 24;

    private static final float NUMBER_SIZE = 8;

    private final String style = style();
    private final byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    /** Rendering is work for the processor: more at once would only make all of them wait. */
    private final Semaphore places =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    Printer() {
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.SEVERE));
    }

    private static String style() {
        try (var stream = Printer.class.getResourceAsStream("/document/document.css")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] print(String xhtml, Language language, Instant made) {
        places.acquireUninterruptibly();
        try (var pdf = new PDDocument()) {
            var builder = new PdfRendererBuilder();
            var font = Fonts.register(builder, pdf, xhtml);
            var document = parsed(xhtml);
            builder.usePDDocument(pdf)
                    .withW3cDocument(document, null)
                    .useUnicodeBidiSplitter(Runs::new)
                    .useUnicodeBidiReorderer(new Base())
                    .usePdfAConformance(PdfAConformance.PDFA_2_A)
                    .usePdfUaAccessibility(true)
                    .useColorProfile(colours)
                    .useExternalResourceAccessControl(
                            (uri, type) -> uri.startsWith(QrCode.DATA),
                            ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                    .withProducer(Metadata.PRODUCER);
            try (var renderer = builder.buildPdfRenderer()) {
                renderer.getSharedContext()
                        .setTextRenderer(new Lettering(xhtml.codePoints().anyMatch(ReadBack::isRightToLeft)));
                renderer.layout();
                turnRows(renderer.getRootBox());
                renderer.createPDFWithoutClosing();
                numberPages(pdf, font, Texts.in(language));
                Metadata.write(pdf, made);
                pdf.setDocumentId(made.toEpochMilli());
                var bytes = new ByteArrayOutputStream();
                pdf.save(bytes);
                return GlyphNames.inLetters(bytes.toByteArray(), made);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            places.release();
        }
    }

    /** The renderer lays cells from left to right whatever the direction of their table; here they change sides. */
    private static void turnRows(Box box) {
        if (box instanceof TableRowBox row && row.getElement() != null && isRightToLeft(row.getElement())) {
            for (int i = 0; i < row.getChildCount(); i++) {
                var cell = row.getChild(i);
                cell.setX(row.getWidth() - cell.getX() - cell.getWidth());
            }
            row.calcChildLocations();
        }
        for (int i = 0; i < box.getChildCount(); i++) {
            turnRows(box.getChild(i));
        }
    }

    private Document parsed(String xhtml) {
        var document = PlainWords.parsed(xhtml);
        var element = document.createElement("style");
        element.setTextContent(style);
        document.getElementsByTagName("head").item(0).appendChild(element);
        direct(document.getDocumentElement());
        return document;
    }

    /** Says the direction of every text that is to find its own, so that the style can put it on its side. */
    private static void direct(Element element) {
        if (element.getAttribute("dir").equals("auto")) {
            switch (Bidi.getBaseDirection(element.getTextContent())) {
                case Bidi.RTL -> element.setAttribute("dir", "rtl");
                case Bidi.LTR -> element.setAttribute("dir", "ltr");
                default -> element.removeAttribute("dir");
            }
        }
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                direct(inner);
            }
        }
    }

    private static boolean isRightToLeft(Node node) {
        for (var at = node; at instanceof Element element; at = at.getParentNode()) {
            if (element.hasAttribute("dir")) {
                return element.getAttribute("dir").equals("rtl");
            }
        }
        return false;
    }

    private static void numberPages(PDDocument pdf, PDFont font, Texts texts) throws IOException {
        int pages = pdf.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            var page = pdf.getPage(i);
            var text = texts.say("document.page", i + 1, pages);
            var forms = onPaper(text, texts.language());
            var drawn = forms.stream().map(ArabicShaper.Form::drawn).collect(Collectors.joining());
            float width = font.getStringWidth(drawn) / 1000 * NUMBER_SIZE;
            try (var content = new PDPageContentStream(pdf, page, AppendMode.APPEND, true, true)) {
                content.beginMarkedContent(COSName.ARTIFACT);
                content.beginText();
                content.setFont(font, NUMBER_SIZE);
                content.newLineAtOffset((page.getMediaBox().getWidth() - width) / 2, NUMBER_ABOVE_EDGE);
                for (var form : forms) {
                    show(content, form.drawn(), text.substring(form.start(), form.end()));
                }
                content.endText();
                content.endMarkedContent();
            }
        }
    }

    private static void show(PDPageContentStream content, String drawn, String source) throws IOException {
        if (drawn.equals(source)) {
            content.showText(drawn);
            return;
        }
        var properties = new COSDictionary();
        properties.setItem(Lettering.ACTUAL_TEXT, new COSString(source));
        content.beginMarkedContent(Lettering.SPAN, PDPropertyList.create(properties));
        content.showText(drawn);
        content.endMarkedContent();
    }

    /** One line of text in the order on paper, from left to right. */
    private static List<ArabicShaper.Form> onPaper(String text, Language language) {
        var forms = ArabicShaper.shape(text);
        var bidi = new Bidi(text, language.direction().equals("rtl") ? Bidi.RTL : Bidi.LTR);
        var levels = new byte[forms.size()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = bidi.getLevelAt(forms.get(i).start());
        }
        return Arrays.stream(Bidi.reorderVisual(levels)).mapToObj(forms::get).toList();
    }
}
