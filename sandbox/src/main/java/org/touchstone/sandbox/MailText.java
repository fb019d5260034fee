package org.touchstone.sandbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person reads of a mail: its first part of plain text, decoded. */
final class MailText {

    private MailText() {}

    /** The text with line ends of one character; empty when the mail has no plain text. */
    static String of(Part mail) throws MessagingException, IOException {
        return plainText(mail)
                .map(text -> wellFormed(text).replace("\r\n", "\n"))
                .orElse("");
    }

    /** Replaces halves of characters, which a careless sender's encoding may leave behind. */
    static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Optional<String> plainText(Part part) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*")) {
            var parts = new MimeMultipart(part.getDataHandler().getDataSource());
            for (int i = 0; i < parts.getCount(); i++) {
                Optional<String> text = plainText(parts.getBodyPart(i));
                if (text.isPresent()) {
                    return text;
                }
            }
            return Optional.empty();
        }
        boolean readable = part.isMimeType("text/plain") && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        return readable
                ? Optional.of(new String(part.getInputStream().readAllBytes(), charset(part.getContentType())))
                : Optional.empty();
    }

    private static Charset charset(@Nullable String contentType) {
        if (contentType == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            String named = new ContentType(contentType).getParameter("charset");
            return named == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(named));
        } catch (ParseException | IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
