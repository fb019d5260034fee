package org.touchstone.foundation.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The tables of a document that say which character a glyph stands for ({@code ToUnicode}): presentation forms are named by the
 * letters they are forms of, but for ligatures, for programs that look no further than these tables.
 */
final class GlyphNames {

    private static final Pattern RANGE = Pattern.compile("<(\\p{XDigit}{4})> <(\\p{XDigit}{4})> <(\\p{XDigit}+)>");
    private static final int AT_ONCE = 100;

    private GlyphNames() {}

    static byte[] inLetters(byte[] pdf, Instant made) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            for (var page : document.getPages()) {
                var resources = page.getResources();
                for (var name : resources.getFontNames()) {
                    rename(resources.getFont(name).getCOSObject().getDictionaryObject(COSName.TO_UNICODE));
                }
            }
            document.setDocumentId(made.toEpochMilli());
            return saved(document);
        }
    }

    private static byte[] saved(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    private static void rename(COSBase table) throws IOException {
        if (!(table instanceof COSStream stream)) {
            return;
        }
        var text = new String(stream.createInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        var names = new TreeMap<Integer, String>();
        boolean changed = false;
        for (var range = RANGE.matcher(text); range.find(); ) {
            int first = Integer.parseInt(range.group(1), 16);
            int last = Integer.parseInt(range.group(2), 16);
            var named = new String(HexFormat.of().parseHex(range.group(3)), StandardCharsets.UTF_16BE);
            for (int glyph = first; glyph <= last; glyph++) {
                int end = named.codePointBefore(named.length()) + glyph - first;
                var name = named.substring(0, named.offsetByCodePoints(named.length(), -1)) + Character.toString(end);
                var letters = ArabicShaper.letters(name.codePointAt(0))
                        .filter(found -> found.length() == 1)
                        .orElse(name);
                changed |= !letters.equals(name);
                names.put(glyph, letters);
            }
        }
        if (changed) {
            try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                out.write(table(names).getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    /** PDF 1.7 (ISO 32000-1), 9.10.3. */
    private static String table(Map<Integer, String> names) {
        var text = new StringBuilder("""
                /CIDInit /ProcSet findresource begin
                12 dict begin
                begincmap
                /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
                /CMapName /Adobe-Identity-UCS def
                /CMapType 2 def
                1 begincodespacerange
                <0000> <FFFF>
                endcodespacerange
                """);
        var entries = names.entrySet().stream().toList();
        for (int from = 0; from < entries.size(); from += AT_ONCE) {
            var some = entries.subList(from, Math.min(entries.size(), from + AT_ONCE));
            text.append(some.size()).append(" beginbfchar\n");
            for (var entry : some) {
                var name = HexFormat.of()
                        .withUpperCase()
                        .formatHex(entry.getValue().getBytes(StandardCharsets.UTF_16BE));
                text.append("<%04X> <%s>\n".formatted(entry.getKey(), name));
            }
            text.append("endbfchar\n");
        }
        return text.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
                .toString();
    }
}
