package org.touchstone.notice;

/** Takes up mail that came. */
public interface MailReader {

    /** Takes up one mail, in the transaction in which it is noted as read. */
    void read(IncomingMail mail);
}
