package org.touchstone.notice;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.foundation.web.Refused;
import org.touchstone.notice.store.WebhookStore;
import org.touchstone.probe.PublicAddress;
import tools.jackson.databind.json.JsonMapper;

/**
 * Telling programs what happens, as Standard Webhooks defines it. A message is written in the transaction of what it reports and
 * sent afterwards by {@link WebhookSender}. Who may set up endpoints of an owner is for the caller to know.
 */
@Component
public class Webhooks {

    /** How many endpoints an owner may have. */
    public static final int MOST_ENDPOINTS = 10;

    /** How long a replaced secret still signs. */
    public static final Duration ROTATION = Duration.ofHours(24);

    private static final int SHOWN_DELIVERIES = 50;

    private final WebhookStore store;
    private final JsonMapper json;
    private final boolean sandbox;

    Webhooks(WebhookStore store, JsonMapper json, Settings settings) {
        this.store = store;
        this.json = json;
        this.sandbox = settings.sandbox();
    }

    /** An endpoint with a secret just made, which cannot be seen again. */
    public record WithSecret(WebhookEndpoint endpoint, String secret) {
        @Override
        public String toString() {
            return endpoint.toString();
        }
    }

    /** Adds an endpoint. Refused with {@code too-many-webhooks}; the address must have passed {@link #isAllowed}. */
    @Transactional
    public WithSecret add(UUID owner, URI url, String description, List<String> eventTypes) {
        if (store.count(owner) >= MOST_ENDPOINTS) {
            throw new Refused(HttpStatus.CONFLICT, "too-many-webhooks", MOST_ENDPOINTS);
        }
        var id = UUID.randomUUID();
        var secret = WebhookSignature.newSecret();
        store.add(id, owner, url, description, eventTypes, secret);
        return new WithSecret(find(id), secret);
    }

    /**
     * Whether we would call an address: {@code https} on the public internet, without a user in it. In a sandbox any {@code http}
     * address will do.
     */
    public boolean isAllowed(URI url) {
        var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        var host = url.getHost();
        if (host == null || url.getUserInfo() != null || url.getFragment() != null) {
            return false;
        }
        return sandbox
                ? scheme.equals("http") || scheme.equals("https")
                : scheme.equals("https") && PublicAddress.isPublic(host);
    }

    /** The endpoints of an owner, the oldest first. */
    @Transactional(readOnly = true)
    public List<WebhookEndpoint> of(UUID owner) {
        return store.of(owner);
    }

    /** An endpoint. Refused as not found where there is none. */
    @Transactional(readOnly = true)
    public WebhookEndpoint find(UUID id) {
        return store.find(id).orElseThrow(Refused::notFound);
    }

    /** The owners who have an endpoint that is enabled. */
    @Transactional(readOnly = true)
    public Set<UUID> owners() {
        return store.owners();
    }

    /** Removes an endpoint with all that was under way to it. */
    @Transactional
    public void remove(UUID id) {
        store.remove(id);
    }

    /** Gives an endpoint a new secret; for {@link #ROTATION} the old one signs too. */
    @Transactional
    public WithSecret rotate(UUID id) {
        var secret = WebhookSignature.newSecret();
        store.rotate(id, secret, ROTATION);
        return new WithSecret(find(id), secret);
    }

    /** Tells an endpoint nothing any more, until it is enabled again. */
    @Transactional
    public void disable(UUID id) {
        store.disable(id, "BY_HAND");
    }

    /** Tells an endpoint again from now on. What was missed can be sent again one by one. */
    @Transactional
    public void enable(UUID id) {
        store.enable(id);
    }

    /** Sends a message of the type {@code webhook.test} to one endpoint. */
    @Transactional
    public void test(UUID id) {
        var endpoint = find(id);
        var message = new WebhookMessage(
                endpoint.owner(), "msg_" + Tokens.reference(24), "webhook.test", store.now(), Map.of());
        store.addMessage(message, body(message));
        store.addDelivery(id, message.id());
    }

    /**
     * Tells every endpoint of the owner that wants to know this type and was there when it happened. In the transaction of what
     * is told; a message told already is not told again.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(WebhookMessage message) {
        var endpoints = store.of(message.owner()).stream()
                .filter(WebhookEndpoint::isEnabled)
                .filter(e -> e.eventTypes().isEmpty() || e.eventTypes().contains(message.type()))
                .filter(e -> !e.createdAt().isAfter(message.at()))
                .toList();
        if (!endpoints.isEmpty()) {
            store.addMessage(message, body(message));
            endpoints.forEach(e -> store.addDelivery(e.id(), message.id()));
        }
    }

    private String body(WebhookMessage message) {
        return json.writeValueAsString(new Body(message.type(), message.at().toString(), message.data()));
    }

    private record Body(String type, String timestamp, Map<String, Object> data) {}

    /** The last deliveries to an endpoint, the newest first. */
    @Transactional(readOnly = true)
    public List<WebhookDelivery> deliveries(UUID endpoint) {
        return store.deliveries(endpoint, SHOWN_DELIVERIES);
    }

    /** Sends a message again, under the same {@code webhook-id}. Returns whether there was one. */
    @Transactional
    public boolean resend(UUID endpoint, UUID delivery) {
        return store.resend(endpoint, delivery);
    }

    /** An address somebody typed; nothing where it is none. */
    public static Optional<URI> address(String typed) {
        try {
            return Optional.of(URI.create(typed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
