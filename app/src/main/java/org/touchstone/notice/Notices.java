package org.touchstone.notice;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.foundation.text.Texts;

/** Messages to people. */
@Component
public class Notices {

    private final JdbcClient jdbc;
    private final Vault vault;

    Notices(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * Sends a message by every channel the recipient has: the sentences {@code notice.KIND.subject}, {@code notice.KIND.text}
     * by mail and {@code notice.KIND.sms} by SMS. Never put the text of a complaint into the arguments.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(Recipient to, String kind, Object... arguments) {
        send(null, to, null, kind, arguments);
    }

    /** The same; as soon as a gateway has taken it, {@link MessageTaken} tells so, once for each channel. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(UUID about, Recipient to, String kind, Object... arguments) {
        send(about, to, null, kind, arguments);
    }

    /** The same, with an address for replies of this mail's own; the mail then says that it can be replied to. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(Recipient to, @Nullable String replyTo, String kind, Object[] arguments) {
        send(null, to, replyTo, kind, arguments);
    }

    private void send(@Nullable UUID about, Recipient to, @Nullable String replyTo, String kind, Object[] arguments) {
        var texts = Texts.in(to.language());
        if (to.email() != null && texts.has("notice." + kind + ".text")) {
            write(
                    "MAIL",
                    to.email(),
                    texts.say("notice." + kind + ".subject", arguments),
                    texts.say("notice." + kind + ".text", arguments)
                            + (replyTo == null ? "" : "\n\n" + texts.say("mail.how")),
                    replyTo,
                    about,
                    to);
        }
        if (to.mobile() != null && texts.has("notice." + kind + ".sms")) {
            write("SMS", to.mobile(), null, texts.say("notice." + kind + ".sms", arguments), null, about, to);
        }
    }

    private void write(
            String channel,
            String address,
            @Nullable String subject,
            String content,
            @Nullable String replyTo,
            @Nullable UUID about,
            Recipient to) {
        jdbc.sql("""
                INSERT INTO message (id, channel, recipient, subject, content, reply_to, about, language, created_at, due_at)
                VALUES (:id, :channel, :recipient, :subject, :content, :replyTo, :about, :language,
                    touchstone_now(), touchstone_now())
                """)
                .param("id", UUID.randomUUID())
                .param("channel", channel)
                .param("recipient", vault.seal(address, "message.recipient"))
                .param("subject", vault.seal(subject, "message.subject"))
                .param("content", vault.seal(content, "message.content"))
                .param("replyTo", vault.seal(replyTo, "message.reply_to"))
                .param("about", about)
                .param("language", to.language().code())
                .update();
    }
}
