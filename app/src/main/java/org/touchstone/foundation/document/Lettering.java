package org.touchstone.foundation.document;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Bidi;
import com.openhtmltopdf.extend.FontContext;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.pdfboxout.PdfBoxFSFont;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontDescription;
import com.openhtmltopdf.pdfboxout.PdfBoxOutputDevice;
import com.openhtmltopdf.pdfboxout.PdfBoxTextRenderer;
import com.openhtmltopdf.render.AbstractOutputDevice;
import com.openhtmltopdf.render.FSFont;
import com.openhtmltopdf.render.JustificationInfo;
import com.openhtmltopdf.util.OpenUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * Draws lines of text: letters joined, each line in the order of the Unicode bidirectional algorithm, and every word written in
 * the order of reading with the letters it was made of ({@code ActualText}), whatever forms they are drawn in. So what is read
 * out of a document, by people who cannot see it and by programs, is what was put into it.
 */
final class Lettering extends PdfBoxTextRenderer {

    static final COSName ACTUAL_TEXT = COSName.getPDFName("ActualText");
    static final COSName SPAN = COSName.getPDFName("Span");
    /** Widths are whole dots, of which a point has 26; less than this over is a matter of computing. */
    private static final float NEARLY = 0.01f;

    private final boolean everyWord;

    /** @param everyWord whether words are written one by one: needed as soon as one of them runs from right to left */
    Lettering(boolean everyWord) {
        this.everyWord = everyWord;
    }

    /** A character of a font, as drawn. */
    private record Glyph(String drawn, FontDescription font, float width) {}

    /** What stands together: a letter with its marks, and the part of the text it stands for. */
    private record Unit(int start, String source, List<Glyph> glyphs) {
        float width() {
            float width = 0;
            for (var glyph : glyphs) {
                width += glyph.width();
            }
            return width;
        }

        /** A letter, or some with their marks, of a script that runs from right to left. */
        boolean isRightToLeft() {
            return ReadBack.isRightToLeft(source.codePointAt(0));
        }
    }

    // Measuring.

    @Override
    public int getWidth(FontContext context, FSFont font, String string) {
        if (string.codePoints().noneMatch(Lettering::needsCare)) {
            return super.getWidth(context, font, string);
        }
        float width = 0;
        for (var unit : units((PdfBoxFSFont) font, string)) {
            width += unit.width();
        }
        return width - (float) Math.floor(width) < NEARLY ? (int) width : (int) Math.ceil(width);
    }

    /** Characters that are joined, or drawn as nothing. */
    private static boolean needsCare(int c) {
        return (c >= 0x590 && c < 0x900) || (c >= 0xFB1D && c < 0xFF00) || Character.getType(c) == Character.FORMAT;
    }

    private static List<Unit> units(PdfBoxFSFont font, String text) {
        var units = new ArrayList<Unit>(text.length());
        var waiting = new StringBuilder();
        for (var form : ArabicShaper.shape(text)) {
            var source = text.substring(form.start(), form.end());
            int c = form.drawn().codePointAt(0);
            var glyphs = glyphs(font, c);
            boolean joinsLast = glyphs.isEmpty() || Character.getType(c) == Character.NON_SPACING_MARK;
            if (joinsLast && !units.isEmpty() && !units.getLast().source().equals(" ")) {
                var last = units.removeLast();
                var all = new ArrayList<>(last.glyphs());
                all.addAll(glyphs);
                units.add(new Unit(last.start(), last.source() + source, all));
            } else if (glyphs.isEmpty()) {
                waiting.append(source);
            } else {
                units.add(new Unit(form.start() - waiting.length(), waiting + source, glyphs));
                waiting.setLength(0);
            }
        }
        return units;
    }

