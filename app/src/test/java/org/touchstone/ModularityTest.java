package org.touchstone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.touchstone");

    /** The book of rules and the signer stand outside the house: every room may use them. */
    @Test
    void modules_use_only_what_they_may() {
        ApplicationModules.of(
                        Touchstone.class,
                        JavaClass.Predicates.resideInAnyPackage("org.touchstone.rules..", "org.touchstone.signer.."))
                .verify();
    }

    /** Uptime of a sweep or of a progress bar is measured by nanoTime, which tells no time of day. */
    @Test
    void nothing_asks_what_time_it_is_but_the_one_clock() {
        for (var type : new Class<?>[] {
            Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class, Clock.class
        }) {
            noClasses()
                    .should()
                    .callMethod(type, "now")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .check(CLASSES);
        }
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(CLASSES);
    }

    @Test
    void only_the_sample_year_is_random_by_a_plain_generator() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Sample")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .callMethod(Math.class, "random")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(
                                "org.touchstone.complaint",
                                "org.touchstone.registry",
                                "org.touchstone.record",
                                "org.touchstone.policy"));
    }
}
