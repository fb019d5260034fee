package org.touchstone.issuing.web;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Check;
import org.touchstone.registry.Host;
import org.touchstone.rules.identity.IdentityNumber;
import org.touchstone.rules.text.Digits;

/** Reads answers as people and programs give them: each is checked as it is given. */
final class AnswersForm {

    private AnswersForm() {}

    /** A website's address. */
    static @Nullable String host(Check check, @Nullable String typed) {
        var host = Host.in(check.line("host", typed, 300));
        if (host.isEmpty() && typed != null && !typed.isBlank()) {
            check.fault("host", "not-an-address");
        }
        return host.map(Host::name).orElse(null);
    }

    /** The number of a legal entity, by the checksum of its scheme. */
    static @Nullable String legalId(Check check, @Nullable String typed) {
        var line = check.line("legalId", typed, 40);
        var number = Optional.ofNullable(IdentityNumber.ofBusiness(line));
        if (number.isEmpty() && !line.isEmpty()) {
            check.fault("legalId", "not-a-legal-id");
        }
        return number.map(IdentityNumber::value).orElse(null);
    }

    /** A trade the platform knows. */
    static @Nullable String trade(Check check, @Nullable String typed) {
        var code = check.line("trade", typed, 40).toUpperCase(Locale.ROOT);
        if (!code.isEmpty() && !Texts.in(Language.EN).has("trade." + code)) {
            check.fault("trade", "unknown-trade");
        }
        return code.isEmpty() ? null : code;
    }

    /** A postal code: six to ten digits. */
    static @Nullable String postalCode(Check check, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var code = Digits.compact(check.line("postalCode", typed, 40));
        if (!code.matches("\\d{5,10}")) {
            check.fault("postalCode", "not-a-postal-code");
        }
        return code;
    }

    /** A telephone number where customers reach the shop. */
    static @Nullable String phone(Check check, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var digits = Digits.compact(check.line("phone", typed, 60)).replaceAll("[()]", "");
        var phone = digits.startsWith("00") ? "+" + digits.substring(2) : digits;
        if (!phone.matches("\\+?\\d{5,15}")) {
            check.fault("phone", "not-a-phone");
        }
        return phone;
    }

    /** An address of mail; may be absent. */
    static @Nullable String email(Check check, @Nullable String typed) {
        var mail = check.optionalText("email", typed, 200);
        if (mail != null && !mail.matches("[^@\\s<>\"(),;:]+@[^@\\s<>\"(),;:]+\\.[^@\\s.<>\"(),;:]+")) {
            check.fault("email", "not-an-email");
        }
        return mail;
    }

    /** A number of a licence or terminal, as registers write it; may be absent. */
    static @Nullable String number(Check check, String field, @Nullable String typed) {
        var number = check.optionalText(field, typed, 60);
        return number == null ? null : Digits.compact(number).toUpperCase(Locale.ROOT);
    }
}
