package org.touchstone.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.complaint.Attempt;
import org.touchstone.complaint.Complaints;
import org.touchstone.complaint.Filing;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Role;
import org.touchstone.policy.Policies;
import org.touchstone.registry.Host;
import org.touchstone.registry.Registry;
import org.touchstone.rules.complaint.Money;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.identity.IdentityNumber;
import org.touchstone.sandbox.SandboxProgramClient.SamplePerson;

/**
 * A year in the life of a dozen sample shops, lived through at first start: the clock of the empty sandbox begins a year ago and
 * runs up to now, and everything happens by the same use cases as in real life. Reproducible: the same people do the same things.
 */
@Component
class SampleYear {

    private static final Logger log = LoggerFactory.getLogger(SampleYear.class);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int CONSUMERS = 120;
    private static final double[] CAUSES = {0.37, 0.60, 0.78, 0.90, 0.97, 1.0};
    private static final List<String> CATEGORIES =
            List.of("NOT_DELIVERED", "NOT_AS_ORDERED", "REFUND_NOT_PAID", "LATE_DELIVERY", "AFTER_SALES", "OTHER");

    private final boolean wanted;
    private final Settings settings;
    private final SandboxProgramClient program;
    private final Switchboard switchboard;
    private final People people;
    private final Registry registry;
    private final Complaints complaints;
    private final Policies policies;
    private final DatabaseClock clock;
    private final Random random = new Random(1398);
    private final Map<Language, SampleTexts> texts = new EnumMap<>(Language.class);
    private final Map<String, Person> known = new HashMap<>();

    SampleYear(
            @Value("${touchstone-internal.sample:false}") boolean wanted,
            Settings settings,
            SandboxProgramClient program,
            Switchboard switchboard,
            People people,
            Registry registry,
            Complaints complaints,
            Policies policies,
            DatabaseClock clock) {
        this.wanted = wanted;
        this.settings = settings;
        this.program = program;
        this.switchboard = switchboard;
        this.people = people;
        this.registry = registry;
        this.complaints = complaints;
        this.policies = policies;
        this.clock = clock;
        for (var language : Language.values()) {
            texts.put(language, new SampleTexts(language));
        }
    }

    /** Something a sample person does at a time. */
    private record Act(Instant at, Runnable what) {}

    /** Lives the year where it is wanted and has not been lived. A year that was cut off is left as it is. */
    @Order(10)
    @EventListener(ApplicationStartedEvent.class)
    public void live() {
        if (!settings.sandbox() || settings.sandboxUrl() == null) {
            return;
        }
        switchboard.appointCast();
        if (wanted && registry.count() == 0) {
            System.out.println("Preparing a year of sample data (once, about half a minute) …");
            clock.beginEarlier(YEAR);
            var acts = plan(clock.instant());
            int done = 0;
            for (var act : acts) {
                until(act.at());
                act.what().run();
                if (++done % 200 == 0) {
                    log.info("sample year: {} of {} acts", done, acts.size());
                }
            }
        }
        clock.catchUp();
        printSignIns();
    }

    /** One of each kind to begin with; the page of sample people has them all. */
    private void printSignIns() {
        System.out.println("\nSample sign-ins (identity number; the code comes to the sandbox's inbox):");
        for (var role : List.of(Role.CONSUMER, Role.OWNER, Role.OFFICER)) {
            program.people().stream()
                    .filter(p -> p.roles().contains(role.name()))
                    .findFirst()
                    .ifPresent(p -> System.out.printf(
                            "  %-9s %s  %s%n", role.name().toLowerCase(Locale.ROOT), p.nationalId(), p.name()));
        }
    }

    private void until(Instant at) {
        var left = Duration.between(clock.instant(), at);
        if (left.isPositive()) {
            clock.advance(left);
        }
        while (complaints.passNext()) {
            // Deadlines fall due in their order; messages are sent in the background meanwhile.
        }
    }

    private List<Act> plan(Instant begin) {
        var consumers = consumers();
        var owners = program.people().stream()
                .filter(p -> p.id().startsWith("cast-") && !p.businesses().isEmpty())
                .toList();
        var acts = new ArrayList<Act>();
        for (int i = 0; i < SampleShop.ALL.size() && i < owners.size(); i++) {
            var shop = SampleShop.ALL.get(i);
            var owner = owners.get(i);
            open(shop, owner);
            for (int n = 0; n < shop.complaints(); n++) {
                acts.addAll(story(shop, owner, consumers, begin, n));
            }
        }
        acts.sort(Comparator.comparing(Act::at));
        return acts;
    }

    private List<SamplePerson> consumers() {
        var all = new ArrayList<>(program.people().stream()
                .filter(p -> p.roles().equals(List.of("CONSUMER")))
                .toList());
        all.addAll(program.addPeople(CONSUMERS, Role.CONSUMER.name()));
        return all;
    }

