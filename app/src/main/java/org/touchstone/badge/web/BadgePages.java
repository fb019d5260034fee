package org.touchstone.badge.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.account.People;
import org.touchstone.badge.Look;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.document.QrCode;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Readers;
import org.touchstone.foundation.web.Refused;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;

/** What to copy to show a mark, what to print, and what is logged when it is shown. */
@Controller
public class BadgePages {

    private static final int DOTS = 10;

    private final Registry registry;
    private final People people;
    private final Settings settings;
    private final Pages pages;

    BadgePages(Registry registry, People people, Settings settings, Pages pages) {
        this.registry = registry;
        this.people = people;
        this.settings = settings;
        this.pages = pages;
    }

    /**
     * What to copy.
     *
     * @param look as chosen
     * @param base address of this installation, without a slash at the end
     * @param owners whether it is shown at the desk of the mark's owner
     */
    public record EmbedPage(Mark mark, Look look, String base, boolean owners) {

        /** Where the link of the badge leads. */
        public String link() {
            return base + "/m/" + mark.code();
        }

        /** Where the picture is. */
        public String picture() {
            return "/m/" + mark.code() + "/badge.svg?" + look.query();
        }

        /** The lines to copy. The browser tells the site that shows them, and nothing else, to the picture and the link. */
        public String snippet() {
            return """
                    <a href="%s?from=badge" hreflang="%s" target="_blank" rel="noopener" referrerpolicy="origin"><img src="%s" width="%d" height="%d" alt="%s" referrerpolicy="origin" loading="lazy" decoding="async"></a>""".formatted(
                            link(),
                            look.language().code(),
                            (base + picture()).replace("&", "&amp;"),
                            look.size().width(),
                            look.size().height(),
                            Texts.in(look.language()).say("badge.alt"));
        }

        /** What a shop's own content policy has to allow. */
        public String policy() {
            return "img-src " + base;
        }

        /** What tells programs where the statement is. */
        public String statementLink() {
            return "<link rel=\"trust-mark\" type=\"application/trust-mark+jwt\" href=\"/.well-known/trust-mark\">";
        }
    }

    /** What is logged. */
    public record PrivacyPage(int days) {}

    @GetMapping("/m/{code}/badge")
    View embed(@PathVariable String code, HttpServletRequest request) {
        return embed(mark(code), false, request);
    }

    @GetMapping("/desk/marks/{code}/badge")
    View embedOwn(@PathVariable String code, HttpServletRequest request) {
        var caller = Callers.required();
        var mark = mark(code);
        if (!people.businessesOf(caller.id()).contains(mark.businessId())) {
            throw Refused.notFound();
        }
        return embed(mark, true, request);
    }

    private View embed(Mark mark, boolean owners, HttpServletRequest request) {
        var reader = new Look(Readers.languageOf(request), Look.DEFAULT.size(), Look.DEFAULT.theme());
        var query = request.getQueryString();
        var look = query == null ? reader : Look.asked(reader.query() + "&" + query);
        return pages.view("badge/embed", new EmbedPage(mark, look, base(), owners));
    }

    @GetMapping("/badge/privacy")
    View privacy() {
        return pages.view("badge/privacy", new PrivacyPage(org.touchstone.badge.Mismatches.DAYS));
    }

    @GetMapping("/m/{code}/qr.svg")
    ResponseEntity<String> drawing(@PathVariable String code) {
        var mark = mark(code);
        return kept().contentType(MediaType.parseMediaType("image/svg+xml;charset=UTF-8"))
                .body(QrCode.of(link(mark)).svg(link(mark)));
    }

    @GetMapping("/m/{code}/qr.png")
    ResponseEntity<byte[]> dots(@PathVariable String code, @RequestParam(defaultValue = "" + DOTS) String dots) {
        int side = dots.matches("\\d{1,2}") ? Math.clamp(Integer.parseInt(dots), 2, 40) : DOTS;
        return kept().contentType(MediaType.IMAGE_PNG)
                .body(QrCode.of(link(mark(code))).png(side));
    }

    /** A link never changes while its mark lives. */
    private static ResponseEntity.BodyBuilder kept() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
    }

    private Mark mark(String code) {
        return registry.mark(code).orElseThrow(Refused::notFound);
    }

    private String link(Mark mark) {
        return base() + "/m/" + mark.code();
    }

    private String base() {
        var base = settings.baseUrl().toString();
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
