package org.touchstone.foundation.document;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;

/**
 * Makes documents out of compiled templates: XHTML for looking at and PDF for keeping. Each template takes the sheet {@code f}
 * and one model {@code m}, as pages do, and must be well-formed XML. The same template, model and instant give the same bytes.
 * A PDF is made for archives (PDF/A-2a) and for all readers (PDF/UA-1), has page numbers and names its language and title; its
 * metadata hold nothing else.
 */
@Component
public class Documents {

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Documents.class.getClassLoader(), "touchstone.pages");
    private final Printer printer = new Printer();
    private final String baseUrl;
    private final String centre;

    Documents(Settings settings) {
        var base = settings.baseUrl().toString();
        this.baseUrl = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.centre = settings.organization();
    }

    /** A document as XHTML, without its style. Characters that XML does not know are left out. */
    public String xhtml(String template, Object model, Language language, Instant made) {
        var output = new StringOutput();
        var sheet = new Sheet(Texts.in(language), made, baseUrl, centre);
        templates.render(template + ".jte", Map.of("f", sheet, "m", model), output);
        var text = new StringBuilder();
        output.toString().codePoints().filter(Documents::isXml).forEach(text::appendCodePoint);
        return text.toString().strip();
    }

    private static boolean isXml(int c) {
        return c < 0x20 ? c == '\n' || c == '\t' : c < 0xD800 || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF);
    }

    /**
     * A document as PDF, and what it says.
     *
     * @param pdf the file
     * @param text its text in the order of reading, a line to a paragraph, heading or cell; without what is repeated on every page
     */
    public record Printed(byte[] pdf, String text) {}

    /** A document as PDF with its text; {@code made} is the only date in it that is not the model's. */
    public Printed printed(String template, Object model, Language language, Instant made) {
        var xhtml = xhtml(template, model, language, made);
        return new Printed(printer.print(xhtml, language, made), PlainWords.of(xhtml));
    }

    /**
     * A document as PDF.
     *
     * @param made its date of making, the only date in it that is not the model's
     */
    public byte[] pdf(String template, Object model, Language language, Instant made) {
        return printer.print(xhtml(template, model, language, made), language, made);
    }
}
