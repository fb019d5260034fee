package org.touchstone.directory.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.touchstone.directory.PublicRegister;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.secrecy.Sha256;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Refused;
import org.touchstone.registry.Arrival;
import org.touchstone.registry.Arrival.Fit;
import org.touchstone.registry.Host;
import org.touchstone.registry.RegisterEntry;
import org.touchstone.registry.RegisterFeed;
import org.touchstone.rules.mark.MarkState;

/**
 * Small pages that other sites may show in a frame: a mark as it stands now, or an answer of the register. No script, no cookie,
 * nothing loaded, and only what the public register says. Whoever copies a shop may frame its mark: so each names the address it is for,
 * asks to compare it, and leads to the profile as a badge does; where the browser tells that another site shows it, it says so.
 */
@Controller
public class RegisterEmbeds {

    /** The whole dress of these pages. */
    public static final String STYLE =
            "body{margin:0;padding:12px;font:15px/1.6 system-ui,sans-serif;color:#17231f;background:#fff}"
                    + "ul{list-style:none;margin:0;padding:0}li{padding:8px 0;border-bottom:1px solid #dedbd0}"
                    + "p{margin:0}h1{margin:0 0 4px;font-weight:650}a{color:#0a6b5d}b{font-weight:650}.s{font-size:13px;color:#51605a}"
                    + ".ok{color:#0a6553}.no{color:#a3211b}bdi{unicode-bidi:isolate}bdi b{display:inline-block}ul+p{margin-top:8px}"
                    + "@media(prefers-color-scheme:dark){body{color:#e6ebe8;background:#18201d}a,.ok{color:#79cdb9}"
                    + ".s{color:#a5b2ac}.no{color:#ffa498}li{border-color:#2d3834}}";

    private static final int AT_ONCE = 5;
    private static final Set<String> FRAMES = Set.of("iframe", "frame", "embed", "object");
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors *";

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, RegisterEmbeds.class.getClassLoader(), "touchstone.pages");
    private final PublicRegister register;
    private final RegisterFeed feed;
    private final DatabaseClock clock;
    private final Settings settings;

    RegisterEmbeds(PublicRegister register, RegisterFeed feed, DatabaseClock clock, Settings settings) {
        this.register = register;
        this.feed = feed;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * An entry as it stands now.
     *
     * @param elsewhere the site that shows it, where that is proven to be another than the mark's; else absent
     */
    public record Shown(
            RegisterEntry entry, MarkState state, @Nullable Host elsewhere) {

        /** Whether the mark is in force, and nothing proves that another site shows it. */
        public boolean good() {
            return state.covers() && elsewhere == null;
        }
    }

    /**
     * What is shown.
     *
     * @param base address of this installation
     * @param more address of the whole answer; absent where a single mark is shown
     */
    public record EmbedPage(
            Texts t,
            String base,
            List<Shown> entries,
            @Nullable String more) {}

    @GetMapping("/m/{code}/embed")
    void mark(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String l,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var entry = feed.entry(code);
        if (entry == null) {
            throw Refused.notFound();
        }
        send(l, request, response, List.of(entry), null);
    }

    @GetMapping("/register/embed")
    void answer(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String trade,
            @RequestParam(required = false) @Nullable String city,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String grade,
            @RequestParam(required = false) @Nullable String l,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var question = Asking.sound(q, trade, city, state, grade);
        var hits = register.search(question, null, AT_ONCE).hits();
        send(l, request, response, hits.stream().map(h -> h.entry()).toList(), Asking.address("/register", question));
    }

    private void send(
            @Nullable String l,
            HttpServletRequest request,
            HttpServletResponse response,
            List<RegisterEntry> entries,
            @Nullable String more)
            throws IOException {
        var language = Language.of(l)
                .or(() -> Language.accepted(request.getHeader("Accept-Language")))
                .orElse(Language.FA);
        var now = clock.instant();
        var page = new EmbedPage(
                Texts.in(language),
                DirectoryAccess.base(settings),
                entries.stream()
                        .map(e -> new Shown(e, e.stateAt(now), elsewhere(e, request)))
                        .toList(),
                more);
        var output = new Utf8ByteOutput();
        templates.render("directory/embed.jte", Map.of("m", page), output);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Vary", "Accept-Language, Referer, Sec-Fetch-Dest");
        response.setContentLength(output.getContentLength());
        output.writeTo(response.getOutputStream());
    }

    /** The site around the frame, where the browser tells it and it is another than the mark's. Who opens the address alone is in none. */
    private @Nullable Host elsewhere(RegisterEntry entry, HttpServletRequest request) {
        if (!FRAMES.contains(String.valueOf(request.getHeader("Sec-Fetch-Dest")))) {
            return null;
        }
        var arrival = Arrival.of(entry.host(), request.getHeader("Referer"), settings.baseUrl());
        return arrival.fit() == Fit.ELSEWHERE ? arrival.host() : null;
    }

    private static String hash(String text) {
        return Base64.getEncoder().encodeToString(Sha256.of(text));
    }
}
