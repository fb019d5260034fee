package org.touchstone.notice;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClientException;
import org.touchstone.foundation.Sweep;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;

/** Hands messages to the gateways. A gateway that fails is tried again after 2, 4, 8 … seconds, for two days. */
@Component
class Delivery implements Sweep {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final int MOST_TRIES = 24;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Gateways gateways;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    Delivery(
            JdbcClient jdbc,
            Vault vault,
            Gateways gateways,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.gateways = gateways;
        this.transaction = transaction;
        this.events = events;
    }

    private record Message(
            UUID id,
            String channel,
            byte[] recipient,
            byte @Nullable [] subject,
            byte[] content,
            byte @Nullable [] replyTo,
            @Nullable UUID about,
            String language,
            Instant writtenAt) {}

    @Override
    public int work() {
        int worked = 0;
        while (worked < 200 && Boolean.TRUE.equals(transaction.execute(status -> sendNext()))) {
            worked++;
        }
        return worked;
    }

    @Override
    public int due() {
        return jdbc.sql(
                        "SELECT count(*) FROM message WHERE sent_at IS NULL AND NOT given_up AND due_at <= (SELECT touchstone_now())")
                .query(Integer.class)
                .single();
    }

    private boolean sendNext() {
        var next = nextDue();
        next.ifPresent(this::send);
        return next.isPresent();
    }

    private Optional<Message> nextDue() {
        return jdbc.sql("""
                        SELECT id, channel, recipient, subject, content, reply_to, about, language, created_at FROM message
                        WHERE sent_at IS NULL AND NOT given_up AND due_at <= (SELECT touchstone_now())
                        ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
                        """)
                .query((row, n) -> new Message(
                        Rows.uuid(row, "id"),
                        Rows.text(row, "channel"),
                        row.getBytes("recipient"),
                        row.getBytes("subject"),
                        row.getBytes("content"),
                        row.getBytes("reply_to"),
                        row.getObject("about", UUID.class),
                        Rows.text(row, "language"),
                        Rows.instant(row, "created_at")))
                .optional();
    }

    private void send(Message message) {
        var to = Objects.requireNonNull(vault.open(message.recipient(), "message.recipient"));
        var content = Objects.requireNonNull(vault.open(message.content(), "message.content"));
        var subject = vault.open(message.subject(), "message.subject");
        try {
            if ("SMS".equals(message.channel())) {
                gateways.sms(to, content, message.language(), message.writtenAt());
            } else {
                var replyTo = vault.open(message.replyTo(), "message.reply_to");
                gateways.mail(
                        to, replyTo, subject == null ? "" : subject, content, message.language(), message.writtenAt());
            }
            var sentAt = jdbc.sql(
                            "UPDATE message SET sent_at = touchstone_now(), tries = tries + 1 WHERE id = :id RETURNING sent_at")
                    .param("id", message.id())
                    .query((row, n) -> Rows.instant(row, "sent_at"))
                    .single();
            if (message.about() != null) {
                events.publishEvent(new MessageTaken(message.about(), sentAt));
            }
        } catch (RestClientException | MailException e) {
            log.warn(
                    "Message {} by {} waits: {}",
                    message.id(),
                    message.channel(),
                    e.getClass().getSimpleName());
            jdbc.sql("""
                    UPDATE message SET tries = tries + 1, given_up = tries + 1 >= :most,
                        due_at = touchstone_now() + least(interval '3 hours', interval '2 seconds' * 2 ^ tries)
                    WHERE id = :id
                    """).param("id", message.id()).param("most", MOST_TRIES).update();
        }
    }
}
