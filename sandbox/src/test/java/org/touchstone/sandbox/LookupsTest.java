package org.touchstone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.touchstone.sandbox.RunningSandbox.Reply;
import tools.jackson.databind.JsonNode;

/** What the registries say of people, businesses and places, and how they say it when they are wrong. */
class LookupsTest {

    private final RunningSandbox sandbox = RunningSandbox.inMemory();
    private final Person iranian = owner(Language.FA);
    private final Person chinese = owner(Language.ZH);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void a_mobile_number_belongs_to_its_owner_and_to_nobody_else() {
        assertThat(belongs(iranian, iranian.mobile())).isTrue();
        assertThat(belongs(iranian, chinese.mobile())).isFalse();

        sandbox.set("identity", "{'mode': 'WRONG'}");

        assertThat(belongs(iranian, iranian.mobile())).isFalse();
        assertThat(belongs(iranian, chinese.mobile())).isTrue();
    }

    @Test
    void a_contradictory_identity_registry_confirms_a_mobile_number_it_does_not_name() {
        sandbox.set("identity", "{'mode': 'CONTRADICTORY'}");

        JsonNode identity = sandbox.identity(iranian.nationalId()).json();
        assertThat(text(identity, "name")).isEqualTo(iranian.name());
        assertThat(text(identity, "mobile")).isNotEqualTo(iranian.mobile());
        assertThat(belongs(iranian, iranian.mobile())).isTrue();
    }

