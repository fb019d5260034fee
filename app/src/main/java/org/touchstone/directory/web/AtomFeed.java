package org.touchstone.directory.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.touchstone.foundation.secrecy.Sha256;
import org.touchstone.foundation.text.Texts;
import org.touchstone.rules.text.PlainText;

/**
 * A feed after RFC 4287, one page of it after RFC 5005.
 *
 * @param id what it is called for ever, in every language and on every page
 * @param t what its language says
 * @param self address of this page
 * @param about address of what it is about
 * @param links to its other pages
 */
record AtomFeed(String id, Texts t, String title, String self, String about, List<Link> links, List<Entry> entries) {

    private static final String ATOM = "http://www.w3.org/2005/Atom";

    /** A link to another page of the feed. */
    record Link(String rel, String href) {}

    /**
     * Something that happened.
     *
     * @param id what it is called for ever
     * @param category its kind, for programs
     */
    record Entry(String id, String title, Instant updated, String address, String category, String summary) {}

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            xml.writeAttribute("xml:lang", t.language().code());
            text(xml, "id", id);
            text(xml, "title", title);
            text(
                    xml,
                    "updated",
                    time(entries.stream()
                            .map(Entry::updated)
                            .max(Comparator.naturalOrder())
                            .orElse(Instant.EPOCH)));
            xml.writeStartElement("author");
            text(xml, "name", t.say("site.name"));
            xml.writeEndElement();
            link(xml, "self", self, "application/atom+xml");
            link(xml, "alternate", about, "text/html");
            for (var link : links) {
                link(xml, link.rel(), link.href(), "application/atom+xml");
            }
            for (var entry : entries) {
                entry(xml, entry);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void entry(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
        xml.writeStartElement("entry");
        text(xml, "id", entry.id());
        text(xml, "title", entry.title());
        text(xml, "updated", time(entry.updated()));
        link(xml, "alternate", entry.address(), "text/html");
        xml.writeEmptyElement("category");
        xml.writeAttribute("term", entry.category());
        text(xml, "summary", entry.summary());
        xml.writeEndElement();
    }

    private static void text(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(PlainText.clean(text));
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String rel, String href, String type) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", rel);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", href);
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** What tells these bytes from others. */
    static String etag(byte[] bytes) {
        return "\"" + HexFormat.of().formatHex(Sha256.of(bytes), 0, 12) + "\"";
    }
}
