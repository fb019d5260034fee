package org.touchstone.issuing.web;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Refused;
import org.touchstone.issuing.OpenFinding;
import org.touchstone.issuing.Rechecks;
import org.touchstone.issuing.store.RecheckStore.LastLook;
import org.touchstone.registry.Mark;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.issuing.Verdict;

/** The daily look at a mark, for the team of its business and for those who read cases; for all others there is no such page. */
@Controller
public class LookPages {

    private final Rechecks rechecks;
    private final Pages pages;

    LookPages(Rechecks rechecks, Pages pages) {
        this.rechecks = rechecks;
        this.pages = pages;
    }

    /**
     * The page.
     *
     * @param last the last look; absent before the first
     * @param open what is to be put right, what is due first before the others
     * @param checks what is looked at
     * @param atDesk whether the reader can put things right, and does not just read the case
     */
    public record LookPage(
            Mark mark, @Nullable LastLook last, List<OpenFinding> open, Set<CheckCode> checks, boolean atDesk) {

        /** What the last look found of a check, the worst first. */
        public List<Finding> found(CheckCode check) {
            return last == null
                    ? List.of()
                    : last.checks().getOrDefault(check, List.of()).stream()
                            .sorted(Comparator.comparing(Finding::verdict).reversed())
                            .toList();
        }

        /** Where a check stands since the last look: one that got no answer waits for the next. */
        public TaskState state(CheckCode check) {
            if (last == null || !last.checks().containsKey(check)) {
                return TaskState.WAITING;
            }
            boolean faulty = found(check).stream().anyMatch(f -> f.verdict().compareTo(Verdict.UNCLEAR) >= 0);
            return faulty ? TaskState.PUT_RIGHT : TaskState.DONE;
        }
    }

    @GetMapping("/desk/marks/{code}/checks")
    View look(@PathVariable String code) {
        var caller = Callers.required();
        var mark = rechecks.visible(caller, code).orElseThrow(Refused::notFound);
        return pages.view(
                "issuing/looks",
                new LookPage(
                        mark,
                        rechecks.last(code).orElse(null),
                        rechecks.open(code),
                        rechecks.checks(),
                        !caller.readsCases()));
    }
}
