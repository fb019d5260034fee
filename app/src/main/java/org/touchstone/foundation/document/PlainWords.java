package org.touchstone.foundation.document;

import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Documents as XML, and the words in them. */
final class PlainWords {

    /** Elements whose text goes on in the line. */
    private static final Set<String> IN_LINE = Set.of("a", "abbr", "b", "bdi", "em", "i", "span", "strong");

    private PlainWords() {}

    /** A document as a tree. Anything that would be read from elsewhere is refused. */
    static Document parsed(String xhtml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xhtml)));
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        } catch (SAXException e) {
            throw new IllegalStateException("The template is not well-formed XML", e);
        }
    }

    /** What a document says, a line to a paragraph, heading or cell; without the head that stands on every page. */
    static String of(String xhtml) {
        var text = new StringBuilder();
        gather(parsed(xhtml).getElementsByTagName("body").item(0), text);
        return text.toString()
                .replaceAll("[ \\t]+", " ")
                .replaceAll(" ?\\n ?", "\n")
                .replaceAll("\\n+", "\n")
                .strip();
    }

    private static void gather(Node node, StringBuilder text) {
        if (node instanceof Text words) {
            text.append(words.getData());
        } else if (node instanceof Element element
                && !element.getAttribute("class").equals("head")) {
            boolean apart = !IN_LINE.contains(element.getTagName());
            if (apart) {
                text.append('\n');
            }
            for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                gather(child, text);
            }
            if (apart) {
                text.append('\n');
            }
        }
    }
}
