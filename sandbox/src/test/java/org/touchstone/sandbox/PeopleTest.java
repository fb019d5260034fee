package org.touchstone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.touchstone.sandbox.RunningSandbox.Reply;
import tools.jackson.databind.JsonNode;

class PeopleTest {

    private final RunningSandbox sandbox = RunningSandbox.inMemory();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void the_cast_is_the_same_at_each_start() {
        try (var another = RunningSandbox.inMemory()) {
            assertThat(another.people()).isEqualTo(sandbox.people());
        }
        Person narges = sandbox.people().getFirst();
        assertThat(narges.name()).isEqualTo("نرگس فرهمندنیا");
        assertThat(narges.id()).isEqualTo("cast-1");
        assertThat(narges.nationalId()).isEqualTo(NationalIds.iranian(1));
    }

    @Test
    void a_person_is_found_by_national_id() {
        Person person = sandbox.people().getFirst();

        JsonNode identity = sandbox.identity(person.nationalId()).json();

        assertThat(identity.propertyNames()).containsExactly("nationalId", "name", "mobile", "email", "language");
        assertThat(identity.get("name").stringValue()).isEqualTo(person.name());
        assertThat(identity.get("mobile").stringValue()).isEqualTo(person.mobile());
        assertThat(identity.get("language").stringValue()).isEqualTo("fa");
    }

    @Test
    void digits_may_be_persian_or_arabic_and_a_check_letter_small() {
        Person iranian = sandbox.people().getFirst();
        Person chinese = sandbox.invite(200, Role.CONSUMER).stream()
                .filter(person -> person.nationalId().endsWith("X"))
                .findFirst()
                .orElseThrow();

        assertThat(sandbox.identity(digitsFrom('۰', iranian.nationalId())).text())
                .contains(iranian.name());
        assertThat(sandbox.identity(digitsFrom('٠', iranian.nationalId())).text())
                .contains(iranian.name());
        assertThat(sandbox.identity(" " + chinese.nationalId().replace('X', 'x') + " ")
                        .text())
                .contains(chinese.name());
    }

    @Test
    void nobody_is_found_by_the_id_of_nobody() {
        Reply reply = sandbox.identity("0013542418");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.problem()).isEqualTo("unknown-person");
        assertThat(reply.text()).doesNotContain("0013542418");
    }

    @Test
    void those_invited_are_known_to_the_registries_at_once() {
        List<Person> owners = sandbox.invite(3, Role.OWNER);

        assertThat(owners).hasSize(3).allSatisfy(owner -> {
            assertThat(owner.roles()).containsExactly(Role.OWNER);
            assertThat(owner.businesses()).hasSize(1);
            assertThat(sandbox.identity(owner.nationalId()).status()).isEqualTo(200);
            String legalId = owner.businesses().getFirst().legalId();
            JsonNode business = sandbox.business(legalId).json();
            assertThat(business.propertyNames())
                    .containsExactly(
                            "legalId", "legalName", "trade", "phone", "postalCode", "ownerNationalId", "status");
            assertThat(business.get("ownerNationalId").stringValue()).isEqualTo(owner.nationalId());
        });
        assertThat(sandbox.invite(3, Role.AUDITOR))
                .allMatch(person -> person.businesses().isEmpty());
        assertThat(sandbox.people()).containsAll(owners);
    }

    @Test
    void ten_thousand_people_arrive_within_two_seconds() {
        long before = System.nanoTime();
        Reply reply = sandbox.post("/people", "{\"count\":10000,\"role\":\"OWNER\"}");
        Duration taken = Duration.ofNanos(System.nanoTime() - before);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json()).hasSize(10_000);
        assertThat(taken).isLessThan(Duration.ofSeconds(2));
        assertThat(sandbox.people().stream().map(Person::nationalId)).doesNotHaveDuplicates();
    }

    @Test
    void a_new_business_gets_a_new_owner_who_writes_as_its_name_is_written() {
        JsonNode persian = sandbox.posted("/business", "{'legalName': 'فروشگاه بوستان'}");
        JsonNode chinese = sandbox.posted("/business", "{'legalName': '成都竹影茶业有限公司', 'trade': 'GROCERY'}");

        assertThat(persian.get("legalId").stringValue()).hasSize(11);
        assertThat(chinese.get("legalId").stringValue()).hasSize(18);
        assertThat(chinese.get("trade").stringValue()).isEqualTo("GROCERY");
        String owner = chinese.get("ownerNationalId").stringValue();
        assertThat(sandbox.identity(owner).json().get("language").stringValue()).isEqualTo("zh");
        assertThat(sandbox.business(chinese.get("legalId").stringValue()).json())
                .isEqualTo(chinese);
    }

    @Test
    void a_new_business_may_belong_to_somebody_known() {
        Person owner = sandbox.invite(1, Role.OWNER).getFirst();

        JsonNode second = sandbox.posted(
                "/business", "{'legalName': 'Second Shop Ltd', 'ownerNationalId': '%s'}".formatted(owner.nationalId()));

        assertThat(second.get("ownerNationalId").stringValue()).isEqualTo(owner.nationalId());
        assertThat(sandbox.people().getLast().businesses())
                .extracting(Business::legalName)
                .contains("Second Shop Ltd");
        assertThat(sandbox.people().getLast().businesses()).hasSize(2);
    }

    private static String digitsFrom(char zero, String latin) {
        return latin.chars()
                .map(digit -> digit - '0' + zero)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
