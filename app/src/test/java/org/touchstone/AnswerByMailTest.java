package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.touchstone.Http.Shop;
import org.touchstone.account.People;
import org.touchstone.complaint.AnswerByMail;
import org.touchstone.foundation.secrecy.Vault;
import tools.jackson.databind.JsonNode;

/** Answering by mail: real mail by SMTP to a real mailbox, read by IMAP. */
class AnswerByMailTest {

    private static final Installation OWN = Installation.fresh(Installation.readingMail());
    private static final Http HTTP = OWN.http();

    @AfterAll
    static void close() {
        OWN.close();
    }

    /** A complaint of whose filing the owner was told by mail. */
    private record Told(Shop shop, String complaint, String owner, String replyTo) {}

    private static Told told(String invoice) {
        var shop = HTTP.shop();
        var complaint = HTTP.file(HTTP.consumer(), shop, invoice);
        var vault = OWN.part(Vault.class);
        return OWN.jdbc()
                .sql("""
                        SELECT recipient, reply_to FROM message WHERE reply_to IS NOT NULL ORDER BY created_at DESC LIMIT 1
                        """)
                .query((row, n) -> new Told(
                        shop,
                        complaint,
                        Objects.requireNonNull(vault.open(row.getBytes("recipient"), "message.recipient")),
                        Objects.requireNonNull(vault.open(row.getBytes("reply_to"), "message.reply_to"))))
                .single();
    }

