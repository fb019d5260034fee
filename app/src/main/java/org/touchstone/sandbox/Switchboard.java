package org.touchstone.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.account.SignIn;
import org.touchstone.foundation.Sweeper;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Refused;
import org.touchstone.foundation.web.Role;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.registry.NewMark;
import org.touchstone.registry.Orders;
import org.touchstone.registry.Registry;
import org.touchstone.rules.identity.IdentityNumber;
import org.touchstone.sandbox.SandboxProgramClient.SampleBusiness;
import org.touchstone.sandbox.SandboxProgramClient.SamplePerson;

/** What a sandbox can do that a real installation cannot. */
@Component
class Switchboard {

    private static final String ACTOR = "system:sandbox";
    private static final Duration MARKED_SINCE = Duration.ofDays(400);
    private static final Duration MARK_LIFE = Duration.ofDays(1095);

    private final SandboxProgramClient program;
    private final People people;
    private final SignIn signIn;
    private final Registry registry;
    private final DatabaseClock clock;
    private final Sweeper sweeper;
    private final JdbcClient jdbc;

    Switchboard(
            SandboxProgramClient program,
            People people,
            SignIn signIn,
            Registry registry,
            DatabaseClock clock,
            Sweeper sweeper,
            JdbcClient jdbc) {
        this.program = program;
        this.people = people;
        this.signIn = signIn;
        this.registry = registry;
        this.clock = clock;
        this.sweeper = sweeper;
        this.jdbc = jdbc;
    }

    /** New people of the sandbox's registries; those who work for the centre are appointed at once. */
    List<SamplePerson> addPeople(int count, Role role) {
        var added = program.addPeople(count, role.name());
        if (role != Role.CONSUMER && role != Role.OWNER) {
            added.forEach(p -> person(p.nationalId()).ifPresent(known -> people.appoint(known.id(), role, ACTOR)));
        }
        return added;
    }

    /** A session token for a sample person, with the roles the sandbox gives them. */
    Optional<String> signIn(String nationalId) {
        return person(nationalId).map(p -> signIn.openSession(p.id()));
    }

    private Optional<Person> person(String nationalId) {
        return Optional.ofNullable(IdentityNumber.ofPerson(nationalId)).flatMap(people::verified);
    }

    /** Appoints the sandbox's starting cast to the roles its registries name. */
    @Transactional
    void appointCast() {
        for (var sample : program.people()) {
            for (var name : sample.roles()) {
                var role = Role.valueOf(name);
                if (role != Role.CONSUMER && role != Role.OWNER) {
                    person(sample.nationalId()).ifPresent(p -> people.appoint(p.id(), role, ACTOR));
                }
            }
        }
    }

    /** Advances the clock and does everything then due, in due order, before it returns. */
    Instant advance(Duration duration) {
        clock.advance(duration);
        settle();
        return clock.instant();
    }

    /** Works what is due and waits until every module has taken up what happened. */
    void settle() {
        for (int i = 0; i < 600; i++) {
            sweeper.workAll();
            if (outstanding() == 0) {
                return;
            }
            pause();
        }
    }

    /** What is not taken up yet: by this thread, or by another or another node that is at it. */
    private long outstanding() {
        return sweeper.due()
                + jdbc.sql("SELECT count(*) FROM event_publication WHERE completion_date IS NULL")
                        .query(Long.class)
                        .single();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A new mark with its business and owner. */
    record SampleMark(String code, UUID businessId, String ownerNationalId) {}

    /** A business with an issued, public mark, for tests and samples. Refused where the host carries one already. */
    @Transactional
    SampleMark mark(Host host, String legalName) {
        return mark(host, program.addBusiness(legalName), MARKED_SINCE);
    }

    @Transactional
    SampleMark mark(Host host, SampleBusiness business, Duration since) {
        var owner = Optional.ofNullable(business.ownerNationalId())
                .flatMap(this::person)
                .orElseThrow(() -> new Refused(HttpStatus.BAD_GATEWAY, "registry-unavailable"));
        var now = clock.instant();
        @Nullable IdentityNumber number = IdentityNumber.ofBusiness(business.legalId());
        var mark = registry.issue(
                        new NewMark(
                                host,
                                business.legalName(),
                                business.trade(),
                                number,
                                "sandbox",
                                business.legalId(),
                                now.minus(since),
                                now.minus(since).plus(MARK_LIFE)),
                        ACTOR)
                .orElseThrow(() -> new Refused(HttpStatus.CONFLICT, "host-marked-already"));
        people.join(owner.id(), mark.businessId(), ACTOR);
        registry.locate(mark.code(), program.city(business.postalCode()).orElse(null), ACTOR);
        return new SampleMark(mark.code(), mark.businessId(), String.valueOf(business.ownerNationalId()));
    }

    /** Takes the order volumes of a year over from the registry of orders. */
    @Transactional
    void takeOrders(Mark mark, String legalId) {
        var month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        for (var o : program.orders(legalId, month.minusMonths(12).toString(), month.toString())) {
            registry.reportOrders(new Orders(mark.code(), LocalDate.parse(o.month() + "-01"), o.orders()));
        }
    }
}
