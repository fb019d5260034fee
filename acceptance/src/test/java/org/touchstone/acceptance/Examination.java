package org.touchstone.acceptance;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for every page, whoever looks at it: usable by all, in the reader's language, within the screen, light. A page
 * built like one seen before is not judged for accessibility again; everything else is looked at every time. A page is photographed
 * when something is wrong with it; with {@code -Dtouchstone.screenshots=true}, every page of a build not seen before.
 */
final class Examination {

    private static final int MOST_BYTES = 30 * 1024;
    private static final List<String> STANDARDS = List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice");
    private static final Path SCREENSHOTS = Programs.MODULE.resolve("target/screenshots");
    private static final boolean ALL_PHOTOGRAPHED = Boolean.getBoolean("touchstone.screenshots");
    private static final Map<String, Integer> TAKEN = new HashMap<>();
    private static final Set<String> KNOWN = new HashSet<>();
    private static final String AXE = AxeBuilder.getAxeScript();

    /** The rules a colour scheme can break; all others look at the same document again. */
    private static final List<String> OF_COLOUR = List.of("color-contrast", "link-in-text-block");

    private static final String AXE_RUN = """
            async ([kind, names]) => {
              const results = await axe.run(document, {runOnly: {type: kind, values: names}, resultTypes: ['violations']});
              return results.violations.map(v => v.id + ' (' + v.help + ') at '
                + v.nodes.map(n => n.target.join(' ') + ' – ' + n.any.concat(n.all, n.none).map(c => c.message).join('; ')).join(' | '));
            }""";

    /**
     * All that is looked at every time. The page's own words are not the names, texts and codes of people, which are in whatever
     * language they are. Its build is how it is made, whatever the names and numbers in it.
     */
    private static final String LOOK = """
            () => {
              const root = document.documentElement, room = root.clientWidth;
              const wide = root.scrollWidth <= room ? [] : [...document.body.querySelectorAll('*')].filter(e => {
                const box = e.getBoundingClientRect();
                return box.width > 0 && (box.right > room + 1 || box.left < -1);
              }).slice(-3).map(e => e.tagName.toLowerCase() + '.' + e.className).concat(root.scrollWidth + ' > ' + room);

              const foreign = 'bdi, [dir=auto], .code, .message, script, style, kbd, .languages';
              const words = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const text = walker.currentNode.textContent.trim();
                if (text && !walker.currentNode.parentElement.closest(foreign)) words.push(text);
              }
              for (const name of ['aria-label', 'data-label', 'title', 'placeholder', 'alt'])
                for (const e of document.body.querySelectorAll('[' + name + ']'))
                  if (e.getAttribute(name) && !e.closest(foreign)) words.push(e.getAttribute(name));

              const build = [...document.querySelectorAll('body, body *')].map(e => e.tagName + '.' + e.className
                + [...e.attributes].map(a => ['role', 'type', 'hidden', 'lang', 'aria-current', 'aria-invalid'].includes(a.name)
                  ? a.name + a.value : a.name)
                + (e.childElementCount ? '' : !!e.textContent.trim())).join(' ');

              return {lang: root.lang, dir: root.dir, title: document.title, wide, words, build, html: root.outerHTML};
            }""";

    private static final Pattern RAW_NAME = Pattern.compile("[A-Z]{2,}(_[A-Z]+)+|\\{\\w+}|\\bnull\\b|Optional\\[");

    /** Names that are the same in every language. */
    private static final Pattern SAME_EVERYWHERE = Pattern.compile(
            "\\S+\\.(?:example|json|csv|yaml)|SHA-256|https?|TXT|DNS|HSTS|SVG|Cookie|Content-Security-Policy|</?head>|JSON|CSV|API|Webhook|PDF|ZIP|JPEG|PNG|WebP|HEIC|[KM]B|\\d{4}-\\d{2}-\\d{2}|[A-Z0-9]+-[A-Z0-9-]+");

