package org.touchstone.badge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.touchstone.badge.Look.Size;
import org.touchstone.badge.Look.Theme;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.registry.Host;

/**
 * Draws the picture of a mark: its state in word and shape, the address it is for, and the day that was looked. Plain SVG: no
 * script, no link, no font or picture from elsewhere.
 */
final class Painter {

    private static final String LATIN =
            "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',Arial,sans-serif";
    private static final String PERSIAN =
            "Vazirmatn,'Segoe UI',Tahoma,'Geeza Pro','Noto Sans Arabic','Noto Naskh Arabic',sans-serif";
    private static final String CHINESE =
            "'PingFang SC','Microsoft YaHei','Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC',sans-serif";
    private static final double SMALLEST = 6.5;

    private final StringBuilder svg = new StringBuilder(2048);
    private final Texts t;
    private final Look look;
    private final Face face;

    private Painter(Look look, Face face) {
        this.t = Texts.in(look.language());
        this.look = look;
        this.face = face;
    }

    /**
     * The picture.
     *
     * @param host the address the mark is for; absent where there is no mark
     * @param grade the grade of the mark; absent where none is given
     * @param here whether the page that shows it is proven to be the mark's; otherwise the reader is asked to compare
     * @param at when the state was read; absent where it could not be
     */
    static String draw(
            Look look, Face face, @Nullable Host host, @Nullable String grade, boolean here, @Nullable Instant at) {
        return new Painter(look, face).picture(host, grade, here, at);
    }

    private String picture(@Nullable Host host, @Nullable String grade, boolean here, @Nullable Instant at) {
        var size = look.size();
        var title = title(host, grade, here, at);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(size.width())
                .append("\" height=\"")
                .append(size.height())
                .append("\" viewBox=\"0 0 ")
                .append(size.width())
                .append(' ')
                .append(size.height())
                .append("\" role=\"img\" lang=\"")
                .append(look.language().code())
                .append("\" direction=\"")
                .append(look.language().direction())
                .append("\"><title>")
                .append(escaped(title))
                .append("</title>");
        style();
        svg.append("<rect x=\".5\" y=\".5\" width=\"")
                .append(size.width() - 1)
                .append("\" height=\"")
                .append(size.height() - 1)
                .append("\" rx=\"")
                .append(size == Size.S ? 4 : 8)
                .append("\" class=\"b\"/>");
        switch (size) {
            case S -> small(host);
            case M -> middle(host, grade, here, at);
            case L -> large(host, grade, here, at);
        }
        return svg.append("</svg>").toString();
    }

    private void small(@Nullable Host host) {
        var words = t.say("badge.short." + face.name());
        if (host == null) {
            sign(5, 6.5, 18);
            line(words, "t", 28, 19.5, 10.5, true);
        } else {
            sign(5, 3.5, 14);
            line(words, "t", 23, 14, 10.5, true);
            address(host, 5, 26, 8.5);
        }
    }

    private void middle(@Nullable Host host, @Nullable String grade, boolean here, @Nullable Instant at) {
        sign(8, 13, 30);
        line(words(grade), "t", 46, 19, 13, true);
        if (host == null) {
            line(caption(here, at), "m", 46, 38, 10, false);
        } else {
            address(host, 46, 34.5, 11.5);
            line(face == Face.NOT_HERE ? t.say("badge.only") : caption(here, at), "m", 46, 48, 9.5, false);
        }
    }

    private void large(@Nullable Host host, @Nullable String grade, boolean here, @Nullable Instant at) {
        sign(12, 18, 48);
        line(t.say("badge.of", t.say("site.name")), "m", 72, 18.5, 10.5, false);
        var words = t.say("badge.face." + face.name());
        line(grade == null ? words : t.say("badge.graded", words, grade), "t", 72, 36.5, 15.5, true);
        if (host == null) {
            line(caption(here, at), "m", 72, 56, 11, false);
        } else {
            address(host, 72, 56, 14);
            line(face == Face.NOT_HERE ? t.say("badge.only") : caption(here, at), "m", 72, 73, 10.5, false);
        }
    }

    private String words(@Nullable String grade) {
        var words = t.say("badge.face." + face.name());
        return grade == null ? words : t.say("badge.graded", words, grade);
    }

    private String title(@Nullable Host host, @Nullable String grade, boolean here, @Nullable Instant at) {
        var words = words(grade);
        if (host == null) {
            return words + " – " + caption(here, at);
        }
        var whose = t.say(face == Face.NOT_HERE ? "badge.title.only" : "badge.title.for", words, host.readable());
        return whose + " " + caption(here, at);
    }

