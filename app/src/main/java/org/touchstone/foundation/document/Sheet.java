package org.touchstone.foundation.document;

import java.time.Instant;
import org.touchstone.foundation.text.Texts;

/**
 * What every document is framed by.
 *
 * @param t what the reader's language says
 * @param made when the document was made; its only date
 * @param baseUrl address of this installation, without a slash at the end
 * @param centre who runs it, as the certificate of the seal names it
 */
public record Sheet(Texts t, Instant made, String baseUrl, String centre) {

    /** A code of squares with an address, as the source of a picture; paper leads to the screen by it. */
    public String code(String address) {
        return QrCode.of(address).data();
    }
}
