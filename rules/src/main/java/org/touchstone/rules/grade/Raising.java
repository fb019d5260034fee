package org.touchstone.rules.grade;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.grade.Raise.Deed;
import org.touchstone.rules.issuing.CheckCode;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.policy.Grade;
import org.touchstone.rules.policy.Grading.Cap;

/** Tries what a business can do about its grade, by the very rules by which it is graded. */
public final class Raising {

    /** More complaints than these are not counted through. */
    public static final int MOST_ANSWERS = 500;

    private static final Duration NEW_CERTIFICATE = Duration.ofDays(90);

    private final Grader grader;
    private final GradeFacts facts;
    private final @Nullable Grade held;
    private final Graded now;

    /**
     * Begins.
     *
     * @param held the grade that was earned before
     */
    public Raising(Grader grader, GradeFacts facts, @Nullable Grade held) {
        this.grader = grader;
        this.facts = facts;
        this.held = held;
        this.now = grader.grade(facts, held);
    }

    /** The grade as it is. */
    public Graded now() {
        return now;
    }

    /** Whatever would raise the grade or at least the total, what raises most before the others; everything at once is last. */
    public List<Raise> all() {
        if (!facts.live()) {
            return List.of();
        }
        var raises = new ArrayList<Raise>();
        int answers = answers(facts);
        if (answers > 0) {
            add(raises, new Deed.Answer(answers), facts.with(facts.tally().answering(answers)));
        }
        var mended = mends(raises);
        for (var incident : facts.incidents()) {
            if (incident.open()) {
                var closed = facts.closing(i -> i.id().equals(incident.id()));
                add(raises, new Deed.Close(incident.id(), incident.severe()), closed);
            }
        }
        mended = mended.closing(_ -> true);
        if (now.caps().contains(Cap.LETTER)) {
            add(raises, new Deed.Lift(Cap.LETTER), facts.in(facts.state(), null));
            mended = mended.in(mended.state(), null);
        }
        if (now.caps().contains(Cap.SUSPENDED)) {
            add(raises, new Deed.Lift(Cap.SUSPENDED), facts.in(MarkState.ISSUED, facts.supervision()));
            mended = mended.in(MarkState.ISSUED, mended.supervision());
        }
        raises.sort(Comparator.comparing(Raise::grade, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Raise::total, Comparator.nullsLast(Comparator.reverseOrder())));
        int more = answers(mended);
        if (raises.size() > 1 || (more > 0 && more != answers)) {
            add(raises, new Deed.All(more), mended.with(mended.tally().answering(more)));
        }
        return List.copyOf(raises);
    }

    /** How many more complaints answered in time lead to a better grade, or to any; 0 where not so many as are counted through. */
    private int answers(GradeFacts from) {
        var before = grader.grade(from, held).grade();
        int most = MOST_ANSWERS;
        if (!isBetter(grade(from, most), before)) {
            return 0;
        }
        int least = 0;
        // The more complaints are answered in time, the better the grade: the number is found by halving.
        while (most - least > 1) {
            int middle = (least + most) / 2;
            if (isBetter(grade(from, middle), before)) {
                most = middle;
            } else {
                least = middle;
            }
        }
        return most;
    }

    private @Nullable Grade grade(GradeFacts from, int answers) {
        return grader.grade(from.with(from.tally().answering(answers)), held).grade();
    }

    private static boolean isBetter(@Nullable Grade after, @Nullable Grade before) {
        return after != null && (before == null || after.isBetterThan(before));
    }

    /** What can be mended about the website and the business; everything of it at once comes back. */
    private GradeFacts mends(List<Raise> raises) {
        var seen = facts.seen();
        if (seen == null) {
            return facts;
        }
        var all = new EnumMap<CheckCode, Boolean>(CheckCode.class);
        seen.checks().forEach((check, inOrder) -> {
            all.put(check, true);
            if (!inOrder) {
                var one = new EnumMap<CheckCode, Boolean>(seen.checks());
                one.put(check, true);
                add(raises, new Deed.Mend(check), facts.with(with(seen, one, seen.site())));
            }
        });
        return facts.with(with(seen, all, site(raises, seen)));
    }

    private Seen.@Nullable Site site(List<Raise> raises, Seen seen) {
        var site = seen.site();
        if (site == null) {
            return null;
        }
        var renewed = facts.asOf().plus(NEW_CERTIFICATE);
        var until = site.certificateUntil() == null || site.certificateUntil().isBefore(renewed)
                ? renewed
                : Objects.requireNonNull(site.certificateUntil());
        if (!site.encrypted()) {
            add(raises, new Deed.Encrypt(), seen, site(site, true, until, site.missing()));
        } else {
            add(raises, new Deed.Renew(), seen, site(site, true, until, site.missing()));
        }
        if (!site.missing().isEmpty()) {
            add(
                    raises,
                    new Deed.Protect(EnumSet.copyOf(site.missing())),
                    seen,
                    site(site, site.encrypted(), site.certificateUntil(), Set.of()));
        }
        return site(site, true, until, Set.of());
    }

    private static Seen.Site site(Seen.Site like, boolean encrypted, @Nullable Instant until, Set<Protection> missing) {
        return new Seen.Site(like.at(), encrypted, until, missing);
    }

    private static Seen with(Seen seen, java.util.Map<CheckCode, Boolean> checks, Seen.@Nullable Site site) {
        return new Seen(seen.at(), checks, seen.looks(), seen.reached(), site);
    }

    private void add(List<Raise> raises, Deed deed, Seen seen, Seen.Site site) {
        add(raises, deed, facts.with(with(seen, seen.checks(), site)));
    }

    private void add(List<Raise> raises, Deed deed, GradeFacts then) {
        var after = grader.grade(then, held);
        if (isBetter(after.grade(), now.grade()) || isMore(after.total(), now.total())) {
            raises.add(new Raise(deed, after.total(), after.grade()));
        }
    }

    private static boolean isMore(@Nullable BigDecimal after, @Nullable BigDecimal before) {
        return after != null && (before == null || after.compareTo(before) > 0);
    }
}
