package org.touchstone.foundation.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the body of a letter. The date is the sheet's.
 *
 * @param number number of the letter, unique and never given twice; people quote it
 * @param addressee lines of the addressee: name first, then whatever is known of the address
 * @param subject one line
 * @param office who writes, below the body: an office, in the reader's language
 * @param copyTo who gets the same letter; may be empty
 * @param verify address where anybody may check number, date and hash; absent where there is none
 */
public record Letterhead(
        String number,
        List<String> addressee,
        String subject,
        String office,
        List<String> copyTo,
        @Nullable String verify) {

    /** Lists are kept as they are now. */
    public Letterhead {
        addressee = List.copyOf(addressee);
        copyTo = List.copyOf(copyTo);
    }
}
