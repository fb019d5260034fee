package org.touchstone.issuing;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.touchstone.account.People;
import org.touchstone.registry.Registry;
import org.touchstone.rules.issuing.ApplicationState;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.issuing.Obstacles;

/** What the register of marks says of a host. */
@Component
class HostObstacle {

    private final Registry registry;
    private final People people;

    HostObstacle(Registry registry, People people) {
        this.registry = registry;
        this.people = people;
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
     * and has not moved yet.
     */
    List<Finding> of(Application application) {
        boolean toMove =
                application.kind() == ApplicationKind.MOVE_HOST && application.state() != ApplicationState.ISSUED;
        return application.host().flatMap(registry::markOf).stream()
                .filter(mark -> toMove || !mark.code().equals(application.mark()))
                .flatMap(mark -> {
                    boolean own = people.businessesOf(application.applicantId()).contains(mark.businessId());
                    return Obstacles.host(!own, own).stream();
                })
                .toList();
    }
}
