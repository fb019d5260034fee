package org.touchstone.complaint.web;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.complaint.Disputes;
import org.touchstone.complaint.Letters;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.rules.complaint.Correction;

/** Writing into the thread of a complaint, and raising a dispute about what the record says of it. */
@Controller
class LetterPages {

    private final Letters letters;
    private final Disputes disputes;

    LetterPages(Letters letters, Disputes disputes) {
        this.letters = letters;
        this.disputes = disputes;
    }

    @PostMapping("/complaints/{id}/messages")
    View write(@PathVariable UUID id, @RequestParam(defaultValue = "") String letter) {
        return write(id, letter, "/complaints/");
    }

    @PostMapping("/desk/{id}/messages")
    View writeAsBusiness(@PathVariable UUID id, @RequestParam(defaultValue = "") String letter) {
        return write(id, letter, "/desk/");
    }

    private View write(UUID id, String letter, String home) {
        var caller = Callers.required();
        var check = new Check();
        var text = check.text("letter", letter, StepForm.LONGEST);
        check.done();
        Refused.unlessFound(letters.write(caller, id, text));
        return Redirects.within(home + id + "#letters");
    }

    @PostMapping("/desk/{id}/dispute")
    View dispute(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String correction,
            @RequestParam(defaultValue = "") String reason) {
        var caller = Callers.required();
        var check = new Check();
        var what = check.oneOf("correction", correction, Correction.class);
        var why = check.text("reason", reason, StepForm.LONGEST);
        check.done();
        Refused.unlessFound(disputes.raise(caller, id, what, why));
        return Redirects.within("/desk/" + id + "#disputes");
    }
}
