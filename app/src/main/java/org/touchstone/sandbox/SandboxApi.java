package org.touchstone.sandbox;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Refused;
import org.touchstone.foundation.web.Role;
import org.touchstone.registry.Host;
import org.touchstone.sandbox.SandboxProgramClient.SampleMessage;
import org.touchstone.sandbox.SandboxProgramClient.SamplePerson;
import org.touchstone.sandbox.SandboxProgramClient.SampleWebsite;
import org.touchstone.sandbox.Switchboard.SampleMark;

/** The sandbox for programs: what outside tests steer the installation by. */
@RestController
class SandboxApi {

    private static final int MOST_PEOPLE = 10_000;
    private static final int MOST_PAGES = 500;
    private static final int LONGEST_PAGE = 500_000;

    private final Switchboard switchboard;
    private final SandboxProgramClient program;
    private final DatabaseClock clock;

    SandboxApi(Switchboard switchboard, SandboxProgramClient program, DatabaseClock clock) {
        this.switchboard = switchboard;
        this.program = program;
        this.clock = clock;
    }

    record PeopleRequest(@Nullable Integer count, @Nullable String role) {}

    record SignInRequest(@Nullable String nationalId) {}

    record AdvanceRequest(@Nullable String advance) {}

    record MarkRequest(@Nullable String host, @Nullable String legalName) {}

    record RegistryRequest(@Nullable String mode, @Nullable Integer latencyMs) {}

    record FactsRequest(
            @Nullable String legalId,
            @Nullable String licenceStatus,
            @Nullable String licenceTrade,
            @Nullable String licenceHolder,
            @Nullable String taxStatus,
            @Nullable String businessStatus) {}

    record TokenJson(String token) {}

    record ClockJson(Instant now) {}

    @GetMapping("/sandbox/people")
    List<SamplePerson> people() {
        return program.people();
    }

    @PostMapping("/sandbox/people")
    @ResponseStatus(HttpStatus.CREATED)
    List<SamplePerson> addPeople(@RequestBody PeopleRequest request) {
        var check = new Check();
        int count = check.number("count", request.count() == null ? 1 : request.count(), 1, MOST_PEOPLE);
        var role = check.oneOf("role", request.role() == null ? "CONSUMER" : request.role(), Role.class);
        check.done();
        return switchboard.addPeople(count, role);
    }

