package org.touchstone.issuing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.touchstone.issuing.store.WaiverStore;
import org.touchstone.rules.issuing.Assessment;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.issuing.Verdict;

/**
 * What granted appeals have waived. It stays waived when its check is made anew, as long as the answers it was about stay the same:
 * whoever was told that the deed of sale is in order is not refused for want of it a day later.
 */
@Component
class Waivers {

    private final WaiverStore store;

    Waivers(WaiverStore store) {
        this.store = store;
    }

    /** Waives what stands in the way of a check: its obstacles, and what an officer made one by an answer. */
    void waive(Application application, ApplicationCheck check, UUID officer, Instant now) {
        boolean answered = check.answerReason() != null;
        check.findings().stream()
                .filter(f -> f.verdict() == Verdict.BARRED || (answered && f.verdict() == Verdict.UNCLEAR))
                .forEach(f -> keep(application, check.code(), f, officer, now));
    }

    /** Waives the reasons of a refusal whose codes begin so, as findings of a check. */
    void waive(Application application, CheckCode check, String begin, UUID officer, Instant now) {
        application.reasons().stream()
                .filter(f -> f.code().startsWith(begin) && f.verdict() == Verdict.BARRED)
                .forEach(f -> keep(application, check, f, officer, now));
    }

    private void keep(Application application, CheckCode check, Finding finding, UUID officer, Instant now) {
        store.put(application.id(), check, finding, application.answers().about(check), officer, now);
    }

    /** What a check found, with what was waived as a note. */
    List<Finding> applied(Application application, CheckCode check, List<Finding> findings) {
        return Assessment.waived(
                findings,
                store.of(application.id(), check, application.answers().about(check)));
    }
}