    @Test
    void a_contradictory_business_registry_names_another_owner_and_another_place() {
        for (Person owner : List.of(iranian, chinese)) {
            Business business = owner.businesses().getFirst();
            sandbox.set("business", "{'mode': 'UP'}");
            JsonNode truth = sandbox.business(business.legalId()).json();
            sandbox.set("business", "{'mode': 'CONTRADICTORY'}");

            JsonNode other = sandbox.business(business.legalId()).json();

            assertThat(text(truth, "status")).isEqualTo("ACTIVE");
            assertThat(text(other, "legalName")).isEqualTo(business.legalName());
            assertThat(text(other, "ownerNationalId")).isNotEqualTo(owner.nationalId());
            assertThat(text(other, "postalCode"))
                    .isNotEqualTo(business.postalCode())
                    .hasSameSizeAs(business.postalCode());
            assertThat(sandbox.identity(text(other, "ownerNationalId")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void every_business_has_one_licence_of_its_own_trade_with_a_number_of_its_own() {
        List<Person> owners = Stream.concat(sandbox.people().stream(), sandbox.invite(300, Role.OWNER).stream())
                .filter(person -> !person.businesses().isEmpty())
                .toList();

        List<String> numbers = owners.stream()
                .flatMap(owner -> owner.businesses().stream())
                .map(business -> {
                    JsonNode licences = licences(business);
                    assertThat(licences.size()).isOne();
                    JsonNode licence = licences.get(0);
                    assertThat(text(licence, "trade"))
                            .isEqualTo(business.trade().name());
                    assertThat(text(licence, "holderLegalId")).isEqualTo(business.legalId());
                    assertThat(text(licence, "holderName")).isEqualTo(business.legalName());
                    assertThat(text(licence, "status")).isEqualTo("VALID");
                    assertThat(RunningSandbox.NOW.toString())
                            .isBetween(text(licence, "validFrom"), text(licence, "validUntil"));
                    assertThat(licence.get("issuer").propertyNames()).containsExactlyInAnyOrder("fa", "zh", "en");
                    assertThat(sandbox.posted(
                                    "/licence/by-number", "{'number': '%s'}".formatted(text(licence, "number"))))
                            .isEqualTo(licence);
                    return text(licence, "number");
                })
                .toList();

        assertThat(numbers).hasSize(312).doesNotHaveDuplicates();
    }

    @Test
    void a_wrong_licence_registry_names_another_holder_and_a_contradictory_one_another_trade() {
        Business business = iranian.businesses().getFirst();
        sandbox.set("licence", "{'mode': 'WRONG'}");
        JsonNode wrong = licences(business).get(0);
        sandbox.set("licence", "{'mode': 'CONTRADICTORY'}");
        JsonNode contradictory = licences(business).get(0);

        assertThat(text(wrong, "holderLegalId")).isNotEqualTo(business.legalId());
        assertThat(text(wrong, "holderName")).isNotEqualTo(business.legalName());
        assertThat(text(wrong, "trade")).isEqualTo(business.trade().name());
        assertThat(text(contradictory, "holderLegalId")).isEqualTo(business.legalId());
        assertThat(text(contradictory, "holderName")).isNotEqualTo(business.legalName());
        assertThat(text(contradictory, "trade")).isNotEqualTo(business.trade().name());
    }

    @Test
    void every_business_sits_somewhere_in_the_language_of_its_country() {
        sandbox.invite(300, Role.OWNER);

        assertThat(sandbox.people())
                .flatExtracting(Person::businesses)
                .hasSize(312)
                .allSatisfy(business -> {
                    JsonNode address = address(business.postalCode());
                    boolean china = business.legalId().length() == 18;
                    assertThat(text(address, "postalCode")).isEqualTo(business.postalCode());
                    assertThat(List.of(text(address, "province"), text(address, "city"), text(address, "address")))
                            .allSatisfy(text ->
                                    assertThat(Language.ofScript(text)).isEqualTo(china ? Language.ZH : Language.FA));
                });
    }

    @ParameterizedTest
    @CsvSource({"1517714111", "4134714111", "100020", "310012"})
    void a_wrong_address_registry_leads_elsewhere_and_a_contradictory_one_to_a_city_of_another_province(String code) {
        JsonNode truth = address(code);
        sandbox.set("address", "{'mode': 'WRONG'}");
        JsonNode wrong = address(code);
        sandbox.set("address", "{'mode': 'CONTRADICTORY'}");
        JsonNode contradictory = address(code);

        assertThat(text(wrong, "postalCode")).isEqualTo(code);
        assertThat(text(wrong, "city")).isNotEqualTo(text(truth, "city"));
        assertThat(text(contradictory, "city")).isEqualTo(text(truth, "city"));
        assertThat(text(contradictory, "province")).isNotEqualTo(text(truth, "province"));
    }

    @Test
    void a_taxpayer_trades_and_takes_money_on_a_website() {
        JsonNode entry = tax(iranian.businesses().getFirst());

        assertThat(text(entry, "status")).isEqualTo("ACTIVE");
        assertThat(text(entry, "taxNumber")).matches("411\\d{9}");
        assertThat(entry.get("terminals").values().stream().map(terminal -> text(terminal, "kind")))
                .contains("GATEWAY");
        assertThat(text(tax(chinese.businesses().getFirst()), "taxNumber"))
                .isEqualTo(chinese.businesses().getFirst().legalId());

        sandbox.set("tax", "{'mode': 'WRONG'}");
        JsonNode wrong = tax(iranian.businesses().getFirst());
        assertThat(text(wrong, "status")).isEqualTo("INACTIVE");
        assertThat(wrong.get("terminals").size()).isZero();

        sandbox.set("tax", "{'mode': 'CONTRADICTORY'}");
        JsonNode contradictory = tax(iranian.businesses().getFirst());
        assertThat(text(contradictory, "status")).isEqualTo("INACTIVE");
        assertThat(contradictory.get("terminals")).isEqualTo(entry.get("terminals"));
    }

    @Test
    void contradictory_orders_are_those_of_another_business() {
        String body =
                "{'legalId': '%s'}".formatted(iranian.businesses().getFirst().legalId());
        JsonNode truth = sandbox.posted("/orders/lookup", body);
        sandbox.set("orders", "{'mode': 'CONTRADICTORY'}");

        assertThat(sandbox.posted("/orders/lookup", body)).isNotEqualTo(truth);
    }

    @Test
    void facts_stated_of_a_business_are_what_the_registries_say_and_outlive_a_restart(@TempDir Path data) {
        Business business = iranian.businesses().getFirst();
        Business other = chinese.businesses().getFirst();
        try (var first = RunningSandbox.in(data)) {
            first.posted("/facts", "{'legalId': '%s', 'licenceStatus': 'EXPIRED'}".formatted(business.legalId()));
            first.posted(
                    "/facts",
                    "{'legalId': '%s', 'licenceTrade': 'TOYS', 'licenceHolder': '%s', 'taxStatus': 'INACTIVE'}"
                            .formatted(business.legalId(), other.legalId()));
            first.posted("/facts", "{'legalId': '%s', 'businessStatus': 'DISSOLVED'}".formatted(business.legalId()));
            first.posted("/facts", "{'legalId': '%s', 'licenceStatus': 'NONE'}".formatted(other.legalId()));
        }
        try (var again = RunningSandbox.in(data)) {
            String body = "{'legalId': '%s'}".formatted(business.legalId());
            JsonNode licence =
                    again.posted("/licence/lookup", body).get("licences").get(0);
            assertThat(text(licence, "status")).isEqualTo("EXPIRED");
            assertThat(LocalDate.parse(text(licence, "validUntil"))).isBefore("2026-01-01");
            assertThat(text(licence, "trade")).isEqualTo("TOYS");
            assertThat(text(licence, "holderLegalId")).isEqualTo(other.legalId());
            assertThat(text(licence, "holderName")).isEqualTo(other.legalName());
            assertThat(text(again.posted("/tax/lookup", body), "status")).isEqualTo("INACTIVE");
            assertThat(text(again.posted("/business/lookup", body), "status")).isEqualTo("DISSOLVED");
            assertThat(again.posted("/licence/lookup", "{'legalId': '%s'}".formatted(other.legalId()))
                            .get("licences")
                            .size())
                    .isZero();
        }
    }

    @Test
    void a_licence_may_name_a_holder_nobody_knows() {
        Business business = iranian.businesses().getFirst();
        sandbox.posted(
                "/facts",
                "{'legalId': '%s', 'licenceHolder': 'Somebody Else Ltd', 'licenceStatus': 'SUSPENDED'}"
                        .formatted(business.legalId()));

        JsonNode licence = licences(business).get(0);
        assertThat(text(licence, "holderName")).isEqualTo("Somebody Else Ltd");
        assertThat(text(licence, "holderLegalId")).isEqualTo(business.legalId());
        assertThat(text(licence, "status")).isEqualTo("SUSPENDED");
    }

    @Test
    void a_business_can_be_founded_dissolved() {
        JsonNode founded = sandbox.posted("/business", "{'legalName': 'Brookwell Ltd', 'status': 'DISSOLVED'}");

        Reply found = sandbox.business(text(founded, "legalId"));
        assertThat(found.json()).isEqualTo(founded);
        assertThat(text(found.json(), "status")).isEqualTo("DISSOLVED");
    }

    private Person owner(Language language) {
        return sandbox.people().stream()
                .filter(person -> person.language() == language)
                .filter(person -> !person.businesses().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private boolean belongs(Person person, String mobile) {
        return sandbox.posted(
                        "/identity/mobile",
                        "{'nationalId': '%s', 'mobile': '%s'}".formatted(person.nationalId(), mobile))
                .get("belongs")
                .booleanValue();
    }

    private JsonNode licences(Business business) {
        return sandbox.posted("/licence/lookup", "{'legalId': '%s'}".formatted(business.legalId()))
                .get("licences");
    }

    private JsonNode address(String code) {
        return sandbox.posted("/address/lookup", "{'postalCode': '%s'}".formatted(code));
    }

    private JsonNode tax(Business business) {
        return sandbox.posted("/tax/lookup", "{'legalId': '%s'}".formatted(business.legalId()));
    }

    private static String text(JsonNode object, String name) {
        return object.get(name).stringValue();
    }
}
