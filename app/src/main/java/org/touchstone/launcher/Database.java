package org.touchstone.launcher;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.foundation.database.EmbeddedPostgres;

/** The database of a command: an external one by address, or the embedded one of the data folder. */
final class Database implements AutoCloseable {

    private final String url;
    private final String user;
    private final String password;
    private final @Nullable EmbeddedPostgres embedded;

    private Database(String url, String user, String password, @Nullable EmbeddedPostgres embedded) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.embedded = embedded;
    }

    static Database open(Options options) {
        var external = options.get("database-url");
        if (external.isEmpty()) {
            var embedded = EmbeddedPostgres.start(options.data().resolve("postgres"));
            return new Database(embedded.url("postgres"), embedded.user(), embedded.password(), embedded);
        }
        var database = new Database(
                external.get(),
                options.get("database-user").orElse(""),
                options.get("database-password").orElse(""),
                null);
        database.tryOnce();
        return database;
    }

    private void tryOnce() {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new PlainSentence("The database address must look like jdbc:postgresql://HOST:PORT/NAME.");
        }
        DriverManager.setLoginTimeout(10);
        try (var connection =
                user.isEmpty() ? DriverManager.getConnection(url) : DriverManager.getConnection(url, user, password)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < 15) {
                throw new PlainSentence("The database is PostgreSQL " + version + "; at least 15 is needed.");
            }
        } catch (SQLException e) {
            throw new PlainSentence(
                    "The database at " + url.replaceAll("[?].*", "") + " cannot be reached: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + " Check --database-url, user and password.",
                    e);
        }
    }

    String url() {
        return url;
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
