package org.touchstone.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.database.Rows;
import org.touchstone.journal.Journal;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.policy.PolicyHistory;
import tools.jackson.databind.json.JsonMapper;

/** The policy versions of this installation. Versions never change, so they are read once; a new one is seen within a minute. */
@Component
public class Policies {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Journal journal;
    private final DatabaseClock clock;
    private volatile @Nullable Known known;

    Policies(JdbcClient jdbc, JsonMapper json, Journal journal, DatabaseClock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.journal = journal;
        this.clock = clock;
    }

    private record Known(PolicyHistory history, long readNanos) {}

    /** All versions. */
    public PolicyHistory history() {
        var current = known;
        if (current == null || System.nanoTime() - current.readNanos() > FRESH.toNanos()) {
            current = new Known(read(), System.nanoTime());
            known = current;
        }
        return current.history();
    }

    /** The version in force now. */
    public Policy now() {
        return at(clock.instant());
    }

    /** The version in force at an instant. */
    public Policy at(Instant instant) {
        return history().at(instant);
    }

    /** The version of that name, also one another node has just published. */
    public Policy named(String version) {
        var found = history().find(version);
        if (found.isEmpty()) {
            known = null;
        }
        return history().named(version);
    }

    private PolicyHistory read() {
        return new PolicyHistory(jdbc
                .sql("SELECT document::text FROM policy_version ORDER BY valid_from, version")
                .query(String.class)
                .list()
                .stream()
                .map(document -> json.readValue(document, PolicyDocument.class).policy())
                .toList());
    }

    /** Writes the shipped versions that are not there yet. A version once written is never changed by a newer program. */
    @Order(0)
    @Transactional
    @EventListener(ApplicationStartedEvent.class)
    public void publishShipped() {
        try {
            for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath:policy/*.json")) {
                publish(resource);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        known = null;
    }

    private void publish(Resource resource) throws IOException {
        var document = resource.getContentAsString(StandardCharsets.UTF_8);
        var policy = Objects.requireNonNull(json.readValue(document, PolicyDocument.class))
                .policy();
        int written = jdbc.sql("""
                        INSERT INTO policy_version (version, valid_from, document, published_at)
                        VALUES (:version, :from, :document::jsonb, touchstone_now()) ON CONFLICT DO NOTHING
                        """)
                .param("version", policy.version())
                .param("from", Rows.at(policy.validFrom()))
                .param("document", document)
                .update();
        if (written == 1) {
            journal.write("system:shipped", "policy.published", "policy:" + policy.version(), Map.of());
        }
    }
}
