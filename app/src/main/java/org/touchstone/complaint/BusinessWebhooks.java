package org.touchstone.complaint;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.BusinessRole;
import org.touchstone.account.Membership;
import org.touchstone.account.People;
import org.touchstone.account.Team;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Refused;
import org.touchstone.journal.Journal;
import org.touchstone.notice.Notices;
import org.touchstone.notice.WebhookDelivery;
import org.touchstone.notice.WebhookDisabled;
import org.touchstone.notice.WebhookEndpoint;
import org.touchstone.notice.Webhooks;
import org.touchstone.notice.Webhooks.WithSecret;

/** The endpoints of a business, which only its managers see and change. */
@Component
public class BusinessWebhooks {

    private final Webhooks webhooks;
    private final Team team;
    private final People people;
    private final Notices notices;
    private final Journal journal;
    private final Settings settings;

    BusinessWebhooks(Webhooks webhooks, Team team, People people, Notices notices, Journal journal, Settings settings) {
        this.webhooks = webhooks;
        this.team = team;
        this.people = people;
        this.notices = notices;
        this.journal = journal;
        this.settings = settings;
    }

    /** The endpoints of a business. */
    @Transactional(readOnly = true)
    public List<WebhookEndpoint> of(Caller manager, UUID business) {
        team.managing(manager, business);
        return webhooks.of(business);
    }

    /** Whether an address may be called: see {@link Webhooks#isAllowed}. */
    public boolean isAllowed(@Nullable URI url) {
        return url != null && webhooks.isAllowed(url);
    }

    /** Adds an endpoint; its secret is in what is returned and nowhere else. */
    @Transactional
    public WithSecret add(Caller manager, UUID business, URI url, String description, List<String> eventTypes) {
        team.managing(manager, business);
        if (!webhooks.isAllowed(url)) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "webhook-address");
        }
        var made = webhooks.add(business, url, description, eventTypes);
        write(manager, "webhook.added", made.endpoint());
        return made;
    }

    /** One endpoint. */
    @Transactional(readOnly = true)
    public WebhookEndpoint endpoint(Caller manager, UUID id) {
        var endpoint = webhooks.find(id);
        team.managing(manager, endpoint.owner());
        return endpoint;
    }

    /** The last deliveries to an endpoint. */
    @Transactional(readOnly = true)
    public List<WebhookDelivery> deliveries(Caller manager, UUID id) {
        endpoint(manager, id);
        return webhooks.deliveries(id);
    }

    /** Removes an endpoint. */
    @Transactional
    public void remove(Caller manager, UUID id) {
        var endpoint = endpoint(manager, id);
        webhooks.remove(id);
        write(manager, "webhook.removed", endpoint);
    }

    /** Gives an endpoint a new secret. */
    @Transactional
    public WithSecret rotate(Caller manager, UUID id) {
        write(manager, "webhook.secret-rotated", endpoint(manager, id));
        return webhooks.rotate(id);
    }

    /** Enables or disables an endpoint. */
    @Transactional
    public void enable(Caller manager, UUID id, boolean enabled) {
        write(manager, enabled ? "webhook.enabled" : "webhook.disabled", endpoint(manager, id));
        if (enabled) {
            webhooks.enable(id);
        } else {
            webhooks.disable(id);
        }
    }

    /** Sends a test message. */
    @Transactional
    public void test(Caller manager, UUID id) {
        endpoint(manager, id);
        webhooks.test(id);
    }

    /** Sends a message again. */
    @Transactional
    public void resend(Caller manager, UUID id, UUID delivery) {
        endpoint(manager, id);
        if (!webhooks.resend(id, delivery)) {
            throw Refused.notFound();
        }
    }

    /** Managers are told when an endpoint of theirs has been given up. */
    @ApplicationModuleListener
    void on(WebhookDisabled disabled) {
        var link = settings.baseUrl()
                .resolve("/desk/webhooks?business=" + disabled.owner())
                .toString();
        people.teamOf(disabled.owner()).stream()
                .filter(m -> m.role() == BusinessRole.MANAGER)
                .map(Membership::person)
                .forEach(p -> notices.send(
                        p.recipient(),
                        "GONE".equals(disabled.why()) ? "business.webhook-gone" : "business.webhook-failed",
                        disabled.host(),
                        link));
        journal.write(
                "system:webhooks",
                "webhook.given-up",
                "business:" + disabled.owner(),
                Map.of("endpoint", disabled.endpoint(), "why", disabled.why()));
    }

    private void write(Caller manager, String action, WebhookEndpoint endpoint) {
        journal.write(manager.actor(), action, "business:" + endpoint.owner(), Map.of("endpoint", endpoint.id()));
    }
}
