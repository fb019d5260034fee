package org.touchstone.record.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.record.DeskFigures;
import org.touchstone.record.DeskFigures.Own;
import org.touchstone.record.Stages;
import org.touchstone.record.web.ProfilePages.Preview;

/** A business's own figures at its desk, beside what is usual, and its word on whether everyone may see them. */
@Controller
public class DeskFiguresPages {

    private final DeskFigures figures;
    private final Stages stages;
    private final Pages pages;

    DeskFiguresPages(DeskFigures figures, Stages stages, Pages pages) {
        this.figures = figures;
        this.stages = stages;
        this.pages = pages;
    }

    /**
     * The figures.
     *
     * @param preview that an officer looks at what the business would see; absent where it is the business
     */
    public record FiguresPage(List<Own> marks, @Nullable Preview preview) {}

    @GetMapping("/desk/figures")
    View figures() {
        return pages.view("record/deskfigures", new FiguresPage(figures.of(Callers.required()), null));
    }

    @PostMapping("/desk/figures/{code}")
    View agree(@PathVariable String code, @RequestParam(defaultValue = "") String publish) {
        var caller = Callers.required();
        var own = figures.of(caller, code).orElseThrow(Refused::notFound);
        if (!publish.equals("true") && !publish.equals("false")) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-fields");
        }
        if (!stages.agree(caller, own.mark(), publish.equals("true"))) {
            throw new Refused(HttpStatus.FORBIDDEN, "not-voluntary");
        }
        return Redirects.within("/desk/figures");
    }
}
