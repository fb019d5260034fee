package org.touchstone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.sandbox.RunningSandbox.NOW;

import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.touchstone.sandbox.RunningSandbox.Reply;

class InboxTest {

    private static final String PERSIAN = "شکایت شما ثبت شد؛ فروشگاه تا ۷۲ ساعت پاسخ می‌دهد.";
    private static final String CHINESE = "您的投诉已登记，商家须在72小时内答复。";

    private final RunningSandbox sandbox = RunningSandbox.inMemory();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({"fa, " + PERSIAN, "zh, " + CHINESE})
    void a_text_message_is_in_the_inbox_as_it_was_sent(String language, String text) {
        Reply reply =
                sandbox.post("/sms", Json.text(Map.of("to", "+989121234567", "text", text, "language", language)));

        assertThat(reply.status()).isEqualTo(202);
        Message message = sandbox.messages("").getFirst();
        assertThat(message.id()).isEqualTo(reply.json().get("id").stringValue());
        assertThat(message.channel()).isEqualTo(Channel.SMS);
        assertThat(message.subject()).isNull();
        assertThat(message.text()).isEqualTo(text);
        assertThat(message.sentAt()).isEqualTo(NOW);
        assertThat(sandbox.get("/messages").json().get(0).propertyNames())
                .containsExactly("id", "channel", "to", "subject", "text", "sentAt");
    }

    @Test
    void a_text_message_may_say_when_it_was_sent() {
        sandbox.posted("/sms", "{'to': '+8613812345678', 'text': 'x', 'sentAt': '2027-01-02T03:04:05.678Z'}");

        assertThat(sandbox.messages("").getFirst().sentAt()).isEqualTo("2027-01-02T03:04:05.678Z");
    }

    @ParameterizedTest
    @CsvSource({
        "base64, " + PERSIAN,
        "quoted-printable, " + PERSIAN,
        "8bit, " + PERSIAN,
        "base64, " + CHINESE,
        "quoted-printable, " + CHINESE
    })
    void a_mail_is_in_the_inbox_decoded_whatever_its_encoding(String encoding, String text) throws Exception {
        MimeMessage mail = sandbox.aMailTo("narges.farahmandnia@example.com");
        String subject = text + " — " + text;
        mail.setSubject(subject, "UTF-8");
        mail.setText(text + "\nhttps://localhost/c/1\n", "UTF-8");
        mail.setHeader("Content-Transfer-Encoding", encoding);
        RunningSandbox.send(mail);

        Message message = sandbox.messages("").getFirst();
        assertThat(message.channel()).isEqualTo(Channel.MAIL);
        assertThat(message.to()).isEqualTo("narges.farahmandnia@example.com");
        assertThat(message.subject()).isEqualTo(subject);
        assertThat(message.text().strip()).isEqualTo(text + "\nhttps://localhost/c/1");
        assertThat(message.sentAt()).isEqualTo(NOW);
    }

    @Test
    void of_a_mail_with_parts_the_plain_text_is_kept() throws Exception {
        var attached = new MimeBodyPart();
        attached.setText("not this", "UTF-8");
        attached.setFileName("letter.txt");
        attached.setDisposition(MimeBodyPart.ATTACHMENT);
        var html = new MimeBodyPart();
        html.setContent("<p>nor this</p>", "text/html; charset=utf-8");
        var plain = new MimeBodyPart();
        plain.setText(CHINESE, "GB18030");
        var alternatives = new MimeBodyPart();
        alternatives.setContent(new MimeMultipart("alternative", html, plain));
        MimeMessage mail = sandbox.aMailTo("xiaolan.gu@example.com");
        mail.setContent(new MimeMultipart("mixed", attached, alternatives));
        RunningSandbox.send(mail);

        assertThat(sandbox.messages("").getFirst().text()).isEqualTo(CHINESE);
        assertThat(sandbox.messages("").getFirst().subject()).isNull();
    }

    @Test
    void a_mail_in_an_unknown_charset_or_without_text_arrives_all_the_same() throws Exception {
        MimeMessage strange = sandbox.aMailTo("a@example.com");
        strange.setContent("plain", "text/plain");
        strange.setHeader("Content-Type", "text/plain; charset=\"no such/thing\"");
        RunningSandbox.send(strange);
        MimeMessage silent = sandbox.aMailTo("b@example.com");
        silent.setContent("<p>x</p>", "text/html");
        RunningSandbox.send(silent);

        assertThat(sandbox.messages(""))
                .extracting(Message::text)
                .map(String::strip)
                .containsExactly("", "plain");
    }

    @Test
    void a_mail_to_two_is_two_messages() throws Exception {
        MimeMessage mail = sandbox.aMailTo("a@example.com", "b@example.com");
        mail.setText("x");
        RunningSandbox.send(mail);

        assertThat(sandbox.messages(""))
                .extracting(Message::to)
                .containsExactlyInAnyOrder("a@example.com", "b@example.com");
    }

    @Test
    void messages_come_newest_first_of_one_recipient_and_no_more_than_asked_for() {
        for (String text : new String[] {"1", "2", "3"}) {
            sandbox.posted("/sms", "{'to': '+989121234567', 'text': '%s'}".formatted(text));
            sandbox.posted("/sms", "{'to': '+989121234568', 'text': 'other'}");
        }

        assertThat(sandbox.messages("?to=+989121234567"))
                .extracting(Message::text)
                .containsExactly("3", "2", "1");
        assertThat(sandbox.messages("?to=%2B989121234567&limit=2"))
                .extracting(Message::text)
                .containsExactly("3", "2");
        assertThat(sandbox.messages("?to=98912123456")).isEmpty();
        assertThat(sandbox.messages("?to=")).hasSize(6);
    }

    @Test
    void two_hundred_messages_are_shown_unless_more_are_asked_for() {
        IntStream.range(0, 210).forEach(i -> sandbox.posted("/sms", "{'to': '+989121234567', 'text': 'x'}"));

        assertThat(sandbox.messages("")).hasSize(200);
        assertThat(sandbox.messages("?limit=1000")).hasSize(210);
    }

    @Test
    void only_the_newest_twenty_thousand_stay_readable() throws Exception {
        try (Inbox inbox = Inbox.in(null)) {
            IntStream.rangeClosed(1, Inbox.READABLE + 5)
                    .forEach(i -> inbox.receive(Channel.SMS, "+989121234567", null, "" + i, NOW));

            assertThat(inbox.newest(null, Integer.MAX_VALUE)).hasSize(Inbox.READABLE);
            assertThat(inbox.newest(null, Integer.MAX_VALUE).getLast().text()).isEqualTo("6");
        }
    }
}
