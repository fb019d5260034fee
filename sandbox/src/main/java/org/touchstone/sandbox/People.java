package org.touchstone.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everybody the registries know, the cast first, and their businesses. What is added is written down at once. */
final class People implements Closeable {

    private final Lines peopleLines;
    private final Lines businessLines;

    private final Map<String, Person> byNationalId = new LinkedHashMap<>();
    private final Map<String, RegisteredBusiness> byLegalId = new LinkedHashMap<>();
    private long invited;
    private long founded;

    private People(Lines peopleLines, Lines businessLines) {
        this.peopleLines = peopleLines;
        this.businessLines = businessLines;
    }

    /** Reads what was added in earlier runs; without a folder there is the cast only. */
    static People in(@Nullable Path folder) throws IOException {
        var people = new People(Lines.in(folder, "people.jsonl"), Lines.in(folder, "businesses.jsonl"));
        try {
            people.load();
            return people;
        } catch (IOException | RuntimeException e) {
            people.close();
            throw e;
        }
    }

    private synchronized void load() throws IOException {
        Cast.everyone().forEach(this::remember);
        peopleLines.read(line -> {
            Person person = Json.value(line, Person.class);
            remember(person);
            invited++;
            founded += person.businesses().size();
        });
        businessLines.read(line -> {
            remember(Json.value(line, RegisteredBusiness.class));
            founded++;
        });
    }

    synchronized List<Person> everyone() {
        return List.copyOf(byNationalId.values());
    }

    synchronized Optional<Person> withNationalId(String nationalId) {
        return Optional.ofNullable(byNationalId.get(nationalId));
    }

    synchronized Optional<RegisteredBusiness> business(String legalId) {
        return Optional.ofNullable(byLegalId.get(legalId));
    }

    /** The business that a licence of this number belongs to. */
    synchronized Optional<RegisteredBusiness> licensed(String licenceNumber) {
        return byLegalId.values().stream()
                .filter(business -> Licence.numberOf(business.legalId()).equals(licenceNumber))
                .findFirst();
    }

    /** New people of one role, of all three languages; each owner comes with a business. */
    synchronized List<Person> invite(int count, Role role) {
        List<Person> newcomers = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            Language language = Newcomers.languageOf(invited + i);
            List<Business> businesses =
                    role == Role.OWNER ? List.of(Newcomers.business(founded + i, language)) : List.of();
            newcomers.add(Newcomers.person(invited + i, role, language, businesses));
        }
        welcome(newcomers);
        return newcomers;
    }

    /** A new business of somebody known, or of a new owner whose language is that of the name. */
    synchronized RegisteredBusiness found(String legalName, @Nullable Trade trade, @Nullable Person owner) {
        Language language = owner == null ? Language.ofScript(legalName) : owner.language();
        long number = founded + 1;
        Business business =
                Newcomers.business(number, language, legalName, trade == null ? Newcomers.tradeOf(number) : trade);
        if (owner == null) {
            Person newOwner = Newcomers.person(invited + 1, Role.OWNER, language, List.of(business));
            welcome(List.of(newOwner));
            return RegisteredBusiness.of(business, newOwner);
        }
        RegisteredBusiness registered = RegisteredBusiness.of(business, owner);
        businessLines.append(List.of(registered));
        remember(registered);
        founded++;
        return registered;
    }

    /** Another person who writes in the same language and has another name: whom a wrong registry takes for this one. */
    static Person mistakenFor(Person person) {
        return Cast.everyone().stream()
                .filter(other -> other.language() == person.language())
                .filter(other -> !other.name().equals(person.name()))
                .findFirst()
                .orElseThrow();
    }

    /** Another business with another name in the same script: the one a wrong registry takes for this one. */
    static Business mistakenFor(RegisteredBusiness business) {
        Language language = Language.ofScript(business.legalName());
        return Cast.everyone().stream()
                .filter(owner -> owner.language() == language)
                .flatMap(owner -> owner.businesses().stream())
                .filter(other -> !other.legalName().equals(business.legalName()))
                .findFirst()
                .orElseThrow();
    }

    /** Another owner whose business carries a legal ID of the same country: whom a registry names that contradicts others. */
    static Person mistakenForOwnerOf(RegisteredBusiness business) {
        return Cast.everyone().stream()
                .filter(owner -> owner.businesses().stream()
                        .anyMatch(other ->
                                other.legalId().length() == business.legalId().length()))
                .filter(owner -> !owner.nationalId().equals(business.ownerNationalId()))
                .findFirst()
                .orElseThrow();
    }

    private void welcome(List<Person> newcomers) {
        peopleLines.append(newcomers);
        for (Person newcomer : newcomers) {
            remember(newcomer);
            invited++;
            founded += newcomer.businesses().size();
        }
    }

    private void remember(Person person) {
        byNationalId.put(person.nationalId(), person);
        for (Business business : person.businesses()) {
            byLegalId.put(business.legalId(), RegisteredBusiness.of(business, person));
        }
    }

    private void remember(RegisteredBusiness registered) {
        byLegalId.put(registered.legalId(), registered);
        byNationalId.computeIfPresent(registered.ownerNationalId(), (_, owner) -> owner.owning(registered.business()));
    }

    @Override
    public synchronized void close() throws IOException {
        try (peopleLines) {
            businessLines.close();
        }
    }
}
