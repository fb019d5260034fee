package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.touchstone.foundation.secrecy.Vault;

/** Personal data: unreadable in the database, absent from log and open data. */
class SecrecyTest {

    private final Installation installation = Installation.shared();
    private final Http http = installation.http();

    @Test
    void nothing_personal_stands_readable_in_the_database_the_log_or_the_open_data() {
        var shop = http.shop();
        var person = http.post("/sandbox/people", Map.of("count", 1, "role", "CONSUMER"))
                .json()
                .path(0);
        var nationalId = person.path("nationalId").asString();
        var filing = Http.filing(shop, "SECRET-INVOICE-77");
        filing.put("narrative", "secret words of a consumer");
        var consumer = http.token(nationalId);
        var id = http.as(consumer)
                .with("Idempotency-Key", "secret-" + System.nanoTime())
                .post("/api/v1/complaints", filing)
                .json()
                .path("id")
                .asString();
        http.as(shop.owner())
                .post(
                        "/api/v1/complaints/" + id + "/answer",
                        Map.of("text", "Call 0912 345 6789 or mail owner@shop.example", "remedy", "OTHER"));
        http.advance("PT0S");

        var everywhere = new StringBuilder();
        for (var table : installation
                .jdbc()
                .sql(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")
                .query(String.class)
                .set()) {
            installation
                    .jdbc()
                    .sql(
                            "SELECT coalesce(string_agg(convert_from(decode(replace(encode(convert_to(t::text, 'UTF8'), 'hex'), '00', ''), 'hex'), 'UTF8'), '\n'), '') FROM "
                                    + table + " t")
                    .query((row, n) -> everywhere.append(row.getString(1)))
                    .single();
        }
        everywhere.append(Installation.log());
        for (var file : new String[] {"complaints", "marks", "figures"}) {
            everywhere.append(http.get("/open-data/" + file + ".csv").text());
        }
        everywhere.append(http.get("/m/" + shop.code() + "/record/all").text());
        assertThat(everywhere.toString())
                .hasSizeGreaterThan(5000)
                .contains(shop.code())
                .doesNotContain(nationalId)
                .doesNotContain(person.path("name").asString())
                .doesNotContain(person.path("mobile").asString())
                .doesNotContain("SECRET-INVOICE-77")
                .doesNotContain("secret words")
                .doesNotContain("345 6789")
                .doesNotContain("owner@shop.example");
    }

    @Test
    void a_sealed_value_opens_only_in_its_place_and_unaltered(@TempDir Path folder) {
        var vault = Vault.in(folder);
        var sealed = Objects.requireNonNull(vault.seal("متن", "person.name"));
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("متن");
        assertThat(vault.open(sealed, "person.name")).isEqualTo("متن");
        assertThatThrownBy(() -> vault.open(sealed, "person.email")).isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> vault.open(sealed, "person.name")).isInstanceOf(IllegalStateException.class);
        assertThat(Vault.in(folder).hash("1", "a"))
                .isEqualTo(vault.hash("1", "a"))
                .isNotEqualTo(vault.hash("1", "b"));
    }

    @Test
    void keys_are_readable_by_their_owner_only(@TempDir Path folder) throws Exception {
        Vault.in(folder);
        assertThat(Files.getPosixFilePermissions(folder.resolve("columns.json")))
                .hasSize(2);
    }
}
