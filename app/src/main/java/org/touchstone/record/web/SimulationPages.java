package org.touchstone.record.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.PolicyDraft;
import org.touchstone.policy.PolicyDrafts;
import org.touchstone.record.GradeForecast;
import org.touchstone.record.GradeForecast.Forecast;
import org.touchstone.record.PolicySimulations;
import org.touchstone.record.SimulationRun;
import org.touchstone.record.SimulationRun.State;
import org.touchstone.rules.record.Simulation.MarkChange;
import org.touchstone.rules.record.Simulation.Side;

/** The simulation of a draft: its progress, its result, the marks it would change as a file. */
@Controller
public class SimulationPages {

    private static final int SHOWN = 100;
    private static final String RELOAD_SECONDS = "5";

    private final PolicySimulations simulations;
    private final GradeForecast grades;
    private final PolicyDrafts drafts;
    private final Pages pages;

    SimulationPages(PolicySimulations simulations, GradeForecast grades, PolicyDrafts drafts, Pages pages) {
        this.simulations = simulations;
        this.grades = grades;
        this.drafts = drafts;
        this.pages = pages;
    }

    /**
     * Progress or result.
     *
     * @param run absent until it was started
     * @param marks those it would change most
     */
    public record SimulationPage(
            PolicyDraft draft, String base, @Nullable SimulationRun run, List<MarkChange> marks, boolean mayStart) {

        /** The simulation once there is one. */
        public SimulationRun running() {
            if (run == null) {
                throw new IllegalStateException("not simulated");
            }
            return run;
        }
    }

    @GetMapping("/officer/policies/{id}/simulation")
    View show(@PathVariable UUID id) {
        var caller = Callers.required();
        var draft = drafts.view(caller, id).orElseThrow(Refused::notFound);
        var run = simulations.find(caller, id).orElse(null);
        boolean done = run != null && run.state() == State.DONE;
        var page = pages.view(
                "record/simulation",
                new SimulationPage(
                        draft,
                        draft.baseVersion(),
                        run,
                        done ? simulations.most(caller, id, SHOWN) : List.of(),
                        PolicyDrafts.mayBeSimulated(draft)
                                && (PolicyDrafts.drafts(caller) || PolicyDrafts.approves(caller))));
        if (run == null || run.state() != State.RUNNING) {
            return page;
        }
        return (model, request, response) -> {
            response.setHeader("Refresh", RELOAD_SECONDS);
            page.render(model, request, response);
        };
    }

    /** What the grades would be. */
    public record ForecastPage(PolicyDraft draft, Forecast forecast) {}

    @GetMapping("/officer/policies/{id}/grades")
    View grades(@PathVariable UUID id) {
        var caller = Callers.required();
        var draft = drafts.view(caller, id).orElseThrow(Refused::notFound);
        return pages.view(
                "record/gradeforecast",
                new ForecastPage(draft, grades.of(caller, id).orElseThrow(Refused::notFound)));
    }

    @PostMapping("/officer/policies/{id}/simulation")
    View start(@PathVariable UUID id) {
        simulations.start(Callers.required(), id);
        return Redirects.within("/officer/policies/" + id + "/simulation");
    }

    @PostMapping("/officer/policies/{id}/simulation/cancel")
    View cancel(@PathVariable UUID id) {
        simulations.cancel(Callers.required(), id);
        return Redirects.within("/officer/policies/" + id + "/simulation");
    }

    @GetMapping("/officer/policies/{id}/simulation.csv")
    void file(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        var caller = Callers.required();
        Refused.unlessFound(drafts.view(caller, id));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"simulation.csv\"");
        try (var csv = new CSVPrinter(
                response.getWriter(),
                CSVFormat.RFC4180
                        .builder()
                        .setRecordSeparator('\n')
                        .setHeader(
                                "mark",
                                "complaints",
                                "imported",
                                "partlyComparable",
                                "maturedBefore",
                                "maturedAfter",
                                "answeredBefore",
                                "answeredAfter",
                                "unansweredBefore",
                                "unansweredAfter",
                                "delaysBefore",
                                "delaysAfter",
                                "pointsBefore",
                                "pointsAfter",
                                "ladderBefore",
                                "ladderAfter")
                        .get())) {
            simulations.all(caller, id, change -> line(csv, change));
        }
    }

    private static void line(CSVPrinter csv, MarkChange c) {
        Side b = c.before();
        Side a = c.after();
        try {
            csv.printRecord(
                    c.mark(),
                    c.cases(),
                    c.imported(),
                    c.partlyComparable(),
                    b.matured(),
                    a.matured(),
                    b.answered(),
                    a.answered(),
                    b.unanswered(),
                    a.unanswered(),
                    b.delays(),
                    a.delays(),
                    b.points(),
                    a.points(),
                    b.rung(),
                    a.rung());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
