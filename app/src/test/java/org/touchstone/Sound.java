package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.touchstone.complaint.Complaints;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.policy.Policies;
import org.touchstone.record.Records;
import tools.jackson.core.type.TypeReference;

/** Whether an installation is sound, whatever it has been through. */
final class Sound {

    private Sound() {}

    /** What every row says of its complaint is what the history makes of it. Returns how many complaints there are. */
    static int complaints(Installation installation) {
        var policies = installation.part(Policies.class);
        var complaints = installation.part(Complaints.class);
        int seen = 0;
        var after = new UUID(0, 0);
        for (var page = complaints.ids(after, 500); !page.isEmpty(); page = complaints.ids(after, 500)) {
            for (var id : page) {
                var file = installation.part(ComplaintStore.class).find(id).orElseThrow();
                var complaint = file.complaint(policies.named(file.policyVersion()));
                assertThat(file.state()).isEqualTo(complaint.state());
                assertThat(file.round()).isEqualTo(complaint.round());
                assertThat(file.deadlines()).isEqualTo(complaint.deadlines());
                assertThat(Optional.ofNullable(file.dueAt())).isEqualTo(complaint.due());
                assertThat(file.quarantined()).isEqualTo(complaint.isQuarantined());
            }
            seen += page.size();
            after = page.getLast();
        }
        return seen;
    }

    /** The record kept up to date is the record computed anew from nothing. */
    static void record(Installation installation) {
        var kept = rows(installation);
        installation.jdbc().sql("DELETE FROM record_case").update();
        assertThat(installation.part(Records.class).recompute()).isEqualTo(kept.size());
        assertThat(rows(installation)).isEqualTo(kept);
    }

    /** All there is of every case, but when its row was written. */
    private static List<Map<String, Object>> rows(Installation installation) {
        return installation
                .jdbc()
                .sql("SELECT to_jsonb(r)::text AS all, case_id FROM record_case r ORDER BY case_id")
                .query((row, n) -> {
                    var json =
                            Http.JSON.readValue(row.getString("all"), new TypeReference<HashMap<String, Object>>() {});
                    json.remove("recorded_at");
                    return (Map<String, Object>) json;
                })
                .list();
    }

    /** What the verifier says of everything an installation publishes. */
    static String verifier(Http http) throws IOException, InterruptedException {
        return verifier(List.of(), http);
    }

    /** What the verifier says of the figures and grades an installation publishes, whatever its clock says. */
    static String figures(Http http) throws IOException, InterruptedException {
        return verifier(List.of("--figures"), http);
    }

    /** The log only continued since a head that somebody kept. */
    static void continues(Http http, Path head) throws IOException, InterruptedException {
        var size = Files.readAllLines(head).get(1);
        assertThat(verifier(List.of("--log", "--remember", head.toString()), http))
                .contains("root matches")
                .contains("consistent with size " + String.format(Locale.ROOT, "%,d", Long.valueOf(size)));
    }

    private static String verifier(List<String> options, Http http) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                "../verifier/target/classes",
                "org.touchstone.verifier.Verifier"));
        command.addAll(options);
        command.add(http.base());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
