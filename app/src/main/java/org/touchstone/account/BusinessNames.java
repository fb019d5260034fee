package org.touchstone.account;

import java.util.Optional;
import java.util.UUID;

/** What businesses are called. Asked here, answered by the register of businesses. */
public interface BusinessNames {

    /** The legal name of a business. */
    Optional<String> nameOf(UUID business);
}
