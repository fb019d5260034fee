package org.touchstone.supervision;

import java.util.List;
import org.touchstone.registry.DecisionOnMark;
import org.touchstone.registry.Mark;
import org.touchstone.rules.supervision.CureTarget.Measured;
import org.touchstone.rules.supervision.Points;

/**
 * A case with everything that is needed to judge it.
 *
 * @param letter the decision by which the letter was written
 * @param points the points of the mark now
 * @param measured what the record shows of each promise of the plan now, or showed when the case ended
 * @param history what happened, the oldest first
 * @param letters the documents of the case, the oldest first
 */
public record CaseFile(
        SupervisionCase about,
        Mark mark,
        DecisionOnMark letter,
        Points points,
        List<Measured> measured,
        List<CaseEntry> history,
        List<OfficialLetter> letters) {}
