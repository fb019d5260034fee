package org.touchstone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.touchstone.sandbox.RunningSandbox.Reply;
import tools.jackson.databind.JsonNode;

class RegistriesTest {

    private final RunningSandbox sandbox = RunningSandbox.inMemory();
    private final Person owner = sandbox.people().stream()
            .filter(person -> !person.businesses().isEmpty())
            .findFirst()
            .orElseThrow();
    private final Business business = owner.businesses().getFirst();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void every_registry_is_up_at_first_and_can_be_set() {
        assertThat(sandbox.get("/registries").json().values().stream().map(JsonNode::toString))
                .containsExactly(
                        "{\"name\":\"identity\",\"mode\":\"UP\",\"latencyMs\":0}",
                        "{\"name\":\"business\",\"mode\":\"UP\",\"latencyMs\":0}",
                        "{\"name\":\"licence\",\"mode\":\"UP\",\"latencyMs\":0}",
                        "{\"name\":\"address\",\"mode\":\"UP\",\"latencyMs\":0}",
                        "{\"name\":\"tax\",\"mode\":\"UP\",\"latencyMs\":0}",
                        "{\"name\":\"orders\",\"mode\":\"UP\",\"latencyMs\":0}",
                        "{\"name\":\"dns\",\"mode\":\"UP\",\"latencyMs\":0}");

        JsonNode answer = sandbox.posted("/registries/tax", "{'mode': 'SLOW', 'latencyMs': 200}");

        assertThat(answer).hasToString("{\"name\":\"tax\",\"mode\":\"SLOW\",\"latencyMs\":200}");
        assertThat(sandbox.get("/registries").json().get(4)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "identity, /identity/lookup, nationalId",
        "identity, /identity/mobile, nationalId mobile",
        "business, /business/lookup, legalId",
        "licence, /licence/lookup, legalId",
        "licence, /licence/by-number, number",
        "address, /address/lookup, postalCode",
        "tax, /tax/lookup, legalId",
        "orders, /orders/lookup, legalId"
    })
    void a_registry_that_is_down_refuses_until_it_is_up_again(String registry, String path, String fields) {
        Map<String, String> facts = Map.of(
                "nationalId", owner.nationalId(),
                "mobile", owner.mobile(),
                "legalId", business.legalId(),
                "number", Licence.numberOf(business.legalId()),
                "postalCode", business.postalCode());
        String body =
                Json.text(List.of(fields.split(" ")).stream().collect(Collectors.toMap(name -> name, facts::get)));
        sandbox.set(registry, "{'mode': 'DOWN'}");

        Reply down = sandbox.post(path, body);
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.problem()).isEqualTo("registry-down");

        sandbox.set(registry, "{'mode': 'UP'}");
        assertThat(sandbox.post(path, body).status()).isEqualTo(200);
    }

    @Test
    void one_registry_down_leaves_the_others_and_the_controls_alone() {
        sandbox.set("business", "{'mode': 'DOWN'}");

        assertThat(sandbox.identity(owner.nationalId()).status()).isEqualTo(200);
        assertThat(sandbox.post("/business", "{\"legalName\":\"Brookwell Ltd\"}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"SLOW", "UP", "WRONG", "DOWN", "CONTRADICTORY"})
    void a_registry_takes_the_time_it_is_set_to(String mode) {
        sandbox.set("identity", "{'mode': '%s', 'latencyMs': 300}".formatted(mode));

        long before = System.nanoTime();
        sandbox.identity(owner.nationalId());

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void a_wrong_identity_registry_gives_another_persons_name_for_everybody() {
        sandbox.set("identity", "{'mode': 'WRONG'}");

        assertThat(sandbox.people()).allSatisfy(person -> {
            JsonNode identity = sandbox.identity(person.nationalId()).json();
            assertThat(identity.get("name").stringValue()).isNotBlank().isNotEqualTo(person.name());
            assertThat(identity.get("nationalId").stringValue()).isEqualTo(person.nationalId());
        });
        assertThat(sandbox.identity("0013542419").status()).isEqualTo(404);
    }

    @Test
    void a_wrong_business_registry_gives_another_legal_name() {
        String invented = sandbox.posted("/business", "{'legalName': '成都竹影茶业有限公司'}")
                .get("legalId")
                .stringValue();
        sandbox.set("business", "{'mode': 'WRONG'}");

        assertThat(sandbox.business(business.legalId()).json().get("legalName").stringValue())
                .isNotEqualTo(business.legalName())
                .startsWith("شرکت");
        assertThat(sandbox.business(invented).json().get("legalName").stringValue())
                .endsWith("有限公司");
    }

    @Test
    void orders_are_plausible_and_always_the_same() {
        String body = "{'legalId': '%s', 'from': '2025-11', 'to': '2026-11'}".formatted(business.legalId());
        JsonNode volume = sandbox.posted("/orders/lookup", body);

        assertThat(volume.propertyNames()).containsExactly("months");
        List<JsonNode> months = volume.get("months").values().stream().toList();
        assertThat(months).hasSize(13);
        assertThat(months.getFirst().get("month").stringValue()).isEqualTo("2025-11");
        assertThat(months.getLast().get("month").stringValue()).isEqualTo("2026-11");
        assertThat(months)
                .allSatisfy(month -> assertThat(month.get("orders").intValue()).isBetween(3, 80_000));
        try (var another = RunningSandbox.inMemory()) {
            assertThat(another.posted("/orders/lookup", body)).isEqualTo(volume);
        }
    }

    @Test
    void orders_of_the_last_twelve_months_are_given_when_no_months_are_named() {
        List<JsonNode> months = sandbox
                .posted("/orders/lookup", "{'legalId': '%s'}".formatted(business.legalId()))
                .get("months")
                .values()
                .stream()
                .toList();

        assertThat(months).hasSize(12);
        assertThat(months.getFirst().get("month").stringValue()).isEqualTo("2025-06");
        assertThat(months.getLast().get("month").stringValue()).isEqualTo("2026-05");
    }

    @Test
    void a_wrong_order_registry_counts_nothing() {
        sandbox.set("orders", "{'mode': 'WRONG'}");

        assertThat(sandbox.posted("/orders/lookup", "{'legalId': '%s'}".formatted(business.legalId()))
                        .get("months"))
                .hasSize(12)
                .allSatisfy(month -> assertThat(month.get("orders").intValue()).isZero());
    }
}
