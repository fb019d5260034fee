package org.touchstone.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriComponentsBuilder;
import org.touchstone.foundation.text.Cells;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Readers;
import org.touchstone.foundation.web.Refused;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.supervision.LetterDocuments;
import org.touchstone.supervision.OfficialLetter;
import org.touchstone.supervision.OfficialLetters;

/** Letters as pages: for the business, for officers, and for whoever holds a document and wants to know whether it is genuine. */
@Controller
public class OfficialLetterPages {

    private static final int AT_ONCE = 100;

    private final OfficialLetters letters;
    private final LetterDocuments documents;
    private final Registry registry;
    private final Pages pages;

    OfficialLetterPages(OfficialLetters letters, LetterDocuments documents, Registry registry, Pages pages) {
        this.letters = letters;
        this.documents = documents;
        this.registry = registry;
        this.pages = pages;
    }

    /**
     * One letter.
     *
     * @param desk whether the reader is somebody it is addressed to
     */
    public record LetterPage(OfficialLetter letter, Mark mark, boolean desk) {}

    /** A letter that is verified: what anybody may know who holds it. */
    public record VerifiedPage(OfficialLetter letter, Mark mark) {}

    /**
     * Letters, the newest first.
     *
     * @param asked what was searched for; blank for all
     * @param query the same as part of an address, blank or {@code ?q=…}
     */
    public record LettersPage(
            List<OfficialLetter> letters,
            String asked,
            String query,
            @Nullable String next) {}

    @GetMapping("/desk/letters/{number}")
    View desk(@PathVariable String number) {
        return letter(number, true);
    }

    @GetMapping("/officer/letters/{number}")
    View officer(@PathVariable String number) {
        Callers.reader();
        return letter(number, false);
    }

    private View letter(String number, boolean desk) {
        var reader = Callers.required();
        letters.opened(reader, letters.numbered(reader, number).orElseThrow(Refused::notFound));
        var letter = letters.numbered(reader, number).orElseThrow();
        return pages.view("supervision/letter", new LetterPage(letter, mark(letter), desk));
    }

    @GetMapping("/officer/letters")
    View all(@RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable String cursor) {
        Callers.reader();
        var found = letters.find(q, before(cursor), AT_ONCE);
        var next = found.size() < AT_ONCE
                ? null
                : OfficialLetters.cursor(found.getLast()).text();
        var typed = q.strip();
        var query = typed.isEmpty()
                ? ""
                : UriComponentsBuilder.newInstance()
                        .queryParam("q", "{q}")
                        .encode()
                        .buildAndExpand(typed)
                        .toUriString();
        return pages.view("supervision/letters", new LettersPage(found, typed, query, next));
    }

    static @Nullable Cursor before(@Nullable String cursor) {
        return cursor == null || cursor.isBlank() ? null : Cursor.of(cursor);
    }

    /** The same letters as a file, all of them. Cells a spreadsheet might take for a formula are disarmed. */
    @GetMapping("/officer/letters.csv")
    void file(@RequestParam(defaultValue = "") String q, HttpServletResponse response) throws IOException {
        Callers.reader();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"letters.csv\"");
        var format = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator('\n')
                .setHeader("number", "kind", "mark", "host", "business", "at", "toldAt", "openedAt")
                .get();
        try (var csv = new CSVPrinter(response.getWriter(), format)) {
            Cursor from = null;
            List<OfficialLetter> some;
            do {
                some = letters.find(q, from, AT_ONCE);
                for (var letter : some) {
                    csv.printRecord(
                            letter.number(),
                            letter.kind(),
                            letter.code(),
                            letter.content().get("host"),
                            Cells.disarmed(String.valueOf(letter.content().get("legalName"))),
                            letter.at(),
                            letter.toldAt(),
                            letter.openedAt());
                    from = OfficialLetters.cursor(letter);
                }
            } while (some.size() == AT_ONCE);
        }
    }

    @GetMapping("/letters/{number}/{secret}")
    View verified(@PathVariable String number, @PathVariable String secret) {
        var letter = letters.verified(number, secret).orElseThrow(Refused::notFound);
        return pages.view("supervision/verified", new VerifiedPage(letter, mark(letter)));
    }

    @GetMapping("/letters/{number}.pdf")
    ResponseEntity<byte[]> document(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String language,
            HttpServletRequest request) {
        var reader = Callers.required();
        var letter = letters.numbered(reader, number).orElseThrow(Refused::notFound);
        var wanted =
                Language.of(language).orElseGet(() -> Readers.textsFor(request).language());
        var pdf = documents.of(letter, wanted);
        letters.opened(reader, letter);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename=\"letter-" + letter.number() + "-" + wanted.code() + ".pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(pdf);
    }

    private Mark mark(OfficialLetter letter) {
        return registry.mark(letter.code()).orElseThrow();
    }
}
