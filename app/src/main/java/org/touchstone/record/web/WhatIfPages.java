package org.touchstone.record.web;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Refused;
import org.touchstone.record.Foresight;
import org.touchstone.record.Foresight.Foreseen;

/** Answer today, or miss: what the record will say. For the business alone. */
@Controller
public class WhatIfPages {

    private final Foresight foresight;
    private final Pages pages;

    WhatIfPages(Foresight foresight, Pages pages) {
        this.foresight = foresight;
        this.pages = pages;
    }

    /** What the page shows. */
    public record WhatIfPage(Foreseen foreseen) {}

    @GetMapping("/desk/{id}/what-if")
    View whatIf(@PathVariable UUID id) {
        return pages.view(
                "record/whatif",
                new WhatIfPage(foresight.of(Callers.required(), id).orElseThrow(Refused::notFound)));
    }
}
