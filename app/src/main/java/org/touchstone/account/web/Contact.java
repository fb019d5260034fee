package org.touchstone.account.web;

import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Check;
import org.touchstone.notice.Recipient;
import org.touchstone.rules.text.Digits;

/** A mobile or mail address as people type it. */
final class Contact {

    private Contact() {}

    /** Where to write to. A mobile without a country is Iranian (09…) or Chinese (1… of eleven digits). */
    static Recipient of(Check check, @Nullable String typed, Language language) {
        var contact = check.line("contact", typed, 200).replace(" ", "");
        if (contact.matches("[^@\\s<>\"(),;:]+@[^@\\s<>\"(),;:]+\\.[^@\\s.<>\"(),;:]+")) {
            return new Recipient(null, contact, language);
        }
        var digits = Digits.toLatin(contact).replaceAll("[\\-()]", "");
        var mobile = digits.startsWith("00")
                ? "+" + digits.substring(2)
                : digits.matches("09\\d{9}")
                        ? "+98" + digits.substring(1)
                        : digits.matches("1\\d{10}") ? "+86" + digits : digits;
        if (!contact.isEmpty() && !mobile.matches("\\+\\d{8,15}")) {
            check.fault("contact", "not-a-contact");
        }
        return new Recipient(mobile, null, language);
    }
}
