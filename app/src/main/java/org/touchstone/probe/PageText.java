package org.touchstone.probe;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.Selector;
import org.touchstone.rules.text.PlainText;

/**
 * A page as somebody reads it: lines in order, each under its heading. What a browser would not show is not there: comments, scripts,
 * templates, and elements hidden by an attribute or by style sheets within the page. Style sheets beside the page are not fetched, so
 * what they hide is taken for seen.
 *
 * @param url where it stands
 * @param document the page
 * @param lines what is to be read, at most 20,000
 */
record PageText(URI url, Document document, List<Line> lines) {

    /**
     * A line.
     *
     * @param text as it is written, at most 4,000 characters
     * @param key the same for searching
     * @param level of a heading, 1 to 6; 0 for other lines
     * @param heading the heading above it, or itself
     * @param anchor the nearest anchor around it; empty if there is none
     * @param linked how many of its characters are links
     * @param framed whether it stands in the frame of the page: navigation, head, foot or side
     */
    record Line(String text, String key, int level, String heading, String anchor, int linked, boolean framed) {

        /** How much there is to read, apart from links: a Chinese character says as much as three letters. */
        int weight() {
            long wide = text.codePoints().filter(Character::isIdeographic).count();
            return Math.max(0, (int) (text.length() + 2 * wide) - linked);
        }
    }

    private static final int MOST_LINES = 20_000;
    private static final int LONGEST_LINE = 4000;
    private static final int MOST_RULES = 500;
    private static final Set<String> UNSEEN = Set.of(
            "script", "style", "template", "noscript", "head", "iframe", "object", "svg", "math", "select", "datalist");
    private static final Set<String> FRAMES = Set.of("nav", "header", "footer", "aside");
    private static final Pattern HIDING = Pattern.compile(
            "display:none|visibility:hidden|visibility:collapse|opacity:0(?:\\.0+)?(?:[;}!]|$)|font-size:0|text-indent:-\\d{3,}"
                    + "|(?:left|top|right):-\\d{4,}|(?:^|[;{])(?:max-)?(?:height|width):0(?:px)?[;}!]|clip-path:inset\\((?:50|100)%");
    private static final Pattern RULE = Pattern.compile("([^{}@;]{1,300})\\{([^{}]{0,2000})}");

    static PageText of(URI url, String html) {
        var document = Jsoup.parse(html, url.toString());
        var collector = new Collector(hidden(document));
        document.body().filter(collector);
        collector.flush();
        return new PageText(url, document, List.copyOf(collector.lines));
    }

    /** Whether an element is hidden by itself; what stands in a hidden one is not read either. */
    static boolean isHidden(Element element) {
        var style = element.attr("style");
        return element.hasAttr("hidden") || isUnseenInput(element) || (!style.isEmpty() && hides(style));
    }

    private static boolean isUnseenInput(Element element) {
        return element.normalName().equals("input") && element.attr("type").equalsIgnoreCase("hidden");
    }

    private static boolean hides(String declarations) {
        return HIDING.matcher(declarations.toLowerCase(Locale.ROOT).replaceAll("\\s", ""))
                .find();
    }

    /** What the style sheets within the page hide on every screen. */
    private static Set<Element> hidden(Document document) {
        Set<Element> hidden = Collections.newSetFromMap(new IdentityHashMap<>());
        int rules = 0;
        for (var sheet : document.select("style")) {
            var rule = RULE.matcher(withoutConditions(sheet.data()));
            while (rule.find() && rules++ < MOST_RULES) {
                if (hides(rule.group(2))) {
                    try {
                        hidden.addAll(document.select(rule.group(1).strip()));
                    } catch (Selector.SelectorParseException | IllegalArgumentException e) {
                        // A selector only browsers know, such as :hover.
                    }
                }
            }
        }
        hidden.remove(document.body());
        return hidden;
    }

    /** A sheet without comments and without what holds under conditions only, such as {@code @media print}. */
    private static String withoutConditions(String sheet) {
        var kept = new StringBuilder();
        int depth = 0;
        int conditionAt = -1;
        var plain = sheet.replaceAll("(?s)/\\*.*?\\*/", "");
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '@' && depth == 0) {
                conditionAt = 0;
            }
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (conditionAt < 0) {
                kept.append(c);
            } else if (depth <= 0 && (c == '}' || c == ';')) {
                conditionAt = -1;
            }
            depth = Math.max(0, depth);
        }
        return kept.toString();
    }

    /** How much there is to read. */
    int weight() {
        return lines.stream().mapToInt(Line::weight).sum();
    }

    /** Collects lines: text runs on until a block begins or ends. */
    private static final class Collector implements NodeFilter {

        private final Set<Element> hidden;
        private final List<Line> lines = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private int linked;
        private int level;
        private String heading = "";
        private String anchor = "";
        private boolean framed;

        Collector(Set<Element> hidden) {
            this.hidden = hidden;
        }

        @Override
        public FilterResult head(Node node, int depth) {
            if (lines.size() >= MOST_LINES) {
                return FilterResult.STOP;
            }
            switch (node) {
                case TextNode words -> add(words);
                case Element element -> {
                    if (UNSEEN.contains(element.normalName()) || hidden.contains(element) || isHidden(element)) {
                        return FilterResult.SKIP_ENTIRELY;
                    }
                    if (element.isBlock() || element.normalName().equals("br")) {
                        flush();
                        level = Math.max(level, level(element));
                    }
                }
                default -> {}
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element && element.isBlock()) {
                flush();
                if (level(element) > 0) {
                    level = 0;
                }
            }
            return FilterResult.CONTINUE;
        }

        private static int level(Element element) {
            return switch (element.normalName()) {
                case "h1", "h2", "h3", "h4", "h5", "h6" -> element.normalName().charAt(1) - '0';
                case "summary", "legend", "dt" -> 6;
                default -> 0;
            };
        }

        private void add(TextNode words) {
            var written = words.getWholeText();
            if (written.isBlank()) {
                text.append(' ');
                return;
            }
            if (text.toString().isBlank()) {
                place(words);
            }
            text.append(written);
            var parent = words.parent();
            if (parent != null && parent.closest("a[href]") != null) {
                linked += written.strip().length();
            }
        }

        private void place(TextNode words) {
            anchor = "";
            framed = false;
            for (var up = words.parent(); up != null && !up.nameIs("body"); up = up.parent()) {
                if (anchor.isEmpty() && !up.id().isBlank()) {
                    anchor = up.id();
                }
                framed |= FRAMES.contains(up.normalName());
            }
        }

        private void flush() {
            var line = PlainText.clean(text.toString()).replaceAll("\\s+", " ").strip();
            if (!line.isEmpty()) {
                var cut = line.substring(0, Math.min(LONGEST_LINE, line.length()));
                if (level > 0) {
                    heading = cut;
                }
                lines.add(new Line(cut, PlainText.searchKey(cut), level, heading, anchor, linked, framed));
            }
            text.setLength(0);
            linked = 0;
        }
    }
}