    private static List<Glyph> glyphs(PdfBoxFSFont font, int c) {
        if (Character.getType(c) == Character.FORMAT
                || Character.isISOControl(c)
                || !OpenUtil.isSafeFontCodePointToPrint(c)) {
            return List.of();
        }
        var drawn = Character.toString(c);
        return in(font, drawn)
                .or(() -> ArabicShaper.letters(c)
                        .flatMap(letters ->
                                in(font, new StringBuilder(letters).reverse().toString())))
                .or(() -> in(font, Character.isSpaceChar(c) ? " " : "#"))
                .orElse(List.of());
    }

    /** Characters in the first font that has all of them. */
    private static Optional<List<Glyph>> in(PdfBoxFSFont font, String drawn) {
        return font.getFontDescriptions().stream()
                .filter(description -> description.getFont() instanceof PDType0Font face
                        && drawn.codePoints().allMatch(c -> face.getCmapLookup().getGlyphId(c) != 0))
                .findFirst()
                .map(description -> drawn.codePoints()
                        .mapToObj(c -> glyph(font, description, Character.toString(c)))
                        .toList());
    }

    private static Glyph glyph(PdfBoxFSFont font, FontDescription description, String drawn) {
        try {
            float width = description.getFont().getStringWidth(drawn) / 1000 * font.getSize2D();
            return new Glyph(drawn, description, width);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Drawing.

    @Override
    public void drawString(OutputDevice device, String string, float x, float y) {
        drawString(device, string, x, y, null);
    }

    @Override
    public void drawString(
            OutputDevice device, String string, float x, float y, @Nullable JustificationInfo justification) {
        var pen = (PdfBoxOutputDevice) device;
        var font =
                (PdfBoxFSFont) pen.getSharedContext().getFont(((AbstractOutputDevice) device).getFontSpecification());
        boolean rightToLeft = string.charAt(0) == Base.RIGHT_TO_LEFT;
        var text = rightToLeft ? string.substring(1) : string;
        if (text.isEmpty()) {
            // Of nothing there is no order to draw in.
            return;
        }
        new Line(pen, font, text, rightToLeft, x, y, justification).draw();
    }

    /** One line, or the part of it that has one style. */
    private final class Line {
        private final PdfBoxOutputDevice pen;
        private final float size;
        private final float y;
        private final @Nullable JustificationInfo justification;
        private final List<Unit> units;
        private final byte[] levels;
        /** Where each unit begins, from the left. */
        private final float[] places;

        Line(
                PdfBoxOutputDevice pen,
                PdfBoxFSFont font,
                String text,
                boolean rightToLeft,
                float x,
                float y,
                @Nullable JustificationInfo justification) {
            this.pen = pen;
            this.size = font.getSize2D();
            this.y = y;
            this.justification = justification;
            this.units = units(font, text);
            this.levels = levels(units, rightToLeft ? Bidi.RTL : Bidi.LTR);
            this.places = new float[units.size()];
            float at = x;
            for (int unit : units.isEmpty() ? new int[0] : Bidi.reorderVisual(levels)) {
                places[unit] = at;
                at += units.get(unit).width() + stretch(units.get(unit));
            }
        }

        private float stretch(Unit unit) {
            if (justification == null) {
                return 0;
            }
            return isJustificationSpace(unit.source().codePointAt(0))
                    ? justification.getSpaceAdjust()
                    : justification.getNonSpaceAdjust();
        }

        void draw() {
            if (units.isEmpty()) {
                return;
            }
            if (!everyWord || isLeftToRight()) {
                write(0, asRead(0, units.size()));
                if (everyWord) {
                    turn(units.size() - 1);
                }
                return;
            }
            int from = 0;
            for (int i = 0; i < units.size(); i++) {
                if (isSpace(i)) {
                    word(from, i);
                    write(List.of(i), " ", " ");
                    turn(i);
                    from = i + 1;
                }
            }
            if (from < units.size()) {
                word(from, units.size());
                turn(units.size() - 1);
            }
        }

        private boolean isLeftToRight() {
            for (byte level : levels) {
                if (level % 2 == 1) {
                    return false;
                }
            }
            return true;
        }

        private boolean isSpace(int unit) {
            return units.get(unit).source().equals(" ");
        }

        /** A word; in parts where it cannot be written so that it is read back whole. */
        private void word(int from, int to) {
            if (from == to) {
                return;
            }
            var order = to - from == 1 ? Optional.of(asRead(from, to)) : order(from, to);
            if (order.isPresent()) {
                write(from, order.get());
                return;
            }
            int part = from + 1;
            while (part < to - 1 && levels[part] == levels[part - 1]) {
                part++;
            }
            word(from, part);
            turn(part - 1);
            word(part, to);
        }

        /**
         * A glyph that nobody sees, of no text, far left of what was written before and of what comes next. Programs that take the order
         * of writing for an order from left to right would join the next word to this one otherwise.
         */
        private void turn(int unit) {
            begin("");
            pen.drawStringFast(
                    " ",
                    -20 * pen.getDotsPerPoint(),
                    y,
                    null,
                    units.get(unit).glyphs().getFirst().font(),
                    size / 100);
            end();
        }

        private void begin(String text) {
            var properties = new COSDictionary();
            properties.setItem(ACTUAL_TEXT, new COSString(text));
            pen.getCurrentPage().beginMarkedContent(SPAN, properties);
        }

        private void end() {
            pen.getCurrentPage().endMarkedContent();
        }

        /** How a word may be written: its units, and the level that each is taken to have. */
        private record Order(int[] units, byte[] levels) {}

        private static Order asRead(int from, int to) {
            var order = new int[to - from];
            Arrays.setAll(order, i -> from + i);
            return new Order(order, new byte[to - from]);
        }

        /** The first order in which a word is read back as it stands: as read, or as on paper of either direction. */
        private Optional<Order> order(int from, int to) {
            var word = units.subList(from, to);
            var whole = text(word);
            var candidates = new ArrayList<Order>();
            candidates.add(asRead(from, to));
            for (byte base : new byte[] {Bidi.RTL, Bidi.LTR}) {
                var levels = levels(word, base);
                var order = Bidi.reorderVisual(levels);
                candidates.add(new Order(Arrays.stream(order).map(i -> i + from).toArray(), levels));
            }
            return candidates.stream()
                    .filter(order -> isUnbroken(order.units())
                            && ReadBack.read(onPaper(from, order)).equals(whole))
                    .findFirst();
        }

        /** Whether no gap on paper would be taken for a space. */
        private boolean isUnbroken(int[] order) {
            float end = Float.MAX_VALUE;
            for (int unit : order) {
                if (places[unit] > end + size / 50) {
                    return false;
                }
                end = places[unit] + units.get(unit).width();
            }
            return true;
        }

        private String onPaper(int from, Order order) {
            var written = new StringBuilder();
            each(from, order, (units, text) -> written.append(ReadBack.taken(text)));
            return written.toString();
        }

        private void write(int from, Order order) {
            each(from, order, (part, text) -> write(part, text, drawn(part)));
        }

        private interface Part {
            void of(List<Integer> units, String text);
        }

        /** The parts of a word that are written together, in the order of writing, each with its text. */
        private void each(int from, Order order, Part part) {
            int count = order.units().length;
            for (int i = 0; i < count; ) {
                int first = order.units()[i];
                var together = new ArrayList<Integer>(List.of(first));
                boolean turned = order.levels()[first - from] % 2 == 1
                        && units.get(first).isRightToLeft();
                boolean plain = !turned && isItself(first);
                int step = turned ? -1 : 1;
                i++;
                while ((turned || plain) && i < count) {
                    int next = order.units()[i];
                    boolean same = next == together.getLast() + step
                            && (turned
                                    ? units.get(next).isRightToLeft()
                                    : isItself(next) && order.levels()[next - from] % 2 == 0);
                    if (!same) {
                        break;
                    }
                    together.add(next);
                    i++;
                }
                var read = turned ? together.reversed() : together;
                var text = new StringBuilder();
                read.forEach(unit -> text.append(units.get(unit).source()));
                if (!turned && order.levels()[first - from] % 2 == 1 && text.length() == 1) {
                    text.setCharAt(0, (char) UCharacter.getMirror(text.charAt(0)));
                }
                part.of(together, text.toString());
            }
        }

        /** Whether a unit says by itself what it stands for. */
        private boolean isItself(int unit) {
            var source = units.get(unit).source();
            return !units.get(unit).isRightToLeft() && source.equals(drawn(List.of(unit))) && isSaid(unit);
        }

        /** Whether the font says of the glyphs what they stand for: of several characters with one glyph it says the first. */
        private boolean isSaid(int unit) {
            for (var glyph : units.get(unit).glyphs()) {
                int c = glyph.drawn().codePointAt(0);
                var lookup = ((PDType0Font) glyph.font().getFont()).getCmapLookup();
                var said = lookup.getCharCodes(lookup.getGlyphId(c));
                if (said == null || said.getFirst() != c) {
                    return false;
                }
            }
            return true;
        }

        /** What is drawn of units, the leftmost first. */
        private String drawn(List<Integer> part) {
            var drawn = new StringBuilder();
            for (int unit : part) {
                for (var glyph : glyphs(unit)) {
                    drawn.append(glyph.drawn());
                }
            }
            return drawn.toString();
        }

        /** The glyphs of a unit; brackets face the other way where text runs from right to left. */
        private List<Glyph> glyphs(int unit) {
            var glyphs = units.get(unit).glyphs();
            if (levels[unit] % 2 == 0) {
                return glyphs;
            }
            return glyphs.stream()
                    .map(glyph -> new Glyph(
                            Character.toString(
                                    UCharacter.getMirror(glyph.drawn().codePointAt(0))),
                            glyph.font(),
                            glyph.width()))
                    .toList();
        }

        private void write(List<Integer> part, String text, String drawn) {
            boolean said = text.equals(drawn) && part.stream().allMatch(this::isSaid);
            if (!said) {
                begin(text);
            }
            var run = new StringBuilder();
            FontDescription font = null;
            float start = 0;
            float at = Float.NaN;
            for (int unit : part) {
                float place = places[unit];
                for (var glyph : glyphs(unit)) {
                    if (!glyph.font().equals(font) || !(Math.abs(place - at) <= 1)) {
                        flush(run, start, font);
                        font = glyph.font();
                        start = place;
                    }
                    run.append(glyph.drawn());
                    place += glyph.width();
                    at = place;
                }
                if (stretch(units.get(unit)) != 0) {
                    at = Float.NaN;
                }
            }
            flush(run, start, font);
            if (!said) {
                end();
            }
        }

        private void flush(StringBuilder run, float start, @Nullable FontDescription font) {
            if (!run.isEmpty() && font != null) {
                pen.drawStringFast(run.toString(), start, y, null, font, size);
                run.setLength(0);
            }
        }
    }

    private static String text(List<Unit> units) {
        var text = new StringBuilder();
        units.forEach(unit -> text.append(unit.source()));
        return text.toString();
    }

    /** Where in a unit that is drawn begins: marks of direction that go before it stand at the level around them. */
    private static int drawnAt(String source) {
        int at = 0;
        while (at < source.length() - 1 && Character.getType(source.charAt(at)) == Character.FORMAT) {
            at++;
        }
        return at;
    }

    /** The levels of units: odd for what runs from right to left. */
    private static byte[] levels(List<Unit> units, byte base) {
        var bidi = new Bidi();
        bidi.setPara(text(units), base, null);
        var levels = new byte[units.size()];
        int at = 0;
        for (int i = 0; i < levels.length; i++) {
            var source = units.get(i).source();
            levels[i] = bidi.getLevelAt(at + drawnAt(source));
            at += source.length();
        }
        return levels;
    }
}
