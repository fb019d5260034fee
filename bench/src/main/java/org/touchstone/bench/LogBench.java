package org.touchstone.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The transparency log: how fast waiting rows become leaves, tiles and a signed head, beside writing rows of the same size to a plain
 * table in as many transactions on the same database.
 */
final class LogBench {

    private static final int ROWS = 100_000;
    private static final int AT_ONCE = 2000;

    private final String address;
    private final Path data;
    private final HttpClient client = HttpClient.newHttpClient();

    LogBench(String address, Path data) {
        this.address = address;
        this.data = data;
    }

    void run() throws IOException, InterruptedException, SQLException {
        try (var database = database()) {
            double plain = plain(database);
            long before = size();
            long begun = System.nanoTime();
            execute(database, """
                    INSERT INTO log_note (at, kind, facts)
                    SELECT touchstone_now(), 'bench', jsonb_build_object('n', i::text, 'text', repeat('x', 200))
                    FROM generate_series(1, %d) i
                    """.formatted(ROWS));
            double handed = (System.nanoTime() - begun) / 1e9;
            while (size() < before + ROWS) {
                Thread.sleep(20);
            }
            double logged = (System.nanoTime() - begun) / 1e9;
            System.out.printf("ceiling: rows like leaves into a plain table        %,9.0f per second%n", ROWS / plain);
            System.out.printf("handing rows to the log (trigger and pending row)  %,9.0f per second%n", ROWS / handed);
            System.out.printf(
                    "append: leaves, tree, tiles, signed heads           %,9.0f per second   %.2f of the ceiling%n",
                    ROWS / (logged - handed), plain / (logged - handed));
            one(database);
        }
    }

    /** From the commit of one row to the head that covers it. */
    private void one(Connection database) throws IOException, InterruptedException, SQLException {
        double worst = 0;
        double sum = 0;
        int times = 20;
        for (int i = 0; i < times; i++) {
            long before = size();
            execute(database, "INSERT INTO log_note (at, kind, facts) VALUES (touchstone_now(), 'one', '{}')");
            long begun = System.nanoTime();
            while (size() <= before) {
                Thread.sleep(5);
            }
            double took = (System.nanoTime() - begun) / 1e6;
            sum += took;
            worst = Math.max(worst, took);
        }
        System.out.printf(
                "from a row to its signed head: mean %.0f ms, worst of %d %.0f ms%n", sum / times, times, worst);
    }

    private static double plain(Connection database) throws SQLException {
        execute(
                database,
                "CREATE TABLE bench_plain (id bigint PRIMARY KEY, leaf bytea, hash bytea, source text, key text)");
        database.setAutoCommit(false);
        long begun = System.nanoTime();
        try (var insert = database.prepareStatement("INSERT INTO bench_plain VALUES (?, ?, ?, ?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                insert.setLong(1, i);
                insert.setBytes(2, new byte[260]);
                insert.setBytes(3, new byte[32]);
                insert.setString(4, "log_note");
                insert.setString(5, String.valueOf(i));
                insert.addBatch();
                if (i % AT_ONCE == AT_ONCE - 1) {
                    insert.executeBatch();
                    database.commit();
                }
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        database.setAutoCommit(true);
        execute(database, "DROP TABLE bench_plain");
        return seconds;
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private long size() throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(address + "/log/checkpoint")).build();
        return Long.parseLong(client.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .toList()
                .get(1));
    }

    /** The embedded database of the data folder. */
    private Connection database() throws IOException, SQLException {
        var postgres = data.resolve("postgres");
        var port = Files.readAllLines(postgres.resolve("cluster/postmaster.pid"))
                .get(3)
                .strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "touchstone",
                Files.readString(postgres.resolve("password")).strip());
    }
}
