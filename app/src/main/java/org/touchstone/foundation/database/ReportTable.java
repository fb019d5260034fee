package org.touchstone.foundation.database;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table of what anybody may report without an account: how much of it is taken, how much waits, and that somebody looked. The table has
 * {@code id}, {@code at}, {@code mark}, {@code looked_at} and {@code looked_by}; what else it says is its owner's.
 */
public final class ReportTable {

    private static final Duration DAY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final String table;

    /** Looks after a table by its name. */
    public ReportTable(JdbcClient jdbc, String table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    /**
     * Whether there is still room for a report today.
     *
     * @param subject columns and values that say what it is about
     * @param ofSubject how many a day are taken about that
     * @param ofAll how many a day in all
     */
    public boolean hasRoom(Instant now, Map<String, ?> subject, int ofSubject, int ofAll) {
        var since = now.minus(DAY);
        return count(since, subject) < ofSubject && count(since, Map.of()) < ofAll;
    }

    private int count(Instant since, Map<String, ?> subject) {
        var which = new StringBuilder();
        subject.keySet().forEach(column -> which.append(" AND %1$s = :%1$s".formatted(column)));
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE at > :since" + which)
                .params(subject)
                .param("since", Rows.at(since))
                .query(Integer.class)
                .single();
    }

    /** How many reports nobody has looked at. */
    public int countOpen() {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE looked_at IS NULL")
                .query(Integer.class)
                .single();
    }

    /** Somebody has looked at a report; returns its mark where it was open. */
    public Optional<String> looked(UUID id, UUID by, Instant at) {
        return jdbc.sql("UPDATE " + table
                        + " SET looked_at = :at, looked_by = :by WHERE id = :id AND looked_at IS NULL RETURNING mark")
                .param("id", id)
                .param("by", by)
                .param("at", Rows.at(at))
                .query(Rows::onlyText)
                .optional();
    }
}
