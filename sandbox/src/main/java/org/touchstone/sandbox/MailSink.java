package org.touchstone.sandbox;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * A mail server. What comes by SMTP for anybody goes into the inbox, once for each recipient; what is addressed to {@code answer}
 * or {@code answer+…} also into a mailbox that is read by IMAP, as an organisation's own mail server would keep it.
 */
final class MailSink implements Closeable {

    /** User and password of the mailbox, and the local part of its addresses. */
    static final String MAILBOX = "answer";

    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(30);

    private final GreenMail server;

    /** Listens on these ports of the loopback address from now on; on any free one where it is 0. */
    MailSink(int port, int imapPort, Inbox inbox, InstantSource clock) {
        var smtp = new ServerSetup(port, Sandbox.LOOPBACK, ServerSetup.PROTOCOL_SMTP);
        smtp.setServerStartupTimeout(PATIENCE_AT_START.toMillis());
        var imap = new ServerSetup(imapPort, Sandbox.LOOPBACK, ServerSetup.PROTOCOL_IMAP);
        imap.setServerStartupTimeout(PATIENCE_AT_START.toMillis());
        server = new GreenMail(new ServerSetup[] {smtp, imap});
        GreenMailUser mailbox = server.setUser(MAILBOX + "@sandbox.example", MAILBOX, MAILBOX);
        server.getUserManager()
                .setMessageDeliveryHandler((mail, address) -> new Recipient(
                        address.getEmail(), inbox, clock, isForMailbox(address.getEmail()) ? mailbox : null));
        server.start();
    }

    private static boolean isForMailbox(String address) {
        return address.startsWith(MAILBOX + "@") || address.startsWith(MAILBOX + "+");
    }

    int imapPort() {
        return server.getImap().getPort();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Whom GreenMail delivers to. It has no mailbox there and cannot log in. */
    private record Recipient(
            String address,
            Inbox inbox,
            InstantSource clock,
            @Nullable GreenMailUser mailbox) implements GreenMailUser {

        @Override
        public void deliver(MovingMessage mail) {
            deliver(mail.getMessage());
        }

        @Override
        public void deliver(MimeMessage mail) {
            try {
                Date date = mail.getSentDate();
                String subject = mail.getSubject();
                Instant sentAt = date == null ? clock.instant() : date.toInstant();
                inbox.receive(
                        Channel.MAIL,
                        MailText.wellFormed(address),
                        subject == null ? null : MailText.wellFormed(subject),
                        MailText.of(mail),
                        sentAt);
                if (mailbox != null) {
                    mailbox.deliver(mail);
                }
            } catch (MessagingException e) {
                throw new IllegalArgumentException("unreadable mail", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getEmail() {
            return address;
        }

        @Override
        public String getLogin() {
            return address;
        }

        @Override
        public String getQualifiedMailboxName() {
            return address;
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public void setPassword(String password) {}

        @Override
        public void authenticate(String password) {}

        @Override
        public void create() {}

        @Override
        public void delete() {}
    }
}
