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
    private final @Nullable DataLock lock;

    private Database(
            String url, String user, String password, @Nullable EmbeddedPostgres embedded, @Nullable DataLock lock) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.embedded = embedded;
        this.lock = lock;
    }

    /** The database of the one platform that may run on a data folder; stopped with it, whoever started it. */
    static Database own(Options options) {
        if (options.get("database-url").isPresent()) {
            return open(options);
        }
        var lock = DataLock.take(options.data());
        var embedded = EmbeddedPostgres.start(options.data().resolve("postgres"));
        return new Database(embedded.url("postgres"), embedded.user(), embedded.password(), embedded, lock);
    }

    /** The database of a command that may run beside a platform: a server found running is left running. */
    static Database open(Options options) {
        var external = options.get("database-url");
        if (external.isEmpty()) {
            var embedded = EmbeddedPostgres.start(options.data().resolve("postgres"));
            return new Database(embedded.url("postgres"), embedded.user(), embedded.password(), embedded, null);
        }
        var database = new Database(
                external.get(),
                options.get("database-user").orElse(""),
                options.get("database-password").orElse(""),
                null,
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
        if (embedded != null && lock != null) {
            embedded.stop();
            lock.close();
        } else if (embedded != null) {
            embedded.close();
        }
    }
}
