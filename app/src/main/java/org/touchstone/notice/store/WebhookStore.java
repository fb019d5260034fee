package org.touchstone.notice.store;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.notice.WebhookDelivery;
import org.touchstone.notice.WebhookEndpoint;
import org.touchstone.notice.WebhookMessage;

/** Endpoints, messages and deliveries. Messages are kept thirty days. */
@Repository
public class WebhookStore {

    private static final String ENDPOINT = """
            SELECT id, owner, url, description, event_types, created_at, old_until, disabled_at, disabled_why
            FROM webhook_endpoint
            """;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final DatabaseClock clock;

    WebhookStore(JdbcClient jdbc, Vault vault, DatabaseClock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    /** The legal time. */
    public Instant now() {
        return clock.instant();
    }

    /** How many endpoints an owner has. */
    public int count(UUID owner) {
        return jdbc.sql("SELECT count(*) FROM webhook_endpoint WHERE owner = :owner")
                .param("owner", owner)
                .query(Integer.class)
                .single();
    }

    /** Adds an endpoint. */
    public void add(UUID id, UUID owner, URI url, String description, List<String> eventTypes, String secret) {
        jdbc.sql("""
                INSERT INTO webhook_endpoint (id, owner, url, description, event_types, secret, created_at)
                VALUES (:id, :owner, :url, :description, :types, :secret, touchstone_now())
                """)
                .param("id", id)
                .param("owner", owner)
                .param("url", vault.seal(url.toString(), "webhook_endpoint.url"))
                .param("description", description)
                .param("types", eventTypes.toArray(String[]::new))
                .param("secret", vault.seal(secret, "webhook_endpoint.secret"))
                .update();
    }

    /** An endpoint. */
    public Optional<WebhookEndpoint> find(UUID id) {
        return jdbc.sql(ENDPOINT + "WHERE id = :id")
                .param("id", id)
                .query(this::endpoint)
                .optional();
    }

    /** The endpoints of an owner. */
    public List<WebhookEndpoint> of(UUID owner) {
        return jdbc.sql(ENDPOINT + "WHERE owner = :owner ORDER BY created_at, id")
                .param("owner", owner)
                .query(this::endpoint)
                .list();
    }

    /** Owners with an enabled endpoint. */
    public Set<UUID> owners() {
        return new LinkedHashSet<>(jdbc.sql("SELECT DISTINCT owner FROM webhook_endpoint WHERE disabled_at IS NULL")
                .query(Rows::onlyUuid)
                .list());
    }

    /** Removes an endpoint. */
    public void remove(UUID id) {
        jdbc.sql("DELETE FROM webhook_endpoint WHERE id = :id").param("id", id).update();
    }

    /** Replaces the secret; the old one stays beside it for a while. */
    public void rotate(UUID id, String secret, Duration beside) {
        jdbc.sql("""
                UPDATE webhook_endpoint SET old_secret = secret, secret = :secret,
                    old_until = touchstone_now() + make_interval(secs => :beside)
                WHERE id = :id
                """)
                .param("id", id)
                .param("secret", vault.seal(secret, "webhook_endpoint.secret"))
                .param("beside", beside.toSeconds())
                .update();
    }

    /** Disables an endpoint. Returns whether it was enabled. What is under way to it is dropped. */
    public boolean disable(UUID id, String why) {
        boolean was = jdbc.sql("""
                        UPDATE webhook_endpoint SET disabled_at = touchstone_now(), disabled_why = :why
                        WHERE id = :id AND disabled_at IS NULL
                        """).param("id", id).param("why", why).update() == 1;
        jdbc.sql("UPDATE webhook_delivery SET due_at = NULL WHERE endpoint_id = :id AND due_at IS NOT NULL")
                .param("id", id)
                .update();
        return was;
    }

    /** Enables an endpoint. */
    public void enable(UUID id) {
        jdbc.sql("UPDATE webhook_endpoint SET disabled_at = NULL, disabled_why = NULL WHERE id = :id")
                .param("id", id)
                .update();
    }

    /** Keeps a message, once; those older than thirty days go. */
    public void addMessage(WebhookMessage message, String body) {
        jdbc.sql("""
                INSERT INTO webhook_message (id, type, body, created_at) VALUES (:id, :type, :body, touchstone_now())
                ON CONFLICT DO NOTHING
                """)
                .param("id", message.id())
                .param("type", message.type())
                .param("body", body)
                .update();
        jdbc.sql("DELETE FROM webhook_message WHERE created_at < (SELECT touchstone_now()) - interval '30 days'")
                .update();
    }

    /** Puts a message on its way to an endpoint, once. */
    public void addDelivery(UUID endpoint, String message) {
        jdbc.sql("""
                INSERT INTO webhook_delivery (id, endpoint_id, message_id, created_at, due_at)
                VALUES (:id, :endpoint, :message, touchstone_now(), touchstone_now())
                ON CONFLICT DO NOTHING
                """)
                .param("id", UUID.randomUUID())
                .param("endpoint", endpoint)
                .param("message", message)
                .update();
    }

    /** The last deliveries to an endpoint. */
    public List<WebhookDelivery> deliveries(UUID endpoint, int limit) {
        return jdbc.sql("""
                        SELECT d.id, d.message_id, m.type, d.created_at, d.tries, d.due_at, d.delivered_at, d.last_at, d.last_status,
                               d.last_millis, d.last_fault
                        FROM webhook_delivery d JOIN webhook_message m ON m.id = d.message_id
                        WHERE d.endpoint_id = :endpoint ORDER BY d.ordinal DESC LIMIT :limit
                        """)
                .param("endpoint", endpoint)
                .param("limit", limit)
                .query((row, n) -> new WebhookDelivery(
                        Rows.uuid(row, "id"),
                        Rows.text(row, "message_id"),
                        Rows.text(row, "type"),
                        Rows.instant(row, "created_at"),
                        row.getInt("tries"),
                        Rows.instantOrNull(row, "due_at"),
                        Rows.instantOrNull(row, "delivered_at"),
                        Rows.instantOrNull(row, "last_at"),
                        Rows.integer(row, "last_status"),
                        Rows.integer(row, "last_millis"),
                        row.getString("last_fault")))
                .list();
    }

    /** Puts a delivery on its way again. */
    public boolean resend(UUID endpoint, UUID delivery) {
        return jdbc.sql("""
                        UPDATE webhook_delivery SET due_at = touchstone_now(), tries = 0, delivered_at = NULL
                        WHERE id = :id AND endpoint_id = :endpoint
                        """).param("id", delivery).param("endpoint", endpoint).update() == 1;
    }

    /**
     * A delivery that is due, claimed for this node.
     *
     * @param secrets those that sign now, the newest first
     * @param timestamp the machine's time in seconds, which receivers compare with theirs
     */
    public record Claimed(
            UUID id,
            UUID endpoint,
            URI url,
            String messageId,
            String body,
            int tries,
            List<String> secrets,
            long timestamp) {
        @Override
        public String toString() {
            return "delivery:" + id;
        }
    }

    /** Claims what is due, one for each endpoint, so that a slow one delays nobody else. */
    @Transactional
    public List<Claimed> claim(int limit, Duration patience) {
        return jdbc.sql("""
                        WITH due AS (
                            SELECT id FROM webhook_delivery d
                            WHERE due_at <= (SELECT touchstone_now()) AND claimed_till < clock_timestamp()
                              AND NOT EXISTS (SELECT 1 FROM webhook_delivery o
                                  WHERE o.endpoint_id = d.endpoint_id AND o.claimed_till >= clock_timestamp())
                              AND id = (SELECT f.id FROM webhook_delivery f
                                  WHERE f.endpoint_id = d.endpoint_id AND f.due_at <= (SELECT touchstone_now())
                                  ORDER BY f.due_at, f.ordinal LIMIT 1)
                            ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED
                        ), mine AS (
                            UPDATE webhook_delivery d
                            SET claimed_till = clock_timestamp() + make_interval(secs => :patience), tries = tries + 1
                            FROM due WHERE d.id = due.id
                            RETURNING d.id, d.endpoint_id, d.message_id, d.tries
                        )
                        SELECT d.id, d.endpoint_id, d.message_id, d.tries, m.body, e.url, e.secret,
                               CASE WHEN e.old_until > (SELECT touchstone_now()) THEN e.old_secret END AS old_secret,
                               extract(epoch FROM clock_timestamp())::bigint AS seconds
                        FROM mine d
                        JOIN webhook_message m ON m.id = d.message_id
                        JOIN webhook_endpoint e ON e.id = d.endpoint_id
                        """)
                .param("limit", limit)
                .param("patience", patience.toSeconds())
                .query((row, n) -> new Claimed(
                        Rows.uuid(row, "id"),
                        Rows.uuid(row, "endpoint_id"),
                        url(row),
                        Rows.text(row, "message_id"),
                        Rows.text(row, "body"),
                        row.getInt("tries"),
                        secrets(row),
                        row.getLong("seconds")))
                .list();
    }

    private List<String> secrets(ResultSet row) throws SQLException {
        var secret = Objects.requireNonNull(vault.open(row.getBytes("secret"), "webhook_endpoint.secret"));
        var old = vault.open(row.getBytes("old_secret"), "webhook_endpoint.secret");
        return old == null ? List.of(secret) : List.of(secret, old);
    }

    /** Notes what came of a try: delivered, to be tried again after a while, or over. */
    public void note(
            UUID delivery,
            @Nullable Integer status,
            long millis,
            @Nullable String fault,
            boolean delivered,
            @Nullable Duration again) {
        jdbc.sql("""
                UPDATE webhook_delivery SET claimed_till = '-infinity', last_at = touchstone_now(), last_status = :status,
                    last_millis = :millis, last_fault = :fault,
                    delivered_at = CASE WHEN :delivered THEN touchstone_now() END,
                    due_at = CASE WHEN :again::bigint IS NOT NULL AND due_at IS NOT NULL
                        THEN touchstone_now() + make_interval(secs => :again::bigint) END
                WHERE id = :id
                """)
                .param("id", delivery)
                .param("status", status)
                .param("millis", (int) millis)
                .param("fault", fault)
                .param("delivered", delivered)
                .param("again", again == null ? null : again.toSeconds())
                .update();
    }

    private URI url(ResultSet row) throws SQLException {
        return URI.create(Objects.requireNonNull(vault.open(row.getBytes("url"), "webhook_endpoint.url")));
    }

    private WebhookEndpoint endpoint(ResultSet row, int n) throws SQLException {
        return new WebhookEndpoint(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "owner"),
                url(row),
                Rows.text(row, "description"),
                Rows.texts(row, "event_types"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "old_until"),
                Rows.instantOrNull(row, "disabled_at"),
                row.getString("disabled_why"));
    }
}
