package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.touchstone.launcher.SettingsForTests;
import org.touchstone.rules.complaint.Transitions;
import org.touchstone.rules.issuing.ApplicationTransitions;
import org.touchstone.rules.mark.MarkTransitions;
import org.touchstone.rules.supervision.CaseTransitions;

/** What the documentation says of the code is what the code says. */
class DocumentationTest {

    @Test
    void the_diagram_is_the_table() throws IOException {
        assertThat(Files.readString(Path.of("../docs/states.md")))
                .contains(Transitions.TABLE.diagram().strip());
        assertThat(Files.readString(Path.of("../docs/mark-states.md")))
                .contains(MarkTransitions.TABLE.diagram().strip());
        assertThat(Files.readString(Path.of("../docs/supervision.md")))
                .contains(CaseTransitions.TABLE.diagram().strip());
        assertThat(Files.readString(Path.of("../docs/issuing.md")))
                .contains(ApplicationTransitions.TABLE.diagram().strip());
    }

    @Test
    void every_setting_is_documented() throws IOException {
        var operations = Files.readString(Path.of("../docs/operations.md"));
        SettingsForTests.all()
                .forEach((name, meaning) -> assertThat(operations).contains("| `" + name + "` | " + meaning + " |"));
    }

    @Test
    void the_files_the_tour_names_exist() throws IOException {
        var tour = Files.readString(Path.of("../docs/tour.md"));
        var names = Pattern.compile("\\*\\*`(?:app|rules)/…/([^`]+)`").matcher(tour);
        int found = 0;
        while (names.find()) {
            var name = names.group(1);
            found++;
            assertThat(Files.exists(Path.of("src/main/java/org/touchstone/" + name))
                            || Files.exists(Path.of("../rules/src/main/java/org/touchstone/rules/" + name)))
                    .as(name)
                    .isTrue();
        }
        assertThat(found).isEqualTo(16);
    }
}
