package org.touchstone.foundation.document;

import java.time.Instant;
import org.touchstone.foundation.text.Texts;

/**
 * What every document is framed by.
 *
 * @param t what the reader's language says
 * @param made when the document was made; its only date
 * @param baseUrl address of this installation, without a slash at the end
 */
public record Sheet(Texts t, Instant made, String baseUrl) {}
