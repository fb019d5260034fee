package org.touchstone.complaint.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.account.BusinessRole;
import org.touchstone.account.Team;
import org.touchstone.account.Team.Own;
import org.touchstone.complaint.BusinessWebhooks;
import org.touchstone.complaint.WebhookTypes;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.notice.WebhookDelivery;
import org.touchstone.notice.WebhookEndpoint;
import org.touchstone.notice.Webhooks.WithSecret;

/** Webhooks as managers set them up. */
@Controller
public class WebhookPages {

    private final BusinessWebhooks webhooks;
    private final Team team;
    private final Pages pages;

    WebhookPages(BusinessWebhooks webhooks, Team team, Pages pages) {
        this.webhooks = webhooks;
        this.team = team;
        this.pages = pages;
    }

    /**
     * The endpoints of a business.
     *
     * @param own the business shown; absent for those who manage none
     * @param all businesses the reader manages
     * @param made an endpoint whose secret is shown now and never again
     */
    public record WebhooksPage(
            @Nullable Own own,
            List<Own> all,
            List<WebhookEndpoint> endpoints,
            @Nullable WithSecret made,
            String url,
            String description,
            List<String> chosen,
            List<FieldError> errors) {

        /** What may be told. */
        public List<String> types() {
            return WebhookTypes.ALL;
        }
    }

    /** One endpoint with its last deliveries. */
    public record EndpointPage(
            WebhookEndpoint endpoint,
            List<WebhookDelivery> deliveries,
            @Nullable WithSecret made) {}

    @GetMapping("/desk/webhooks")
    View list(@RequestParam(required = false) @Nullable UUID business) {
        return page(HttpStatus.OK, business, null, "", "", List.of(), List.of());
    }

    @PostMapping("/desk/webhooks")
    View add(
            @RequestParam UUID business,
            @RequestParam(defaultValue = "") String url,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(required = false) @Nullable List<String> eventTypes) {
        var caller = Callers.required();
        team.managing(caller, business);
        var check = new Check();
        var form = WebhookForm.read(check, webhooks, url, description, eventTypes);
        if (!check.errors().isEmpty()) {
            return page(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    business,
                    null,
                    url,
                    description,
                    eventTypes == null ? List.of() : eventTypes,
                    check.errors());
        }
        var made = webhooks.add(caller, business, form.url(), form.description(), form.eventTypes());
        return page(HttpStatus.CREATED, business, made, "", "", List.of(), List.of());
    }

    @GetMapping("/desk/webhooks/{id}")
    View endpoint(@PathVariable UUID id) {
        return endpointPage(id, null);
    }

    @PostMapping("/desk/webhooks/{id}/rotation")
    View rotate(@PathVariable UUID id) {
        return endpointPage(id, webhooks.rotate(Callers.required(), id));
    }

    @PostMapping("/desk/webhooks/{id}/test")
    View test(@PathVariable UUID id) {
        webhooks.test(Callers.required(), id);
        return back(id);
    }

    @PostMapping("/desk/webhooks/{id}/state")
    View enable(@PathVariable UUID id, @RequestParam boolean enabled) {
        webhooks.enable(Callers.required(), id, enabled);
        return back(id);
    }

    @PostMapping("/desk/webhooks/{id}/removal")
    View remove(@PathVariable UUID id) {
        var caller = Callers.required();
        var owner = webhooks.endpoint(caller, id).owner();
        webhooks.remove(caller, id);
        return Redirects.within("/desk/webhooks?business=" + owner);
    }

    @PostMapping("/desk/webhooks/{id}/deliveries/{delivery}")
    View resend(@PathVariable UUID id, @PathVariable UUID delivery) {
        webhooks.resend(Callers.required(), id, delivery);
        return back(id);
    }

    private static View back(UUID id) {
        return Redirects.within("/desk/webhooks/" + id);
    }

    private View endpointPage(UUID id, @Nullable WithSecret made) {
        var caller = Callers.required();
        return pages.view(
                "complaint/webhook",
                new EndpointPage(webhooks.endpoint(caller, id), webhooks.deliveries(caller, id), made));
    }

    private View page(
            HttpStatus status,
            @Nullable UUID business,
            @Nullable WithSecret made,
            String url,
            String description,
            List<String> chosen,
            List<FieldError> errors) {
        var caller = Callers.required();
        var managed = team.businesses(caller).stream()
                .filter(b -> b.role() == BusinessRole.MANAGER)
                .toList();
        var own = business == null
                ? managed.stream().findFirst().orElse(null)
                : team.choose(caller, business).orElse(null);
        return pages.view(
                status,
                "complaint/webhooks",
                new WebhooksPage(
                        own,
                        managed,
                        own == null ? List.of() : webhooks.of(caller, own.id()),
                        made,
                        url,
                        description,
                        chosen,
                        errors));
    }
}
