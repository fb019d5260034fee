package org.touchstone.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Every address of the sandbox and what is answered there. */
final class Routes implements Function<Request, Answer> {

    private static final int MOST_NEWCOMERS = 10_000;
    private static final int LONGEST_ID = 40;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SMS = 5_000;
    private static final int MESSAGES_UNLESS_TOLD = 200;
    private static final int MESSAGES_ON_PAGE = 50;
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern NAMED = Pattern.compile("^(/registries|/websites)/[^/]+$");

    private final People people;
    private final Inbox inbox;
    private final Websites websites;
    private final Registries registries;
    private final Facts facts;
    private final Lookups lookups;
    private final InstantSource clock;
    private final Map<String, Map<String, Function<Request, Answer>>> table = new HashMap<>();

    Routes(People people, Facts facts, Inbox inbox, Websites websites, Registries registries, InstantSource clock) {
        this.people = people;
        this.facts = facts;
        this.inbox = inbox;
        this.websites = websites;
        this.registries = registries;
        this.clock = clock;
        this.lookups = new Lookups(people, facts, registries, clock);
        on("GET", "/", this::page);
        on("GET", "/health", request -> Answer.ok(Map.of("status", "UP")));
        on("POST", "/identity/lookup", lookups::identity);
        on("POST", "/identity/mobile", lookups::mobile);
        on("POST", "/business/lookup", lookups::business);
        on("POST", "/licence/lookup", lookups::licences);
        on("POST", "/licence/by-number", lookups::licence);
        on("POST", "/address/lookup", lookups::address);
        on("POST", "/tax/lookup", lookups::tax);
        on("POST", "/orders/lookup", lookups::orders);
        on("GET", "/people", request -> Answer.ok(people.everyone()));
        on("POST", "/people", this::invite);
        on("POST", "/business", this::found);
        on("POST", "/facts", this::state);
        on("POST", "/sms", this::sms);
        on("GET", "/messages", this::messages);
        on("GET", "/registries", request -> Answer.ok(registries.all()));
        on("POST", "/registries/{name}", this::set);
        on("GET", "/websites", request -> Answer.ok(websites.all()));
        on("PUT", "/websites/{name}", this::open);
        on("DELETE", "/websites/{name}", this::shut);
    }

    private void on(String method, String path, Function<Request, Answer> answer) {
        table.computeIfAbsent(path, _ -> new TreeMap<>()).put(method, answer);
    }

    @Override
    public Answer apply(Request request) {
        String path = NAMED.matcher(request.path()).replaceFirst("$1/{name}");
        Map<String, Function<Request, Answer>> methods = table.get(path);
        if (methods == null) {
            throw new Refused(404, "unknown-path", "There is nothing at this address.");
        }
        Function<Request, Answer> answer = methods.get(request.method());
        return answer == null ? methodNotAllowed(String.join(", ", methods.keySet())) : answer.apply(request);
    }

    private static Answer methodNotAllowed(String allowed) {
        return new Refused(405, "method-not-allowed", "Only " + allowed + " is answered here.")
                .answer()
                .with("Allow", allowed);
    }

    private Answer invite(Request request) {
        Fields fields = request.fields("count", "role");
        int count = fields.number("count", 1, MOST_NEWCOMERS);
        return Answer.json(201, people.invite(count, fields.oneOf("role", Role.class)));
    }

    private Answer found(Request request) {
        Fields fields = request.fields("legalName", "trade", "ownerNationalId", "status");
        String legalName = fields.text("legalName", LONGEST_NAME).strip();
        Optional<Trade> trade = fields.maybeOneOf("trade", Trade.class);
        Optional<BusinessStatus> status = fields.maybeOneOf("status", BusinessStatus.class);
        Optional<Person> owner = fields.maybeText("ownerNationalId", LONGEST_ID).map(lookups::person);
        RegisteredBusiness business = people.found(legalName, trade.orElse(null), owner.orElse(null));
        status.ifPresent(value -> facts.state(Fact.of(business.legalId()).withBusinessStatus(value)));
        return Answer.json(201, BusinessEntry.of(business, status.orElse(BusinessStatus.ACTIVE)));
    }

    private Answer state(Request request) {
        Fields fields = request.fields(
                "legalId", "licenceStatus", "licenceTrade", "licenceHolder", "taxStatus", "businessStatus");
        RegisteredBusiness business = lookups.registered(fields);
        return Answer.ok(facts.state(new Fact(
                business.legalId(),
                fields.maybeOneOf("licenceStatus", LicenceStatus.class).orElse(null),
                fields.maybeOneOf("licenceTrade", Trade.class).orElse(null),
                fields.maybeText("licenceHolder", LONGEST_NAME).orElse(null),
                fields.maybeOneOf("taxStatus", TaxStatus.class).orElse(null),
                fields.maybeOneOf("businessStatus", BusinessStatus.class).orElse(null))));
    }

    private Answer sms(Request request) {
        Fields fields = request.fields("to", "text", "language", "sentAt");
        String to = fields.text("to", LONGEST_ID);
        if (!E164.matcher(to).matches()) {
            throw Refused.badField("to", "a telephone number such as +989121234567");
        }
        String text = fields.text("text", LONGEST_SMS);
        if (fields.maybeText("language", LONGEST_ID).map(Language::of).equals(Optional.of(Optional.empty()))) {
            throw Refused.badField("language", "fa, zh or en");
        }
        Instant sentAt = fields.maybe("sentAt", "a time such as 2026-05-01T09:30:00Z", Instant::parse)
                .orElseGet(clock::instant);
        Message message = inbox.receive(Channel.SMS, to, null, text, sentAt);
        return Answer.json(202, Map.of("id", message.id()));
    }

    private Answer messages(Request request) {
        Query query = request.query().only("to", "limit");
        int limit = query.number("limit", 1, Inbox.READABLE, MESSAGES_UNLESS_TOLD);
        return Answer.ok(inbox.newest(query.text("to").orElse(null), limit));
    }

    private Answer set(Request request) {
        Registry registry = Registry.of(request.name())
                .orElseThrow(() ->
                        new Refused(404, "unknown-registry", "The registries are " + List.of(Registry.values()) + "."));
        Fields fields = request.fields("mode", "latencyMs");
        Registries.Mode mode = fields.oneOf("mode", Registries.Mode.class);
        int latencyMs = fields.maybeNumber("latencyMs", 0, Registries.LONGEST_MS)
                .orElse(mode == Registries.Mode.SLOW ? Registries.SLOW_MS : 0);
        return Answer.ok(registries.set(new Registries.Setting(registry, mode, latencyMs)));
    }

    private Answer open(Request request) {
        Website website = WebsiteFields.of(request);
        websites.open(website);
        return Answer.ok(website.summary());
    }

    private Answer shut(Request request) {
        if (!websites.shut(WebsiteFields.host(request.name()))) {
            throw new Refused(404, "unknown-website", "There is no website of this host.");
        }
        return Answer.nothing();
    }

    private Answer page(Request request) {
        Language language = request.query().text("lang").flatMap(Language::of).orElse(Language.FA);
        String to = request.query().text("to").orElse(null);
        return Answer.page(new Page(language, to).html(inbox.newest(to, MESSAGES_ON_PAGE), people.everyone()));
    }
}
