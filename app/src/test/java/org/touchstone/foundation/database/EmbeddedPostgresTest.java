package org.touchstone.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The database of the data folder survives what happens to programs. */
class EmbeddedPostgresTest {

    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    private static void write(EmbeddedPostgres postgres, int value) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(postgres.url("postgres"), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS kept (value int)");
            statement.execute("INSERT INTO kept VALUES (" + value + ")");
        }
    }

    private static int sum(EmbeddedPostgres postgres) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(postgres.url("postgres"), postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT sum(value) FROM kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void a_server_killed_while_we_run_comes_back_with_everything_acknowledged() throws Exception {
        var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
        try {
            write(postgres, 40);
            var killed = postgres.pid();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            int sum = 0;
            while (sum == 0 && System.nanoTime() < end) {
                try {
                    write(postgres, 2);
                    sum = sum(postgres);
                } catch (SQLException e) {
                    Thread.onSpinWait();
                }
            }
            assertThat(sum).isEqualTo(42);
            assertThat(postgres.pid()).isNotEqualTo(killed);
        } finally {
            postgres.stop();
        }
    }

    @Test
    void a_second_program_uses_the_running_server_and_leaves_it_running() throws Exception {
        var first = EmbeddedPostgres.start(folder.resolve("postgres"));
        try {
            write(first, 7);
            try (var second = EmbeddedPostgres.start(folder.resolve("postgres"))) {
                assertThat(second.startedHere()).isFalse();
                assertThat(sum(second)).isEqualTo(7);
            }
            assertThat(sum(first)).isEqualTo(7);
        } finally {
            first.stop();
        }
        var again = EmbeddedPostgres.start(folder.resolve("postgres"));
        assertThat(sum(again)).isEqualTo(7);
        again.stop();
    }

    @Test
    void it_is_durable_and_behind_a_password() throws SQLException, IOException {
        var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
        try (var connection =
                        DriverManager.getConnection(postgres.url("postgres"), postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT current_setting('fsync') || current_setting('synchronous_commit') || current_setting('listen_addresses')")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("onon127.0.0.1");
            assertThat(Files.getPosixFilePermissions(folder.resolve("postgres/password")))
                    .hasSize(2);
        } finally {
            postgres.stop();
        }
    }
}
