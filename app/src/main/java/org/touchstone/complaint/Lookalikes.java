package org.touchstone.complaint;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.complaint.store.FloodStore;
import org.touchstone.complaint.store.SketchStore;
import org.touchstone.journal.Journal;
import org.touchstone.policy.Policies;

/** Finds texts that are nearly the same: answers a business gives again and again, and narratives of several people. */
@Component
public class Lookalikes {

    private static final int AT_ONCE = 20;

    private final SketchStore sketches;
    private final FloodStore floods;
    private final Journal journal;
    private final Policies policies;

    Lookalikes(SketchStore sketches, FloodStore floods, Journal journal, Policies policies) {
        this.sketches = sketches;
        this.floods = floods;
        this.journal = journal;
        this.policies = policies;
    }

    /** The fingerprint of the earlier answer of this business that is most like this one, if any is nearly the same. */
    @Transactional(readOnly = true)
    public Optional<String> templateOf(UUID business, TextSketch answer) {
        String best = null;
        double most = policies.now().procedure().flood().template();
        for (var known : sketches.answersLike(business, answer)) {
            double likeness = answer.likeness(known.sketch());
            if (likeness >= most) {
                most = likeness;
                best = known.fingerprint();
            }
        }
        return Optional.ofNullable(best);
    }

    /** Remembers an answer under its fingerprint, so that later ones like it are found. The first of a fingerprint stands for it. */
    @Transactional
    public void rememberAnswer(UUID business, TextSketch answer, String fingerprint) {
        sketches.addAnswer(business, fingerprint, answer);
    }

    /**
     * Remembers a narrative and looks whether it belongs to earlier ones. Enough of them by different people make a suspicion for
     * officers; nothing else follows from it.
     *
     * @param at when it was filed; narratives are remembered in the order of filing
     */
    @Transactional
    public void rememberNarrative(UUID complaint, UUID website, UUID consumer, String text, Instant at) {
        var rules = policies.at(at).procedure().flood();
        var from = at.minus(rules.within());
        var sketch = TextSketch.of(text);
        var cluster = complaint;
        double most = 0;
        for (var known : sketches.narrativesLike(sketch, from, at)) {
            double likeness = sketch.likeness(known.sketch());
            if (likeness >= rules.similarity() && likeness > most) {
                most = likeness;
                cluster = known.cluster();
            }
        }
        boolean alone = cluster.equals(complaint);
        if (!sketches.addNarrative(complaint, website, consumer, at, sketch, cluster, alone ? 1 : most) || alone) {
            return;
        }
        if (sketches.people(cluster, from, at) >= rules.people()) {
            if (floods.open(cluster)) {
                journal.write("time", "flood.suspected", "flood:" + cluster, Map.of());
            }
            floods.gather(cluster, from, at);
        }
    }

    /** Remembers some of the narratives filed since the last time. Returns how many. */
    @Transactional
    public int rememberNext() {
        if (!sketches.takeTurn()) {
            return 0;
        }
        var waiting = sketches.waiting(AT_ONCE);
        for (var one : waiting) {
            rememberNarrative(one.complaint(), one.website(), one.consumer(), one.text(), one.at());
            sketches.reached(one.at());
        }
        return waiting.size();
    }
}
