package org.touchstone.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.touchstone.registry.store.RegisterStore;

/** The register of marks for those who follow it: all entries, those that changed, and what happened, in order. */
@Component
public class RegisterFeed {

    private final RegisterStore store;

    RegisterFeed(RegisterStore store) {
        this.store = store;
    }

    /**
     * What changed.
     *
     * @param until from where to ask next; what was not over yet when this was asked is seen then
     * @param now the time of the reading
     * @param entries the changed entries as they stand now; some may be known already
     * @param tooMany whether there are more than {@link RegisterStore#MOST_CHANGES}: then none is here, and everything is compared instead
     */
    public record Changed(String until, Instant now, List<RegisterEntry> entries, boolean tooMany) {}

    /** From where to ask so as to see everything that is not over now. */
    public String horizon() {
        return store.horizon();
    }

    /** The entries that changed since a horizon, each once. No change is missed, in whatever order transactions end. */
    public Changed changedSince(String horizon) {
        return store.changedSince(horizon);
    }

    /** Entries in the order of their codes. */
    public List<RegisterEntry> after(String code, int limit) {
        return store.after(code, limit);
    }

    /** The versions of the entries of codes, in the order of codes. */
    public Map<String, Long> versionsAfter(String code, int limit) {
        return store.versionsAfter(code, limit);
    }

    /** The entries of some codes. */
    public List<RegisterEntry> named(Collection<String> codes) {
        return codes.isEmpty() ? List.of() : store.named(codes);
    }

    /** The newest changes first, those before a number; all of them where none is named. */
    public List<RegisterChange> changesBefore(long number, int limit) {
        return store.changesBefore(number, limit);
    }

    /** Changes in the order in which they were written down, those after a number. None ever appears before one that was seen. */
    public List<RegisterChange> changesAfter(long number, int limit) {
        return store.changesAfter(number, limit);
    }

    /** The changes of one mark, the newest first. */
    public List<RegisterChange> changesOf(String code, long before, int limit) {
        return store.changesOf(code.strip().toUpperCase(Locale.ROOT), before, limit);
    }

    /** The entry of a mark. */
    public @Nullable RegisterEntry entry(String code) {
        return store.named(List.of(code.strip().toUpperCase(Locale.ROOT))).stream()
                .findFirst()
                .orElse(null);
    }
}
