package org.touchstone.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
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

    /** All letters. */
    public record LettersPage(
            List<OfficialLetter> letters, @Nullable String next) {}

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
        var letter = letters.numbered(reader, number).orElseThrow(Refused::notFound);
        letters.opened(reader, letter);
        return pages.view("supervision/letter", new LetterPage(letter, mark(letter), desk));
    }

    @GetMapping("/officer/letters")
    View all(@RequestParam(required = false) @Nullable String cursor) {
        Callers.reader();
        var found = letters.all(Cursor.of(cursor), AT_ONCE);
        var next = found.size() < AT_ONCE
                ? null
                : OfficialLetters.cursor(found.getLast()).text();
        return pages.view("supervision/letters", new LettersPage(found, next));
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
