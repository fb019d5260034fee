package org.touchstone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The checks are written here once more, from the standards, and first tried on numbers that others published. */
@TestInstance(Lifecycle.PER_CLASS)
class IdentifiersTest {

    private final RunningSandbox sandbox = RunningSandbox.inMemory();
    private final List<Person> cast = sandbox.people();
    private final List<Person> everyone = new ArrayList<>(cast);

    @BeforeAll
    void inviteAThousandPeople() {
        everyone.addAll(sandbox.invite(500, Role.CONSUMER));
        everyone.addAll(sandbox.invite(500, Role.OWNER));
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void the_checks_accept_published_examples_and_refuse_them_with_a_digit_changed() {
        assertThat(passesIranianCheck("0013542419")).isTrue();
        assertThat(passesIranianCheck("0013542418")).isFalse();
        assertThat(passesChineseCheck("11010519491231002X")).isTrue();
        assertThat(passesChineseCheck("110105194912310021")).isFalse();
        assertThat(passesIranianLegalCheck("10380284790")).isTrue();
        assertThat(passesIranianLegalCheck("10380284791")).isFalse();
        assertThat(passesCreditCodeCheck("91350100M000100Y43")).isTrue();
        assertThat(passesCreditCodeCheck("91350100M000100Y44")).isFalse();
    }

    @Test
    void every_national_id_passes_the_check_of_its_country() {
        assertThat(everyone).hasSizeGreaterThan(1_000).allSatisfy(person -> {
            if (person.language() == Language.ZH) {
                assertThat(person.nationalId())
                        .matches("[1-9]\\d{16}[\\dX]")
                        .matches(IdentifiersTest::passesChineseCheck);
                assertThat(LocalDate.parse(person.nationalId().substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE))
                        .isBetween("1955-01-01", "2004-12-31");
            } else {
                assertThat(person.nationalId())
                        .matches("\\d{10}")
                        .doesNotMatch("(\\d)\\1{9}")
                        .matches(IdentifiersTest::passesIranianCheck);
            }
        });
    }

    @Test
    void every_legal_id_passes_the_check_of_its_country() {
        List<Business> businesses = everyone.stream()
                .flatMap(person -> person.businesses().stream())
                .toList();

        assertThat(businesses).hasSize(512).allSatisfy(business -> {
            if (business.legalId().length() == 11) {
                assertThat(business.legalId()).matches(IdentifiersTest::passesIranianLegalCheck);
                assertThat(business.phone()).matches("\\+98218\\d{7}");
                assertThat(business.postalCode()).matches("[13-9]{4}[1346-9][013-9]{5}");
            } else {
                assertThat(business.legalId()).matches(IdentifiersTest::passesCreditCodeCheck);
                assertThat(business.phone()).matches("\\+86216\\d{7}");
                assertThat(business.postalCode()).matches("\\d{6}");
            }
        });
        assertThat(businesses.stream().map(Business::legalId)).doesNotHaveDuplicates();
    }

    @Test
    void mobile_numbers_and_mail_addresses_are_plausible_and_lead_to_nobody_real() {
        assertThat(everyone).allSatisfy(person -> {
            assertThat(person.mobile())
                    .matches(person.language() == Language.ZH ? "\\+861[3-9]\\d{9}" : "\\+989\\d{9}");
            assertThat(person.email()).matches("[a-z0-9.]+@(example\\.com|[a-z-]+\\.example)");
        });
    }

    @Test
    void nobody_shares_an_identifier_with_anybody() {
        assertThat(everyone.stream().map(Person::id)).doesNotHaveDuplicates();
        assertThat(everyone.stream().map(Person::nationalId)).doesNotHaveDuplicates();
        assertThat(everyone.stream().map(Person::mobile)).doesNotHaveDuplicates();
        assertThat(everyone.stream().map(Person::email)).doesNotHaveDuplicates();
    }

    @Test
    void no_identifier_comes_twice_in_two_hundred_thousand() {
        long many = 200_000;
        assertThat(numbers(many).mapToObj(NationalIds::iranian).distinct()).hasSize((int) many);
        assertThat(numbers(many)
                        .mapToObj(n -> NationalIds.chinese(n, n % 3 == 0))
                        .distinct())
                .hasSize((int) many);
        assertThat(numbers(many).mapToObj(n -> LegalIds.of(Language.FA, n)).distinct())
                .hasSize((int) many);
        assertThat(numbers(many).mapToObj(n -> LegalIds.of(Language.ZH, n)).distinct())
                .hasSize((int) many);
        assertThat(numbers(many).mapToObj(n -> Contacts.mobile(Language.FA, n)).distinct())
                .hasSize((int) many);
    }

    @Test
    void the_cast_has_every_role_and_writes_three_languages() {
        assertThat(cast).filteredOn(is(Role.CONSUMER)).hasSize(12);
        assertThat(cast)
                .filteredOn(is(Role.OWNER))
                .hasSize(12)
                .allMatch(owner -> owner.businesses().size() == 1);
        assertThat(cast).filteredOn(is(Role.OFFICER)).hasSize(2);
        assertThat(cast).flatExtracting(Person::roles).contains(Role.values());
        assertThat(cast).extracting(Person::language).contains(Language.values());
        assertThat(cast)
                .filteredOn(is(Role.OWNER))
                .flatExtracting(Person::businesses)
                .extracting(Business::trade)
                .contains(Trade.values());
    }

    private static LongStream numbers(long many) {
        return LongStream.range(0, many);
    }

    private static Predicate<Person> is(Role role) {
        return person -> person.roles().contains(role);
    }

    private static boolean passesIranianCheck(String id) {
        int rest = IntStream.range(0, 9).map(i -> value(id, i) * (10 - i)).sum() % 11;
        return value(id, 9) == (rest < 2 ? rest : 11 - rest);
    }

    /** ISO 7064 MOD 11-2: the whole number, X standing for 10, leaves 1. */
    private static boolean passesChineseCheck(String id) {
        int sum = 0;
        for (int i = 0; i < 18; i++) {
            sum = sum * 2 + (id.charAt(i) == 'X' ? 10 : value(id, i));
        }
        return sum % 11 == 1;
    }

    private static boolean passesIranianLegalCheck(String id) {
        int[] weights = {29, 27, 23, 19, 17, 29, 27, 23, 19, 17};
        int tens = value(id, 9) + 2;
        int rest = IntStream.range(0, 10)
                        .map(i -> (value(id, i) + tens) * weights[i])
                        .sum()
                % 11;
        return value(id, 10) == (rest == 10 ? 0 : rest);
    }

    /** The weights as GB 32100 prints them; the sum with the check character is a multiple of 31. */
    private static boolean passesCreditCodeCheck(String code) {
        List<Integer> weights = Stream.of(1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1)
                .toList();
        return code.length() == 18
                && IntStream.range(0, 18)
                                        .map(i -> "0123456789ABCDEFGHJKLMNPQRTUWXY".indexOf(code.charAt(i))
                                                * weights.get(i))
                                        .sum()
                                % 31
                        == 0;
    }

    private static int value(String digits, int at) {
        return Character.digit(digits.charAt(at), 10);
    }
}
