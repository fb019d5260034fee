package org.touchstone.notice;

import jakarta.mail.MessagingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.web.Outside;

/** The mail server and the SMS gateway: SMTP, and one HTTP call with {@code to}, {@code text} and {@code language}. */
@Component
class Gateways {

    private final JavaMailSender mail;
    private final RestClient http;
    private final @Nullable URI smsUrl;
    private final String from;

    Gateways(JavaMailSender mail, Outside outside, Settings settings) {
        this.mail = mail;
        this.http = outside.client();
        this.smsUrl = settings.smsUrl();
        this.from = settings.mailFrom();
    }

    void sms(String to, String text, String language, Instant writtenAt) {
        if (smsUrl == null) {
            throw new RestClientException("no SMS gateway is set (sms-url)");
        }
        http.post()
                .uri(smsUrl)
                .body(Map.of("to", to, "text", text, "language", language, "sentAt", writtenAt))
                .retrieve()
                .toBodilessEntity();
    }

    void mail(String to, @Nullable String replyTo, String subject, String text, String language, Instant writtenAt) {
        try {
            var message = mail.createMimeMessage();
            var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(to);
            if (replyTo != null) {
                helper.setReplyTo(replyTo);
            }
            helper.setSubject(subject);
            helper.setText(text);
            helper.setSentDate(Date.from(writtenAt));
            message.setHeader("Content-Language", language);
            // Other programs do not answer a program (RFC 3834).
            message.setHeader("Auto-Submitted", "auto-generated");
            mail.send(message);
        } catch (MessagingException e) {
            throw new MailSendException("the message could not be made", e);
        }
    }
}
