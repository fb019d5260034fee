package org.touchstone.issuing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.touchstone.account.People;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.policy.Policies;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.issuing.ApplicationState;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.issuing.Obstacles;
import org.touchstone.rules.mark.MarkState;

/** What the register of marks says of a host. */
@Component
class HostObstacle {

    private final Registry registry;
    private final People people;
    private final Ties ties;
    private final Policies policies;
    private final DatabaseClock clock;

    HostObstacle(Registry registry, People people, Ties ties, Policies policies, DatabaseClock clock) {
        this.registry = registry;
        this.people = people;
        this.ties = ties;
        this.policies = policies;
        this.clock = clock;
    }

    /** The findings of a look at control, with what the register says of the host before them. */
    Examined examine(Application application, Examined looked) {
        if (!(looked instanceof Examined.Found(var findings))) {
            return looked;
        }
        var all = new ArrayList<>(of(application));
        all.addAll(findings);
        return new Examined.Found(all);
    }

    /**
     * A host that carries a mark is nobody else's; the mark an application concerns is no obstacle to itself, unless it is to move
     * and has not moved yet. A new mark may follow on one that was revoked or expired: what a revocation holds against its owner, the
     * ties say.
     */
    List<Finding> of(Application application) {
        boolean toMove =
                application.kind() == ApplicationKind.MOVE_HOST && application.state() != ApplicationState.ISSUED;
        return application.host().flatMap(registry::markOf).stream()
                .filter(mark -> toMove || !mark.code().equals(application.mark()))
                .flatMap(mark -> {
                    var state = mark.stateAt(clock.instant());
                    if (application.kind() == ApplicationKind.NEW && state == MarkState.REVOKED) {
                        return Stream.empty();
                    }
                    if (application.kind() == ApplicationKind.NEW && state == MarkState.EXPIRED) {
                        return expired(application, mark).stream();
                    }
                    boolean own = people.businessesOf(application.applicantId()).contains(mark.businessId());
                    return Obstacles.host(!own, own).stream();
                })
                .toList();
    }

    private List<Finding> expired(Application application, Mark mark) {
        var policy = policies.now();
        var freeFrom = mark.expiresAt().plus(policy.marks().hostKeptFor());
        return Obstacles.expiredAt(
                ties.sameHands(application, mark), mark.code(), freeFrom, policy.dayOf(freeFrom), clock.instant());
    }
}
