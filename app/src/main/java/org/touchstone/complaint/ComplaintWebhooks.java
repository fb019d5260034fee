package org.touchstone.complaint;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.complaint.store.DeskStore;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.notice.WebhookMessage;
import org.touchstone.notice.Webhooks;
import org.touchstone.policy.Policies;
import org.touchstone.rules.complaint.Complaint;

/**
 * Tells the programs of a business what happens to its complaints. The payload is thin: what it is about and how it stood then;
 * everything else is read with a token. The identifier is made of complaint and place in the history, so that nothing is told
 * twice.
 */
@Component
class ComplaintWebhooks {

    /** Messages are kept thirty days, longer than this, so that what was told is known to have been told. */
    private static final Duration NEWS = Duration.ofDays(28);

    private final Webhooks webhooks;
    private final DeskStore desk;
    private final ComplaintStore store;
    private final Policies policies;
    private final DatabaseClock clock;

    ComplaintWebhooks(Webhooks webhooks, DeskStore desk, ComplaintStore store, Policies policies, DatabaseClock clock) {
        this.webhooks = webhooks;
        this.desk = desk;
        this.store = store;
        this.policies = policies;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(ComplaintMoved moved) {
        var owners = webhooks.owners();
        if (owners.isEmpty()) {
            return;
        }
        var since = clock.instant().minus(NEWS);
        for (var id : desk.filedAmong(moved.complaints(), owners)) {
            store.find(id).ifPresent(file -> tell(file, since));
        }
    }

    private void tell(CaseFile file, Instant since) {
        var policy = policies.named(file.policyVersion());
        for (int seq = 1; seq <= file.history().size(); seq++) {
            var event = file.history().get(seq - 1);
            if (event.at().isAfter(since)) {
                var then = Complaint.of(file.history().subList(0, seq), policy);
                webhooks.tell(new WebhookMessage(
                        file.businessId(),
                        messageId(file.id(), String.valueOf(seq)),
                        WebhookTypes.of(event),
                        event.at(),
                        data(file, then.state().name(), then.due().orElse(null))));
            }
        }
    }

    /** A due instant is near; in the transaction of the reminder. */
    void dueSoon(CaseFile file, Instant due) {
        webhooks.tell(new WebhookMessage(
                file.businessId(),
                messageId(file.id(), "due_" + clock.instant().getEpochSecond()),
                WebhookTypes.DUE_SOON,
                clock.instant(),
                data(file, file.state().name(), due)));
    }

    private static String messageId(UUID complaint, String part) {
        return "msg_" + complaint.toString().replace("-", "") + "_" + part;
    }

    private static Map<String, Object> data(CaseFile file, String state, @Nullable Instant due) {
        var data = new LinkedHashMap<String, Object>();
        data.put("complaintId", file.id().toString());
        data.put("reference", file.reference());
        data.put("website", file.host());
        data.put("state", state);
        if (due != null) {
            data.put("dueAt", due.toString());
        }
        return data;
    }
}
