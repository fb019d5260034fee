package org.touchstone.complaint.web;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.touchstone.complaint.BusinessWebhooks;
import org.touchstone.complaint.WebhookTypes;
import org.touchstone.foundation.web.Check;
import org.touchstone.notice.Webhooks;

/** An endpoint as it is typed, on the page and in a body alike. */
record WebhookForm(URI url, String description, List<String> eventTypes) {

    private static final int LONGEST = 2000;

    static WebhookForm read(
            Check check,
            BusinessWebhooks webhooks,
            @Nullable String url,
            @Nullable String description,
            @Nullable List<String> eventTypes) {
        var typed = check.line("url", url, LONGEST);
        var address = Webhooks.address(typed).orElse(URI.create("/"));
        if (!typed.isEmpty() && !webhooks.isAllowed(address)) {
            check.fault("url", "not-a-webhook-address");
        }
        var said = check.optionalText("description", description, 200);
        var types = eventTypes == null ? List.<String>of() : eventTypes;
        if (!WebhookTypes.ALL.containsAll(types)) {
            check.fault("eventTypes", "unknown-value", String.join(", ", WebhookTypes.ALL));
        }
        return new WebhookForm(
                address, said == null ? "" : said, types.stream().distinct().toList());
    }
}
