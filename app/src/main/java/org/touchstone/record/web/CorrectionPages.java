package org.touchstone.record.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.foundation.web.Pages;
import org.touchstone.record.Correction;
import org.touchstone.record.Corrections;

/** The public correction log. */
@Controller
public class CorrectionPages {

    private static final int AT_ONCE = 50;

    private final Corrections corrections;
    private final Pages pages;

    CorrectionPages(Corrections corrections, Pages pages) {
        this.corrections = corrections;
        this.pages = pages;
    }

    /** The log. */
    public record LogPage(List<Correction> items, @Nullable String next) {}

    @GetMapping("/corrections")
    View log(@RequestParam(required = false) @Nullable String cursor) {
        return pages.view("record/corrections", log(corrections, cursor, AT_ONCE));
    }

    static LogPage log(Corrections corrections, @Nullable String cursor, int most) {
        var from = cursor == null || cursor.isBlank() ? Corrections.newest() : Cursor.of(cursor);
        var page = corrections.all(from, most);
        var next = page.next();
        return new LogPage(page.items(), next == null ? null : next.text());
    }
}
