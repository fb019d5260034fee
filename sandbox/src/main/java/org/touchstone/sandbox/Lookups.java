package org.touchstone.sandbox;

import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.touchstone.sandbox.Registries.Manner;

/** What the registries answer. Numbers come in bodies only, so that no address of any log holds one. */
final class Lookups {

    private static final int LONGEST_ID = 40;
    private static final long MOST_MONTHS = 240;
    private static final Pattern MONTH = Pattern.compile("20[0-9]{2}-[0-9]{2}");
    private static final Pattern MOBILE = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private final People people;
    private final Facts facts;
    private final Registries registries;
    private final Orders orders;

    Lookups(People people, Facts facts, Registries registries, InstantSource clock) {
        this.people = people;
        this.facts = facts;
        this.registries = registries;
        this.orders = new Orders(clock);
    }

    private record Belongs(boolean belongs) {}

    private record Licences(List<Licence> licences) {}

    Answer identity(Request request) {
        Manner manner = registries.manner(Registry.IDENTITY);
        Person person = person(request.fields("nationalId").text("nationalId", LONGEST_ID));
        Identity identity = Identity.of(person);
        return Answer.ok(
                switch (manner) {
                    case TRULY -> identity;
                    case WRONGLY -> identity.withName(People.mistakenFor(person).name());
                    case CONTRADICTORILY -> {
                        Person other = People.mistakenFor(person);
                        yield identity.withContacts(other.mobile(), other.email());
                    }
                });
    }

    /** A contradictory registry confirms truly here what it denies in {@link #identity}. */
    Answer mobile(Request request) {
        Manner manner = registries.manner(Registry.IDENTITY);
        Fields fields = request.fields("nationalId", "mobile");
        String mobile = Digits.normalised(fields.text("mobile", LONGEST_ID));
        if (!MOBILE.matcher(mobile).matches()) {
            throw Refused.badField("mobile", "a telephone number such as +989121234567");
        }
        boolean belongs = person(fields.text("nationalId", LONGEST_ID)).mobile().equals(mobile);
        return Answer.ok(new Belongs((manner == Manner.WRONGLY) != belongs));
    }

    Answer business(Request request) {
        Manner manner = registries.manner(Registry.BUSINESS);
        RegisteredBusiness business = registered(request.fields("legalId"));
        BusinessEntry entry = BusinessEntry.of(
                business,
                Objects.requireNonNullElse(facts.of(business.legalId()).businessStatus(), BusinessStatus.ACTIVE));
        return Answer.ok(
                switch (manner) {
                    case TRULY -> entry;
                    case WRONGLY ->
                        entry.withLegalName(People.mistakenFor(business).legalName());
                    case CONTRADICTORILY ->
                        entry.ownedBy(
                                People.mistakenForOwnerOf(business).nationalId(),
                                Address.elsewhere(business.postalCode()));
                });
    }

    Answer licences(Request request) {
        Manner manner = registries.manner(Registry.LICENCE);
        RegisteredBusiness business = registered(request.fields("legalId"));
        return Answer.ok(new Licences(licence(business, manner).stream().toList()));
    }

    Answer licence(Request request) {
        Manner manner = registries.manner(Registry.LICENCE);
        String number = Digits.normalised(request.fields("number").text("number", LONGEST_ID));
        return Answer.ok(people.licensed(number)
                .flatMap(business -> licence(business, manner))
                .orElseThrow(Refused::unknownLicence));
    }

    private Optional<Licence> licence(RegisteredBusiness business, Manner manner) {
        Fact fact = facts.of(business.legalId());
        if (fact.licenceStatus() == LicenceStatus.NONE) {
            return Optional.empty();
        }
        Licence licence = Licence.of(business);
        if (fact.licenceStatus() != null) {
            licence = licence.withStatus(fact.licenceStatus());
        }
        if (fact.licenceTrade() != null) {
            licence = licence.withTrade(fact.licenceTrade());
        }
        if (fact.licenceHolder() != null) {
            licence = heldBy(licence, fact.licenceHolder());
        }
        Business other = People.mistakenFor(business);
        return Optional.of(
                switch (manner) {
                    case TRULY -> licence;
                    case WRONGLY -> licence.heldBy(other.legalId(), other.legalName());
                    case CONTRADICTORILY ->
                        licence.withTrade(otherThan(business.trade())).heldBy(business.legalId(), other.legalName());
                });
    }

    private Licence heldBy(Licence licence, String holder) {
        return people.business(Digits.normalised(holder))
                .map(other -> licence.heldBy(other.legalId(), other.legalName()))
                .orElse(licence.heldBy(licence.holderLegalId(), holder));
    }

    private static Trade otherThan(Trade trade) {
        return trade == Trade.TRAVEL ? Trade.GROCERY : Trade.TRAVEL;
    }

    Answer address(Request request) {
        Manner manner = registries.manner(Registry.ADDRESS);
        String code = Digits.normalised(request.fields("postalCode").text("postalCode", LONGEST_ID));
        Address address = Address.of(code).orElseThrow(Refused::unknownPostalCode);
        return Answer.ok(
                switch (manner) {
                    case TRULY -> address;
                    case WRONGLY -> address.wrong();
                    case CONTRADICTORILY -> address.contradictory();
                });
    }

    Answer tax(Request request) {
        Manner manner = registries.manner(Registry.TAX);
        String legalId = registered(request.fields("legalId")).legalId();
        TaxEntry entry = TaxEntry.of(
                legalId, Objects.requireNonNullElse(facts.of(legalId).taxStatus(), TaxStatus.ACTIVE));
        return Answer.ok(
                switch (manner) {
                    case TRULY -> entry;
                    case WRONGLY -> entry.wrong();
                    case CONTRADICTORILY -> entry.contradictory();
                });
    }

    Answer orders(Request request) {
        Manner manner = registries.manner(Registry.ORDERS);
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
        return Answer.ok(
                switch (manner) {
                    case TRULY -> Orders.volume(business.legalId(), from, to);
                    case WRONGLY -> Orders.nothing(from, to);
                    case CONTRADICTORILY ->
                        Orders.volume(People.mistakenFor(business).legalId(), from, to);
                });
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

    /** The person with this national ID, in digits of any script. */
    Person person(String typed) {
        return people.withNationalId(Digits.normalised(typed)).orElseThrow(Refused::unknownPerson);
    }

    /** The business that the field {@code legalId} names. */
    RegisteredBusiness registered(Fields fields) {
        return people.business(Digits.normalised(fields.text("legalId", LONGEST_ID)))
                .orElseThrow(Refused::unknownBusiness);
    }
}
