package org.touchstone.directory.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;
import org.touchstone.directory.web.AtomFeed.Entry;
import org.touchstone.directory.web.AtomFeed.Link;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Refused;
import org.touchstone.record.Correction;
import org.touchstone.record.Corrections;
import org.touchstone.registry.RegisterChange;
import org.touchstone.registry.RegisterFeed;

/** What happened in the register, as feeds: of all marks, and of one with the corrections of its record. */
@Controller
class ChangeFeeds {

    private static final int AT_ONCE = 50;
    private static final int MOST = 2000;

    private final RegisterFeed feed;
    private final Corrections corrections;
    private final Settings settings;

    ChangeFeeds(RegisterFeed feed, Corrections corrections, Settings settings) {
        this.feed = feed;
        this.corrections = corrections;
        this.settings = settings;
    }

    @GetMapping("/register/changes.atom")
    void all(
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String l,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var texts = texts(l, request);
        long place = before == null || before.isBlank() ? Long.MAX_VALUE : number(before);
        var found = feed.changesBefore(place, AT_ONCE + 1);
        var shown = found.size() > AT_ONCE ? found.subList(0, AT_ONCE) : found;
        var self = DirectoryAccess.base(settings) + "/register/changes.atom?l="
                + texts.language().code();
        var links = new ArrayList<Link>();
        links.add(new Link("first", self));
        if (found.size() > AT_ONCE) {
            links.add(new Link("next", self + "&before=" + shown.getLast().number()));
        }
        if (place != Long.MAX_VALUE) {
            var newer = feed.changesAfter(place - 1, AT_ONCE);
            links.add(new Link(
                    "previous",
                    newer.size() < AT_ONCE
                            ? self
                            : self + "&before=" + (newer.getLast().number() + 1)));
        }
        send(
                new AtomFeed(
                        DirectoryAccess.base(settings) + "/register/changes.atom",
                        texts,
                        texts.say("register.feed"),
                        place == Long.MAX_VALUE ? self : self + "&before=" + place,
                        DirectoryAccess.base(settings) + "/register",
                        links,
                        shown.stream().map(c -> entry(texts, c)).toList()),
                request,
                response);
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new Refused(HttpStatus.BAD_REQUEST, "bad-cursor");
        }
        return Long.parseLong(text);
    }

    @GetMapping("/m/{code}/changes.atom")
    void ofMark(
            @PathVariable String code,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(required = false) @Nullable String l,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var mark = feed.entry(code);
        if (mark == null || page < 1) {
            throw Refused.notFound();
        }
        var texts = texts(l, request);
        var entries = new ArrayList<Entry>();
        feed.changesOf(mark.code(), Long.MAX_VALUE, MOST).forEach(c -> entries.add(entry(texts, c)));
        corrections.of(mark.code()).forEach(c -> entries.add(entry(texts, mark.legalName(), c)));
        entries.sort(Comparator.comparing(Entry::updated).reversed().thenComparing(Entry::id));
        int from = (int) Math.min((page - 1L) * AT_ONCE, entries.size());
        int to = Math.min(from + AT_ONCE, entries.size());
        var base = DirectoryAccess.base(settings) + "/m/" + mark.code();
        var self = base + "/changes.atom?l=" + texts.language().code();
        var links = new ArrayList<Link>();
        links.add(new Link("first", self));
        if (to < entries.size()) {
            links.add(new Link("next", self + "&page=" + (page + 1)));
        }
        if (page > 1) {
            links.add(new Link("previous", page == 2 ? self : self + "&page=" + (page - 1)));
        }
        send(
                new AtomFeed(
                        base + "/changes.atom",
                        texts,
                        texts.say(
                                "register.feed-of",
                                mark.legalName(),
                                mark.host().readable()),
                        page == 1 ? self : self + "&page=" + page,
                        base,
                        links,
                        List.copyOf(entries.subList(from, to))),
                request,
                response);
    }

    private Entry entry(Texts t, RegisterChange change) {
        var address = DirectoryAccess.base(settings) + "/m/" + change.code();
        return new Entry(
                address + "#change-" + change.seq(),
                RegisterWords.did(t, change) + t.say("colon") + " " + change.legalName() + " ("
                        + change.host().readable() + ")",
                change.at(),
                address,
                RegisterWords.step(change),
                t.name(change.state()) + ". " + RegisterWords.why(t, change));
    }

    private Entry entry(Texts t, String name, Correction correction) {
        var address = DirectoryAccess.base(settings) + "/corrections";
        return new Entry(
                address + "#" + correction.id(),
                t.say("register.corrected") + t.say("colon") + " " + name,
                correction.at(),
                address,
                "CORRECTION",
                t.name(correction.what()) + ". " + correction.reason());
    }

    private static Texts texts(@Nullable String l, HttpServletRequest request) {
        return Texts.in(Language.of(l)
                .or(() -> Language.accepted(request.getHeader("Accept-Language")))
                .orElse(Language.FA));
    }

    private static void send(AtomFeed feed, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var bytes = feed.bytes();
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Vary", "Accept-Language");
        response.setHeader("Access-Control-Allow-Origin", "*");
        if (new ServletWebRequest(request, response).checkNotModified(AtomFeed.etag(bytes))) {
            return;
        }
        response.setContentType("application/atom+xml;charset=UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
