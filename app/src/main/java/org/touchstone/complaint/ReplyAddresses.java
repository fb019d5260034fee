package org.touchstone.complaint;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.touchstone.account.Person;
import org.touchstone.complaint.store.MailStore;
import org.touchstone.complaint.store.MailStore.Addressed;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.rules.complaint.Party;
import org.touchstone.rules.complaint.Step;

/**
 * Addresses for answering by mail: one for each case and person, made with the keys of this installation, so that nobody can
 * guess one.
 */
@Component
class ReplyAddresses {

    private static final int BYTES = 20;

    private final MailStore store;
    private final Vault vault;
    private final @Nullable String mailbox;

    ReplyAddresses(MailStore store, Vault vault, Settings settings) {
        this.store = store;
        this.vault = vault;
        this.mailbox = settings.mailInUrl() == null ? null : settings.mailInAddress();
    }

    /** The address by which a person may answer a case; absent where it cannot be answered, or not by mail. */
    @Nullable String of(CaseFile file, Person person) {
        if (mailbox == null || person.email() == null || !file.allows(Party.BUSINESS, Step.ANSWER)) {
            return null;
        }
        var token = token(file.id(), person.id());
        store.addAddress(Tokens.hash(token), file.id(), person.id());
        int at = mailbox.indexOf('@');
        return mailbox.substring(0, at) + "+" + token + mailbox.substring(at);
    }

    /** The case and person of an address. */
    Optional<Addressed> find(String address) {
        if (mailbox == null) {
            return Optional.empty();
        }
        int at = mailbox.indexOf('@');
        var ours = Pattern.compile(Pattern.quote(mailbox.substring(0, at)) + "\\+([0-9a-f]{40})"
                        + Pattern.quote(mailbox.substring(at).toLowerCase(Locale.ROOT)))
                .matcher(address.toLowerCase(Locale.ROOT));
        return ours.matches() ? store.findAddress(Tokens.hash(ours.group(1))) : Optional.empty();
    }

    private String token(UUID complaint, UUID person) {
        var mac = vault.hash(complaint + ":" + person, "complaint.reply-address");
        return HexFormat.of().formatHex(Arrays.copyOfRange(mac, mac.length - BYTES, mac.length));
    }
}