    @PostMapping("/sandbox/sign-in")
    TokenJson signIn(@RequestBody SignInRequest request) {
        var check = new Check();
        var number = check.line("nationalId", request.nationalId(), 40);
        check.done();
        return switchboard
                .signIn(number)
                .map(TokenJson::new)
                .orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "unknown-person"));
    }

    @GetMapping("/sandbox/clock")
    ClockJson clock() {
        return new ClockJson(clock.instant());
    }

    @PostMapping("/sandbox/clock")
    ClockJson advance(@RequestBody AdvanceRequest request) {
        var check = new Check();
        var typed = check.line("advance", request.advance(), 40);
        var duration = duration(typed);
        if (duration.isEmpty()) {
            check.fault("advance", "not-a-duration");
        }
        check.done();
        return new ClockJson(switchboard.advance(duration.orElseThrow()));
    }

    private static Optional<Duration> duration(String typed) {
        try {
            return Optional.of(Duration.parse(typed)).filter(d -> !d.isNegative() && d.toDays() <= 3660);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @GetMapping("/sandbox/messages")
    List<SampleMessage> messages(
            @RequestParam(required = false) @Nullable String to, @RequestParam(defaultValue = "200") int limit) {
        switchboard.settle();
        // A plus sign in a query reads as a blank; a telephone number begins with one.
        var recipient = Optional.ofNullable(to).map(t -> t.startsWith(" ") ? "+" + t.strip() : t);
        return program.messages(recipient, Math.clamp(limit, 1, 1000));
    }

    @PostMapping("/sandbox/marks")
    @ResponseStatus(HttpStatus.CREATED)
    SampleMark mark(@RequestBody MarkRequest request) {
        var check = new Check();
        var typed = check.line("host", request.host(), 300);
        var name = check.line("legalName", request.legalName(), 200);
        var host = host(check, typed);
        check.done();
        return switchboard.mark(host.orElseThrow(), name);
    }

    @PostMapping("/sandbox/registries/{name}")
    Map<String, Object> registry(@PathVariable String name, @RequestBody RegistryRequest request) {
        var check = new Check();
        var known = check.oneOf("name", name, RegistryName.class);
        var mode = check.oneOf("mode", request.mode(), RegistryMode.class);
        int latency = check.number("latencyMs", request.latencyMs() == null ? 0 : request.latencyMs(), 0, 600_000);
        check.done();
        return program.setRegistry(
                known.name().toLowerCase(Locale.ROOT), Map.of("mode", mode.name(), "latencyMs", latency));
    }

    @PostMapping("/sandbox/facts")
    Map<String, @Nullable Object> facts(@RequestBody FactsRequest request) {
        var check = new Check();
        var facts = new LinkedHashMap<String, String>();
        facts.put("legalId", check.line("legalId", request.legalId(), 40));
        fact(facts, check, "licenceStatus", request.licenceStatus(), LicenceStatus.class);
        fact(facts, check, "licenceTrade", request.licenceTrade(), SampleTrade.class);
        fact(facts, check, "taxStatus", request.taxStatus(), TaxStatus.class);
        fact(facts, check, "businessStatus", request.businessStatus(), BusinessStatus.class);
        var holder = check.optionalText("licenceHolder", request.licenceHolder(), 200);
        if (holder != null) {
            facts.put("licenceHolder", holder);
        }
        check.done();
        return program.stateFacts(facts);
    }

    private static <E extends Enum<E>> void fact(
            Map<String, String> facts, Check check, String name, @Nullable String value, Class<E> type) {
        if (value != null) {
            facts.put(name, check.oneOf(name, value, type).name());
        }
    }

    @GetMapping("/sandbox/websites")
    List<SampleWebsite> websites() {
        return program.websites();
    }

    @PutMapping("/sandbox/websites/{host}")
    SampleWebsite openWebsite(@PathVariable String host, @RequestBody Map<String, @Nullable Object> website) {
        var check = new Check();
        var known = host(check, host);
        if (!(website.get("pages") instanceof Map<?, ?> pages)) {
            check.fault("pages", website.get("pages") == null ? "required" : "wrong-type");
        } else if (pages.size() > MOST_PAGES) {
            check.fault("pages", "too-many", MOST_PAGES);
        } else {
            for (var page : pages.values()) {
                if (!(page instanceof String text)) {
                    check.fault("pages", "wrong-type");
                } else if (text.length() > LONGEST_PAGE) {
                    check.fault("pages", "too-long", LONGEST_PAGE);
                }
            }
        }
        check.done();
        return program.openWebsite(known.orElseThrow(), website);
    }

    @DeleteMapping("/sandbox/websites/{host}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void shutWebsite(@PathVariable String host) {
        var check = new Check();
        var known = host(check, host);
        check.done();
        program.shutWebsite(known.orElseThrow());
    }

    private static Optional<Host> host(Check check, String typed) {
        var host = Host.in(typed);
        if (host.isEmpty()) {
            check.fault("host", "not-an-address");
        }
        return host;
    }

    private enum LicenceStatus {
        VALID,
        SUSPENDED,
        EXPIRED,
        NONE
    }

    private enum TaxStatus {
        ACTIVE,
        INACTIVE
    }

    private enum BusinessStatus {
        ACTIVE,
        DISSOLVED
    }

    private enum SampleTrade {
        ELECTRONICS,
        FASHION,
        BOOKS,
        GROCERY,
        TRAVEL,
        HOME,
        BEAUTY,
        TOYS,
        SPORT,
        SERVICES
    }

    private enum RegistryName {
        IDENTITY,
        BUSINESS,
        LICENCE,
        ADDRESS,
        TAX,
        ORDERS,
        DNS
    }

    private enum RegistryMode {
        UP,
        SLOW,
        DOWN,
        WRONG,
        CONTRADICTORY
    }
}
