package org.touchstone.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
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
    private static final long MOST_MONTHS = 240;
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern MONTH = Pattern.compile("20[0-9]{2}-[0-9]{2}");
    private static final Pattern ONE_REGISTRY = Pattern.compile("/registries/[^/]+");

    private final People people;
    private final Inbox inbox;
    private final Registries registries;
    private final Orders orders;
    private final InstantSource clock;
    private final Map<String, Map<String, Function<Request, Answer>>> table = new HashMap<>();

    Routes(People people, Inbox inbox, Registries registries, InstantSource clock) {
        this.people = people;
        this.inbox = inbox;
        this.registries = registries;
        this.clock = clock;
        this.orders = new Orders(clock);
        on("GET", "/", this::page);
        on("GET", "/health", request -> Answer.ok(Map.of("status", "UP")));
        on("POST", "/identity/lookup", this::identity);
        on("POST", "/business/lookup", this::business);
        on("POST", "/orders/lookup", this::orders);
        on("GET", "/people", request -> Answer.ok(people.everyone()));
        on("POST", "/people", this::invite);
        on("POST", "/business", this::found);
        on("POST", "/sms", this::sms);
        on("GET", "/messages", this::messages);
        on("GET", "/registries", request -> Answer.ok(registries.all()));
        on("POST", "/registries/{name}", this::set);
    }

    private void on(String method, String path, Function<Request, Answer> answer) {
        table.computeIfAbsent(path, _ -> new TreeMap<>()).put(method, answer);
    }

    @Override
    public Answer apply(Request request) {
        String path = ONE_REGISTRY.matcher(request.path()).matches() ? "/registries/{name}" : request.path();
        Map<String, Function<Request, Answer>> methods = table.get(path);
        if (methods == null) {
            throw new Refused(404, "unknown-path", "There is nothing at this address.");
        }
        Function<Request, Answer> answer = methods.get(request.method());
        return answer == null ? methodNotAllowed(String.join(", ", methods.keySet())) : answer.apply(request);
    }

    private static Answer methodNotAllowed(String allowed) {
        Answer problem = new Refused(405, "method-not-allowed", "Only " + allowed + " is answered here.").answer();
        Map<String, String> headers = new HashMap<>(problem.headers());
        headers.put("Allow", allowed);
        return new Answer(problem.status(), headers, problem.text());
    }

    private Answer identity(Request request) {
        boolean truly = registries.answersTruly(Registry.IDENTITY);
        Person person = person(request.fields("nationalId").text("nationalId", LONGEST_ID));
        Identity identity = Identity.of(person);
        return Answer.ok(
                truly ? identity : identity.withName(People.mistakenFor(person).name()));
    }

    private Answer business(Request request) {
        boolean truly = registries.answersTruly(Registry.BUSINESS);
        RegisteredBusiness business = registered(request.fields("legalId"));
        return Answer.ok(
                truly
                        ? business
                        : business.withLegalName(People.mistakenFor(business).legalName()));
    }

    private Answer orders(Request request) {
        boolean truly = registries.answersTruly(Registry.ORDERS);
        Fields fields = request.fields("legalId", "from", "to");
        if (fields.has("from") != fields.has("to")) {
            throw Refused.badField("from", "given together with to, or neither of them");
        }
        YearMonth to = month(fields, "to").orElseGet(orders::thisMonth);
        YearMonth from = month(fields, "from").orElseGet(() -> to.minusMonths(11));
        if (from.isAfter(to) || to.isAfter(from.plusMonths(MOST_MONTHS - 1))) {
            throw Refused.badField("from", "at most " + MOST_MONTHS + " months before to, and not after it");
        }
        RegisteredBusiness business = registered(fields);
        return Answer.ok(truly ? Orders.volume(business.legalId(), from, to) : Orders.nothing(from, to));
    }

    private static Optional<YearMonth> month(Fields fields, String name) {
        String expected = "a month such as 2026-05";
        return fields.maybe(name, expected, text -> {
            if (!MONTH.matcher(text).matches()) {
                throw Refused.badField(name, expected);
            }
            return YearMonth.parse(text);
        });
    }

    private Answer invite(Request request) {
        Fields fields = request.fields("count", "role");
        int count = fields.number("count", 1, MOST_NEWCOMERS);
        return Answer.json(201, people.invite(count, fields.oneOf("role", Role.class)));
    }

    private Answer found(Request request) {
        Fields fields = request.fields("legalName", "trade", "ownerNationalId");
        String legalName = fields.text("legalName", LONGEST_NAME).strip();
        Optional<Trade> trade = fields.maybeOneOf("trade", Trade.class);
        Optional<Person> owner = fields.maybeText("ownerNationalId", LONGEST_ID).map(this::person);
        return Answer.json(201, people.found(legalName, trade.orElse(null), owner.orElse(null)));
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

    private Answer page(Request request) {
        Language language = request.query().text("lang").flatMap(Language::of).orElse(Language.FA);
        String to = request.query().text("to").orElse(null);
        return Answer.page(new Page(language, to).html(inbox.newest(to, MESSAGES_ON_PAGE), people.everyone()));
    }

    private Person person(String typed) {
        return people.withNationalId(Digits.normalised(typed)).orElseThrow(Refused::unknownPerson);
    }

    private RegisteredBusiness registered(Fields fields) {
        return people.business(Digits.normalised(fields.text("legalId", LONGEST_ID)))
                .orElseThrow(Refused::unknownBusiness);
    }
}
