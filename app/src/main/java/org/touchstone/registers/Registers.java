package org.touchstone.registers;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.web.Outside;
import org.touchstone.registers.RegisterAnswer.Known;
import org.touchstone.registers.RegisterAnswer.NoAnswer;
import org.touchstone.rules.identity.IdentityNumber;
import org.touchstone.rules.text.Digits;

/**
 * Asks the outside registers. Numbers travel in bodies, never in addresses. A register that fails half of its last twenty calls is
 * spared for five seconds, then tried with a few calls before all come again: a register that is down costs nobody a time-out, and
 * one that comes back is not trampled.
 */
@Component
public class Registers {

    private static final Logger log = LoggerFactory.getLogger(Registers.class);

    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(5))
            .permittedNumberOfCallsInHalfOpenState(1)
            .automaticTransitionFromOpenToHalfOpenEnabled(true)
            .build();

    private final RestClient http;
    private final Settings settings;
    private final Map<Register, CircuitBreaker> breakers = new EnumMap<>(Register.class);

    Registers(Outside outside, Settings settings, ApplicationEventPublisher events) {
        this.http = outside.client();
        this.settings = settings;
        for (var register : Register.values()) {
            var breaker = CircuitBreaker.of(register.name(), BREAKER);
            breaker.getEventPublisher().onStateTransition(e -> {
                var state = e.getStateTransition().getToState();
                if (state == State.HALF_OPEN || state == State.CLOSED) {
                    events.publishEvent(new RegisterBack(register, state == State.CLOSED));
                }
            });
            breakers.put(register, breaker);
        }
    }

    /** An entry of the register of companies and guilds. */
    public record BusinessEntry(
            String legalId,
            String legalName,
            String trade,
            @Nullable String phone,
            String postalCode,
            @Nullable String ownerNationalId,
            @Nullable String status) {

        /** Whether the business exists still. A register that says nothing of it lists what exists. */
        public boolean active() {
            return status == null || "ACTIVE".equals(status);
        }

        @Override
        public String toString() {
            return "business";
        }
    }

    /**
     * A licence of a trade.
     *
     * @param issuer who issued it, by language
     */
    public record LicenceEntry(
            String number,
            String trade,
            Map<String, String> issuer,
            String holderLegalId,
            String holderName,
            LocalDate validFrom,
            LocalDate validUntil,
            String status) {}

    private record Licences(@Nullable List<LicenceEntry> licences) {}

    /** A postal address. */
    public record AddressEntry(String postalCode, String province, String city, String address) {}

    /** A sales terminal or payment gateway. */
    public record Terminal(String number, String kind) {}

    /** A taxpayer. */
    public record TaxEntry(String legalId, String taxNumber, String status, List<Terminal> terminals) {}

    /** The orders of a month. */
    public record MonthEntry(YearMonth month, long orders) {}

    private record Volume(@Nullable List<MonthEntry> months) {}

    private record Belongs(@Nullable Boolean belongs) {}

    /** Whether a mobile number is a person's own. */
    public RegisterAnswer<Boolean> mobileBelongs(IdentityNumber person, String mobile) {
        return ask(
                        Register.MOBILE,
                        settings.mobileUrl(),
                        Map.of("nationalId", person.value(), "mobile", mobile),
                        Belongs.class,
                        b -> b.belongs() != null)
                .map(b -> Boolean.TRUE.equals(b.belongs()));
    }

    /** The business of a number. */
    public RegisterAnswer<BusinessEntry> business(String legalId) {
        return ask(
                Register.BUSINESS,
                settings.businessUrl(),
                Map.of("legalId", legalId),
                BusinessEntry.class,
                e -> isSame(e.legalId(), legalId));
    }

    /** The licences of a business. */
    public RegisterAnswer<List<LicenceEntry>> licencesOf(String legalId) {
        return ask(
                        Register.LICENCE,
                        settings.licenceUrl(),
                        Map.of("legalId", legalId),
                        Licences.class,
                        l -> l.licences() != null)
                .map(l -> Objects.requireNonNull(l.licences()));
    }

    /** The licence of a number, whosever it is. */
    public RegisterAnswer<List<LicenceEntry>> licence(String number) {
        var url = settings.licenceUrl();
        return ask(
                        Register.LICENCE,
                        url == null ? null : url.resolve("by-number"),
                        Map.of("number", number),
                        LicenceEntry.class,
                        l -> isSame(l.number(), number))
                .map(List::of);
    }

    /** The address of a postal code. */
    public RegisterAnswer<AddressEntry> address(String postalCode) {
        return ask(
                Register.ADDRESS,
                settings.addressUrl(),
                Map.of("postalCode", postalCode),
                AddressEntry.class,
                a -> isSame(a.postalCode(), postalCode));
    }

    /** The taxpayer of a number. */
    public RegisterAnswer<TaxEntry> tax(String legalId) {
        return ask(
                Register.TAX,
                settings.taxUrl(),
                Map.of("legalId", legalId),
                TaxEntry.class,
                t -> isSame(t.legalId(), legalId));
    }

    /**
     * The orders of a business, month by month.
     *
     * @param from the first month asked for
     * @param to the last
     */
    public RegisterAnswer<List<MonthEntry>> orders(String legalId, YearMonth from, YearMonth to) {
        return ask(
                        Register.ORDERS,
                        settings.ordersUrl(),
                        Map.of("legalId", legalId, "from", from.toString(), "to", to.toString()),
                        Volume.class,
                        v -> v.months() != null
                                && v.months().stream()
                                        .allMatch(m -> m.month() != null
                                                && m.orders() >= 0
                                                && !m.month().isBefore(from)
                                                && !m.month().isAfter(to)))
                .map(v -> Objects.requireNonNull(v.months()));
    }

    /** The registers that are spared at this moment because they did not answer. */
    public List<Register> down() {
        return breakers.entrySet().stream()
                .filter(e -> e.getValue().getState() == State.OPEN)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Registers group digits as they like, and write letters large or small. */
    private static boolean isSame(@Nullable String answered, String asked) {
        return answered != null && Digits.compact(answered).equalsIgnoreCase(Digits.compact(asked));
    }

    /**
     * Asks.
     *
     * @param answers whether an entry is an answer to this question: an empty one, or one about somebody else, tells nothing
     */
    private <T> RegisterAnswer<T> ask(
            Register register, @Nullable URI url, Map<String, String> question, Class<T> type, Predicate<T> answers) {
        if (url == null) {
            return new NoAnswer<>(register, "not-configured");
        }
        var breaker = breakers.get(register);
        if (breaker == null || !breaker.tryAcquirePermission()) {
            return new NoAnswer<>(register, "spared");
        }
        long begun = System.nanoTime();
        try {
            var request = http.post().uri(url);
            if (!settings.registryToken().isEmpty()) {
                request.header(HttpHeaders.AUTHORIZATION, "Bearer " + settings.registryToken());
            }
            var entry = request.body(question).retrieve().body(type);
            if (entry == null || !answers.test(entry)) {
                throw new RestClientException("no answer to the question");
            }
            breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            return new Known<>(Optional.of(entry));
        } catch (HttpStatusCodeException e) {
            if (knowsNothing(e.getStatusCode())) {
                breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
                return new Known<>(Optional.empty());
            }
            breaker.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, e);
            return noAnswer(register, String.valueOf(e.getStatusCode().value()));
        } catch (RestClientException e) {
            breaker.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, e);
            // The message could repeat the question; its kind is enough.
            return noAnswer(register, e.getCause() == null ? "not-understood" : "no-answer");
        } catch (RuntimeException e) {
            // The breaker counts what it permitted: what it is not told of, it would wait for for ever.
            breaker.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, e);
            return noAnswer(register, "not-understood");
        }
    }

    private static boolean knowsNothing(HttpStatusCode status) {
        return status.value() == 404;
    }

    private static <T> RegisterAnswer<T> noAnswer(Register register, String why) {
        log.info("The register {} did not answer: {}", register, why);
        return new NoAnswer<>(register, why);
    }
}
