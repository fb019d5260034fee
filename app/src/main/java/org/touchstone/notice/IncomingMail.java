package org.touchstone.notice;

import java.util.List;

/**
 * A mail that came.
 *
 * @param from address of the sender as the mail claims it; nothing here proves it
 * @param to addresses it was sent to
 * @param text its plain text, at most 20,000 characters
 * @param attachments whether it carried files
 * @param automatic whether a program sent it: such a mail is never replied to
 */
public record IncomingMail(String from, List<String> to, String text, boolean attachments, boolean automatic) {

    @Override
    public String toString() {
        return "a mail";
    }
}
