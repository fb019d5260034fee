package org.touchstone.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts that were stated about businesses, written down at once. */
final class Facts implements Closeable {

    private final Lines lines;
    private final Map<String, Fact> byLegalId = new HashMap<>();

    private Facts(Lines lines) {
        this.lines = lines;
    }

    /** Reads the facts of earlier runs; without a folder there are none. */
    static Facts in(@Nullable Path folder) throws IOException {
        var facts = new Facts(Lines.in(folder, "facts.jsonl"));
        try {
            facts.load();
            return facts;
        } catch (IOException | RuntimeException e) {
            facts.close();
            throw e;
        }
    }

    private synchronized void load() throws IOException {
        lines.read(line -> remember(Json.value(line, Fact.class)));
    }

    /** What holds of a business from now on. */
    synchronized Fact state(Fact fact) {
        lines.append(List.of(fact));
        return remember(fact);
    }

    private Fact remember(Fact fact) {
        return byLegalId.merge(fact.legalId(), fact, Fact::then);
    }

    synchronized Fact of(String legalId) {
        return byLegalId.getOrDefault(legalId, Fact.of(legalId));
    }

    @Override
    public synchronized void close() throws IOException {
        lines.close();
    }
}
