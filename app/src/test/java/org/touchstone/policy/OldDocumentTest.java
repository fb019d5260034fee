package org.touchstone.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.policy.Policy;
import tools.jackson.databind.json.JsonMapper;

/** Policy documents that were written before a value was known. */
class OldDocumentTest {

    @Test
    void a_version_that_does_not_say_how_long_an_address_is_kept_keeps_it_for_thirty_days() {
        var marks = new JsonMapper().readValue("""
                {"validity": "P24M", "renewFrom": "PT720H", "reminders": ["PT168H"], "twoOfficers": true, "appealWithin": "PT480H",
                 "curePeriod": "PT240H", "revokedOwnerBar": "P60M", "recheckEvery": "PT24H", "requiredChecks": ["CONTROL"],
                 "requiredContent": []}
                """, Policy.Marks.class);
        assertThat(marks.hostKeptFor()).isEqualTo(Duration.ofDays(30));
        assertThat(marks.curePeriod()).isEqualTo(Duration.ofDays(10));
    }
}