    private void open(SampleShop shop, SamplePerson owner) {
        var business = owner.businesses().getFirst().ownedBy(owner.nationalId());
        var host = Host.in(shop.host()).orElseThrow();
        var mark = switchboard.mark(host, business, Duration.ofDays(60L + random.nextInt(500)));
        switchboard.takeOrders(registry.mark(mark.code()).orElseThrow(), business.legalId());
    }

    /** One complaint from filing to its end. A few of each shop's are still open now. */
    private List<Act> story(SampleShop shop, SamplePerson owner, List<SamplePerson> consumers, Instant begin, int n) {
        var consumer = consumers.get(random.nextInt(consumers.size()));
        boolean fresh = n % 12 == 7;
        var hours = fresh ? 364 * 24 - random.nextInt(46) : 12 + random.nextInt(352 * 24);
        var filedAt = begin.plus(Duration.ofHours(hours)).plusSeconds(random.nextInt(3600));
        double cause = random.nextDouble();
        int which = 0;
        while (cause > CAUSES[which]) {
            which++;
        }
        var category = CATEGORIES.get(which);
        var remedy = remedy(category);
        var amount = new BigDecimal(1 + random.nextInt(90))
                .movePointRight(consumer.language().equals("zh") ? 1 : 5);
        var currency = consumer.language().equals("zh") ? "CNY" : "IRR";
        var id = new AtomicReference<UUID>();
        var acts = new ArrayList<Act>();
        acts.add(new Act(filedAt, () -> id.set(file(shop, consumer, category, remedy, new Money(amount, currency)))));
        boolean answers = random.nextDouble() < shop.answers();
        double wait =
                Math.min(94, Math.max(0.3, shop.hours() * (0.3 + random.nextGaussian() * 0.35 + random.nextDouble())));
        var answeredAt = filedAt.plusSeconds((long) (3600 * (answers ? wait : 110 + random.nextInt(200))));
        var offered = shop.stock() && random.nextInt(3) > 0 ? Remedy.EXPLANATION : remedy;
        if (!fresh && (answers || random.nextDouble() < shop.late())) {
            acts.add(new Act(answeredAt, () -> answer(id.get(), owner, offered, new Money(amount, currency))));
        }
        boolean solved = random.nextDouble() < (offered == Remedy.EXPLANATION ? 0.15 : shop.solves());
        if (!fresh && answers && random.nextDouble() < (solved ? 0.6 : 0.75)) {
            var ratedAt = answeredAt.plus(Duration.ofHours(3 + random.nextInt(14 * 24)));
            acts.add(new Act(ratedAt, () -> rate(id.get(), consumer, solved)));
        }
        var end = begin.plus(YEAR);
        acts.removeIf(act -> act.at().isAfter(end));
        return acts;
    }

    private Remedy remedy(String category) {
        return switch (category) {
            case "NOT_DELIVERED" -> random.nextBoolean() ? Remedy.DELIVERY : Remedy.REFUND;
            case "NOT_AS_ORDERED" -> random.nextBoolean() ? Remedy.REPLACEMENT : Remedy.REFUND;
            case "REFUND_NOT_PAID" -> Remedy.REFUND;
            case "AFTER_SALES" -> Remedy.APOLOGY;
            default -> Remedy.EXPLANATION;
        };
    }

    private UUID file(SampleShop shop, SamplePerson consumer, String category, Remedy remedy, Money amount) {
        var person = person(consumer);
        var filing = new Filing(
                Host.in(shop.host()).orElseThrow(),
                "INV-" + (100_000 + random.nextInt(900_000)),
                policies.now().dayOf(clock.instant()).minusDays(5L + random.nextInt(30)),
                category,
                texts(consumer).any(category, random),
                random.nextBoolean(),
                amount,
                remedy);
        return complaints.file(person.caller(), filing) instanceof Attempt.Done done
                ? done.file().id()
                : new UUID(0, 0);
    }

    private void answer(UUID id, SamplePerson owner, Remedy remedy, Money amount) {
        var text = texts(owner).any("answer." + remedy, random);
        var offer = new Offer(remedy, remedy == Remedy.REFUND ? amount : null, null);
        complaints.answer(person(owner).caller(), id, text, offer);
    }

    private void rate(UUID id, SamplePerson consumer, boolean solved) {
        int score = solved ? 4 + random.nextInt(2) : 1 + random.nextInt(2);
        var comment = random.nextInt(3) == 0 ? texts(consumer).any("comment." + solved, random) : null;
        complaints.rate(person(consumer).caller(), id, solved, score, comment);
    }

    private SampleTexts texts(SamplePerson person) {
        return Objects.requireNonNull(texts.get(Language.of(person.language()).orElse(Language.EN)));
    }

    private Person person(SamplePerson sample) {
        return known.computeIfAbsent(sample.id(), id -> {
            var number = Objects.requireNonNull(IdentityNumber.ofPerson(sample.nationalId()));
            return people.verified(number).orElseThrow();
        });
    }
}
