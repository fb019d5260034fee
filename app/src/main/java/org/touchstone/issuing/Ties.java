package org.touchstone.issuing;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.touchstone.account.People;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.issuing.store.TieStore;
import org.touchstone.policy.Policies;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.identity.IdentityNumber;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.issuing.Obstacles;
import org.touchstone.rules.issuing.Obstacles.RevokedMark;
import org.touchstone.rules.issuing.Obstacles.Tie;
import org.touchstone.rules.mark.MarkState;

/** What ties an application to marks there were before: a revoked owner does not come back under another name. */
@Component
class Ties {

    private final TieStore store;
    private final Registry registry;
    private final People people;
    private final Policies policies;
    private final DatabaseClock clock;

    Ties(TieStore store, Registry registry, People people, Policies policies, DatabaseClock clock) {
        this.store = store;
        this.registry = registry;
        this.people = people;
        this.policies = policies;
        this.clock = clock;
    }

    /** Keeps what ties a mark that was just issued. */
    void keep(String mark, Application application) {
        store.put(mark, of(application));
    }

    private Map<Tie, Set<String>> of(Application application) {
        var answers = application.answers();
        var ties = new EnumMap<Tie, Set<String>>(Tie.class);
        people.identityOf(application.applicantId()).ifPresent(n -> ties.put(Tie.OWNER, Set.of(n.value())));
        put(ties, Tie.BUSINESS, answers.legalId());
        put(ties, Tie.ADDRESS, answers.postalCode());
        put(ties, Tie.PHONE, answers.phone());
        put(ties, Tie.TERMINAL, answers.taxNumber());
        return ties;
    }

    private static void put(Map<Tie, Set<String>> ties, Tie tie, @Nullable String value) {
        if (value != null) {
            ties.put(tie, Set.of(value));
        }
    }

    /** Whether the same hands are behind an application and a mark. */
    boolean sameHands(Application application, Mark mark) {
        return Obstacles.sameHands(shared(application).getOrDefault(mark.code(), Set.of()));
    }

    private Map<String, Set<Tie>> shared(Application application) {
        var shared = new HashMap<>(store.sharing(of(application)));
        registry.ofBusinesses(people.businessesOf(application.applicantId())).forEach(m -> add(shared, m, Tie.OWNER));
        Optional.ofNullable(application.answers().legalId())
                .map(IdentityNumber::ofBusiness)
                .flatMap(registry::businessOf)
                .ifPresent(b -> registry.ofBusinesses(List.of(b)).forEach(m -> add(shared, m, Tie.BUSINESS)));
        return shared;
    }

    /** What revoked marks hold against an application. */
    List<Finding> obstacles(Application application) {
        var revoked = new ArrayList<RevokedMark>();
        shared(application)
                .forEach((code, ties) -> registry.mark(code)
                        .filter(m -> m.state() == MarkState.REVOKED)
                        .ifPresent(m -> revoked.add(new RevokedMark(code, registry.since(code), ties))));
        var barredSince = clock.instant()
                .atZone(ZoneOffset.UTC)
                .minus(policies.now().marks().revokedOwnerBar())
                .toInstant();
        return Obstacles.revoked(revoked, barredSince);
    }

    private static void add(Map<String, Set<Tie>> shared, Mark mark, Tie tie) {
        shared.computeIfAbsent(mark.code(), _ -> EnumSet.noneOf(Tie.class)).add(tie);
    }
}
