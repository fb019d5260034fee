package org.touchstone.complaint.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.account.Team;
import org.touchstone.complaint.BusinessWebhooks;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.notice.WebhookDelivery;
import org.touchstone.notice.WebhookEndpoint;

/** Webhooks for programs. */
@RestController
class WebhookApi {

    private final BusinessWebhooks webhooks;
    private final Team team;

    WebhookApi(BusinessWebhooks webhooks, Team team) {
        this.webhooks = webhooks;
        this.team = team;
    }

    /** Where to tell what. */
    record NewEndpointJson(
            @Nullable UUID business,
            @Nullable String url,
            @Nullable String description,
            @Nullable List<String> eventTypes) {}

    /** An endpoint; the secret only in the answer that makes it. */
    record EndpointJson(
            UUID id,
            UUID business,
            URI url,
            String description,
            List<String> eventTypes,
            boolean enabled,
            @Nullable String disabledWhy,
            Instant createdAt,
            @Nullable String secret) {
        static EndpointJson of(WebhookEndpoint e, @Nullable String secret) {
            return new EndpointJson(
                    e.id(),
                    e.owner(),
                    e.url(),
                    e.description(),
                    e.eventTypes(),
                    e.isEnabled(),
                    e.disabledWhy(),
                    e.createdAt(),
                    secret);
        }
    }

    /** A delivery. */
    record DeliveryJson(
            UUID id,
            String webhookId,
            String type,
            Instant createdAt,
            int tries,
            @Nullable Instant deliveredAt,
            @Nullable Instant nextAt,
            @Nullable Instant lastAt,
            @Nullable Integer status,
            @Nullable Integer millis,
            @Nullable String fault) {
        static DeliveryJson of(WebhookDelivery d) {
            return new DeliveryJson(
                    d.id(),
                    d.messageId(),
                    d.type(),
                    d.createdAt(),
                    d.tries(),
                    d.deliveredAt(),
                    d.dueAt(),
                    d.lastAt(),
                    d.status(),
                    d.millis(),
                    d.fault());
        }
    }

    /** Endpoints. */
    record EndpointsJson(List<EndpointJson> items) {}

    /** Deliveries. */
    record DeliveriesJson(List<DeliveryJson> items) {}

    /** Whether an endpoint is told anything. */
    record StateJson(@Nullable Boolean enabled) {}

    @GetMapping("/api/v1/desk/webhooks")
    EndpointsJson list(@RequestParam(required = false) @Nullable UUID business) {
        var caller = Callers.required();
        return new EndpointsJson(webhooks.of(caller, team.only(caller, business).id()).stream()
                .map(e -> EndpointJson.of(e, null))
                .toList());
    }

    @PostMapping("/api/v1/desk/webhooks")
    @ResponseStatus(HttpStatus.CREATED)
    EndpointJson add(@RequestBody NewEndpointJson wanted) {
        var caller = Callers.required();
        var check = new Check();
        var form = WebhookForm.read(check, webhooks, wanted.url(), wanted.description(), wanted.eventTypes());
        check.done();
        var own = team.only(caller, wanted.business());
        var made = webhooks.add(caller, own.id(), form.url(), form.description(), form.eventTypes());
        return EndpointJson.of(made.endpoint(), made.secret());
    }

    @GetMapping("/api/v1/desk/webhooks/{id}")
    EndpointJson endpoint(@PathVariable UUID id) {
        return EndpointJson.of(webhooks.endpoint(Callers.required(), id), null);
    }

    @DeleteMapping("/api/v1/desk/webhooks/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        webhooks.remove(Callers.required(), id);
    }

    @PostMapping("/api/v1/desk/webhooks/{id}/rotation")
    EndpointJson rotate(@PathVariable UUID id) {
        var made = webhooks.rotate(Callers.required(), id);
        return EndpointJson.of(made.endpoint(), made.secret());
    }

    @PostMapping("/api/v1/desk/webhooks/{id}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void test(@PathVariable UUID id) {
        webhooks.test(Callers.required(), id);
    }

    @PostMapping("/api/v1/desk/webhooks/{id}/state")
    EndpointJson enable(@PathVariable UUID id, @RequestBody StateJson state) {
        var caller = Callers.required();
        var check = new Check();
        if (state.enabled() == null) {
            check.fault("enabled", "required");
        }
        check.done();
        webhooks.enable(caller, id, Boolean.TRUE.equals(state.enabled()));
        return EndpointJson.of(webhooks.endpoint(caller, id), null);
    }

    @GetMapping("/api/v1/desk/webhooks/{id}/deliveries")
    DeliveriesJson deliveries(@PathVariable UUID id) {
        return new DeliveriesJson(webhooks.deliveries(Callers.required(), id).stream()
                .map(DeliveryJson::of)
                .toList());
    }

    @PostMapping("/api/v1/desk/webhooks/{id}/deliveries/{delivery}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resend(@PathVariable UUID id, @PathVariable UUID delivery) {
        webhooks.resend(Callers.required(), id, delivery);
    }
}
