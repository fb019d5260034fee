package org.touchstone.transparency.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Refused;
import org.touchstone.transparency.Leaf;
import org.touchstone.transparency.TransparencyLog;
import org.touchstone.transparency.TransparencyLog.LogEntry;
import org.touchstone.transparency.TransparencyLog.SignedHead;
import org.touchstone.transparency.store.LogStore.Standing;

/** The log for people: what stands in it, how anyone checks it, and what one entry says. */
@Controller
public class LogPages {

    private static final int SHOWN = 20;

    private final TransparencyLog log;
    private final Pages pages;

    LogPages(TransparencyLog log, Pages pages) {
        this.log = log;
        this.pages = pages;
    }

    /**
     * The page of the log.
     *
     * @param stands whether it stands still
     */
    public record LogPage(
            @Nullable SignedHead head, String vkey, List<LogEntry> newest, List<Standing> witnesses, boolean stands) {}

    /**
     * The page of an entry.
     *
     * @param hashes the proof, as text
     */
    public record EntryPage(
            LogEntry entry,
            SignedHead head,
            List<String> hashes,
            String leafHash,
            @Nullable String salt) {}

    /** What a leaf tells of, in a reader's words. */
    public static String words(Texts t, Leaf leaf) {
        var kind = t.say("log.table." + leaf.table());
        var type = leaf.type();
        if (type == null) {
            var closed = "log.closed-table." + leaf.table();
            return t.has(closed) ? t.say(closed) : kind;
        }
        for (var name : List.of("MarkStep.", "MarkState.", "Correction.", "log.type.")) {
            if (t.has(name + type)) {
                return t.say("log.kind-and-type", kind, t.say(name + type));
            }
        }
        return kind;
    }

    @GetMapping("/log")
    View log() {
        return pages.view(
                "transparency/log",
                new LogPage(
                        log.head().orElse(null),
                        log.vkey(),
                        log.newest(SHOWN),
                        log.standings(),
                        log.standstill().isPresent()));
    }

    @GetMapping("/log/entry/{index}")
    View entry(@PathVariable long index) {
        var head = log.head().orElseThrow(Refused::notFound);
        var entry = log.entry(index).orElseThrow(Refused::notFound);
        var proof = log.inclusion(index, head.size()).orElseThrow(Refused::notFound);
        var salt = entry.salt();
        return pages.view(
                "transparency/entry",
                new EntryPage(
                        entry,
                        head,
                        proof.hashes().stream().map(LogApi::base64).toList(),
                        LogApi.base64(entry.hash()),
                        salt == null ? null : LogApi.base64(salt)));
    }

    /** From a line of a mark's history to its entry. */
    @GetMapping("/log/mark/{code}/{seq}")
    View ofHistory(@PathVariable String code, @PathVariable int seq) {
        var entry = log.ofRow("mark_event", code + "/" + seq).orElseThrow(Refused::notFound);
        return new RedirectView("/log/entry/" + entry.index());
    }

    /** From a line of the history of a grade to its entry. */
    @GetMapping("/log/grade/{code}/{seq}")
    View ofGrade(@PathVariable String code, @PathVariable int seq) {
        var entry = log.ofRow("grade_event", code + "/" + seq).orElseThrow(Refused::notFound);
        return new RedirectView("/log/entry/" + entry.index());
    }

    /** From a correction to its entry. */
    @GetMapping("/log/correction/{id}")
    View ofCorrection(@PathVariable String id) {
        var entry = log.ofRow("correction", id).orElseThrow(Refused::notFound);
        return new RedirectView("/log/entry/" + entry.index());
    }
}