    private static MimeMessage mail(String from, String to, String text) throws MessagingException {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(Installation.smtpPort()));
        var mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom(new InternetAddress(from));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        mail.setSubject("Re: complaint");
        mail.setText(text, "UTF-8");
        return mail;
    }

    private static JsonNode complaint(Told told) {
        return HTTP.as(told.shop().owner())
                .get("/api/v1/complaints/" + told.complaint())
                .json();
    }

    /** The text of the newest reply to the member; the mailbox is read once a second. */
    private static String reply(Told told, String subject) {
        for (int i = 0; i < 400; i++) {
            HTTP.advance("PT0.1S");
            var found = HTTP.get("/sandbox/messages?limit=200&to=" + told.owner())
                    .json()
                    .valueStream()
                    .filter(m -> m.path("subject").asString("").contains(subject))
                    .map(m -> m.path("text").asString())
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new AssertionError("no reply: " + subject + "\n" + Installation.log());
    }

    private static String reference(Told told) {
        return complaint(told).path("reference").asString();
    }

    private static String draft(Told told) {
        var person =
                HTTP.as(told.shop().owner()).get("/api/v1/desk/team").json().at("/items/0/members/0/person");
        var caller = OWN.part(People.class)
                .find(UUID.fromString(person.asString()))
                .orElseThrow()
                .caller();
        return OWN.part(AnswerByMail.class)
                .draft(caller, UUID.fromString(told.complaint()))
                .orElse("");
    }

    @Test
    void a_free_reply_becomes_a_draft_without_what_was_quoted() throws Exception {
        var told = told("M-1");
        Transport.send(
                mail(
                        told.owner(),
                        told.replyTo(),
                        "We sent it again today.\nSorry.\n-- \nThe shop\n\nOn 21 November 2026, Touchstone wrote:\n> A complaint"));
        assertThat(reply(told, reference(told))).isNotBlank();
        for (int i = 0; i < 100 && draft(told).isEmpty(); i++) {
            HTTP.advance("PT0.1S");
        }
        assertThat(draft(told)).isEqualTo("We sent it again today.\nSorry.");
        assertThat(complaint(told).path("state").asString()).isEqualTo("OPEN");
    }

    @Test
    void an_offer_in_the_settled_form_is_the_answer() throws Exception {
        var told = told("M-2");
        Transport.send(mail(
                told.owner(), told.replyTo(), "پیشنهاد: بازپرداخت ۱۲۰۰۰۰۰ ریال تا ۱۴۰۵-۰۹-۱۰\nوجه را برمی‌گردانیم."));
        for (int i = 0; i < 400 && complaint(told).path("answer").isNull(); i++) {
            HTTP.advance("PT0.1S");
        }
        var answer = complaint(told).path("answer");
        assertThat(answer.path("remedy").asString()).isEqualTo("REFUND");
        assertThat(answer.at("/amount/value").asString()).isEqualTo("1200000");
        assertThat(answer.path("by").asString()).isEqualTo("2026-12-01");
        assertThat(answer.path("text").asString()).isEqualTo("وجه را برمی‌گردانیم.");
    }

    @Test
    void another_sender_files_nothing_and_the_member_is_told() throws Exception {
        var told = told("M-3");
        Transport.send(mail("thief@elsewhere.example", told.replyTo(), "OFFER: apology\nWe lie."));
        var texts = java.util.List.of("another address", "نشانی دیگر", "其他地址");
        String found = "";
        for (int i = 0; i < 400 && found.isEmpty(); i++) {
            HTTP.advance("PT0.1S");
            found = HTTP.get("/sandbox/messages?limit=200&to=" + told.owner())
                    .json()
                    .valueStream()
                    .map(m -> m.path("subject").asString(""))
                    .filter(s -> texts.stream().anyMatch(s::contains))
                    .findFirst()
                    .orElse("");
        }
        assertThat(found).isNotEmpty();
        assertThat(complaint(told).path("answer").isNull()).isTrue();
        assertThat(HTTP.get("/sandbox/messages?to=thief@elsewhere.example")
                        .json()
                        .size())
                .isZero();
    }

    @Test
    void programs_and_unknown_addresses_are_not_replied_to_and_attachments_get_a_word() throws Exception {
        var told = told("M-4");
        var away = mail(told.owner(), told.replyTo(), "I am on holiday.");
        away.setHeader("Auto-Submitted", "auto-replied");
        Transport.send(away);
        Transport.send(mail(told.owner(), "answer+" + "0".repeat(40) + "@sandbox.example", "Hello?"));
        var text = new MimeBodyPart();
        text.setText("See the photograph.", "UTF-8");
        var file = new MimeBodyPart();
        file.setText("not read", "UTF-8");
        file.setFileName("photo.txt");
        var last = mail(told.owner(), told.replyTo(), "");
        last.setContent(new MimeMultipart(text, file));
        Transport.send(last);
        for (int i = 0; i < 400 && draft(told).isEmpty(); i++) {
            HTTP.advance("PT0.1S");
        }
        assertThat(draft(told)).isEqualTo("See the photograph.");
        // The reply may be on its way still, in the hands of another sweep.
        for (int i = 0; i < 400 && replies(told).isEmpty(); i++) {
            HTTP.advance("PT0.1S");
        }
        HTTP.advance("PT1S");
        var mails = replies(told);
        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst()).containsAnyOf("Attachments", "پیوست", "附件");
    }

    private static List<String> replies(Told told) {
        return HTTP.get("/sandbox/messages?limit=200&to=" + told.owner())
                .json()
                .valueStream()
                .map(m -> m.path("text").asString(""))
                .filter(t -> t.contains("?draft=mail"))
                .toList();
    }

    @Test
    void an_answered_case_takes_no_second_answer() throws Exception {
        var told = told("M-5");
        HTTP.as(told.shop().owner())
                .post("/api/v1/complaints/" + told.complaint() + "/answer", Map.of("text", "Done.", "remedy", "OTHER"));
        Transport.send(mail(told.owner(), told.replyTo(), "OFFER: apology\nOnce more."));
        for (int i = 0; i < 400; i++) {
            HTTP.advance("PT0.1S");
            if (OWN.jdbc()
                            .sql("SELECT count(*) FROM mail_read")
                            .query(Integer.class)
                            .single()
                    > 0) {
                break;
            }
        }
        assertThat(complaint(told).at("/answer/text").asString()).isEqualTo("Done.");
    }
}
