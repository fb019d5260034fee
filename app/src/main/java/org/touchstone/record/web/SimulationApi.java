package org.touchstone.record.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Refused;
import org.touchstone.record.PolicySimulations;
import org.touchstone.record.SimulationRun;
import org.touchstone.rules.record.Simulation;
import org.touchstone.rules.record.Simulation.MarkChange;

/** The simulation of a draft, for programs of the centre. */
@RestController
class SimulationApi {

    private static final String PATH = "/api/v1/policy-drafts/{id}/simulation";
    private static final int SHOWN = 1000;

    private final PolicySimulations simulations;

    SimulationApi(PolicySimulations simulations) {
        this.simulations = simulations;
    }

    /** Progress, and the result once it is there. */
    record SimulationJson(
            String state,
            String hash,
            Instant asOf,
            long total,
            long done,
            @Nullable Long perSecond,
            @Nullable Long secondsLeft,
            @Nullable Simulation result,
            List<MarkChange> marks) {}

    @PostMapping(PATH)
    ResponseEntity<SimulationJson> start(@PathVariable UUID id) {
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .body(json(simulations.start(Callers.required(), id), List.of()));
    }

    @GetMapping(PATH)
    SimulationJson show(@PathVariable UUID id) {
        var caller = Callers.required();
        var run = simulations.find(caller, id).orElseThrow(Refused::notFound);
        return json(run, run.state() == SimulationRun.State.DONE ? simulations.most(caller, id, SHOWN) : List.of());
    }

    @DeleteMapping(PATH)
    SimulationJson cancel(@PathVariable UUID id) {
        return json(simulations.cancel(Callers.required(), id), List.of());
    }

    private static SimulationJson json(SimulationRun run, List<MarkChange> marks) {
        var left = run.left();
        return new SimulationJson(
                run.state().name(),
                run.hash(),
                run.asOf(),
                run.total(),
                run.done(),
                run.perSecond(),
                left == null ? null : left.toSeconds(),
                run.state() == SimulationRun.State.DONE ? run.sum() : null,
                marks);
    }
}
