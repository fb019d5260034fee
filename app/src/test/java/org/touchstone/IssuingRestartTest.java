package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Checks survive the death of the platform in the middle of them: every application that was submitted ends by itself. */
class IssuingRestartTest {

    private record Submitted(Applicant applicant, JsonNode application) {}

    @Test
    void what_was_being_checked_when_the_platform_was_killed_is_checked_after_it_and_nothing_twice() {
        var slow = List.of("identity", "business", "licence", "address", "tax");
        try (var platform = Installation.process()) {
            platform.start();
            var http = platform.http();
            slow.forEach(r -> http.post("/sandbox/registries/" + r, Map.of("mode", "SLOW", "latencyMs", 1500)));
            var submitted = IntStream.range(0, 8)
                    .mapToObj(_ -> {
                        var applicant = Applicant.in(http);
                        var application = applicant.begin();
                        applicant.openShop(application);
                        assertThat(applicant.submit(application).status()).isEqualTo(200);
                        return new Submitted(applicant, application);
                    })
                    .toList();
            platform.kill();
            platform.start();
            slow.forEach(r -> http.post("/sandbox/registries/" + r, Map.of("mode", "UP", "latencyMs", 0)));
            for (var one : submitted) {
                var issued = one.applicant().await(one.application(), "ISSUED", Duration.ofSeconds(90));
                assertThat(issued.path("checks"))
                        .allMatch(c -> c.path("state").asString().equals("PASSED"));
            }
            var codes = submitted.stream()
                    .map(s ->
                            s.applicant().view(s.application()).at("/mark/code").asString())
                    .toList();
            assertThat(codes).doesNotHaveDuplicates().allMatch(c -> !c.isEmpty());
            assertThat(http.get("/api/v1/issuing")
                            .json()
                            .at("/lastThirtyDays/issued")
                            .asInt())
                    .isEqualTo(8);
        } finally {
            var http = Installation.shared().http();
            slow.forEach(r -> http.post("/sandbox/registries/" + r, Map.of("mode", "UP", "latencyMs", 0)));
        }
    }
}
