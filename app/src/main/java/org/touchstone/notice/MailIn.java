package org.touchstone.notice;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.Sweep;
import org.touchstone.foundation.secrecy.Tokens;

/**
 * Reads the mailbox of answers, if one is set. A mail is noted as read in the transaction of what comes of it and then deleted;
 * one that cannot be worked stays there, flagged. Runs on a thread of its own, so that a slow mail server delays no deadline.
 */
@Component
class MailIn implements Sweep, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(MailIn.class);
    private static final int AT_ONCE = 50;
    private static final int LONGEST = 20_000;
    private static final int LARGEST = 10_000_000;

    private final @Nullable URI url;
    private final long every;
    private final List<MailReader> readers;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Future<Integer> running;
    private long next = System.nanoTime();

    MailIn(Settings settings, List<MailReader> readers, JdbcClient jdbc, TransactionTemplate transaction) {
        this.url = settings.mailInUrl();
        this.every = TimeUnit.SECONDS.toNanos(settings.sandbox() ? 1 : 20);
        this.readers = readers;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public synchronized int work() {
        if (url == null) {
            return 0;
        }
        var poll = running;
        if (poll == null) {
            if (System.nanoTime() - next < 0) {
                return 0;
            }
            var mailbox = url;
            poll = thread.submit(() -> poll(mailbox));
            running = poll;
        }
        try {
            int read = poll.get(1, TimeUnit.SECONDS);
            done();
            return read;
        } catch (TimeoutException e) {
            return 0;
        } catch (ExecutionException e) {
            log.warn("The mailbox of answers cannot be read: {}", String.valueOf(e.getCause()));
            done();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void done() {
        running = null;
        next = System.nanoTime() + every;
    }

    private int poll(URI mailbox) throws MessagingException, IOException {
        var scheme = mailbox.getScheme();
        var properties = new Properties();
        for (var setting : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.put("mail." + scheme + "." + setting, "10000");
        }
        // A mailbox behind TLS is one whose certificate is the host's.
        properties.put("mail." + scheme + ".ssl.checkserveridentity", "true");
        var user = String.valueOf(mailbox.getRawUserInfo()).split(":", 2);
        var path = String.valueOf(mailbox.getPath()).replaceFirst("^/", "");
        try (var store = Session.getInstance(properties).getStore(scheme)) {
            store.connect(
                    mailbox.getHost(), mailbox.getPort(), decoded(user[0]), user.length > 1 ? decoded(user[1]) : "");
            var folder = store.getFolder(path.isEmpty() ? "INBOX" : path);
            folder.open(Folder.READ_WRITE);
            int worked = 0;
            for (int i = 1; i <= folder.getMessageCount() && worked < AT_ONCE; i++) {
                var message = folder.getMessage(i);
                if (!message.isSet(Flags.Flag.FLAGGED) && !message.isSet(Flags.Flag.DELETED)) {
                    worked++;
                    work(message);
                }
            }
            folder.close(true);
            return worked;
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void work(Message message) throws MessagingException {
        try {
            var mail = mail(message);
            var key = Tokens.hash(String.join("\n", headers(message, "Message-ID")) + "\n" + mail.from() + mail.to()
                    + message.getSentDate() + mail.text());
            transaction.executeWithoutResult(status -> {
                if (isNew(key)) {
                    readers.forEach(reader -> reader.read(mail));
                }
            });
            message.setFlag(Flags.Flag.DELETED, true);
        } catch (IOException | MessagingException | RuntimeException e) {
            log.warn("A mail could not be worked and stays in the mailbox, flagged", e);
            message.setFlag(Flags.Flag.FLAGGED, true);
        }
    }

    private boolean isNew(byte[] key) {
        jdbc.sql("DELETE FROM mail_read WHERE read_at < (SELECT touchstone_now()) - interval '90 days'")
                .update();
        return jdbc.sql("INSERT INTO mail_read (key, read_at) VALUES (:key, touchstone_now()) ON CONFLICT DO NOTHING")
                        .param("key", key)
                        .update()
                == 1;
    }

    private static IncomingMail mail(Message message) throws MessagingException, IOException {
        var parts = new Parts();
        if (message.getSize() <= LARGEST) {
            parts.gather(message);
        }
        var text = parts.plain.isEmpty() ? withoutTags(parts.html.toString()) : parts.plain.toString();
        return new IncomingMail(
                addresses(message.getFrom()).stream().findFirst().orElse(""),
                addresses(message.getAllRecipients()),
                text.length() > LONGEST ? text.substring(0, LONGEST) : text,
                parts.attachments,
                isAutomatic(message));
    }

    /** What programs say of themselves (RFC 3834), and the older customs. */
    private static boolean isAutomatic(Message message) throws MessagingException {
        var submitted = headers(message, "Auto-Submitted");
        var precedence = String.join(",", headers(message, "Precedence")).toLowerCase(Locale.ROOT);
        return submitted.stream().anyMatch(h -> !h.strip().equalsIgnoreCase("no"))
                || precedence.matches(".*(bulk|junk|list|auto_reply).*")
                || !headers(message, "List-Id").isEmpty()
                || headers(message, "Return-Path").contains("<>");
    }

    private static List<String> headers(Message message, String name) throws MessagingException {
        var values = message.getHeader(name);
        return values == null ? List.of() : Arrays.asList(values);
    }

    private static List<String> addresses(Address @Nullable [] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses)
                        .filter(InternetAddress.class::isInstance)
                        .map(a -> ((InternetAddress) a).getAddress())
                        .toList();
    }

    private static String withoutTags(String html) {
        return html.replaceAll("(?is)<(style|script|blockquote).*?</\\1>", "")
                .replaceAll("(?i)<(br|/p|/div)[^>]*>", "\n")
                .replaceAll("<[^>]*>", "")
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    private static final class Parts {
        private final StringBuilder plain = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
        private boolean attachments;

        void gather(Part part) throws MessagingException, IOException {
            if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
                for (var one : bodies(multipart)) {
                    gather(one);
                }
            } else if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || part.getFileName() != null) {
                attachments = true;
            } else if (part.isMimeType("text/plain") && plain.isEmpty()) {
                plain.append(text(part));
            } else if (part.isMimeType("text/html") && html.isEmpty()) {
                html.append(text(part));
            }
        }

        private static List<BodyPart> bodies(Multipart multipart) throws MessagingException {
            var parts = new ArrayList<BodyPart>();
            for (int i = 0; i < multipart.getCount(); i++) {
                parts.add(multipart.getBodyPart(i));
            }
            return parts;
        }

        private static String text(Part part) throws MessagingException, IOException {
            try {
                return part.getContent() instanceof String text ? text : "";
            } catch (java.io.UnsupportedEncodingException e) {
                return new String(part.getInputStream().readNBytes(4 * LONGEST), StandardCharsets.UTF_8);
            }
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
