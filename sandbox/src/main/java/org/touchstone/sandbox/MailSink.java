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

/** An SMTP server that takes mail for anybody and puts it into the inbox, once for each recipient. */
final class MailSink implements Closeable {

    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(30);

    private final GreenMail server;

    /** Listens on this port of the loopback address from now on; on any free one if it is 0. */
    MailSink(int port, Inbox inbox, InstantSource clock) {
        var setup = new ServerSetup(port, Sandbox.LOOPBACK, ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(PATIENCE_AT_START.toMillis());
        server = new GreenMail(setup);
        server.getUserManager()
                .setMessageDeliveryHandler((mail, address) -> new Recipient(address.getEmail(), inbox, clock));
        server.start();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Whom GreenMail delivers to. It has no mailbox there and cannot log in. */
    private record Recipient(String address, Inbox inbox, InstantSource clock) implements GreenMailUser {

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
