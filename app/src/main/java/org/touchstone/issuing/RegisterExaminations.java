package org.touchstone.issuing;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.touchstone.account.People;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.policy.Policies;
import org.touchstone.registers.RegisterAnswer;
import org.touchstone.registers.RegisterAnswer.Known;
import org.touchstone.registers.RegisterAnswer.NoAnswer;
import org.touchstone.registers.Registers;
import org.touchstone.registers.Registers.BusinessEntry;
import org.touchstone.registers.Registers.LicenceEntry;
import org.touchstone.registers.Registers.TaxEntry;
import org.touchstone.registers.Registers.Terminal;
import org.touchstone.rules.identity.IdentityNumber;
import org.touchstone.rules.issuing.Applied;
import org.touchstone.rules.issuing.Finding;
import org.touchstone.rules.issuing.RegisterChecks;
import org.touchstone.rules.issuing.Registered;
import org.touchstone.rules.text.Digits;

/** Asks the outside registers what a check needs to know, and has the rules judge it. */
@Component
class RegisterExaminations {

    private final Registers registers;
    private final People people;
    private final Ties ties;
    private final Policies policies;
    private final DatabaseClock clock;

    RegisterExaminations(Registers registers, People people, Ties ties, Policies policies, DatabaseClock clock) {
        this.registers = registers;
        this.people = people;
        this.ties = ties;
        this.policies = policies;
        this.clock = clock;
    }

    /** The applicant and their mobile number. */
    Examined identity(Application application) {
        var number = people.identityOf(application.applicantId());
        var mobile = people.find(application.applicantId()).map(p -> p.mobile() == null ? "" : p.mobile());
        if (number.isEmpty() || mobile.isEmpty()) {
            return new Examined.Found(RegisterChecks.identity(false, false));
        }
        if (mobile.get().isEmpty()) {
            return new Examined.Found(RegisterChecks.identity(true, false));
        }
        return examined(
                registers.mobileBelongs(number.get(), mobile.get()),
                belongs -> RegisterChecks.identity(belongs.isPresent(), belongs.orElse(false)));
    }

    /** The business, who runs it, and what the register of marks holds against them. */
    Examined business(Application application) {
        var applied = application.answers().applied();
        return examined(registers.business(applied.legalId()).map(e -> read(e, application)), entry -> {
            var findings = new ArrayList<>(RegisterChecks.business(applied, entry));
            findings.addAll(ties.obstacles(application));
            return List.copyOf(findings);
        });
    }

    private Registered.Business read(BusinessEntry entry, Application application) {
        var owner = Optional.ofNullable(entry.ownerNationalId()).map(IdentityNumber::ofPerson);
        boolean owns = owner.isPresent() && owner.equals(people.identityOf(application.applicantId()));
        return new Registered.Business(
                entry.legalName(), entry.active(), trade(entry.trade()), Digits.compact(entry.postalCode()), owns);
    }

    private static String trade(String code) {
        return code.toUpperCase(Locale.ROOT);
    }

    /** The licence of the trade. */
    Examined licence(Application application) {
        var applied = application.answers().applied();
        var named = applied.licenceNumber();
        RegisterAnswer<List<LicenceEntry>> answer =
                named == null ? registers.licencesOf(applied.legalId()) : registers.licence(named);
        ZoneId zone = policies.now().calendar().zone();
        var today = clock.instant().atZone(zone).toLocalDate();
        return examined(
                answer,
                licences -> RegisterChecks.licence(
                        applied,
                        licences.orElse(List.of()).stream()
                                .map(RegisterExaminations::read)
                                .toList(),
                        today));
    }

    private static Registered.Licence read(LicenceEntry entry) {
        return new Registered.Licence(
                entry.number(),
                trade(entry.trade()),
                entry.issuer() == null ? Map.of() : entry.issuer(),
                entry.holderLegalId(),
                entry.holderName(),
                entry.validUntil(),
                "VALID".equals(entry.status()));
    }

    /** The postal address. */
    Examined address(Application application) {
        Applied applied = application.answers().applied();
        return examined(
                registers
                        .address(applied.postalCode())
                        .map(a -> new Registered.Address(a.postalCode(), a.province(), a.city(), a.address())),
                address -> RegisterChecks.address(applied, address));
    }

    /** The taxpayer. */
    Examined tax(Application application) {
        var applied = application.answers().applied();
        return examined(
                registers.tax(applied.legalId()).map(RegisterExaminations::read),
                taxpayer -> RegisterChecks.tax(applied, taxpayer));
    }

    private static Registered.Taxpayer read(TaxEntry entry) {
        return new Registered.Taxpayer(
                entry.taxNumber(),
                "ACTIVE".equals(entry.status()),
                entry.terminals().stream().map(Terminal::number).toList());
    }

    private static <T> Examined examined(RegisterAnswer<T> answer, Function<Optional<T>, List<Finding>> rule) {
        return switch (answer) {
            case Known<T>(var entry) -> new Examined.Found(rule.apply(entry));
            case NoAnswer<T>(var register, var _) -> new Examined.NoAnswer(register.name());
        };
    }
}