    private String caption(boolean here, @Nullable Instant at) {
        if (at == null) {
            return t.say("badge.later");
        }
        return t.say(here ? "badge.checked" : "badge.compare", t.shortDate(at));
    }

    private void style() {
        svg.append("<style>text{font-family:")
                .append(
                        switch (look.language()) {
                            case FA -> PERSIAN;
                            case ZH -> CHINESE;
                            case EN -> LATIN;
                        })
                .append("}.h{font-family:")
                .append(LATIN)
                .append("}");
        if (face.tone() == Face.Tone.ALARM) {
            colours("#9a1f19", "#9a1f19", "#fff", "#fff", "#fff");
        } else if (look.theme() == Theme.DARK) {
            colours("#18201d", "#7b8a84", "#e6ebe8", "#a5b2ac", face.tone().dark());
        } else {
            colours("#fff", "#78857f", "#17231f", "#51605a", face.tone().light());
            if (look.theme() == Theme.AUTO) {
                svg.append("@media(prefers-color-scheme:dark){");
                colours("#18201d", "#7b8a84", "#e6ebe8", "#a5b2ac", face.tone().dark());
                svg.append('}');
            }
        }
        svg.append("</style>");
    }

    private void colours(String paper, String edge, String ink, String muted, String tone) {
        svg.append(".b{fill:%s;stroke:%s}.t,.h{fill:%s}.m{fill:%s}.a{fill:%s}".formatted(paper, edge, ink, muted, tone))
                .append(".c,.r{fill:none;stroke:%s;stroke-width:2.6;stroke-linecap:round;stroke-linejoin:round}"
                        .formatted(paper))
                .append(".r{stroke:%s}".formatted(tone));
    }

    /** The shape, at the side where reading begins. */
    private void sign(double x, double y, double side) {
        double from = rightToLeft() ? look.size().width() - x - side : x;
        svg.append("<g transform=\"translate(%s %s)scale(%s)\">".formatted(number(from), number(y), number(side / 24)))
                .append(face.shape())
                .append("</g>");
    }

    private void line(String words, String kind, double indent, double y, double size, boolean bold) {
        // Bold letters are wider, in some fonts by a quarter.
        double fitting = fitting(words, room(indent) / (bold ? 1.25 : 1.15), size);
        svg.append("<text class=\"%s\" x=\"%s\" y=\"%s\" font-size=\"%s\"%s>%s</text>"
                .formatted(
                        kind,
                        number(rightToLeft() ? look.size().width() - indent : indent),
                        number(y),
                        number(fitting),
                        bold ? " font-weight=\"700\"" : "",
                        escaped(words)));
    }

    /** The address, from left to right in every script. Of one that is too long the end is kept: who owns it stands there. */
    private void address(Host host, double indent, double y, double size) {
        var name = host.readable();
        double room = room(indent);
        while (name.length() > 4 && fitting(name, room, size) <= SMALLEST && width(name, SMALLEST) > room) {
            name = "…" + name.substring(name.startsWith("…") ? 2 : 1);
        }
        svg.append(
                "<text class=\"h\" direction=\"ltr\" unicode-bidi=\"isolate\" x=\"%s\" y=\"%s\" font-size=\"%s\"%s>%s</text>"
                        .formatted(
                                number(rightToLeft() ? look.size().width() - indent : indent),
                                number(y),
                                number(fitting(name, room, size)),
                                rightToLeft() ? " text-anchor=\"end\"" : "",
                                escaped(name)));
    }

    private boolean rightToLeft() {
        return look.language() == Language.FA;
    }

    private double room(double indent) {
        return look.size().width() - indent - (look.size() == Size.S ? 3 : 7);
    }

    private static double fitting(String words, double room, double size) {
        double width = width(words, size);
        return width <= room ? size : Math.max(SMALLEST, size * room / width);
    }

    /** About how wide words stand, on the safe side: no font is ours to measure. */
    private static double width(String words, double size) {
        double ems = words.codePoints()
                .mapToDouble(c -> c >= 0x2E80
                        ? 1.02
                        : c >= 0x600 && c < 0x700
                                ? 0.56
                                : Character.isUpperCase(c) || c == 'm' || c == 'w'
                                        ? 0.8
                                        : c == 'i' || c == 'l' || c == '.' || c == ' ' ? 0.31 : 0.58)
                .sum();
        return ems * size;
    }

    private static String number(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
