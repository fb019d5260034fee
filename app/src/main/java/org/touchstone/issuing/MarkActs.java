package org.touchstone.issuing;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.issuing.store.RecheckStore;
import org.touchstone.registry.Host;
import org.touchstone.registry.NewMark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.identity.IdentityNumber;
import org.touchstone.rules.policy.Policy;

/** What an application that passed its checks brings about in the register of marks. */
@Component
class MarkActs {

    private static final String ACTOR = "system:issuing";

    private final Registry registry;
    private final People people;
    private final RecheckStore rechecks;

    MarkActs(Registry registry, People people, RecheckStore rechecks) {
        this.registry = registry;
        this.people = people;
        this.rechecks = rechecks;
    }

    /** Brings it about. Empty when the register does not allow it: the host carries a mark by now. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<String> perform(Application application, Policy policy, Instant now) {
        var code = switch (application.kind()) {
            case NEW -> issue(application, policy, now);
            case RENEWAL, CHANGE, MOVE_HOST, MOVE_OWNER -> Optional.<String>empty();
        };
        code.ifPresent(c -> rechecks.schedule(c, now, policy.marks().recheckEvery()));
        return code;
    }

    private Optional<String> issue(Application application, Policy policy, Instant now) {
        var answers = application.answers();
        var mark = registry.issue(
                new NewMark(
                        new Host(Objects.requireNonNull(answers.host())),
                        Objects.requireNonNull(answers.legalName()),
                        Objects.requireNonNull(answers.trade()),
                        IdentityNumber.ofBusiness(Objects.requireNonNull(answers.legalId())),
                        "application",
                        application.reference(),
                        now,
                        after(now, policy.marks().validity())),
                ACTOR);
        mark.ifPresent(m -> people.join(application.applicantId(), m.businessId(), ACTOR));
        return mark.map(m -> m.code());
    }

    private static Instant after(Instant from, Period validity) {
        return from.atZone(ZoneOffset.UTC).plus(validity).toInstant();
    }
}