    private static final Pattern LATIN_WORD = Pattern.compile("[A-Za-z]{2,}");
    private static final Pattern LATIN_DIGIT = Pattern.compile("[0-9]");

    private final Page page;
    private final Language language;
    private final Screen screen;
    private final boolean scripts;
    private final String journey;

    Examination(Page page, Language language, Screen screen, boolean scripts, String journey) {
        this.page = page;
        this.language = language;
        this.screen = screen;
        this.scripts = scripts;
        this.journey = journey;
    }

    /** What is wrong with the page as it stands. */
    List<String> findings() {
        var look = (Map<?, ?>) page.evaluate(LOOK);
        var wrong = new ArrayList<String>();
        if (!language.code().equals(look.get("lang")) || !language.direction().equals(look.get("dir"))) {
            wrong.add("is written in %s, %s".formatted(look.get("lang"), look.get("dir")));
        }
        if (!text(look, "title").endsWith(" – " + language.say("site.name"))) {
            wrong.add("is titled " + text(look, "title"));
        }
        wrong.addAll(words(texts(look.get("words"))));
        if (!texts(look.get("wide")).isEmpty()) {
            wrong.add("is wider than the screen: " + look.get("wide"));
        }
        int weight = packed(text(look, "html"));
        if (weight > MOST_BYTES) {
            wrong.add("weighs %d bytes packed".formatted(weight));
        }
        boolean unknown = KNOWN.add(language + " " + screen + scripts + text(look, "build"));
        if (unknown && scripts) {
            page.evaluate(AXE);
            wrong.addAll(accessibility(ColorScheme.DARK, "rule", OF_COLOUR));
            wrong.addAll(accessibility(ColorScheme.LIGHT, "tag", STANDARDS));
        }
        if ((unknown && ALL_PHOTOGRAPHED) || !wrong.isEmpty()) {
            photograph(path());
        }
        return wrong.stream()
                .map(w -> "%s [%s %d]: %s".formatted(path(), language.code(), screen.width(), w))
                .toList();
    }

    private List<String> words(List<String> shown) {
        var wrong = new ArrayList<String>();
        var keys = Sentences.in(language).keys();
        for (var text : shown) {
            var own = SAME_EVERYWHERE.matcher(text).replaceAll("");
            if (text.contains(".") && keys.contains(text)) {
                wrong.add("shows a key: " + text);
            } else if (RAW_NAME.matcher(text).find()) {
                wrong.add("shows the inside: " + text);
            } else if (language != Language.EN && LATIN_WORD.matcher(own).find()) {
                wrong.add("is not translated: " + text);
            } else if (language == Language.FA && LATIN_DIGIT.matcher(own).find()) {
                wrong.add("has the digits of another script: " + text);
            }
        }
        return wrong;
    }

    private static int packed(String html) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(html.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.size();
    }

    private List<String> accessibility(ColorScheme scheme, String kind, List<String> names) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        return texts(page.evaluate(AXE_RUN, List.of(kind, names))).stream()
                .map(violation -> scheme.name().toLowerCase(Locale.ROOT) + " " + violation)
                .toList();
    }

    private static String text(Map<?, ?> look, String part) {
        return String.valueOf(look.get(part));
    }

    private static List<String> texts(@Nullable Object evaluated) {
        return evaluated instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Takes a picture of a page of somebody else's under a name, when all are photographed. */
    void photographElsewhere(String place) {
        if (ALL_PHOTOGRAPHED) {
            photograph(place);
        }
    }

    private void photograph(String place) {
        var name = (journey + (place.startsWith("/") ? place : "/" + place))
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4,12}){4}", "id")
                .replaceAll("/m/[A-Z0-9]{8}", "/m/code")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("-$", "");
        var end = ".%s.%d".formatted(language.code(), screen.width());
        int before = TAKEN.merge(name + end, 1, Integer::sum) - 1;
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(name + (before == 0 ? "" : "-" + (before + 1)) + end + ".png")));
    }

    String path() {
        return URI.create(page.url()).getPath();
    }
}
