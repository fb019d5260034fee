package org.touchstone.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.database.Rows;
import org.touchstone.journal.Journal;
import org.touchstone.rules.calendar.LegalCalendar;
import org.touchstone.rules.policy.Policy;
import org.touchstone.rules.policy.PolicyHistory;
import tools.jackson.databind.JsonNode;
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

    /**
     * A version of this centre that was declared, and what it begins after.
     *
     * @param before the version it follows; absent for the first
     */
    public record Step(@Nullable Policy before, Policy version) {

        /** Periods during which no clock runs, declared by this version and not by the one before. */
        public List<LegalCalendar.Period> newStops() {
            var known = before == null
                    ? List.<LegalCalendar.Period>of()
                    : before.calendar().forceMajeure();
            return version.calendar().forceMajeure().stream()
                    .filter(stop -> !known.contains(stop))
                    .toList();
        }
    }

    /** This centre's own versions in the order in which they come into force, each with the one before. */
    public List<Step> steps() {
        var steps = new ArrayList<Step>();
        @Nullable Policy before = null;
        for (var version : history().versions()) {
            if (!version.imported()) {
                steps.add(new Step(before, version));
                before = version;
            }
        }
        return steps;
    }

    /** The last of this centre's own versions, in force or to come. */
    public Policy last() {
        return steps().getLast().version();
    }

    /** The version of that name, if there is one. */
    public Optional<Policy> find(String version) {
        return history().find(version);
    }

    /** A version as it is written down. */
    public JsonNode document(Policy policy) {
        return json.valueToTree(PolicyDocument.of(policy));
    }

    /** Writes a version that was approved. It never changes again. */
    @Transactional(propagation = Propagation.MANDATORY)
    void publish(String document, UUID draft, String actor) {
        var policy = parse(document);
        jdbc.sql("""
                INSERT INTO policy_version (version, valid_from, document, published_at, draft_id)
                VALUES (:version, :from, :document::jsonb, touchstone_now(), :draft)
                """)
                .param("version", policy.version())
                .param("from", Rows.at(policy.validFrom()))
                .param("document", document)
                .param("draft", draft)
                .update();
        journal.write(actor, "policy.published", "policy:" + policy.version(), Map.of("draft", draft.toString()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                known = null;
            }
        });
    }

    /** The rules a document lays down. */
    Policy parse(String document) {
        return Objects.requireNonNull(json.readValue(document, PolicyDocument.class))
                .policy();
    }

    /** The versions as they stand now, also those another node has just published. */
    PolicyHistory fresh() {
        known = null;
        return history();
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

    /**
     * Writes the shipped versions that are not there yet, before any sweep begins to work. A version once written is never changed by
     * a newer program.
     */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @Transactional
    @EventListener(ContextRefreshedEvent.class)
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
